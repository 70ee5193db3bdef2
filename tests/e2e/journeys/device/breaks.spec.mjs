// Databases that cannot be had, die, fill up or belong to somebody newer: each case by its name in docs/offline.md.
import { expect, test } from '../../steps/adapters.mjs';

test('C4: without IndexedDB everything works in memory, and the app knows', async ({ tab }) => {
  const device = await (await tab(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))).open();
  expect(await device.does('health')).toBe('MemoryOnly(Unavailable)');
  expect(await device.does('put', 'a', 0)).toBe('Ok(())');
  expect(await device.does('items')).toBe('Ok((["a@1"], false))');
  expect(await device.does('put_draft', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 0, 'Lampu')).toBe('Ok(1)');
  await device.does('set', 'photos', '{}');
  expect(await device.does('setting', 'photos')).toBe('Ok(Some("{}"))');
});

test('R10: memory that is empty is no loss, so the ledger of the real store is not asked', async ({ tab, context }) => {
  const durable = await (await tab()).open();
  await durable.does('put_line', '6f9619ff');
  const memory = await (await tab(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))).open();
  expect(await memory.does('lines')).toBe('Ok(0)');
  expect(await durable.does('lines')).toBe('Ok(1)');
  void context;
});

for (const [name, health] of [['QuotaExceededError', 'Quota'], ['SecurityError', 'Unavailable'], ['UnknownError', 'Unavailable']]) {
  test(`C3, C6: a database that does not open for ${name} leaves memory, and is never deleted`, async ({ tab, context }) => {
    await context.addInitScript((name) => {
      const open = IDBFactory.prototype.open;
      window.asked = 0;
      IDBFactory.prototype.open = function (...given) {
        window.asked += 1;
        if (window.healed) return open.apply(this, given);
        const request = {};
        setTimeout(() => { request.error = new DOMException('broken', name); request.onerror(new Event('error')); });
        return request;
      };
      IDBFactory.prototype.deleteDatabase = () => { throw new Error('deleted'); };
    }, name);
    const device = await (await tab()).open();
    expect(await device.does('health')).toBe(`MemoryOnly(${health})`);
    expect(await device.page.evaluate(() => window.asked)).toBe(name === 'UnknownError' ? 3 : 1);
  });
}

test('C5: a database that never answers is given up after twice five seconds', async ({ tab }) => {
  const device = await tab(() => {
    window.asked = 0;
    IDBFactory.prototype.open = () => ((window.asked += 1), {});
  });
  await device.page.clock.install();
  const opening = device.open();
  await expect.poll(() => device.page.evaluate(() => window.asked)).toBe(1);
  await device.page.clock.runFor(5_000);
  await expect.poll(() => device.page.evaluate(() => window.asked)).toBe(2);
  await device.page.clock.runFor(5_000);
  await opening;
  expect(await device.does('health')).toBe('MemoryOnly(Unavailable)');
});

for (const name of ['InvalidStateError', 'UnknownError']) {
  test(`C7: a connection that dies with ${name} is opened again and the writing done once`, async ({ tab }) => {
    const device = await (await tab()).open();
    await device.does('put', 'a', 0);
    await device.page.evaluate((name) => {
      const transaction = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function () {
        IDBDatabase.prototype.transaction = transaction;
        throw new DOMException('Connection to Indexed Database server lost', name);
      };
    }, name);
    expect(await device.does('put', 'a', 1)).toBe('Ok(())');
    expect(await device.does('items')).toBe('Ok((["a@2"], false))');
  });
}

test('C7: a connection that stays dead is said to be, and nothing is called written', async ({ tab }) => {
  const device = await (await tab()).open();
  await device.page.evaluate(() => {
    window.transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = () => { throw new DOMException('lost', 'UnknownError'); };
  });
  expect(await device.does('put', 'a', 0)).toBe('Err(Unavailable)');
  await device.page.evaluate(() => { IDBDatabase.prototype.transaction = window.transaction; });
  expect(await device.does('items')).toBe('Ok(([], false))');
});

