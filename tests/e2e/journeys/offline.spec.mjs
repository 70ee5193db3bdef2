// After one visit the portal opens and works without a line, and an install or a cache that broke never makes it worse
// than no worker at all. Cases as in docs/offline.md.
import { expect, test } from '../steps/site.mjs';
import { Person } from '../steps/person.mjs';
import { opensOffline, shellCaches, visitsOnce } from '../steps/worker.mjs';

test.use({ serviceWorkers: 'allow' });

/** From the first screen to the last check: every step and its questions, none of them opened before. */
async function fillsIn(page, words) {
  const person = new Person(page, words);
  await person.reportsLight();
}

test('after one visit the portal opens without a line and a form can be filled in, ten times out of ten', async ({ browser, wire, words }) => {
  test.setTimeout(180_000);
  for (let visit = 0; visit < 10; visit += 1) {
    const context = await browser.newContext({ baseURL: wire.url, serviceWorkers: 'allow', viewport: { width: 360, height: 740 } });
    const first = await context.newPage();
    await visitsOnce(first);
    await first.close();
    await wire.disconnect();
    const page = await context.newPage();
    await fillsIn(page, words);
    await context.close();
    await wire.connect();
  }
});

test('the page of the first visit itself goes on without a line', async ({ page, person, wire, words, watch }) => {
  watch.allow(/ERR_|status of 503/);
  await visitsOnce(page);
  await wire.disconnect();
  await page.getByRole('link', { name: words.word('home.help') }).click();
  await person.arrivesAt(words.word('help.title'));
  await expect(page.getByText(words.word('help.offline'))).toBeVisible();
  await page.goBack();
  await person.tells('Lampu jalan mati');
  await wire.connect();
});

test('a deep link opens without a line, in the language that was chosen, with the policy of the server', async ({ page, person, wire, words, watch }) => {
  watch.allow(/ERR_/);
  await visitsOnce(page);
  await person.changesLanguageTo('en');
  await expect(page.locator('html[data-offline=ready]')).toBeAttached();
  await expect.poll(() => wire.seen(/services\/.*locale=en/).length).toBeGreaterThan(3);
  await expect.poll(() => page.evaluate(async () => (await (await caches.match('/')).text()).slice(0, 200))).toContain('lang="en"');
  await wire.disconnect();
  const answer = await page.goto('help');
  expect(answer.fromServiceWorker()).toBe(true);
  expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
  await person.isReady();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-page', 'other');
  await wire.connect();
  expect(words.language).toBe('id');
});

test('one dead desk costs neither the start without a line nor the other desks', async ({ page, person, wire, words, watch }) => {
  watch.allow(/ERR_|status of 503/);
  wire.answers(/polresta\//, { status: 503 });
  await visitsOnce(page);
  await wire.disconnect();
  await opensOffline(page);
  await person.tells('Lampu jalan mati');
  await expect(page.getByText(words.word('service.silent', { desks: words.desk('polresta') }))).toBeVisible();
  await person.picks('street-light');
  await wire.connect();
});

/** Addresses of the assets that are in the cache by now. */
const keptFiles = (page) => page.evaluate(async () => {
  const cache = await caches.open((await caches.keys()).find((name) => name.includes(':shell:')));
  return (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((path) => path.includes('/assets/'));
});

const halfInstalls = [
  { name: 'answers 503', fail: (wire) => wire.answers(/rest\..*\.css/, { status: 503 }) },
  { name: 'answers with a page (D13)', fail: (wire) => wire.answers(/words-su/, { body: '<!doctype html>' }) },
  { name: 'has other bytes under the same name (D18)', fail: (wire) => wire.changes(/words-su/, () => Buffer.from('["x"]')) },
  { name: 'breaks off', fail: (wire) => wire.cuts(/words-su/) },
  { name: 'is a page of another build (D18)', fail: (wire) => wire.changes(/GET \/$/, (body) => Buffer.from(body.toString().replace(/data-version="\w+"/, 'data-version="other"'))) },
];

for (const { name, fail } of halfInstalls) {
  test(`D11: a first install in which one file ${name} leaves no worker, and the next visit goes on where it stopped`, async ({ page, person, wire, watch }) => {
    watch.allow(/ERR_|status of 503|MIME type|worker|data-version/i);
    fail(wire);
    await person.opens();
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length > 0 && !(await navigator.serviceWorker.getRegistration()))).toBe(true);
    await expect(page.locator('html[data-offline]')).toHaveCount(0);
    const kept = await keptFiles(page);
    wire.heals();
    const before = wire.requests.length;
    await visitsOnce(page);
    const asked = wire.requests.slice(before).map(({ path }) => path);
    expect(kept.filter((path) => asked.includes(path)), 'what was kept is not fetched again').toEqual([]);
  });
}

