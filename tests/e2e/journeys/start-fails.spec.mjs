// When the app cannot start or stops: a page that can be read, with telephone numbers, and the words ready to copy.
import { expect, test } from '../steps/site.mjs';
import { config } from '../steps/words.mjs';

const told = 'Pohon tumbang menutup jalan di dekat sekolah';
const wasm = /app_bg\.wasm/;

async function canStillCall(page) {
  for (const number of [config.emergency.number, ...config.emergency.others.map(({ number }) => number)]) {
    await expect(page.locator(`a[href="tel:${number}"]:visible`).first()).toBeVisible();
  }
}

/** The page of last resort, with what was written. */
async function isReadable(page, person, text) {
  await expect(person.heading.filter({ hasText: person.word('boot.failed') })).toBeFocused();
  await canStillCall(page);
  await expect(page.getByRole('textbox', { name: person.word('boot.written') })).toHaveValue(text);
}

const starts = [
  { name: 'an app that is not there', fail: (wire) => wire.answers(wasm, { status: 404 }), errors: [/status of 404/] },
  { name: 'an app that was cut off', fail: (wire) => wire.changes(wasm, (body) => body.subarray(0, body.length / 2)) },
  { name: 'a line that breaks while the app comes', fail: (wire) => wire.cuts(wasm), errors: [/ERR_/] },
  { name: 'a captive portal in place of the app', fail: (wire) => wire.answers(wasm, { body: '<p>Login' }), errors: [] },
  { name: 'the loader blocked', fail: (wire) => wire.breaks(/\/app\.js/), errors: [/ERR_/] },
  { name: 'words that do not come', fail: (wire) => wire.answers(/words-/, { status: 404 }), errors: [/status of 404/], reason: 'words' },
  { name: 'a config.json that is not JSON', fail: (wire) => wire.changes(/config\.json/, () => Buffer.from('{"name":')), errors: [/config\.json/], reason: 'config.json' },
  {
    name: 'a config.json with a desk that has no address',
    fail: (wire) => wire.changes(/config\.json/, (body) => {
      const broken = JSON.parse(body);
      delete broken.desks[1].api;
      return Buffer.from(JSON.stringify(broken));
    }),
    errors: [/config\.json: desks\[1\]\.api/],
    reason: 'desks[1].api',
  },
];

for (const { name, fail, errors = [], reason } of starts) {
  test(`with ${name} the page stays readable, with numbers to call and the words to copy`, async ({ page, person, wire, watch }) => {
    watch.allow(...errors);
    fail(wire);
    const letPass = wire.holds(/app_bg\.wasm|\/app\.js|words-|config\.json/);
    await page.goto('');
    await person.toldBox.fill(told);
    letPass();
    await isReadable(page, person, told);
    if (reason) await expect(page.getByText(reason, { exact: false }).last()).toBeVisible();
  });
}

test('without the first script the numbers to call stand there, and a second try is possible', async ({ page, person, wire, watch }) => {
  watch.allow(/status of 404/);
  wire.answers(/\/boot\./, { status: 404 });
  await page.goto('');
  await expect(person.heading.filter({ hasText: person.word('boot.failed') })).toBeFocused();
  await canStillCall(page);
  wire.heals();
  await person.button('boot.again').click();
  await person.isReady();
});

test('what was written can be copied from the page of last resort, and is still there after a second try', async ({ page, person, wire, watch }) => {
  watch.allow(/status of 404/);
  wire.answers(wasm, { status: 404 });
  const letPass = wire.holds(wasm);
  await page.goto('');
  await person.toldBox.fill(told);
  letPass();
  await isReadable(page, person, told);
  await person.button('boot.copy').click();
  await expect(person.button('boot.copied')).toBeVisible();
  wire.heals();
  await person.button('boot.again').click();
  await person.isReady();
  await expect(person.toldBox).toHaveValue(told);
  await person.toldBox.fill('');
  await person.toldBox.press('Control+V');
  await expect(person.toldBox).toHaveValue(told);
});

