// A new version comes while people write. It never takes over by itself, an open page keeps its own files, and there is a
// way back from a worker that turned out to be wrong. Cases D10, D11, D17–D19 of docs/offline.md.
import { createHash } from 'node:crypto';
import { expect, test } from '../steps/site.mjs';
import { opensOffline, shellCaches, visitsOnce } from '../steps/worker.mjs';

test.use({ serviceWorkers: 'allow' });

const kept = (page) => page.evaluate(async () => {
  const { active, waiting } = await navigator.serviceWorker.getRegistration();
  return { active: active?.state, waiting: waiting?.state };
});

/** The server has another build from now on: another stylesheet, other pages, another worker. */
function deploys(wire) {
  const css = 'p{margin:0}/* the next build */';
  const sha256 = createHash('sha256').update(css).digest('hex');
  const text = (change) => (body) => Buffer.from(change(body.toString()));
  const version = (page) => page.replace(/data-version="\w+"/, 'data-version="next"').replace(/rest\.\w+\.css/, 'rest.next.css');
  wire.changes(/GET \/$/, text(version));
  wire.changes(/GET \/sw\.js/, text((worker) => worker
    .replace(/((['"]?)version\2:)(['"])\w{12}\3/, '$1"next"')
    .replace(/(sha256['"]?:)(['"])\w{64}\2,(['"]?url['"]?:)(['"])assets\/rest\.\w+\.css\4/, `$1"${sha256}",$3"assets/rest.next.css"`)));
  wire.answers(/rest\.next\.css/, { type: 'text/css', body: css });
}

/** The states of the browser's workers, asked by a page that none of them controls. */
async function workersOf(page) {
  const session = await page.context().newCDPSession(page);
  const states = new Map();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, status } of versions) states.set(versionId, status);
  });
  await session.send('ServiceWorker.enable');
  return () => [...states.values()].filter((status) => status !== 'redundant');
}

const looksForUpdate = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
const notice = (person) => person.button('boot.update-go');

test('D10: a new version waits, is not even offered while somebody writes, and comes when it is asked for', async ({ page, person, wire, watch }) => {
  watch.allow(/preload/);
  await visitsOnce(page);
  await person.toldBox.fill('Pohon tumbang');
  deploys(wire);
  await looksForUpdate(page);
  await expect(page.locator('html')).toHaveAttribute('data-update', 'waiting', { timeout: 20_000 });
  await expect(notice(person)).toBeHidden();
  await expect(person.toldBox).toHaveValue('Pohon tumbang');
  await person.hasDraftKept();
  expect(await kept(page)).toEqual({ active: 'activated', waiting: 'installed' });
  await page.reload();
  await person.isReady();
  await expect(page.locator('#boot'), 'a reload keeps the version').not.toHaveAttribute('data-version', 'next');
  // Not before the draft is back: what comes back after an emptying hand is writing again.
  await expect(person.toldBox).toHaveValue('Pohon tumbang');
  await person.toldBox.fill('');
  await page.getByRole('link', { name: person.word('home.help') }).click();
  await expect(notice(person)).toBeVisible();
  await notice(person).click();
  await expect(page.locator('#boot')).toHaveAttribute('data-version', 'next');
  await expect.poll(() => shellCaches(page)).toEqual(['tanggap:/:shell:next']);
});

test('D10: with all pages closed the new version is there, and it has cost only what has changed', async ({ page, context, wire }) => {
  await visitsOnce(page);
  deploys(wire);
  const before = wire.requests.length;
  await looksForUpdate(page);
  await expect(page.locator('html')).toHaveAttribute('data-update', 'waiting', { timeout: 20_000 });
  const asked = wire.requests.slice(before).map(({ path }) => path).filter((path) => path.includes('/assets/'));
  expect(asked).toEqual(['/assets/rest.next.css']);
  // Looked at from outside: whatever page of the portal asked would itself be one that is open.
  const next = await context.newPage();
  const workers = await workersOf(next);
  await page.close();
  await expect.poll(workers).toEqual(['activated']);
  await next.goto('/');
  await expect(next.locator('#boot')).toHaveAttribute('data-version', 'next');
});

test('an open page keeps its own files when another page takes the new version', async ({ page, context, person, wire, watch, words }) => {
  watch.allow(/preload/);
  await visitsOnce(page);
  const other = await context.newPage();
  await visitsOnce(other);
  await person.toldBox.fill('Lampu jalan mati');
  deploys(wire);
  await looksForUpdate(other);
  await other.getByRole('button', { name: words.word('boot.update-go') }).click();
  await expect(other.locator('#boot')).toHaveAttribute('data-version', 'next');
  await expect(person.toldBox, 'nothing is reloaded under anybody').toHaveValue('Lampu jalan mati');
  wire.answers(/chunk_|split_/, { status: 404 });
  await person.button('home.go').click();
  await person.arrivesAt(words.word('service.title'));
  expect(await shellCaches(page)).toHaveLength(2);
});

test('D11: an update of which one file cannot be had leaves the old version, which still opens without a line', async ({ page, wire, watch }) => {
  watch.allow(/ERR_|status of 503|worker/i);
  await visitsOnce(page);
  deploys(wire);
  wire.answers(/rest\.next\.css/, { status: 503 });
  await looksForUpdate(page).catch(() => { /* it says so, too */ });
  await expect.poll(() => wire.seen(/rest\.next\.css/).length).toBeGreaterThan(0);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).installing)).toBeNull();
  expect(await kept(page)).toEqual({ active: 'activated', waiting: undefined });
  await wire.disconnect();
  await opensOffline(page);
  await wire.connect();
});

test('D17: the kill switch takes worker and caches away, never what people wrote, and reloads nothing', async ({ page, person, wire, watch }) => {
  watch.allow(/preload/);
  await visitsOnce(page);
  await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open('somebody’s words', 1);
    opening.onsuccess = () => resolve(opening.result.close());
  }));
  await person.toldBox.fill('Pohon tumbang');
  const answer = await page.request.get('sw-kill.js');
  wire.answers(/GET \/sw\.js/, { type: 'text/javascript', body: await answer.text() });
  await looksForUpdate(page);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  await expect.poll(() => page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration()))).toBe(false);
  await expect(person.toldBox).toHaveValue('Pohon tumbang');
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toContain('somebody’s words');
  await person.button('home.go').click();
  await person.arrivesAt(person.word('service.title'));
  await person.opens();
  expect((await page.request.get('sw.js')).headers()['cache-control']).toBe('no-store');
});

test('D17: a browser always asks for the worker itself', async ({ page }) => {
  for (const name of ['sw.js', 'sw-kill.js']) {
    expect((await page.request.get(name)).headers()['cache-control'], name).toBe('no-cache');
  }
});
