// C: the device's storage is full, missing, broken, damaged or cleared. What was written there is never thrown away by the
// app, and what it lost is told.
import { expect, put, test } from '../../steps/gate.mjs';
import { arm } from '../../steps/points.mjs';

const told = 'Lampu jalan mati di depan pasar sejak tiga hari lalu';

/** No store at all, in the ways that browsers have (C3–C6). */
const missing = [
  { id: 'C3', what: 'open() says that the disk is full', how: () => fails('QuotaExceededError') },
  { id: 'C4', what: 'there is no indexedDB', how: () => Object.defineProperty(window, 'indexedDB', { value: undefined }) },
  { id: 'C4', what: 'open() throws', how: () => { IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }; } },
  { id: 'C5', what: 'open() never settles', how: () => { IDBFactory.prototype.open = () => new EventTarget(); }, waits: 6_000 },
  { id: 'C6', what: 'the backing store cannot be opened', how: () => fails('UnknownError') },
];

/** Runs in the page: every open() fails so. */
function fails(name) {
  IDBFactory.prototype.open = () => {
    const request = new EventTarget();
    Object.defineProperties(request, { error: { value: new DOMException('no', name) }, readyState: { value: 'done' } });
    setTimeout(() => {
      const event = new Event('error', { cancelable: true, bubbles: true });
      request.onerror?.(event);
      request.dispatchEvent(event);
    });
    return request;
  };
}

for (const { id, what, how, waits } of missing) {
  test(`${id} where ${what}, the person is told before anything else, and the report goes from memory`, async ({ context, page, person, server }) => {
    const isCall = /fails\('(.*)'\)/.exec(how);
    await (isCall ? context.addInitScript(fails, isCall[1]) : context.addInitScript(how));
    await person.opens();
    await person.toldBox.fill(told);
    const warning = page.getByText(person.word('outbox.memory-title')).first();
    await expect(async () => {
      if (waits) await person.waits(waits);
      await expect(warning).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 10_000 });
    await person.reportsLight();
    await person.button('check.send').click();
    await expect(async () => {
      if (waits) await person.waits(waits);
      await expect(person.heading).toContainText(person.word('sent.number'), { timeout: 500 });
    }).toPass({ timeout: 15_000 });
    expect(await server.report(await person.isReceived())).toBeTruthy();
  });
}

test('C6 a store that fails twice and opens at the third try is used', async ({ page, person, context }) => {
  await context.addInitScript(() => {
    const real = IDBFactory.prototype.open;
    let left = 2;
    IDBFactory.prototype.open = function (...given) {
      if (!given[0].startsWith('tanggap:') || left === 0) return real.apply(this, given);
      left -= 1;
      const request = new EventTarget();
      Object.defineProperties(request, { error: { value: new DOMException('Internal error opening backing store', 'UnknownError') } });
      setTimeout(() => {
        const event = new Event('error', { cancelable: true });
        request.onerror?.(event);
        request.dispatchEvent(event);
      });
      return request;
    };
  });
  await person.opens();
  await person.toldBox.fill(told);
  await expect.poll(async () => (await person.stored()).drafts.map(({ description }) => description)).toEqual([told]);
  await expect(page.getByText(person.word('outbox.memory-title'))).toHaveCount(0);
});

test('C7 a connection that died is opened again, and the receipt is written', async ({ page, person, wire }) => {
  await person.opensList();
  const mark = wire.holdsAnswers(put, { times: 1 });
  const report = await person.owes();
  await mark.reached;
  await page.evaluate(() => {
    const real = IDBDatabase.prototype.transaction;
    window.deadOnes = 1;
    IDBDatabase.prototype.transaction = function (...given) {
      if (given[1] !== 'readwrite' || window.deadOnes === 0) return real.apply(this, given);
      window.deadOnes -= 1;
      throw new DOMException('The database connection is closing', 'InvalidStateError');
    };
  });
  mark.go();
  await person.hasReceipt(report);
  expect(await page.evaluate(() => window.deadOnes)).toBe(0);
  expect(wire.seen(put)).toHaveLength(1);
});

