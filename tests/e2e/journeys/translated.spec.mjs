// For those whose language the portal doesn't speak their browser translates it. Every word that changes is translated
// anew, what is pressed is what is read, and numbers stay what they are.
import { expect, test as plain } from '../steps/site.mjs';
import { Reporter } from '../steps/reporter.mjs';
import { inCapitals, isTranslated, translated } from '../steps/translator.mjs';
import { grouped, wordsIn } from '../steps/words.mjs';

const put = /^PUT \/api\/aspirasi\/reports\//;

const test = plain.extend({
  context: async ({ context }, use) => {
    await isTranslated(context);
    await use(context);
  },
  words: async ({ language }, use) => use(translated(wordsIn(language))),
});

test('the receipt of a translated page says NOT SENT and why, then RECEIVED, and nothing of before', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 50[03]/);
  await person.reportsLight();
  wire.answers(put, { status: 500, body: 'oops' });
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await expect(person.standing).toContainText(words.word('outbox.reason.busy'));
  wire.heals();
  wire.answers(put, { status: 503, type: 'text/plain', body: 'x' });
  await person.button('outbox.send-now').click();
  await expect(person.standing).toContainText(words.word('outbox.not_sent'));
  wire.heals();
  await person.button('outbox.send-now').click();
  expect(await person.isReceived()).toBe(ticket);
  for (const gone of ['outbox.not_sent', 'outbox.not_sent-about', 'outbox.reason.busy', 'outbox.sending']) {
    await expect(page.getByRole('main').getByText(words.word(gone))).toHaveCount(0);
  }
  await expect(person.standing).toContainText(words.word('sent.words').split('{')[0]);
});

test('on a translated page the service that is read is the one that opens, however often the search has changed', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('Lampu jalan mati di depan pasar');
  const search = page.getByRole('searchbox', { name: words.word('service.find') });
  const services = page.getByRole('main').getByRole('listitem');
  for (const [typed, code] of [['sampah diangkut', 'waste-collection'], ['kebakaran', 'emergency-fire'], ['lampu', 'street-light'], ['kebakaran', 'emergency-fire']]) {
    await search.fill(typed);
    const name = words.local(words.service(code).name);
    await expect(services.first()).toContainText(name);
    // Nothing that does not fit is left standing.
    const shown = (await services.allInnerTexts()).map((text) => text.split('\n')[0]);
    expect(new Set(shown).size, shown.join()).toBeLessThan(6);
  }
  await person.picks('emergency-fire');
  await expect(page.getByRole('main').getByText(words.local(words.service('emergency-fire').name)).first()).toBeVisible();
});

test('on a translated page a second error has its own words, and a mended one has none', async ({ page, person, words }) => {
  await person.opens();
  await person.numberBox.fill('123');
  await person.button('home.track-go').click();
  const told = page.getByRole('alert').filter({ visible: true });
  await expect(told).toContainText(words.word('number.length', { given: 3, expected: 12 }));
  await person.numberBox.fill('482719305561');
  await person.button('home.track-go').click();
  await expect(told).toHaveText(words.word('number.check-digits'));

  await person.opens('track');
  const number = page.getByRole('textbox', { name: words.word('track.number') });
  const error = page.locator('.field__error');
  await number.fill('12');
  await person.button('track.go').click();
  await expect(error).toContainText(words.word('number.length', { given: 2, expected: 12 }));
  await number.fill('482719305561');
  await person.button('track.go').click();
  await expect(error).toContainText(words.word('number.check-digits'));
  await expect(error).toHaveCount(1);
  await number.fill('4827');
  await expect(error).toHaveCount(0);
  await expect(page.getByText(words.word('track.growing', { given: 4, of: 12 }))).toBeVisible();
  await number.fill('48271');
  await expect(page.getByText(words.word('track.growing', { given: 5, of: 12 }))).toBeVisible();
  await expect(page.getByText(words.word('track.growing', { given: 4, of: 12 }))).toHaveCount(0);
});

