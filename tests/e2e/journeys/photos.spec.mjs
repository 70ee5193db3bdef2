// Photos in the form: taken in small and without traces, kept with the draft, sent after the text; what can't become one is
// said by name, and no trouble with a photo takes a word with it.
import { seen, taken, tracesIn, withTraces } from '../steps/photos.mjs';
import { expect, test } from '../steps/site.mjs';

const put = /^PUT [^?]*\/reports\/[\w-]+$/;
const putPhoto = /^PUT .*\/media\//;
const file = (name, buffer, mimeType = 'image/jpeg') => ({ name, mimeType, buffer });

/** As a phone's camera makes them, with everything that must not leave the phone. */
const photograph = async (page, { orientation = 1, width = 2400, height = 1800 } = {}) => withTraces(await taken(page, { width, height, grain: 20 }), { orientation });

/** To the step for photos. */
async function comesToPhotos(person) {
  await person.answersForLight();
  await person.isAt('Paledang');
  await person.arrivesAt(person.word('photos.title'));
}

const pictures = (person) => person.page.getByRole('main').getByRole('img', { name: new RegExp(`^${person.word('photos.photo')} \\d`) });

/** From the photos to the last check. */
async function goesOn(person) {
  await person.continues();
  await person.appears('anonymous');
  await person.arrivesAt(person.word('check.title'));
}

/** The bytes of each photo, put together from the pieces that went over the line. */
function sentPhotos(wire) {
  const photos = new Map();
  for (const { path, body } of wire.seen(putPhoto)) photos.set(path, Buffer.concat([photos.get(path) ?? Buffer.alloc(0), body]));
  return [...photos.values()];
}

test('two photos go with the report: upright, at most 250 KB each, without place, camera or film, and after the text', async ({ page, person, wire, server }) => {
  test.slow();
  await comesToPhotos(person);
  await person.addsPhotos(file('pagi.jpg', await photograph(page)), file('miring.jpg', await photograph(page, { orientation: 6 })));
  await expect(pictures(person)).toHaveCount(2);
  await goesOn(person);
  await expect(page.getByRole('definition').filter({ hasText: /^2 foto, \d+ KB$/ })).toBeVisible();
  const ticket = await person.sends();
  await expect.poll(() => server.report(ticket)).toContain('2/2');
  const photos = sentPhotos(wire);
  for (const photo of photos) {
    expect(photo.length).toBeLessThanOrEqual(250_000);
    expect(tracesIn(photo)).toEqual([]);
  }
  const [level, turned] = await Promise.all(photos.map((photo) => seen(page, photo)));
  expect(level).toEqual({ width: 1600, height: 1200, corners: 'R G B RGB' });
  expect(turned).toEqual({ width: 1200, height: 1600, corners: 'RGB R G B' });
  const order = wire.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path.includes('/media/'));
  expect(order.indexOf(true)).toBe(1);
  const manifest = JSON.parse(wire.seen(put)[0].body).media;
  expect(manifest.map(({ size }) => size)).toEqual(photos.map(({ length }) => length));
});

test('photos are kept with the draft: after the tab was closed they are there again, and go from there', async ({ page, context, person, words, server }) => {
  await comesToPhotos(person);
  await person.addsPhotos(file('satu.jpg', await photograph(page)), file('dua.jpg', await photograph(page)));
  await expect.poll(async () => (await person.stored()).bytes.length).toBe(2);
  await page.getByRole('button', { name: new RegExp(`^${words.word('photos.remove')} ?: ${words.word('photos.photo')} 1$`) }).click();
  await expect(pictures(person)).toHaveCount(1);
  await expect.poll(async () => (await person.stored()).bytes.length, 'what was taken away is gone from the device').toBe(1);
  const address = page.url();
  await page.close();
  const again = person.at(await context.newPage());
  await again.opens(address);
  await again.arrivesAt(words.word('photos.title'));
  await expect(pictures(again)).toHaveCount(1);
  await goesOn(again);
  const ticket = await again.sends();
  await expect.poll(() => server.report(ticket)).toContain('1/1');
});

