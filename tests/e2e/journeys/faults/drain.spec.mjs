// A thousand reports that waited, as on a field worker's phone after a week without a line: all of them arrive, once, and
// the page can be used meanwhile. How long its longest task was is printed (`cargo x bench`), never judged: machines differ.
import { expect, put, test } from '../../steps/gate.mjs';
import { lays, waitingReport } from '../../steps/queue.mjs';

const COUNT = Number(process.env.TANGGAP_DRAIN ?? 1_000);

test(`${COUNT} queued reports drain, each arrives once, and the page answers meanwhile`, async ({ person, page, server, wire }) => {
  test.setTimeout(240_000);
  await person.opens();
  const before = await server.reportsInAll();
  const mark = wire.holds(put, { times: 1 });
  const reports = Array.from({ length: COUNT }, (_, number) => waitingReport(wire.url, { seq: number + 1 }));
  await lays(page, ...reports);
  await mark.reached;
  await page.evaluate(measure);
  const begun = performance.now();
  mark.go();

  let answered = 0;
  while (await left(page) > 0) {
    const text = `Lampu jalan mati ${answered}`;
    await person.toldBox.fill(text);
    await expect(person.toldBox).toHaveValue(text);
    answered += 1;
  }
  const { longestTask_ms, longestLag_ms } = await page.evaluate(() => window.measured());
  console.log(`outbox drain: ${COUNT} reports in ${((performance.now() - begun) / 1_000).toFixed(1)} s, longest task ${longestTask_ms || 'under 50'} ms, longest lag ${longestLag_ms} ms`);
  expect(answered, 'times that the page answered while it sent').toBeGreaterThan(5);
  expect(await server.reportsInAll()).toBe(before + COUNT);
  expect(new Set(wire.seen(put).map(({ path }) => path)).size).toBe(COUNT);
});

/** How many still wait, by the store's own count. */
const left = (page) => page.evaluate(async () => {
  const db = await window.openTanggap();
  const asking = db.transaction('items').objectStore('items').getAll();
  const items = await new Promise((resolve) => { asking.onsuccess = () => resolve(asking.result); });
  db.close();
  return items.filter(({ text }) => text.includes('"is":"waiting"')).length;
});

/** Runs in the page: the longest task that the browser saw, and the latest that a due timer came. */
function measure() {
  let longestTask_ms = 0;
  let longestLag_ms = 0;
  const tasks = (list) => { for (const { duration } of list.getEntries()) longestTask_ms = Math.max(longestTask_ms, duration); };
  new PerformanceObserver(tasks).observe({ type: 'longtask' });
  let due = performance.now() + 50;
  setInterval(() => {
    longestLag_ms = Math.max(longestLag_ms, performance.now() - due);
    due = performance.now() + 50;
  }, 50);
  window.measured = () => ({ longestTask_ms: Math.round(longestTask_ms), longestLag_ms: Math.round(longestLag_ms) });
}
