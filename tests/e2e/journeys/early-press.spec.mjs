// Before the app is there, on a slow line: what is pressed is kept and happens as soon as it can.
import { expect, test } from '../steps/site.mjs';
import { ticketFrom } from '../steps/words.mjs';

test('an early press on the button goes on with the words as soon as the app is there', async ({ page, person, wire, words }) => {
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await person.toldBox.fill('Sampah menumpuk di pinggir sungai');
  await person.button('home.go').click();
  await expect(page.getByRole('button', { name: words.word('boot.moment') })).toHaveAttribute('aria-disabled', 'true');
  letAppIn();
  await person.arrivesAt(words.word('service.title'));
  await expect(page.getByRole('heading', { name: words.word('service.best') })).toBeVisible();
});

test('what was written before the app came is there after a reload and after a way back', async ({ page, person, wire }) => {
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await person.toldBox.fill('Sampah menumpuk di pinggir sungai');
  await page.reload();
  await expect(person.toldBox).toHaveValue('Sampah menumpuk di pinggir sungai');
  await page.reload();
  await expect(person.toldBox).toHaveValue('Sampah menumpuk di pinggir sungai');
  await page.goto('help');
  await page.goBack();
  await expect(person.toldBox).toHaveValue('Sampah menumpuk di pinggir sungai');
  letAppIn();
  await person.isReady();
  await expect(person.toldBox).toHaveValue('Sampah menumpuk di pinggir sungai');
});

test('an early press on a door opens it as soon as the app is there', async ({ page, person, wire, words }) => {
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await page.getByRole('link', { name: words.door('police') }).click();
  await expect(person.toldBox).toBeVisible();
  letAppIn();
  await person.arrivesAt(words.word('service.title'));
  await expect(page).toHaveURL(/\/report\/service\?door=police$/);
  await expect(page.getByRole('button', { name: words.local(words.service('officer-extortion').name) })).toBeVisible();
});

test('an early look for a number happens as soon as the app is there', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 404/);
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await person.tracks(ticketFrom('4827193055'));
  letAppIn();
  await person.arrivesAt(words.word('ticket.unknown-title'));
});

test('who goes on writing after an early press is not taken away', async ({ page, person, wire, words }) => {
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await person.button('home.go').click();
  await person.toldBox.pressSequentially('Masih menulis');
  letAppIn();
  await person.isReady();
  await expect(person.button('home.go')).toBeVisible();
  await expect(person.toldBox).toHaveValue('Masih menulis');
  await expect(page).toHaveURL(wire.url);
});

// Nothing but the page itself has come: boot.js is on its way, as on slow 3G for a second and more.
const bootScript = /\/boot\.[0-9a-f]+\.js/;
const isOnlyHtml = (page) => page.goto('', { waitUntil: 'commit' });

/** What was pressed says so before any file has come. */
async function saysWait(page, words) {
  await expect(page.locator('#announce')).toHaveText(words.word('boot.moment'));
  await expect(page.locator('#home [aria-disabled=true]')).toBeVisible();
}

test('a press on the button before boot.js has come is seen at once, and goes on with the words', async ({ page, person, wire, words }) => {
  const letBootIn = wire.holds(bootScript);
  await isOnlyHtml(page);
  await person.toldBox.fill('Sampah menumpuk di pinggir sungai');
  await person.button('home.go').click();
  await expect(page.getByRole('button', { name: words.word('boot.moment') })).toBeVisible();
  await saysWait(page, words);
  letBootIn();
  await person.arrivesAt(words.word('service.title'));
  await expect(page.getByRole('heading', { name: words.word('service.best') })).toBeVisible();
});

test('a press on a door before boot.js has come opens it, and the words stay', async ({ page, person, wire, words }) => {
  const letBootIn = wire.holds(bootScript);
  await isOnlyHtml(page);
  await person.toldBox.fill('Lampu jalan mati');
  await page.getByRole('link', { name: words.door('complaint') }).click();
  await saysWait(page, words);
  await expect(person.toldBox).toHaveValue('Lampu jalan mati');
  letBootIn();
  await person.arrivesAt(words.word('service.title'));
  await expect(page).toHaveURL(/\/report\/service\?door=complaint$/);
  await page.goBack();
  await expect(person.toldBox).toHaveValue('Lampu jalan mati');
});

test('a number that is sent by Enter before boot.js has come is looked up', async ({ page, person, watch, wire, words }) => {
  watch.allow(/status of 404/);
  const letBootIn = wire.holds(bootScript);
  await isOnlyHtml(page);
  await person.numberBox.fill(ticketFrom('4827193055'));
  await person.numberBox.press('Enter');
  await expect(page.getByRole('button', { name: words.word('boot.moment') })).toBeVisible();
  letBootIn();
  await person.arrivesAt(words.word('ticket.unknown-title'));
});

test('a language that is chosen before boot.js has come is the language of the page', async ({ page, person, wire }) => {
  const letBootIn = wire.holds(bootScript);
  await isOnlyHtml(page);
  await person.languageMenu.click();
  await page.getByRole('banner').getByRole('button').and(page.locator('[lang=en]')).click();
  letBootIn();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await person.isReady();
});

test('who goes on writing after a press before boot.js is not taken away', async ({ page, person, wire }) => {
  const letBootIn = wire.holds(bootScript);
  await isOnlyHtml(page);
  await person.button('home.go').click();
  await person.toldBox.pressSequentially('Masih menulis');
  await expect(person.button('home.go')).toBeVisible();
  letBootIn();
  await person.isReady();
  await expect(person.toldBox).toHaveValue('Masih menulis');
  await expect(page).toHaveURL(wire.url);
});

test('a press with the app there is seen at once while the form is on its way', async ({ page, person, wire, words }) => {
  await person.opens();
  await person.toldBox.fill('Lampu jalan mati');
  const letFormIn = wire.holds(/\.wasm/);
  await person.button('home.go').click();
  await expect(page.getByRole('button', { name: words.word('boot.moment') })).toBeVisible();
  letFormIn();
  await person.arrivesAt(words.word('service.title'));
  await page.goBack();
  await expect(person.button('home.go')).toBeVisible();
});

test('the script inside the page is the one whose hash the policy names', async ({ page, person, wire }) => {
  await person.opens();
  const [hash, policy] = await page.evaluate(async () => {
    const inside = new TextEncoder().encode(document.querySelector('script:not([src])').textContent);
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', inside));
    const answer = await fetch(location.href);
    return [btoa(String.fromCharCode(...bytes)), answer.headers.get('content-security-policy')];
  });
  expect(policy).toContain(`'sha256-${hash}'`);
  expect(wire.seen(/early/)).toEqual([]);
});