test('what is no photo is named with what to do, and the others are taken', async ({ page, person, words }) => {
  await comesToPhotos(person);
  const photo = await photograph(page, { width: 800, height: 600 });
  await person.addsPhotos(
    file('surat.pdf', Buffer.from('%PDF-1.7 bukan foto'), 'application/pdf'),
    file('terpotong.jpg', photo.subarray(0, 400)),
    file('iphone.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'image/heic'),
    file('baik.jpg', photo),
  );
  const told = page.getByRole('alert');
  await expect(told.getByText('surat.pdf')).toBeVisible();
  await expect(told).toContainText(words.word('photos.not-a-picture'));
  await expect(told).toContainText(words.word('photos.unreadable'));
  await expect(told).toContainText(words.word('photos.unknown-kind'));
  await expect(pictures(person)).toHaveCount(1);
});

test('a ninth photo is not taken, and the eight stay', async ({ page, person, words }) => {
  await comesToPhotos(person);
  const photo = await photograph(page, { width: 320, height: 240 });
  await person.addsPhotos(...Array.from({ length: 9 }, (_, number) => file(`${number}.jpg`, photo)));
  await expect(pictures(person)).toHaveCount(8);
  await expect(page.getByRole('alert')).toContainText(words.word('photos.too-many', { most: 8 }));
});

test('sent without a line, text and photos wait together, and arrive once when it is back', async ({ page, person, wire, server, words, watch }) => {
  watch.allow(/ERR_/);
  await comesToPhotos(person);
  await person.addsPhotos(file('satu.jpg', await photograph(page)));
  await goesOn(person);
  await wire.disconnect();
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await expect(page.getByText(words.word('photos.state-waiting'))).toBeVisible();
  await wire.connect();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await person.isReceived();
  await expect.poll(() => server.report(ticket)).toContain('1/1');
});

test('on Wi-Fi only the text goes at once, and the photos when somebody says so', async ({ page, person, wire, server, words }) => {
  await comesToPhotos(person);
  await person.addsPhotos(file('satu.jpg', await photograph(page)));
  await page.getByRole('checkbox', { name: words.word('photos.wifi') }).check();
  await goesOn(person);
  await person.button('check.send').click();
  const ticket = await person.reads();
  await expect(person.standing).toContainText(words.word('outbox.photos_waiting', { sent: 0, of: 1 }), { timeout: 15_000 });
  await expect(page.getByText(words.word('photos.state-wifi'))).toBeVisible();
  expect(wire.seen(putPhoto)).toHaveLength(0);
  await person.button('photos.any-way').click();
  await person.isReceived();
  expect(await server.report(ticket)).toContain('1/1');
});

test('a photo that is too large for the desk is made smaller when somebody says so, and then goes', async ({ page, person, wire, server, words, watch }) => {
  watch.allow(/413/);
  await comesToPhotos(person);
  await person.addsPhotos(file('satu.jpg', await photograph(page)));
  await goesOn(person);
  wire.answers(putPhoto, { status: 413 });
  await person.button('check.send').click();
  const ticket = await person.reads();
  await expect(page.getByText(words.word('photos.state-too-large'))).toBeVisible({ timeout: 15_000 });
  const [first] = JSON.parse(wire.seen(put)[0].body).media;
  wire.heals();
  await person.button('photos.smaller').click();
  await expect.poll(() => server.report(ticket), { timeout: 15_000 }).toContain('1/1');
  expect(wire.seen(putPhoto).at(-1).body.length).toBeLessThanOrEqual(first.size / 2);
});

test('a refused report comes back with its photos, and they go with the corrected one', async ({ page, person, wire, server, words, watch }) => {
  watch.allow(/422/);
  await comesToPhotos(person);
  await person.addsPhotos(file('satu.jpg', await photograph(page)));
  await goesOn(person);
  wire.answers(put, { status: 422, type: 'application/json', body: '[{"code":422,"description":"Alamatnya kurang jelas."}]' });
  await person.button('check.send').click();
  const ticket = await person.reads();
  await expect(person.standing).toContainText(words.word('outbox.refused'));
  wire.heals();
  await person.button('outbox.correct').click();
  await expect(page.getByRole('alert').filter({ hasText: words.word('error.summary') })).toBeFocused();
  await person.change(words.word('check.photos')).click();
  await expect(pictures(person)).toHaveCount(1);
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  expect(await person.sends()).toBe(ticket);
  await expect.poll(() => server.report(ticket)).toContain('1/1');
});

test('C2 where the device has no room for a photo that is said, and every word is kept', async ({ page, person, words }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...key) {
      if (this.name === 'bytes') throw new DOMException('no room', 'QuotaExceededError');
      return put.call(this, value, ...key);
    };
  });
  await comesToPhotos(person);
  await person.addsPhotos(file('satu.jpg', await photograph(page, { width: 640, height: 480 })));
  await expect(page.getByRole('alert')).toContainText(words.word('photos.no-room'));
  await expect(pictures(person)).toHaveCount(0);
  await person.hasDraftKept();
  await page.reload();
  await person.arrivesAt(words.word('photos.title'));
  await goesOn(person);
  await expect(page.getByRole('definition').filter({ hasText: 'Lampu jalan mati' })).toBeVisible();
});

test('photos of a complaint about the police stay in memory, and go with it', async ({ page, person, server, words }) => {
  await person.tellsOfOfficer();
  await person.continues();
  await person.arrivesAt(words.word('place.title'));
  await person.continues();
  await person.arrivesAt(words.word('photos.title'));
  await person.addsPhotos(file('satu.jpg', await photograph(page)));
  await expect(pictures(person)).toHaveCount(1);
  await person.continues();
  await person.arrivesAt(words.word('identity.title'));
  expect((await person.stored()).bytes, 'nothing of it is on the device').toEqual([]);
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  const ticket = await person.sends();
  await expect.poll(() => server.report(ticket)).toContain('1/1');
});
