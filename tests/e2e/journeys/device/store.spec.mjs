// The store and the ledger in a real browser: the core's contract, and what browsers do to databases (reliability C, D).
import { expect, test } from '../../steps/adapters.mjs';

const subjects = ['kept', 'expectations', 'race', 'bytes', 'answers', 'removals', 'drafts'];

for (const subject of subjects) {
  test(`the store keeps its contract: ${subject}`, async ({ tab }) => {
    expect(await (await tab()).run('store_contract', subject)).toBe('');
  });
}

test('there is no more in the contract than is tested here', async ({ tab }) => {
  expect(await (await tab()).run('subjects')).toEqual(subjects);
});

for (const place of ['file', 'cache']) {
  test(`the ledger keeps its contract in a ${place}`, async ({ tab }) => {
    expect(await (await tab()).run(`ledger_in_${place}`)).toBe('');
  });
}

test('what is kept is there when the page is opened again, and two portals of one origin do not meet', async ({ tab }) => {
  const first = await (await tab()).open();
  expect(await first.does('health')).toBe('Durable');
  await first.does('put', 'a', 0);
  await first.does('put_line', '6f9619ff');
  await first.does('set', 'photos', '{"wifi_only":true}');
  await first.page.close();
  const again = await (await tab()).open();
  expect(await again.does('items')).toBe('Ok((["a@1"], false))');
  expect(await again.does('lines')).toBe('Ok(1)');
  expect(await again.does('setting', 'photos')).toBe('Ok(Some("{\\"wifi_only\\":true}"))');
  const other = await (await tab()).open('/lapor/');
  expect(await other.does('items')).toBe('Ok(([], false))');
  expect(await other.does('lines')).toBe('Ok(0)');
});

test('everything is removed when the person says so, and nothing is told as a loss', async ({ tab }) => {
  const device = await (await tab()).open();
  await device.does('put', 'a', 0);
  await device.does('put_line', '6f9619ff');
  expect(await device.does('remove_everything')).toBe('Ok(())');
  expect(await device.does('items')).toBe('Ok(([], false))');
  expect(await device.does('lines')).toBe('Ok(0)');
});

test('the schema is what the worker and older apps know: names, keys, buffers and no blobs (C14)', async ({ tab }) => {
  const device = await (await tab()).open();
  await device.does('put', 'a', 0);
  await device.does('put_answer', 'a/report#1');
  const schema = await device.page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const db = await done(indexedDB.open('tanggap:/'));
    const stores = db.transaction([...db.objectStoreNames]);
    const shape = {};
    for (const name of db.objectStoreNames) {
      const store = stores.objectStore(name);
      shape[name] = [store.keyPath, store.autoIncrement, [...store.indexNames].map((index) => [index, store.index(index).keyPath, store.index(index).unique])];
    }
    return {
      version: db.version, shape,
      item: await done(stores.objectStore('items').get('a')),
      bytes: (await done(stores.objectStore('bytes').get('a'))).constructor.name,
      answer: await done(stores.objectStore('answers').get(1)),
    };
  });
  expect(schema).toEqual({
    version: 1,
    shape: {
      answers: [null, true, [['key', 'key', true]]],
      bytes: [null, false, []],
      drafts: ['key', false, []],
      items: ['key', false, []],
      settings: [null, false, []],
    },
    item: { key: 'a', rev: 1, text: '{}' },
    bytes: 'ArrayBuffer',
    answer: { key: 'a/report#1', text: '{}' },
  });
});

test('every writing waits for the disk', async ({ tab }) => {
  const device = await tab(() => {
    window.seen = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) {
      const made = transaction.apply(this, given);
      window.seen.push([made.mode, made.durability]);
      return made;
    };
  });
  await device.open();
  await device.does('put', 'a', 0);
  await device.does('put_draft', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 0, 'Lampu');
  await device.does('set', 'a', '1');
  const writes = (await device.page.evaluate(() => window.seen)).filter(([mode]) => mode === 'readwrite');
  expect(writes).toEqual([['readwrite', 'strict'], ['readwrite', 'strict'], ['readwrite', 'strict']]);
});

test('what was sent is a draft no more, whoever is late with a writing', async ({ tab }) => {
  const uid = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
  const device = await (await tab()).open();
  expect(await device.does('put_draft', uid, 0, 'Lampu')).toBe('Ok(1)');
  expect(await device.does('put_draft', uid, 0, 'an older page')).toBe('Err(Conflict)');
  expect(await device.does('put_draft', uid, 1, 'Lampu mati')).toBe('Ok(2)');
  await device.does('put', uid, 0);
  expect(await device.does('put_draft', uid, 2, 'too late')).toBe('Err(Conflict)');
});
