// The carrier: every tab is closed, something waits in the store, and the browser wakes the service worker alone. What it
// may carry arrives once, and the answer waits for the app. Cases A12 and A13 of docs/offline.md. The store is laid out by
// hand, as it is written down, from a page of the portal that isn't the app.
import { expect, test } from '../steps/site.mjs';
import { plainReport, stored, waitingReport } from '../steps/queue.mjs';
import { keepsApart, laysByHand, Sync, visitsOnce } from '../steps/worker.mjs';

test.use({ serviceWorkers: 'allow' });

const put = /^PUT \/api\/aspirasi\/reports\/[^/]+$/;

/** Visits once, leaves the app, and stands where the store can be seen and nothing sends. */
const closesTheApp = test.extend({
  sync: async ({ page, context, wire, watch }, use) => {
    watch.allow(/favicon\.ico/);
    await keepsApart(context);
    await visitsOnce(page);
    await page.goto('robots.txt');
    await use(await Sync.over(page, wire.url));
  },
});

const answersOf = async (page) => (await stored(page)).answers.map(({ uid, job, status }) => ({ uid, job, status }));

closesTheApp('A12: a report that waits leaves with the worker alone, byte for byte, once; the answer waits for the app', async ({ page, sync, wire, server }) => {
  const report = waitingReport(wire.url);
  await laysByHand(page, report);
  const told = page.evaluate(() => new Promise((resolve) => { new BroadcastChannel('tanggap:/').onmessage = ({ data }) => resolve(data); }));
  await sync.fires();
  expect(await told).toEqual({ changed: 'outbox' });
  const [sent, ...more] = wire.seen(put);
  expect(more).toEqual([]);
  expect(sent.body.toString()).toBe(report.bytes[0][1]);
  expect(sent.headers.cookie).toBeUndefined();
  expect(sent.headers['sec-fetch-site'], 'to the server it is a write of the portal\'s own').toBe('same-origin');
  expect(await server.report(report.ticket)).toBeTruthy();
  const { answers: [answer], items: [item] } = await stored(page);
  expect(answer).toMatchObject({ schema_version: 1, uid: report.uid, job: 'report', status: 201, content_type: 'application/json; charset=utf-8', retry_after: null });
  expect(JSON.parse(answer.body)).toMatchObject({ uid: report.uid, ticket: report.ticket });
  expect(item.state.is, 'it judges nothing').toBe('waiting');
  await sync.fires();
  await sync.isDone();
  expect(wire.seen(put), 'an answer that may be a success waits to be judged').toHaveLength(1);
});

closesTheApp('A13: a worker that is stopped while it sends loses nothing, and the report arrives once', async ({ page, sync, wire, server }) => {
  const report = waitingReport(wire.url);
  await laysByHand(page, report);
  wire.hangs(put);
  await sync.fires();
  await expect.poll(() => wire.seen(put).length).toBe(1);
  await sync.stopsWorkers();
  wire.heals();
  expect(await answersOf(page)).toEqual([]);
  await sync.fires();
  await expect.poll(() => answersOf(page)).toEqual([{ uid: report.uid, job: 'report', status: 201 }]);
  expect(await server.report(report.ticket)).toBeTruthy();
});

closesTheApp('A13: a worker that is stopped after the server has it sends it again, and it is there once', async ({ page, sync, wire, server }) => {
  const report = waitingReport(wire.url);
  await laysByHand(page, report);
  wire.cuts(put);
  await sync.fires();
  await expect.poll(() => server.report(report.ticket)).toBeTruthy();
  await sync.stopsWorkers();
  wire.heals();
  await sync.fires();
  await expect.poll(() => answersOf(page)).toEqual([{ uid: report.uid, job: 'report', status: 200 }]);
  expect(await server.report(report.ticket)).toBeTruthy();
});

closesTheApp('a busy server is asked again at the next waking; both answers are kept', async ({ page, sync, wire }) => {
  const report = waitingReport(wire.url);
  await laysByHand(page, report);
  wire.answers(put, { status: 503, type: 'application/json', body: '[]', headers: { 'retry-after': '120' } });
  await sync.fires();
  await expect.poll(() => answersOf(page)).toEqual([{ uid: report.uid, job: 'report', status: 503 }]);
  expect((await stored(page)).answers[0].retry_after).toBe('120');
  wire.heals();
  await sync.fires();
  await expect.poll(async () => (await answersOf(page)).map(({ status }) => status)).toEqual([503, 201]);
});

