// D: several tabs, and versions of the app that are older or newer than what is stored.
import { expect, put, test } from '../../steps/gate.mjs';

const told = 'Lampu jalan mati di depan pasar sejak tiga hari lalu';

test('D1 two tabs that both could send: one does, one report', async ({ person, anotherTab, wire }) => {
  await person.opensList();
  const other = await anotherTab();
  await other.opensList();
  const reports = [];
  for (let count = 0; count < 5; count += 1) reports.push(await person.owes({ seq: count + 1 }));
  for (const report of reports) await other.hasReceipt(report);
  expect(wire.seen(put)).toHaveLength(5);
});

test('D2 two tabs without any lock: the server counts one report', async ({ person, anotherTab, context }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  await person.opensList();
  const other = await anotherTab();
  await other.opensList();
  const reports = [];
  for (let count = 0; count < 5; count += 1) reports.push(await person.owes({ seq: count + 1 }));
  for (const report of reports) {
    await other.hasReceipt(report);
    await person.hasReceipt(report);
  }
});

test('D3 two tabs on one draft: the first writes, the second only reads, nothing is lost', async ({ person, anotherTab }) => {
  await person.opens();
  await person.toldBox.fill(told);
  await expect.poll(async () => (await person.stored()).drafts.length).toBe(1);
  const other = await anotherTab();
  await other.opensList();
  await other.button('draft.go-on').click();
  await expect(other.page.getByText(other.word('draft.elsewhere-title'))).toBeVisible();
  await person.toldBox.fill(`${told} dan kabelnya putus`);
  await expect.poll(async () => (await other.stored()).drafts.map(({ description }) => description)).toEqual([`${told} dan kabelnya putus`]);
});

test('D4 a newer app wants another version of the store: the old tab saves and lets go, and a third tab waits for nothing', async ({ person, anotherTab, page }) => {
  await person.opens();
  await person.toldBox.fill(told);
  const other = await anotherTab();
  await other.opens();
  await page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('tanggap:/', 2);
    Object.assign(opening, { onsuccess: () => { opening.result.close(); resolve(); }, onerror: () => reject(opening.error) });
  }));
  await expect(person.toldBox).toHaveValue(told);
});

test('D5 an older app meets the store of a newer one: it reads it, adds to it, and sends', async ({ person, page }) => {
  await person.opens('help');
  await page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('tanggap:/', 7);
    opening.onupgradeneeded = () => {
      for (const name of ['items', 'drafts', 'answers', 'bytes', 'settings', 'newer']) {
        if (opening.result.objectStoreNames.contains(name)) continue;
        const made = opening.result.createObjectStore(name, name === 'answers' ? { autoIncrement: true } : ['items', 'drafts'].includes(name) ? { keyPath: 'key' } : {});
        if (name === 'answers') made.createIndex('key', 'key', { unique: true });
      }
    };
    Object.assign(opening, { onsuccess: () => { opening.result.close(); resolve(); }, onerror: () => reject(opening.error) });
  }));
  await person.opensList();
  const report = await person.owes();
  await person.hasReceipt(report);
  await person.opens();
  await person.toldBox.fill(told);
  await expect.poll(async () => (await person.stored()).drafts.map(({ description }) => description)).toEqual([told]);
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version))).toEqual([7]);
});

test('D6 killed while the store is being made: the next start makes it', async ({ device, wire }) => {
  await device.wakes();
  const mark = wire.mark('upgrade');
  await device.context.addInitScript(() => {
    const real = IDBDatabase.prototype.createObjectStore;
    IDBDatabase.prototype.createObjectStore = function (...given) {
      const made = real.apply(this, given);
      window.armed = ['upgrade'];
      window.stopAt('upgrade');
      return made;
    };
  });
  device.page.goto(wire.url).catch(() => { /* killed under it */ });
  await mark.reached;
  const person = await device.opensAgain();
  await person.toldBox.fill(told);
  await expect.poll(async () => (await person.stored()).drafts.map(({ description }) => description)).toEqual([told]);
});

test('D7 reports that an older version kept are sent as they were written', async ({ person, wire }) => {
  await person.opensList();
  const report = await person.owes({ app_version: '0.0.1', something_old: { kept: true } });
  await person.hasReceipt(report);
  const { items: [item] } = await person.stored();
  expect(item.something_old).toEqual({ kept: true });
  expect(wire.seen(put)).toHaveLength(1);
});

test('a record of a newer version is left as it is, and can be saved as a file', async ({ person, page }) => {
  await person.opensList();
  const newer = await person.owes({ schema_version: 2 });
  const report = await person.owes({ seq: 2 });
  await person.hasReceipt(report);
  await expect(page.getByText(person.word('outbox.aside-title'))).toBeVisible();
  const kept = (await person.stored()).items.find(({ uid }) => uid === newer.uid);
  expect([kept.schema_version, kept.rev]).toEqual([2, 1]);
});
