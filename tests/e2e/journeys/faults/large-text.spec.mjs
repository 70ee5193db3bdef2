// A phone whose owner reads letters twice as large as most: nothing goes over the edge, and what matters grows with the rest.
import { expect, test } from '../../steps/gate.mjs';
import { brokenWords } from '../../steps/whole-words.mjs';

const screens = ['', 'help', 'privacy', 'settings', 'track', 'figures', 'outbox', 'report/service', 'nowhere'];

/** Letters of the number on the receipt, in pixels. */
const numberSize = (page) => page.locator('.ticket__number').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));

/** What sticks out to the right of a screen 360 px wide. */
const sticksOut = (page) => page.evaluate(() => [...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest('.visually-hidden'))
  .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`));

async function fits(page, name) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name}: ${await sticksOut(page)}`).toBeLessThanOrEqual(360);
  expect(await brokenWords(page), `${name}: no word is broken inside that fits a line`).toEqual([]);
}

for (const language of ['id', 'su']) {
  test.describe(`in ${language}`, () => {
    test.use({ language });
    test('with letters of 32 px every screen fits into 360 px with whole words, and the number on the receipt grows', walk);
  });
}

async function walk({ device }) {
  device.writesLarge(32);
  const person = await device.opens();
  const page = device.page;
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), 'the setting is in force').toBe('32px');
  for (const screen of screens) {
    await person.opens(screen);
    await expect(page.locator('#app h1, #home h1').filter({ visible: true }).first()).toBeVisible();
    await fits(page, screen);
  }
  await person.opens();
  await person.tells('polisi memukul saya sampai berdarah');
  await expect(page.getByRole('heading', { name: person.word('service.best') })).toBeVisible();
  await fits(page, 'a call and guesses');
  await person.opens();
  await person.button('draft.anew').click();
  await expect(person.toldBox).toHaveValue('');
  await person.tells('Lampu jalan mati di depan pasar, street light');
  await fits(page, 'services');
  await person.picks('street-light');
  await fits(page, 'a question');
  await person.continues();
  await expect(page.getByRole('alert')).toBeFocused();
  await fits(page, 'a question with an error');
  await person.answers('problem', 'off');
  await person.answers('pole-number');
  await fits(page, 'a date');
  await person.answers('since', 'days');
  await fits(page, 'place');
  await person.isAt('Paledang', 'Jl. Pajajaran, depan apotek');
  await fits(page, 'photos');
  await person.passesPhotos();
  await person.who('open').check();
  await fits(page, 'identity');
  await person.appears('anonymous');
  await person.arrivesAt(person.word('check.title'));
  await fits(page, 'check');
  await person.button('check.send').click();
  const ticket = await person.isReceived();
  await fits(page, 'receipt');
  expect(await numberSize(page), 'half as large again as 26 px, which it has at 16').toBeGreaterThan(40);
  await person.button('sent.key-show').click();
  await fits(page, 'the key');
  await person.opens(`t#${ticket}`);
  await expect(page.getByRole('heading', { name: person.word('ticket.history') })).toBeVisible();
  await fits(page, 'ticket');
}

for (const size of [24, 32]) {
  test(`with letters of ${size} px every language of the menu lies on a screen of 360 px`, async ({ device }) => {
    device.writesLarge(size);
    const person = await device.opens();
    await device.page.setViewportSize({ width: 360, height: 640 });
    await person.languageMenu.click();
    const choices = await device.page.getByRole('banner').getByRole('listitem').getByRole('button').all();
    expect(choices).toHaveLength(3);
    for (const choice of choices) {
      const { x, width } = await choice.boundingBox();
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(360);
      expect(await choice.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 'its words are whole').toBe(0);
    }
  });
}

test('with letters of 32 px the box that offers deleted drafts back lies wholly on a screen of 360 px, and is pressed', async ({ device }) => {
  device.writesLarge(32);
  const person = await device.opens();
  const page = device.page;
  await page.setViewportSize({ width: 360, height: 640 });
  for (const [number, text] of ['Jalan berlubang', 'Sampah menumpuk'].entries()) {
    await person.tells(text);
    await person.button('draft.delete-this').click();
    await person.button('draft.delete-sure').click();
    const said = number === 0 ? person.word('draft.deleted') : person.word('draft.deleted-count').replace('{count}', '2');
    const box = page.locator('#undo');
    await expect(box).toContainText(said);
    const { x, y, width, height } = await box.boundingBox();
    expect(Math.min(x, y), said).toBeGreaterThanOrEqual(0);
    expect(x + width, said).toBeLessThanOrEqual(360);
    expect(y + height, said).toBeLessThanOrEqual(640);
    expect(await box.evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => [scrollWidth - clientWidth, scrollHeight - clientHeight]), 'nothing sticks out of it').toEqual([0, 0]);
    await expect(person.button('draft.undo')).toBeInViewport({ ratio: 1 });
    await fits(page, said);
  }
  await person.button('draft.undo').click();
  await expect(person.toldBox).toHaveValue('Sampah menumpuk');
});