/** A disk has put something else where the wasm was. */
const damagesTheWasm = (page) => page.evaluate(async () => {
  const name = (await caches.keys()).find((name) => name.includes(':shell:'));
  const cache = await caches.open(name);
  const request = (await cache.keys()).find(({ url }) => url.endsWith('/app_bg.wasm'));
  await cache.put(request, new Response(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), { headers: { 'content-type': 'application/wasm' } }));
});

test('D12: a wasm that does not fit is thrown away with its generation, once, and what was written stays', async ({ page, person, watch, wire }) => {
  watch.allow(/wasm|WebAssembly|CompileError/i);
  await visitsOnce(page);
  await damagesTheWasm(page);
  const before = wire.seen(/app_bg\.wasm/).length;
  await page.goto('');
  await person.toldBox.fill('Pohon tumbang');
  await person.isReady();
  await expect(person.toldBox).toHaveValue('Pohon tumbang');
  await expect(page.locator('html[data-offline=ready]')).toBeAttached({ timeout: 20_000 });
  expect(wire.seen(/app_bg\.wasm/).length).toBeGreaterThanOrEqual(before);
});

test('D12: who writes on while the page is fetched anew loses no key', async ({ page, person, watch, wire }) => {
  watch.allow(/wasm|WebAssembly|CompileError/i);
  await visitsOnce(page);
  await damagesTheWasm(page);
  const letMend = wire.holds(/^GET \/build\.json/);
  await page.goto('');
  await person.toldBox.fill('Pohon');
  const letAnswer = wire.holds(/^GET \/$/);
  const before = wire.seen(/^GET \/$/).length;
  letMend();
  await expect.poll(() => wire.seen(/^GET \/$/).length, 'the page is asked for anew').toBeGreaterThan(before);
  await page.keyboard.type(' tumbang');
  letAnswer();
  await person.isReady();
  await expect(person.toldBox).toHaveValue('Pohon tumbang');
});

test('D16: with the cache wiped the network serves, the shell comes back; without a line 112 can be called', async ({ page, person, wire, watch }) => {
  watch.allow(/ERR_|status of 503/);
  await visitsOnce(page);
  const wipe = () => page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
  await wipe();
  await wire.disconnect();
  await page.goto('').catch(() => { /* 503 is an answer */ });
  await expect(page.locator('a[href="tel:112"]').first()).toBeVisible();
  await expect(page.getByText(person.word('offline.wiped'))).toBeVisible();
  await wire.connect();
  await page.getByRole('link', { name: person.word('boot.again') }).first().click();
  await person.isReady();
  await expect(page.locator('html[data-offline=ready]')).toBeAttached({ timeout: 20_000 });
  expect(await shellCaches(page)).toHaveLength(1);
  await wire.disconnect();
  await opensOffline(page);
  await wire.connect();
});

test('D15: where the worker was thrown out, the portal works online and it comes back', async ({ page, person }) => {
  await visitsOnce(page);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).unregister());
  await page.goto('');
  await person.isReady();
  await expect(page.locator('html[data-offline=ready]')).toBeAttached({ timeout: 20_000 });
});
