// Words that tell of danger put the call above everything on the next screen; words about the police lead to oversight.
// Whether words are understood is tried in the core (crates/tanggap-core/tests/utterances), what the screens do with it here.
import { expectAccessible } from '../steps/accessible.mjs';
import { Reporter } from '../steps/reporter.mjs';
import { expect, test } from '../steps/site.mjs';
import { opensOffline, visitsOnce } from '../steps/worker.mjs';

const oversight = (page, words) => page.getByRole('link', { name: words.word('conduct.goes', { desk: words.desk('pengawasan') }) });
const guesses = (page, words) => page.getByRole('region').or(page.locator('section')).filter({ has: page.getByRole('heading', { name: words.word('service.best') }) }).getByRole('button');
const isAbove = async (one, other) => expect((await one.boundingBox()).y).toBeLessThan((await other.boundingBox()).y);

const told = [
  { language: 'id', text: 'tetangga memukuli istrinya', service: 'emergency-violence' },
  { language: 'id', text: 'mobil saya diserempet, orangnya luka', service: 'emergency-disaster' },
  { language: 'su', text: 'tulungan imah tatangga kahuruan', service: 'emergency-fire' },
  { language: 'en', text: 'my neighbour is beating his wife', service: 'emergency-violence' },
];

for (const { language, text, service } of told) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test(`"${text}" puts the call above everything and the emergency service first`, async ({ page, person, words }) => {
      await person.opens();
      await person.tells(text);
      await expect(person.call).toHaveAttribute('href', 'tel:112');
      await expect(guesses(page, words).first()).toContainText(words.local(words.service(service).name));
      await isAbove(person.call, person.heading);
      await isAbove(person.call, person.link('page.back'));
      // The first stop of the keyboard after the heading, on a small phone without scrolling.
      await page.keyboard.press('Tab');
      await expect(person.call).toBeFocused();
      await page.setViewportSize({ width: 360, height: 640 });
      await expect(person.call).toBeInViewport({ ratio: 1 });
    });
  });
}

test('the call stays while somebody searches, and comes for what is searched', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('ada orang dipukuli');
  await page.getByRole('searchbox').fill('lampu jalan');
  await expect(guesses(page, words).first()).toContainText(words.local(words.service('street-light').name));
  await expect(person.call).toBeVisible();
  await person.hasDraftKept();
  await page.goto('report/service');
  await person.isReady();
  await expect(person.call).toBeVisible();
});

test('harmless words frighten nobody, and searching for a danger does', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('lampu jalan mati, pohon mati, air mati');
  await expect(guesses(page, words).first()).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await page.getByRole('searchbox').fill('kebakaran');
  await expect(person.call).toBeVisible();
});

test('told after a door, the danger puts the call on the next steps', async ({ person }) => {
  await person.opens();
  await person.entersDoor('complaint');
  await person.picks('street-light');
  await expect(person.call).toHaveCount(0);
  await person.describes('Tiang lampunya nimpa orang, ada yang luka parah');
  await expect(person.heading).toContainText(person.asked('problem'));
  await expect(person.call).toHaveAttribute('href', 'tel:112');
});

test('danger in an answer or in the address puts the call on the next step', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('complaint');
  await person.picks('pollution');
  await person.describes('Air selokan berwarna dan bau');
  await person.answers('medium', words.question('pollution', 'medium').values[0].key);
  await expect(person.call, 'what is chosen frightens nobody').toHaveCount(0);
  await person.answers('signs');
  await person.answers('source', 'Dari pabrik sebelah, dan anak saya pingsan keracunan, tolong');
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  await isAbove(person.call, person.heading);
  await page.goBack();
  await person.answers('source', 'Dari pabrik sebelah');
  await expect(person.heading).toContainText(person.asked('seen'));
  await expect(person.call).toHaveCount(0);
  await person.answers('seen');
  await person.isAt('Paledang', 'Rumah kebakaran, ada orang terjebak');
  await expect(person.call).toHaveAttribute('href', 'tel:112');
});

test('danger in a message to the office puts the call above it, and what is harmless does not', async ({ page, person, server }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  await reporter.says('say.message', 'Sudah lima hari gelap', 'say.send');
  await expect(reporter.talk.getByText('Sudah lima hari gelap')).toBeVisible();
  await expect(person.call).toHaveCount(0);
  await reporter.says('say.message', 'Suami saya memukuli saya sekarang, saya mau bunuh diri', 'say.send');
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  await expect(page.getByRole('main').getByRole('link', { name: /^119/ })).toHaveAttribute('href', 'tel:119');
});

