// Where danger was told, the call stays with the report: on whatever follows *Send* as long as the report has not arrived, and
// where the form can't go on. So do the lines that the city names beside it.
import { expectAccessible } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';

// Colours that are on their way from light to dark have no contrast of their own.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const put = /^PUT \/api\/aspirasi\/reports\//;
const hurt = 'Tiang lampu nimpa orang, ada yang luka parah';
const inDespair = 'Lampu jalan mati dan saya pengen bunuh diri';

const line = (page) => page.getByRole('main').getByRole('link', { name: /^119/ });

async function sendsAbove(person) {
  await person.button('check.send').click();
  await person.isNotSent();
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  expect((await person.call.boundingBox()).y).toBeLessThan((await person.heading.boundingBox()).y);
}

test('not sent yet: call and line stand above the receipt, also when it is opened again', async ({ page, person, wire, watch }) => {
  watch.allow(/status of 503/);
  await person.reportsLight(inDespair);
  await expect(line(page), 'on the check page').toHaveAttribute('href', 'tel:119');
  wire.answers(put, { status: 503, headers: { 'retry-after': '600' } });
  await sendsAbove(person);
  await expect(line(page)).toHaveAttribute('href', 'tel:119');
  await expectAccessible(page, 'a receipt below the call');
  await page.reload();
  await person.isReady();
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  await expect(line(page)).toHaveAttribute('href', 'tel:119');
});

test('refused: the call stands above the receipt, and above what is corrected', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 422/);
  await person.reportsLight(hurt);
  wire.answers(put, { status: 422, type: 'application/json', body: JSON.stringify([{ code: 422, description: 'no', field: 'description' }]) });
  await person.button('check.send').click();
  await expect(person.standing).toContainText(words.word('outbox.refused'), { timeout: 15_000 });
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  await expect(line(page)).toHaveCount(0);
  await person.button('outbox.correct').click();
  await expect(person.heading).toContainText(words.word('check.title'));
  await expect(person.call).toHaveAttribute('href', 'tel:112');
});

test('arrived: the call stays as long as somebody is here, and is not there on a later visit', async ({ page, person }) => {
  await person.reportsLight(hurt);
  await person.sends();
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  await page.reload();
  await person.isReady();
  await person.isReceived();
  await expect(person.call).toHaveCount(0);
});

test('harmless words put no call on a receipt that says NOT SENT', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 503/);
  await person.reportsLight('Lampu jalan mati, pohon mati');
  wire.answers(put, { status: 503, headers: { 'retry-after': '600' } });
  await person.button('check.send').click();
  await person.isNotSent();
  await expect(page.getByRole('link', { name: words.word('sent.follow') })).toHaveCount(0);
  await expect(person.call).toHaveCount(0);
});

test('where the questions cannot be had the call is on the screen all the same', async ({ person, wire, watch, words }) => {
  watch.allow(/status of 503/);
  wire.answers(/^GET \/api\/aspirasi\/services\/street-light\.json/, { status: 503 });
  await person.opens();
  await person.tells(hurt);
  await expect(person.call).toBeVisible();
  await person.picks('street-light');
  await expect(person.heading).toHaveText(words.word('questions.failed-title'));
  await expect(person.call).toHaveAttribute('href', 'tel:112');
});

test('on the steps of an emergency the line of the city stays beside the call', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('pengen bunuh diri');
  await expect(line(page)).toBeVisible();
  await person.picks('emergency-disaster');
  await expect(page.getByRole('link', { name: words.word('emergency.call', { number: '112' }) })).toBeVisible();
  await expect(line(page)).toHaveAttribute('href', 'tel:119');
});

test('the icons of calls and notices are there where the file with all icons cannot be had', async ({ page, person, wire, watch }) => {
  watch.allow(/status of 503/);
  wire.answers(/icons\.svg/, { status: 503 });
  await person.opens();
  await person.tells(hurt);
  await expect(person.call).toBeVisible();
  const widths = await page.getByRole('main').getByRole('alert').locator('use').evaluateAll((used) => used.map((one) => one.getBBox().width));
  expect(widths.length).toBeGreaterThan(0);
  for (const width of widths) expect(width).toBeGreaterThan(0);
});