test('C1: a full device refuses the whole step', async ({ tab }) => {
  const device = await (await tab()).open();
  await device.page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'bytes') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  expect(await device.does('put', 'a', 0)).toBe('Err(Quota)');
  expect(await device.does('items')).toBe('Ok(([], false))');
});

test('C16: what cannot be read is not empty', async ({ tab }) => {
  const device = await (await tab()).open();
  await device.does('put', 'a', 0);
  await device.page.evaluate(() => {
    IDBObjectStore.prototype.getAll = () => { throw new DOMException('Failed to read large IndexedDB value', 'DataError'); };
  });
  expect(await device.does('items')).toBe('Err(Unreadable)');
});

test('C8: the browser says once that it threw the contents away', async ({ tab }) => {
  const device = await tab(() => Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', { get: () => 'total' }));
  await device.open();
  expect(await device.does('items')).toBe('Ok(([], true))');
  expect(await device.does('items')).toBe('Ok(([], false))');
});

test('C9: site data cleared under an open page is told, and the page can write again', async ({ tab, site }) => {
  const device = await (await tab()).open();
  await device.does('put', 'a', 0);
  const browser = await device.page.context().newCDPSession(device.page);
  await browser.send('Storage.clearDataForOrigin', { origin: new URL(site.url).origin, storageTypes: 'indexeddb' });
  await expect.poll(() => device.does('news')).toEqual(['StoreClosed']);
  expect(await device.does('items')).toBe('Ok(([], false))');
  expect(await device.does('put', 'a', 0)).toBe('Ok(())');
});

test('C11: only the store cleared leaves the ledger, which tells', async ({ tab, site }) => {
  const device = await (await tab()).open();
  await device.does('put', 'a', 0);
  await device.does('put_line', '6f9619ff');
  const browser = await device.page.context().newCDPSession(device.page);
  await browser.send('Storage.clearDataForOrigin', { origin: new URL(site.url).origin, storageTypes: 'indexeddb' });
  expect(await device.does('items')).toBe('Ok(([], false))');
  expect(await device.does('lines')).toBe('Ok(1)');
});

test('D4: an old page makes way for a newer one, is told, and goes on with what is there', async ({ tab }) => {
  const old = await (await tab()).open();
  await old.does('put', 'a', 0);
  const newer = await tab();
  await newer.page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open('tanggap:/', 2);
    request.onupgradeneeded = () => request.result.createObjectStore('tomorrow');
    request.onblocked = reject;
    request.onsuccess = () => resolve(request.result.close());
  }));
  expect(await old.does('news')).toEqual(['NewerApp']);
  expect(await old.does('put', 'a', 1)).toBe('Ok(())');
  expect(await old.does('items')).toBe('Ok((["a@2"], false))');
});

test('D5: an older app opens what a newer one made, reads and appends', async ({ tab }) => {
  const first = await (await tab()).open();
  await first.does('put', 'a', 0);
  await first.page.close();
  const device = await tab();
  await device.page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('tanggap:/', 7);
    request.onsuccess = () => resolve(request.result.close());
  }));
  await device.open();
  expect(await device.does('health')).toBe('Durable');
  expect(await device.does('put', 'b', 0)).toBe('Ok(())');
  expect(await device.does('items')).toBe('Ok((["a@1", "b@1"], false))');
});

test('D6: an upgrade that broke off leaves nothing half made', async ({ tab }) => {
  const device = await tab(() => {
    const create = IDBDatabase.prototype.createObjectStore;
    IDBDatabase.prototype.createObjectStore = function (name, options) {
      if (name === 'answers' && !window.healed) throw new DOMException('broken', 'UnknownError');
      return create.call(this, name, options);
    };
  });
  await device.open();
  expect(await device.does('health')).toBe('MemoryOnly(Unavailable)');
  await device.page.evaluate(() => { window.healed = true; });
  await device.open();
  expect(await device.does('health')).toBe('Durable');
  expect(await device.does('put', 'a', 0)).toBe('Ok(())');
});
