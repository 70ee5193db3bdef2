// The device's store as it is written down (docs/offline.md): a test can lay a report into it that waits to be sent, as if
// a person had pressed *Send* before, and read what became of it. Shapes: tests/fixtures/stored-v1.
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const fixture = (file) => JSON.parse(readFileSync(path.join(import.meta.dirname, '../../fixtures', file), 'utf8'));
const digits = (count) => Array.from({ length: count }, (_, at) => randomInt(at === 0 ? 1 : 0, 10)).join('');
/** ISO 7064 MOD 97-10. */
const checked = (payload) => payload + String(98n - (BigInt(payload) * 100n) % 97n).padStart(2, '0');

/** A report as *Send* leaves it in the store. `address` is the portal's, `body` changes what was written. */
export function waitingReport(address, { seq = 1, desk = 'aspirasi', api = `${address}api/${desk}`, photos = [], body = {}, ...item } = {}) {
  const [uid, ticket] = [randomUUID(), checked(digits(10))];
  const media = photos.map((bytes) => ({ slot: randomBytes(12).toString('base64url'), sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, type: 'image/jpeg', bytes }));
  const manifest = media.map(({ bytes: _bytes, ...listed }) => listed);
  const report = { ...fixture('report-v1.json'), uid, ticket, key_proof: randomBytes(32).toString('hex'), answers: { problem: 'off' }, place: { area: '32.71.03.1003', address: 'Depan apotek' }, identity: { kind: 'anonymous' }, media: manifest, client_time: new Date().toISOString().replace(/\.\d+/, ''), ...body };
  const text = JSON.stringify(report);
  const url = `${api}/reports/${uid}`;
  const parcels = media.map(({ slot, sha256, type, size }) => ({ slot, state: 'waiting', method: 'PUT', url: `${url}/media/${slot}`, headers: [['content-type', type], ['x-content-sha256', sha256]], size, bytes: `${uid}/${slot}`, carry: false }));
  const { not_before: _until, asked_s: _asked, reason: _reason, reason_status: _status, ...shape } = fixture('stored-v1/waiting.json');
  return {
    uid,
    ticket,
    item: { ...shape, uid, seq, desk, ticket, key: checked(digits(18)), saved_at: Math.floor(Date.now() / 1000), report: { ...shape.report, url, size: Buffer.byteLength(text), bytes: uid }, media: parcels, ask: url, ...item },
    bytes: [[uid, text], ...media.map(({ slot, bytes }) => [`${uid}/${slot}`, bytes.toString('base64'), 'base64'])],
  };
}

/** A photograph of noise, which no encoder makes small: about `side`² bytes of JPEG. */
export const makesPhoto = async (page, side = 420) => Buffer.from(await page.evaluate(async (side) => {
  const canvas = new OffscreenCanvas(side, side);
  const picture = new ImageData(side, side);
  let seed = side;
  for (let at = 0; at < picture.data.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    picture.data[at] = at % 4 === 3 ? 255 : (seed >> 16) & 255;
  }
  canvas.getContext('2d').putImageData(picture, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}, side), 'base64');

/** The same for a desk that takes plain GeoReport only: a `POST`, which counts as often as it arrives. */
export function plainReport(address, { seq = 1, desk = 'aspirasi', api = `${address}api/${desk}`, description = 'Lampu jalan mati', ...item } = {}) {
  const uid = randomUUID();
  const reference = randomBytes(5).toString('hex').slice(0, 8).toUpperCase().replaceAll('0', '7').replaceAll('1', '9');
  const text = new URLSearchParams({ service_code: 'street-light', description: `${description} [ref ${reference}]`, address_string: 'Depan apotek', lat: '-6.5951', long: '106.8054', 'attribute[problem]': 'off' }).toString();
  const url = `${api}/requests.json`;
  const shape = fixture('stored-v1/plain-uncertain.json');
  const { reason: _reason, ...rest } = shape;
  return {
    uid,
    reference,
    description,
    item: { ...rest, uid, seq, desk, reference, saved_at: Math.floor(Date.now() / 1000), attempts: 0, generation: 0, state: { is: 'waiting', withdraw: false }, report: { ...shape.report, url, size: text.length, bytes: uid }, ask: `${url}?service_code=street-light`, tokens: `${api}/tokens/`, ...item },
    bytes: [[uid, text]],
  };
}

/** Lays reports into the open page's store in one commit, and tells the app as another tab would. */
export const lays = (page, ...reports) => page.evaluate(async (reports) => {
  const db = await window.openTanggap();
  const writing = db.transaction(['items', 'bytes'], 'readwrite', { durability: 'strict' });
  for (const { uid, item, bytes } of reports) {
    writing.objectStore('items').put({ key: uid, rev: 1, text: JSON.stringify(item) });
    for (const [key, text, encoding] of bytes) {
      const raw = encoding === 'base64' ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : new TextEncoder().encode(text);
      writing.objectStore('bytes').put(raw.buffer, key);
    }
  }
  await new Promise((resolve, reject) => Object.assign(writing, { oncomplete: resolve, onabort: () => reject(writing.error) }));
  db.close();
  new BroadcastChannel('tanggap:/').postMessage({ changed: 'outbox' });
}, reports.map(({ uid, item, bytes }) => ({ uid, item, bytes })));

/** What the store holds: items, drafts and answers, as far as they can be read, settings, and the keys of the bytes. */
export const stored = (page) => page.evaluate(async () => {
  const db = await window.openTanggap();
  const reading = db.transaction(['items', 'drafts', 'answers', 'settings', 'bytes']);
  const all = (name, verb = 'getAll') => new Promise((resolve, reject) => {
    const asking = reading.objectStore(name)[verb]();
    Object.assign(asking, { onsuccess: () => resolve(asking.result), onerror: () => reject(asking.error) });
  });
  const [items, drafts, answers, settings, bytes] = await Promise.all([all('items'), all('drafts'), all('answers'), all('settings'), all('bytes', 'getAllKeys')]);
  db.close();
  const read = ({ text, rev }) => {
    try {
      return [{ ...JSON.parse(text), rev }];
    } catch {
      return [];
    }
  };
  const parsed = (records) => records.flatMap(read);
  return { items: parsed(items), drafts: parsed(drafts), answers: parsed(answers), settings, bytes };
});

/** The state of one report in the store, such as `waiting`; with its reason. */
export async function stateOf(page, { uid }) {
  const item = (await stored(page)).items.find((item) => item.uid === uid);
  return item && [item.state.is, item.reason, item.reason_status].filter(Boolean).join(' ');
}

/** Opens the store as whoever does not own it must: never making it, never at a version of one's own. Waits until the app
 * has made it. */
export function store() {
  const name = 'tanggap:/';
  const isThere = async () => (await indexedDB.databases()).some((db) => db.name === name && db.version > 0);
  const opened = () => new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    // Listed, and taken back with the page that was making it: not ours to make either.
    opening.onupgradeneeded = () => opening.transaction.abort();
    Object.assign(opening, {
      onsuccess: () => resolve(opening.result),
      onerror: () => (opening.error.name === 'AbortError' ? resolve() : reject(opening.error)),
    });
  });
  window.openTanggap = async () => {
    for (;;) {
      const db = (await isThere()) && (await opened());
      if (db) return db;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
}