test('on a translated page a deleted draft is had back, and a restored one is begun anew', async ({ page, person, words }) => {
  const text = 'Sampah menumpuk di depan pasar';
  const drafts = async () => (await person.stored()).drafts.map(({ description }) => description);
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await person.opens('outbox');
  await page.getByRole('button', { name: words.word('draft.delete') }).click();
  await person.button('draft.delete-sure').click();
  await expect(page.getByText(words.word('draft.deleted'), { exact: true })).toBeVisible();
  expect(await drafts()).toEqual([]);
  await person.button('draft.undo').click();
  await expect(person.button('draft.undo')).toHaveCount(0);
  await expect.poll(drafts).toEqual([text]);

  await person.opens();
  await expect(person.toldBox).toHaveValue(text);
  await person.button('draft.anew').click();
  await expect(person.toldBox).toHaveValue('');
});

test('the tracker of a translated page shows what is new, and the number as it is', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await expect(page.getByText(grouped(reporter.ticket)).first()).toBeVisible();
  await reporter.stands('received');
  await reporter.office('update', '--status', 'in_progress', '--note', 'Petugas berangkat hari ini.', '--for', 'all');
  await reporter.refreshes();
  await reporter.stands('in-progress');
  await expect(page.getByText(inCapitals('Petugas berangkat hari ini.'))).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: new RegExp(`^${words.word('status.received')}$`) })).toHaveCount(0);
  await reporter.office('update', '--status', 'answered', '--note', 'Lampu sudah menyala.', '--for', 'all');
  await reporter.refreshes();
  await reporter.stands('answered');
  await expect(page.getByText(words.word('next.answered'))).toBeVisible();
  await expect(page.getByText(words.word('next.in-progress'))).toHaveCount(0);
});

test('the language that the browser writes into the page is not the one that the portal goes on in', async ({ page, context, person, words }) => {
  await context.clearCookies();
  await person.opens();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await person.tells('Lampu jalan mati di depan pasar');
  await expect(person.heading).toHaveText(words.word('service.title'));
});

test('on a translated page the own words of the person, names and numbers stay what they are', async ({ page, person, words }) => {
  await person.reportsLight('Lampu jalan mati di depan pasar');
  await expect(page.getByRole('definition').getByText('Lampu jalan mati di depan pasar', { exact: true })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'Paledang' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: words.word('identity.anonymous') })).toBeVisible();
});

test('my reports, figures and a change of the language follow on a translated page', async ({ page, person, server, wire, watch, words }) => {
  watch.allow(/status of 503/);
  await person.reportsLight();
  wire.answers(put, { status: 503, type: 'text/plain', body: 'x' });
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
  await person.arrivesAt(words.word('outbox.title'));
  const item = page.getByRole('listitem').filter({ hasText: grouped(ticket) });
  await expect(item.getByRole('status')).toHaveText(words.word('outbox.not_sent'));
  await item.getByRole('button', { name: words.word('outbox.look') }).click();
  await expect(item.getByRole('button', { name: words.word('outbox.hide') })).toBeVisible();
  wire.heals();
  await item.getByRole('button', { name: words.word('outbox.send-now') }).click();
  await expect(item.getByRole('status')).toHaveText(words.word('outbox.received'), { timeout: 15_000 });
  await expect(item.getByText(words.word('outbox.not_sent-about'))).toHaveCount(0);
  expect(await server.report(ticket)).toBeTruthy();

  const english = translated(wordsIn('en'));
  await person.changesLanguageTo('en');
  await expect(person.heading).toHaveText(english.word('outbox.title'));
  await expect(item.getByRole('status')).toHaveText(english.word('outbox.received'));
  await expect(page.getByText(words.word('outbox.lead'))).toHaveCount(0);
  await page.getByRole('contentinfo').getByRole('link', { name: english.word('home.figures') }).click();
  await expect(person.heading).toHaveText(english.word('figures.title'));
  await expect(page.getByText(english.word('figures.rule'))).toBeVisible();
});
