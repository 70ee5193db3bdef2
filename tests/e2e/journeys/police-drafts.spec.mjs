// What is told about an officer stays in memory, unless its person said otherwise for that very service; and what a browser
// may hold by itself is said.
import { expect, test } from '../steps/site.mjs';

const told = 'Diminta uang oleh oknum saat mengurus surat';
const drafts = async (person) => (await person.stored()).drafts;
const keep = (page, words) => page.getByRole('checkbox', { name: words.word('draft.memory-keep') });

test('what was typed before a police service was chosen goes from the store when it is chosen', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(told);
  await person.hasDraftKept();
  await expect.poll(() => drafts(person)).toMatchObject([{ description: told }]);
  await person.picks('officer-extortion');
  await expect(page.getByText(words.word('draft.memory'))).toBeVisible();
  await expect.poll(() => drafts(person)).toEqual([]);
  await expect(person.draftLine()).toHaveCount(0);
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
});

test('a draft that came back from the store goes, too, when a police service is chosen', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(told);
  await person.hasDraftKept();
  await page.reload();
  await person.isReady();
  await expect(person.draftLine('draft.restored')).toBeVisible();
  await person.picks('officer-extortion');
  await expect(page.getByText(words.word('draft.memory'))).toBeVisible();
  await expect(keep(page, words)).not.toBeChecked();
  await expect.poll(() => drafts(person)).toEqual([]);
});

test('keeping a draft is said for one service and not for the next', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(told);
  await person.picks('officer-extortion');
  await keep(page, words).check();
  await person.hasDraftKept();
  expect(await drafts(person)).toMatchObject([{ kept_for: { code: 'officer-extortion' } }]);
  await page.goBack();
  await person.arrivesAt(words.word('service.title'));
  await person.picks('abuse-of-authority');
  await expect(keep(page, words)).not.toBeChecked();
  await expect.poll(() => drafts(person)).toEqual([]);
});

test('a kept draft comes back kept, and goes on being kept for its service', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(told);
  await person.picks('officer-extortion');
  await keep(page, words).check();
  await person.hasDraftKept();
  await page.reload();
  await person.isReady();
  await expect(keep(page, words)).toBeChecked();
  expect(await drafts(person)).toHaveLength(1);
  await keep(page, words).uncheck();
  await expect.poll(() => drafts(person)).toEqual([]);
});

test('a draft that is only in memory says so on the first screen, and can be deleted and had back as any other', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(told);
  await person.picks('officer-extortion');
  await expect(person.button('draft.delete')).toBeVisible();
  await page.getByRole('banner').getByRole('link').first().click();
  await expect(page.getByText(words.word('draft.in-memory'))).toBeVisible();
  await expect(person.toldBox).toHaveValue(told);
  await page.goBack();
  await person.button('draft.delete').click();
  await person.button('draft.delete-sure').click();
  await expect(person.toldBox).toHaveValue('');
  await expect(page.getByText(words.word('draft.in-memory'))).toHaveCount(0);
  await person.button('draft.undo').click();
  await expect(person.toldBox).toHaveValue(told);
  await expect(page.getByText(words.word('draft.in-memory'))).toBeVisible();
  expect(await drafts(person)).toEqual([]);
});

test('where nothing is told about an officer yet, nothing is said to be lost', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('police');
  await person.picks('abuse-of-authority');
  await expect(person.button('draft.delete')).toHaveCount(0);
  await page.getByRole('banner').getByRole('link').first().click();
  await expect(page.getByText(words.word('draft.in-memory'))).toHaveCount(0);
});

test('what a browser may still hold is said beside what stays in memory and before everything is removed', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('police');
  await person.picks('abuse-of-authority');
  await expect(page.getByText(words.word('clear.browser'))).toBeVisible();
  await person.opens('settings');
  await expect(page.getByText(words.word('clear.browser'))).toBeVisible();
});

test('no box for free text lets the browser keep what is written in it', async ({ page, person, words }) => {
  const careless = () => page.locator('textarea:not([autocomplete=off]), #app form:not([autocomplete=off])').evaluateAll((found) => found.map(({ outerHTML }) => outerHTML.slice(0, 120)));
  await person.opens();
  expect(await careless()).toEqual([]);
  await person.entersDoor('police');
  await person.picks('officer-extortion');
  await expect(person.heading).toContainText(words.word('describe.title'));
  expect(await careless()).toEqual([]);
});