test('C8 the database was damaged on disk: the person is told what was lost, and a new report can be made', async ({ device, wire }) => {
  const person = await device.opens();
  await person.reportsLight();
  const mark = wire.holds(put);
  await person.button('check.send').click();
  await mark.reached;
  await device.dies();
  wire.heals();
  device.garblesDatabase();
  const again = await device.opens('outbox');
  await expect(again.page.getByText(again.word('outbox.lost-title'))).toBeVisible();
  const report = await again.owes();
  await again.hasReceipt(report);
});

test('C9 all site data is cleared while the page is open: what was written stays on screen, and it is told', async ({ person, page, context, wire }) => {
  await person.opens();
  await person.toldBox.fill(told);
  await expect.poll(async () => (await person.stored()).drafts.length).toBe(1);
  const talk = await context.newCDPSession(page);
  await talk.send('Storage.clearDataForOrigin', { origin: new URL(wire.url).origin, storageTypes: 'all' });
  await expect(person.toldBox).toHaveValue(told);
  await person.toldBox.pressSequentially(' dan kabelnya putus');
  await expect(person.toldBox).toHaveValue(`${told} dan kabelnya putus`);
});

/** How many bytes of files stand beside the database: the ledger. A file that is being replaced counts for nothing. */
const ledgerSize = (page) => page.evaluate(async () => {
  let size = 0;
  for await (const handle of (await navigator.storage.getDirectory()).values()) if (handle.kind === 'file') size += await handle.getFile().then((file) => file.size, () => 0);
  return size;
});

test('C11 only the database was cleared: the ledger tells how many reports the device lost', async ({ person, page, context, wire }) => {
  await person.opensList();
  wire.holds(put);
  const before = await ledgerSize(page);
  await person.reportsLight();
  await person.button('check.send').click();
  await expect.poll(async () => (await person.stored()).items.length).toBe(1);
  await expect.poll(() => ledgerSize(page), 'the ledger has its line').toBeGreaterThan(before);
  const talk = await context.newCDPSession(page);
  await talk.send('Storage.clearDataForOrigin', { origin: new URL(wire.url).origin, storageTypes: 'indexeddb' });
  await person.opensList();
  await expect(page.getByText(person.word('outbox.lost-title'))).toBeVisible();
});

test('C15 a record that cannot be read is set aside whole, and the others go', async ({ person, page, wire }) => {
  await person.opensList();
  const mark = wire.holds(put);
  const report = await person.owes({ seq: 2 });
  await mark.reached;
  await page.evaluate(async () => {
    const db = await window.openTanggap();
    const writing = db.transaction('items', 'readwrite', { durability: 'strict' });
    writing.objectStore('items').put({ key: 'damaged', rev: 1, text: '{"schema_version":1,"uid":"half a rec' });
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    db.close();
  });
  await person.opensList();
  wire.heals();
  mark.go();
  await person.hasReceipt(report);
  await expect(page.getByText(person.word('outbox.aside-title'))).toBeVisible();
  const kept = await page.evaluate(async () => {
    const db = await window.openTanggap();
    const asking = db.transaction('items').objectStore('items').get('damaged');
    await new Promise((resolve) => { asking.onsuccess = resolve; });
    db.close();
    return asking.result.text;
  });
  expect(kept).toBe('{"schema_version":1,"uid":"half a rec');
});

test('C16 a store that cannot be read at the start is not taken for empty, and nothing is written over it', async ({ person, page, context, wire }) => {
  await person.opensList();
  const mark = wire.holds(put);
  const report = await person.owes();
  await mark.reached;
  const before = await person.stored();
  await context.addInitScript(() => {
    if (sessionStorage.healed) return;
    const real = IDBObjectStore.prototype.getAll;
    window.realGetAll = real;
    IDBObjectStore.prototype.getAll = function (...given) {
      const request = real.apply(this, given);
      if (window.readsAgain) return request;
      this.transaction.abort();
      return request;
    };
  });
  await person.opensList();
  await expect(page.getByText(person.word('outbox.unreadable-title'))).toBeVisible();
  await page.evaluate(() => { window.readsAgain = true; });
  expect((await person.stored()).items).toEqual(before.items);
  wire.heals();
  mark.go();
  await person.button('page.again').click();
  await person.hasReceipt(report);
});
