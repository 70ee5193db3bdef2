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