closesTheApp('a photo that its report waits for goes whole, under its hash', async ({ page, sync, wire }) => {
  const picture = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
    canvas.getContext('2d').fillRect(0, 0, 20, 30);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const report = waitingReport(wire.url, { photos: [Buffer.from(picture)] });
  await laysByHand(page, report);
  await sync.fires();
  await expect.poll(() => answersOf(page)).toEqual([{ uid: report.uid, job: 'report', status: 201 }]);
  const [photo] = report.item.media;
  // As the app judges it.
  await laysByHand(page, { ...report, item: { ...report.item, report: { ...report.item.report, carry: false }, media: [{ ...photo, carry: true }] } });
  await sync.fires();
  await expect.poll(async () => (await answersOf(page)).at(-1)).toMatchObject({ job: `media/${photo.slot}`, status: expect.any(Number) });
  const sent = wire.seen(/^PUT .*\/media\//);
  expect(sent).toHaveLength(1);
  expect(sent[0].body).toEqual(Buffer.from(picture));
  expect(sent[0].headers['x-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.parse((await stored(page)).answers.at(-1).body)).toMatchObject({ ticket: report.ticket, missing_media: [] });
});

const left = [
  { name: 'a report for a desk that counts every post', make: (url) => plainReport(url) },
  { name: 'a report that the server asked to wait with', make: (url) => waitingReport(url, { not_before: Math.floor(Date.now() / 1000) + 60, asked_s: 120 }) },
  { name: 'a record of a later version', make: (url) => waitingReport(url, { schema_version: 2 }) },
  { name: 'a report that was taken back', make: (url) => withoutCarry(waitingReport(url)) },
];

for (const { name, make } of left) {
  closesTheApp(`${name} is not carried, and holds up no other`, async ({ page, sync, wire }) => {
    const [it, other] = [make(wire.url), waitingReport(wire.url, { seq: 2 })];
    await laysByHand(page, it, other);
    await sync.fires();
    await expect.poll(() => answersOf(page)).toEqual([{ uid: other.uid, job: 'report', status: 201 }]);
    expect(wire.requests.filter(({ body }) => body.includes(it.uid) || body.includes(it.reference ?? it.uid))).toEqual([]);
  });
}

closesTheApp('a wait that began in the future is none: the clock was put back', async ({ page, sync, wire }) => {
  const now = Math.floor(Date.now() / 1000);
  const report = waitingReport(wire.url, { not_before: now + 86_400, asked_s: 120 });
  await laysByHand(page, report);
  await sync.fires();
  await expect.poll(() => answersOf(page)).toHaveLength(1);
});

closesTheApp('while a page holds the outbox the carrier sends nothing', async ({ page, sync, wire }) => {
  await laysByHand(page, waitingReport(wire.url));
  await page.evaluate(() => new Promise((held) => { void navigator.locks.request('tanggap:/:outbox', () => (held(), new Promise((resolve) => { window.letGo = resolve; }))); }));
  await sync.fires();
  await sync.isDone();
  expect(wire.seen(put)).toEqual([]);
  await page.evaluate(() => window.letGo());
  await sync.fires();
  await expect.poll(() => answersOf(page)).toHaveLength(1);
});

closesTheApp('an answer without end is none, and a redirect is not followed', async ({ page, sync, wire }) => {
  const report = waitingReport(wire.url);
  await laysByHand(page, report);
  wire.answers(put, { status: 200, type: 'application/json', body: `"${'x'.repeat(300_000)}"` });
  await sync.fires();
  await expect.poll(() => wire.seen(put).length).toBe(1);
  await page.evaluate(() => navigator.locks.request('tanggap:/:outbox', () => {}));
  expect(await answersOf(page)).toEqual([]);
  wire.answers(put, { status: 307, headers: { location: '/login' } });
  await sync.fires();
  await expect.poll(() => answersOf(page)).toEqual([{ uid: report.uid, job: 'report', status: 0 }]);
  expect(wire.seen(/login/)).toEqual([]);
});

closesTheApp('where nothing was ever kept, the carrier makes no store', async ({ page, sync }) => {
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('tanggap:/').onsuccess = resolve; }));
  await sync.fires();
  await sync.isDone();
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
});

function withoutCarry({ item, ...report }) {
  return { ...report, item: { ...item, report: { ...item.report, carry: false } } };
}
