// A browser that refuses what other browsers have: locks that throw, reject or never answer, a frame without an origin. A
// report can be made and sent all the same. (Blocked site data needs a profile of its own: faults/blocked.)
import { expect, test } from '../steps/site.mjs';

const text = 'Lampu jalan mati di depan pasar sejak tiga hari lalu';

/** What `navigator.locks.request` may do instead of locking. */
const refusals = [
  ['throw', () => { LockManager.prototype.request = () => { throw new DOMException('no', 'SecurityError'); }; }],
  ['reject', () => { LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError')); }],
  ['never answer', () => { LockManager.prototype.request = () => new Promise(() => {}); }],
  ['are missing', () => { Object.defineProperty(Navigator.prototype, 'locks', { get() { throw new DOMException('no', 'SecurityError'); } }); }],
];

for (const [what, refuse] of refusals) {
  test(`where locks ${what}, words are kept and a report is sent`, async ({ context, page, person, words }) => {
    test.slow();
    await context.addInitScript(refuse);
    await person.opens();
    await person.toldBox.fill(text);
    await expect(page.getByText(words.word('draft.elsewhere-title'))).toHaveCount(0);
    await expect(person.draftLine()).toBeVisible({ timeout: 15_000 });
    await page.reload();
    await person.isReady();
    await expect(person.toldBox).toHaveValue(text, { timeout: 15_000 });
    await person.reportsLight(text);
    await person.button('check.send').click();
    await expect(person.heading).toContainText(words.word('sent.number'), { timeout: 15_000 });
    await person.isReceived();
  });
}

test('a lock that another tab has stays its own', async ({ context, page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  const second = await context.newPage();
  await person.at(second).opens('report/service');
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(words.word('draft.elsewhere-title'));
  await expect(page.getByText(words.word('draft.elsewhere-title'))).toHaveCount(0);
});

test('in a sandboxed frame it is said that nothing stays, and a report is made, sent and shown with its key', async ({ page, person, server, watch, wire, words }) => {
  // Without an origin the icons of another file are not shown; each stands beside words.
  watch.allow(/Unsafe attempt to load URL/);
  wire.letsEverybodyIn();
  wire.answers(/^GET \/parent$/, { body: `<!doctype html><html lang="id"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>Kota</title><iframe title="Lapor" sandbox="allow-scripts" src="/" width="360" height="700"></iframe>` });
  await page.goto('parent');
  const frame = page.frame({ url: wire.url });
  const inside = Object.assign(person.at(frame), { opens: () => inside.isReady() });
  await inside.isReady();
  expect(await frame.evaluate(() => self.origin)).toBe('null');
  await inside.toldBox.fill(text);
  await expect(frame.getByText(words.word('outbox.memory-title')).first()).toBeVisible({ timeout: 15_000 });
  await inside.reportsLight(text);
  await inside.button('check.send').click();
  await inside.reads();
  expect(await server.report(await inside.isReceived())).toBeTruthy();
  await inside.button('sent.key-show').click();
  await expect(frame.getByText(/^(\d{4} ){4}\d{4}$/)).toBeVisible();
});