test('who wants to die is given the line that the city names beside the call', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('pengen bunuh diri');
  await expect(person.call).toHaveAttribute('href', 'tel:112');
  await expect(page.getByText(words.word('danger.talk'))).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert').getByRole('link', { name: /^119/ })).toHaveAttribute('href', 'tel:119');
  await expectAccessible(page, 'danger with a line beside the call');
});

test('about an officer: the way to oversight stands under the call and above the guesses', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('polisi memukul saya');
  await expect(guesses(page, words).first()).toContainText(words.local(words.service('emergency-violence').name));
  await isAbove(person.call, oversight(page, words));
  await isAbove(oversight(page, words), guesses(page, words).first());
  await expectAccessible(page, 'danger and police');
  await oversight(page, words).click();
  await expect(page.getByRole('button', { name: words.local(words.service('officer-violence').name) }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: words.local(words.service('skck').name) })).toHaveCount(0);
  await expect(page.getByRole('button', { name: words.local(words.service('street-light').name) })).toHaveCount(0);
  await expect(oversight(page, words)).toHaveCount(0);
  await expect(person.call).toBeVisible();
  await expectAccessible(page, 'what an officer did');
  await page.goBack();
  await expect(oversight(page, words)).toBeVisible();
});

test('no service of the police desk is the first guess about an officer, and a speed bump is no officer', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('polisi minta duit');
  await expect(oversight(page, words)).toBeVisible();
  await expect(guesses(page, words).first()).toContainText(words.local(words.service('officer-extortion').name));
  await expect(person.call).toHaveCount(0);
  await page.goBack();
  await person.tells('polisi tidurnya terlalu tinggi');
  await expect(guesses(page, words).first()).toContainText(words.local(words.service('road-damage').name));
  await expect(oversight(page, words)).toHaveCount(0);
});

test('another language changes the words of the call', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('polisi memukul saya');
  await expect(person.call).toBeVisible();
  await person.changesLanguageTo('en');
  const reader = person.reading('en');
  await expect(reader.call).toContainText('Call 112 now');
  await expect(oversight(page, reader.words)).toBeVisible();
});

test('a city file that never comes costs no guess', async ({ page, person, wire, words, watch }) => {
  watch.allow(/status of 503/);
  wire.answers(/lexicon\.json/, { status: 503 });
  await person.opens();
  await person.tells('lampu jalan mati');
  // Nobody can know yet whether it is a danger; the catalogue alone guesses some seconds later.
  await expect(person.call).toBeVisible();
  await expect(guesses(page, words).first()).toContainText(words.local(words.service('street-light').name), { timeout: 20_000 });
});

for (const [what, text, service] of [['a danger', 'tolong anak saya hanyut di kali', 'emergency-disaster'], ['no danger', 'lampu jalan mati', 'street-light']]) {
  test(`until the city's words are there nothing is guessed and the call stands, and nothing moves when they come: ${what}`, async ({ page, person, wire, words }) => {
    const letThemCome = wire.holds(/lexicon\.json/);
    await person.opens();
    await person.tells(text);
    await expect(person.call).toBeVisible();
    await expect(page.getByRole('heading', { name: words.word('service.best') })).toBeVisible();
    await expect(guesses(page, words), 'a guess without the words is wrong, and would be pressed').toHaveCount(0);
    const top = (await page.getByRole('searchbox').boundingBox()).y;
    letThemCome();
    await expect(guesses(page, words).first()).toContainText(words.local(words.service(service).name));
    await expect(person.call).toBeVisible();
    expect((await page.getByRole('searchbox').boundingBox()).y).toBe(top);
  });
}

test.describe('without a line', () => {
  test.use({ serviceWorkers: 'allow' });

  test('after one visit danger is recognised without a line', async ({ page, person, wire, words, watch }) => {
    watch.allow(/ERR_|status of 503/);
    await visitsOnce(page);
    await expect.poll(() => page.evaluate(async () => Boolean(await caches.match('lexicon.json')))).toBe(true);
    await wire.disconnect();
    await opensOffline(page);
    await person.tells('ada yang tenggelam di sungai');
    await expect(person.call).toHaveAttribute('href', 'tel:112');
    await expect(guesses(page, words).first()).toContainText(words.local(words.service('emergency-disaster').name));
    await wire.connect();
  });
});
