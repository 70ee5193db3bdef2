// The carrier: with every tab closed, Background Sync wakes it, and it sends what the store says may be carried, byte for
// byte, and keeps the raw answers. It judges nothing; the app does, when it opens. It only carries to desks that know a
// report again (carry is never true for others), so at worst something is sent once more. The same behaviour in Rust, under
// every fault: crates/tanggap-core/tests/simulation/carrier.rs.

const STORE = `tanggap:${BUILD.base}`;
const LOCK = `${STORE}:outbox`;
const SYNC_TAG = 'tanggap-outbox';
/** Records of later versions are left to later apps. */
const KNOWN_VERSION = 1;
/** As the app: crates/tanggap-core/src/wire.rs. */
const ANSWER_LIMIT = 262_144;
const OPEN_TIMEOUT_MS = 5_000;
const SEND_TIMEOUT_MS = 20_000;
/** Slower than this is not a line. */
const BYTES_PER_MS = 8;

/** Fails when something is left, because then the browser wakes it again later. */
async function carry() {
  const db = await openStore();
  if (!db) return;
  try {
    const left = navigator.locks
      ? await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? round(db) : waiting(db)))
      : await round(db);
    if (left) throw new Error(`${left} left to send`);
  } finally {
    db.close();
  }
}

/** A page has the lock and sends by itself; the browser is asked to look again only if there is something. */
const waiting = async (db) => (await parcels(db)).length;

/** Sends everything once; how much is left to be tried again. */
async function round(db) {
  let left = 0;
  for (const parcel of await parcels(db)) {
    if (parcel.mustWait || !(await send(db, parcel))) left += 1;
  }
  return left;
}

/** What may be carried and has no answer yet that may be a success. */
async function parcels(db) {
  const [items, answers] = await Promise.all([readAll(db, 'items'), readAll(db, 'answers')]);
  const done = new Set(answers.filter(({ status }) => status >= 200 && status < 300).map(({ uid, job }) => `${uid}/${job}`));
  return items.filter((item) => item.schema_version === KNOWN_VERSION && item.uid).flatMap((item) => {
    const jobs = [['report', item.report], ...(item.media ?? []).map((media) => [`media/${media.slot}`, media])];
    return jobs
      .filter(([job, parcel]) => parcel?.carry === true && !done.has(`${item.uid}/${job}`))
      .map(([job, parcel]) => ({ ...parcel, uid: item.uid, job, mustWait: mustWait(item) }));
  });
}

/** The server asked to wait, and the wall clock still stands within that span. */
function mustWait({ not_before: until, asked_s: asked }) {
  const left = until - Math.floor(Date.now() / 1000);
  return left >= 1 && left <= asked;
}

/** Whether it needs no other try: an answer has been kept, and waiting would not make it another. */
async function send(db, parcel) {
  const bytes = await read(db, 'bytes', parcel.bytes);
  if (!bytes) return true;
  let answer;
  try {
    answer = await exchange(parcel, bytes);
  } catch {
    return false;
  }
  await keep(db, parcel, answer);
  new BroadcastChannel(STORE).postMessage({ changed: 'outbox' });
  return answer.status >= 200 && answer.status < 500 && ![408, 425, 429].includes(answer.status);
}

async function exchange({ method, url, headers, job }, bytes) {
  const named = new Headers(headers);
  // A photo goes whole, under its hash, wherever a page was with its pieces.
  if (job !== 'report' && !named.has('x-content-sha256')) named.set('x-content-sha256', await hash(bytes));
  const signal = within(SEND_TIMEOUT_MS + bytes.byteLength / BYTES_PER_MS);
  const response = await fetch(url, { method, headers: named, body: bytes, signal, redirect: 'manual', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
  const header = (name) => response.headers.get(name);
  return { status: response.status, content_type: header('content-type') ?? '', retry_after: header('retry-after'), date: header('date'), body: await bounded(response) };
}

async function bounded(response) {
  const text = new TextDecoder();
  let body = '', length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > ANSWER_LIMIT) {
      await reader.cancel();
      throw new Error('an answer without end');
    }
    body += text.decode(part.value, { stream: true });
  }
  return body + text.decode();
}

/** As crates/tanggap-core/src/stored/answer.rs writes it. */
async function keep(db, { uid, job }, answer) {
  const writing = db.transaction('answers', 'readwrite', { durability: 'strict' });
  const answers = writing.objectStore('answers');
  const kept = await asked(answers.getAll());
  const number = 1 + Math.max(-1, ...kept.map(({ key }) => Number(key.split('#').pop())));
  const text = JSON.stringify({ schema_version: KNOWN_VERSION, uid, job, ...answer });
  answers.put({ key: `${uid}/${job}#${number}`, text });
  await new Promise((resolve, reject) => {
    writing.oncomplete = resolve;
    writing.onabort = writing.onerror = () => reject(writing.error);
  });
}

/** The app's database at the version it has; nothing where there is none. Never makes one, never changes it. */
function openStore() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(STORE);
    const late = setTimeout(() => reject(new Error('the store does not open')), OPEN_TIMEOUT_MS);
    let isNew = false;
    opening.onupgradeneeded = () => {
      isNew = true;
      opening.transaction.abort();
    };
    opening.onerror = () => (clearTimeout(late), isNew ? resolve(null) : reject(opening.error));
    opening.onsuccess = () => {
      clearTimeout(late);
      const db = opening.result;
      db.onversionchange = () => db.close();
      const isOurs = ['items', 'bytes', 'answers'].every((name) => db.objectStoreNames.contains(name));
      resolve(isOurs ? db : null);
    };
  });
}

/** The JSON texts of a store's records, those that can be read. */
async function readAll(db, store) {
  const records = await asked(db.transaction(store).objectStore(store).getAll());
  return records.flatMap(({ text }) => {
    try {
      return [JSON.parse(text)];
    } catch {
      return [];
    }
  });
}

const read = (db, store, key) => asked(db.transaction(store).objectStore(store).get(key));

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
