// Another language in the middle of everything: words, questions and the static page change, what was written stays.
import { expect, test } from '../steps/site.mjs';
import { languages, wordsIn } from '../steps/words.mjs';
import { Person } from '../steps/person.mjs';

const told = 'Lampu jalan mati di depan pasar';

/** Is at the first question of a report about a street light, with an answer. */
async function hasAnswered(person) {
  await person.opens();
  await person.tells(told);
  await person.picks('street-light');
  await person.arrivesAt(person.asked('problem'));
  await person.choice('problem', 'dim').check();
}

test('the first screen changes its words and keeps those of the person, also after a reload', async ({ page, person, context }) => {
  await person.opens();
  await person.toldBox.fill(told);
  let reader = person;
  for (const language of ['su', 'en', 'id', 'en']) {
    await reader.changesLanguageTo(language);
    reader = new Person(page, wordsIn(language));
    await expect(reader.button('home.go')).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(reader.word('home.tab')));
    await expect(page.getByRole('link', { name: reader.words.door('information') })).toBeVisible();
    await expect(reader.toldBox).toHaveValue(told);
  }
  expect((await context.cookies()).find(({ name }) => name === 'lang')).toMatchObject({ value: 'en', sameSite: 'Lax' });
  await page.reload();
  await reader.isReady();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(reader.button('home.go')).toBeVisible();
});

test('a question changes its words and keeps its answer, and the report is in the language of its end', async ({ page, person, wire }) => {
  await hasAnswered(person);
  await person.changesLanguageTo('en');
  const reader = person.reading('en');
  await expect(reader.heading).toContainText(reader.asked('problem'));
  await expect(reader.choice('problem', 'dim')).toBeChecked();
  await reader.continues();
  await reader.answers('pole-number');
  await reader.answers('since');
  await reader.arrivesAt(reader.word('place.title'));
  await reader.addressBox.fill('Jl. Pajajaran');
  await reader.changesLanguageTo('su');
  const again = person.reading('su');
  await expect(again.heading).toContainText(again.word('place.title'));
  await expect(again.addressBox).toHaveValue('Jl. Pajajaran');
  await again.continues();
  await again.passesPhotos();
  await again.appears('anonymous');
  await again.arrivesAt(again.word('check.title'));
  const dim = again.words.question('street-light', 'problem').values.find(({ key }) => key === 'dim');
  await expect(page.getByRole('definition').filter({ hasText: again.words.local(dim.name) })).toBeVisible();
  await again.sends();
  const report = JSON.parse(wire.seen(/^PUT /)[0].body);
  expect(report).toMatchObject({ locale: 'su', description: told, answers: { problem: 'dim' } });
});

test('an amount that was understood is not asked about in another language', async ({ page, person }) => {
  await person.opens();
  await person.tells('Pungutan liar di loket');
  await person.picks('illegal-levies');
  await person.answers('where', 'office');
  await page.getByLabel(person.asked('amount')).fill('500.000');
  await person.changesLanguageTo('en');
  const reader = person.reading('en');
  await expect(page.getByLabel(reader.asked('amount'))).toHaveValue('500,000');
  await reader.continues();
  await expect(reader.heading).not.toContainText(reader.asked('amount'));
});

test('without a line a form stays in the language it had, is told why, and goes on', async ({ page, person, wire, watch }) => {
  watch.allow(/ERR_/);
  await hasAnswered(person);
  // The words of this language are on the device, and not what the desks say in it.
  await person.changesLanguageTo('en');
  const reader = person.reading('en');
  await expect(reader.heading).toContainText(reader.asked('problem'));
  await reader.changesLanguageTo('id');
  await expect(person.heading).toContainText(person.asked('problem'));
  await wire.disconnect();
  await person.changesLanguageTo('en');
  await expect(page.getByText(reader.word('questions.behind'))).toBeVisible();
  await expect(reader.heading).toContainText(person.asked('problem'));
  await expect(person.choice('problem', 'dim')).toBeChecked();
  await reader.continues();
  await expect(reader.heading).toContainText(person.asked('pole-number'));
  // Not even the words can be had: nothing changes.
  await reader.languageMenu.click();
  await page.getByRole('banner').getByRole('button').and(page.locator('[lang=su]')).click();
  await expect(page.getByRole('alert').filter({ hasText: reader.word('language.stays') })).toBeVisible();
  await expect(reader.button('page.continue')).toBeVisible();
  await wire.connect();
  await page.getByRole('status').getByRole('button', { name: reader.word('page.again') }).click();
  await expect(reader.heading).toContainText(reader.asked('pole-number'));
  await expect(page.getByText(reader.word('questions.behind'))).toHaveCount(0);
});

test('a receipt changes its words and keeps its number', async ({ page, person }) => {
  await person.reportsLight();
  const ticket = await person.sends();
  await person.changesLanguageTo('en');
  expect(await new Person(page, wordsIn('en')).reads()).toBe(ticket);
});

for (const language of languages) {
  test.describe(`with the cookie for ${language}`, () => {
    test.use({ language, javaScriptEnabled: false });

    test(`the page comes from the server in the language of the cookie (${language})`, async ({ page, words, person }) => {
      await page.goto('');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(person.toldBox).toBeVisible();
      await expect(page.getByRole('heading', { name: words.word('home.track') })).toBeVisible();
    });
  });
}

test('a language chosen before the app is there does not cost a written word', async ({ page, person, wire }) => {
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await person.toldBox.fill(told);
  await person.languageMenu.click();
  await page.getByRole('button', { name: 'English' }).click();
  letAppIn();
  const reader = new Person(page, wordsIn('en'));
  await reader.isReady();
  await expect(page.getByRole('textbox').first()).toHaveValue(told);
  await expect(reader.button('home.go')).toBeVisible();
});

test('who writes while the page comes again in another language loses no key', async ({ page, person, wire }) => {
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await person.languageMenu.click();
  const letAnswer = wire.holds(/^GET \/$/);
  const before = wire.seen(/^GET \/$/).length;
  await page.getByRole('button', { name: 'English' }).click({ noWaitAfter: true });
  await expect.poll(() => wire.seen(/^GET \/$/).length, 'the page is asked for again').toBeGreaterThan(before);
  // From the language menu, past nothing but the call.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(told);
  letAnswer();
  letAppIn();
  const reader = new Person(page, wordsIn('en'));
  await reader.isReady();
  await expect(reader.toldBox).toHaveValue(told);
});

test('dark is dark, and light is light', async ({ page, person }) => {
  await person.opens();
  const brightness = async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const [red, green, blue] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number));
    return (red + green + blue) / 3;
  };
  expect(await brightness('light')).toBeGreaterThan(200);
  expect(await brightness('dark')).toBeLessThan(70);
});

test('a printed receipt has the number, what happens next and the code, and nothing to press', async ({ page, person, words }) => {
  await person.reportsLight();
  const ticket = await person.sends();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(ticket.replace(/(\d{4})(?=\d)/g, '$1 ')).first()).toBeVisible();
  await expect(page.getByRole('img', { name: words.word('sent.qr') })).toBeVisible();
  await expect(page.getByRole('heading', { name: words.word('sent.next') })).toBeVisible();
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
