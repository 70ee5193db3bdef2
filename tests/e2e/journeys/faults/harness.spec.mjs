// The harness itself: that a kill kills, that a mark stops, that the cable does what Chromium is known to suffer from.
import { commitsThenCloses } from '../../steps/faults.mjs';
import { arm } from '../../steps/points.mjs';
import { expect, test } from '../../steps/gate.mjs';

test('a phone that was killed wakes on the same disk', async ({ device }) => {
  await device.opens();
  await device.page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('harness');
    opening.onupgradeneeded = () => opening.result.createObjectStore('things');
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('things', 'readwrite', { durability: 'strict' });
      transaction.objectStore('things').put('kept', 1);
      transaction.oncomplete = resolve;
      transaction.onabort = reject;
    };
  }));
  await device.opensAgain();
  expect(await device.page.evaluate(read)).toBe('kept');
});

test('a page stopped at a mark inside a transaction has written nothing when it is killed there', async ({ device, wire }) => {
  await device.opens();
  const mark = wire.mark('after put things');
  await arm(device.page, 'after put things');
  device.page.evaluate(() => {
    const opening = indexedDB.open('harness');
    opening.onupgradeneeded = () => opening.result.createObjectStore('things');
    opening.onsuccess = () => opening.result.transaction('things', 'readwrite').objectStore('things').put('kept', 1);
  }).catch(() => {});
  await mark.reached;
  await device.opensAgain();
  expect(await device.page.evaluate(read)).toBe(undefined);
});

test('one fetch on idle connections that die becomes several requests: Chromium repeats them itself', async ({ person, page, wire }) => {
  await person.opens();
  await person.hasIdleConnections(4);
  const rule = wire.on(/^POST \/healthz/, commitsThenCloses);
  await page.evaluate(() => fetch('/healthz', { method: 'POST', body: 'x' }).catch(() => {}));
  expect(rule.hits).toBeGreaterThan(1);
  expect(rule.hits).toBeLessThanOrEqual(7);
});

const read = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open('harness');
  opening.onerror = reject;
  opening.onsuccess = () => {
    const asking = opening.result.transaction('things').objectStore('things').get(1);
    asking.onsuccess = () => resolve(asking.result);
  };
});

test('time passes on a page when a test says so', async ({ person, page }) => {
  await person.opens();
  const waited = page.evaluate(() => new Promise((resolve) => {
    const begun = performance.now();
    setTimeout(() => resolve(performance.now() - begun), 600_000);
  }));
  await person.waits(599_000);
  await person.waits(1_000);
  expect(await waited).toBeGreaterThanOrEqual(600_000);
});
