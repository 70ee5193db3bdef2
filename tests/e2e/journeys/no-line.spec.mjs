// Without internet that is said on every screen, with what can be done all the same, and it goes when something gets
// through again. The browser's *online* is no proof: somebody has to answer.
import { expectAccessible } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';
import { grouped, ticketFrom, wordsIn } from '../steps/words.mjs';

// Colours that are on their way from light to dark have no contrast of their own.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const bar = (page) => page.getByRole('banner').getByRole('status');

/** What can be read in the bar now. */
const shown = { useInnerText: true };
/** The line is asked after every five seconds. */
const soon = { timeout: 15_000 };

test('the first screen says that there is no internet before the app is there, and takes it back', async ({ page, context, person, wire, watch, words }) => {
  watch.allow(/ERR_/);
  const letAppIn = wire.holds(/app_bg\.wasm/);
  await page.goto('');
  await expect(bar(page)).toHaveText('', shown);
  await context.setOffline(true);
  await expect(bar(page)).toHaveText(words.word('net.off'), shown);
  await context.setOffline(false);
  await expect(bar(page)).toHaveText('', shown);
  letAppIn();
  await person.isReady();
});

test('without internet every step says that one may go on, and the report waits in the bar of every tab until it has gone', async ({ page, context, person, server, watch, words }) => {
  const { word } = words;
  watch.allow(/ERR_/);
  await person.opens();
  const other = await context.newPage();
  await person.at(other).opens();
  await person.reportsLight();
  await context.setOffline(true);
  await expect(bar(page)).toHaveText(word('net.off'), shown);
  await expect(page.getByText(word('check.no-line'))).toBeVisible();
  await expectAccessible(page, 'the last check without internet');
  await expect(other.getByText(word('home.no-line'))).toBeVisible();

  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await expect(person.standing).toContainText(word('outbox.reason.no_network'));
  for (const tab of [page, other]) await expect(bar(tab)).toContainText(word('bar.waiting', { count: 1 }), shown);
  await person.button('outbox.send-now').click();
  await expect(page.getByText(word('outbox.no-line'))).toBeVisible();
  await expectAccessible(page, 'a receipt without internet');
  await bar(page).getByRole('link').click();
  await person.arrivesAt(word('outbox.title'));
  await expect(page.getByRole('listitem').filter({ hasText: grouped(ticket) })).toBeVisible();

  await context.setOffline(false);
  for (const tab of [page, other]) await expect(bar(tab)).toHaveText('', { ...shown, timeout: 15_000 });
  await expect(other.getByText(word('home.no-line'))).toHaveCount(0);
  expect(await server.report(ticket)).toBeTruthy();
});

test('where the browser says online and nothing gets through, that is said too, until an answer comes', async ({ page, person, server, wire, watch, words }) => {
  const { word } = words;
  watch.allow(/ERR_/);
  await person.reportsLight();
  await wire.disconnect();
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await expect(person.standing).toContainText(word('outbox.reason.no_network'));
  await expect(bar(page)).toContainText(word('net.off'), shown);
  await expect(page.getByText(word('outbox.reason.no_answer'))).toHaveCount(0);
  await wire.connect();
  await person.isReceived();
  await expect(bar(page)).toHaveText('', shown);
  expect(await server.report(ticket)).toBeTruthy();
});

test('no internet is said in the language that is chosen, also when it is chosen without one', async ({ page, context, person, watch }) => {
  watch.allow(/ERR_/);
  await person.opens();
  await person.changesLanguageTo('en');
  await person.changesLanguageTo('id');
  await context.setOffline(true);
  await expect(bar(page)).toContainText(person.word('net.off'), shown);
  await person.changesLanguageTo('en');
  await expect(bar(page)).toContainText(wordsIn('en').word('net.off'), shown);
});

test('what is pressed without an answer of the office says that it was tried', async ({ page, person, wire, watch, words }) => {
  const { word } = words;
  watch.allow(/ERR_/);
  await person.reportsLight();
  wire.breaks(/^PUT /);
  await person.button('check.send').click();
  await person.isNotSent();
  await expect(person.standing).toContainText(word('outbox.reason.no_answer'));
  await person.button('outbox.send-now').click();
  await expect(page.getByRole('main').getByText(word('boot.moment'))).toBeVisible();
  // Five seconds after the try before at the earliest.
  await expect(page.getByText(word('outbox.tried').split('{time}')[0])).toBeVisible({ timeout: 15_000 });
  await expect(person.button('outbox.send-now')).toBeFocused();
  await expect(bar(page)).toHaveText(word('bar.waiting', { count: 1 }), shown);
});

test('tracker and figures say that there is no internet, and not that the office is silent', async ({ page, context, person, watch, words }) => {
  const { word } = words;
  watch.allow(/ERR_/, /status of 404/);
  await person.reportsLight();
  const ticket = await person.sends();
  await person.link('sent.follow').click();
  await expect(page.getByRole('heading', { name: word('ticket.history') })).toBeVisible();
  await context.setOffline(true);
  await person.button('ticket.refresh').click();
  await expect(page.getByText(word('ticket.old-no-line').split('{time}')[0])).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: word('home.figures') }).click();
  await expect(page.getByText(word('figures.no-line'))).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(word('figures.no-line')), 'asked for again with the line').toHaveCount(0, soon);
  await expect(page.getByText(word('figures.none'))).toHaveCount(0);
  await context.setOffline(true);
  await page.getByRole('banner').getByRole('link').first().click();
  await person.tracks(ticketFrom('4827193055'));
  await person.arrivesAt(word('ticket.no-line-title'));
  await expect(page.getByText(word('ticket.no-line'))).toBeVisible();
  await context.setOffline(false);
  await expect(person.heading, 'nobody has to ask again').toHaveText(word('ticket.unknown-title'), soon);
  expect(ticket).toBeTruthy();
});