test('when the app stops in the middle, the page is readable and has the words', async ({ page, person, watch }) => {
  watch.allow(/panicked|unreachable|SecurityError/);
  // Safari refuses an address change after a hundred in half a minute; the router does not expect that.
  await page.addInitScript(() => {
    window.refuseAddresses = () => {
      history.pushState = () => { throw new DOMException('Attempt to use history.pushState() more than 100 times per 30 seconds', 'SecurityError'); };
    };
  });
  await person.opens();
  await person.toldBox.fill(told);
  await page.evaluate(() => window.refuseAddresses());
  await person.button('home.go').click();
  await isReadable(page, person, told);
});

test('when the wasm traps without a word, the page is readable and has the words', async ({ page, person, watch }) => {
  watch.allow(/out of memory/);
  await person.opens();
  await person.toldBox.fill(told);
  await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError('out of memory'); }));
  await isReadable(page, person, told);
});

test('when a part of the app cannot be fetched any more, the page is readable and has the words', async ({ page, person, wire, watch }) => {
  watch.allow(/ERR_|panicked|unreachable|fetch/);
  await person.opens();
  await person.toldBox.fill(told);
  wire.breaks(/\.wasm/);
  await person.button('home.go').click();
  await isReadable(page, person, told);
});

test('a line that breaks while somebody writes takes nothing from them, and later parts come when it is back', async ({ page, person, wire, watch, words }) => {
  watch.allow(/ERR_|fetch/);
  const letPass = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  wire.breaks(/chunk_|split_/);
  letPass();
  await person.isReady();
  await person.toldBox.fill(told);
  await expect.poll(() => wire.seen(/chunk_|split_/).length).toBeGreaterThan(0);
  await expect(person.toldBox).toHaveValue(told);
  await expect(person.toldBox).toBeFocused();
  wire.heals();
  await person.button('home.go').click();
  await expect(page.getByRole('button', { name: words.local(words.service('fallen-tree').name) }).first()).toBeVisible({ timeout: 15_000 });
});

test('one silent desk does not hide the others and is named', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 503/);
  wire.answers(/polresta\/services\.json/, { status: 503 });
  await person.opens();
  await person.tells('Lampu jalan mati');
  await expect(page.getByText(words.word('service.silent', { desks: words.desk('polresta') }))).toBeVisible();
  await expect(page.getByRole('button', { name: words.local(words.service('street-light').name) }).first()).toBeVisible();
  wire.heals();
  await person.button('page.again').click();
  await expect(page.getByRole('button', { name: words.local(words.service('patrol-request').name) }).first()).toBeVisible();
});

test('a desk that does not tell its questions can be asked again, none is skipped and nothing is lost', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 503/);
  await person.opens();
  await person.tells(told);
  wire.answers(/services\/fallen-tree\.json/, { status: 503 });
  await person.picks('fallen-tree');
  await person.arrivesAt(words.word('questions.failed-title'));
  wire.heals();
  await person.button('page.again').click();
  await expect(page.getByRole('textbox', { name: words.word('describe.title') })).toHaveValue(told);
  await person.continues();
  await expect(person.heading).toContainText(person.asked('problem'));
  await page.getByRole('banner').getByRole('link').click();
  await expect(person.toldBox).toHaveValue(told);
});

test('a tracker without an answer says that this means nothing about the report', async ({ person, wire, watch, words }) => {
  watch.allow(/status of 502/);
  await person.reportsLight();
  const ticket = await person.sends();
  wire.answers(/api\/(requests|tickets|track)/, { status: 502 });
  await person.opens();
  await person.tracks(ticket);
  await person.arrivesAt(words.word('ticket.no-answer-title'));
  wire.heals();
  await person.button('page.again').click();
  await person.arrivesAt(words.local(words.service('street-light').name));
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('without JavaScript the first screen can be read and every number called', async ({ page, words, person }) => {
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1, name: words.word('home.title') })).toBeVisible();
    const why = page.locator('noscript p');
    await expect(why).toHaveText(words.word('boot.no-script'));
    await expect(why).toBeVisible();
    await canStillCall(page);
    await person.toldBox.fill(told);
    await expect(person.toldBox).toHaveValue(told);
  });
});
