// The pages that explain, whose words come after those of the first screen; and the call at the foot of every screen.
import { expect, test } from '../steps/site.mjs';

test('help has the telephone numbers at once, and the rest as soon as its words are there', async ({ page, person, wire, words }) => {
  const letGo = wire.holds(/words-more/);
  await person.opens();
  await person.link('home.help').click();
  await person.arrivesAt(words.word('help.title'));
  await expect(page.getByRole('main').getByRole('link', { name: /^112/ })).toHaveAttribute('href', 'tel:112');
  await expect(page.getByText(words.word('help.report'))).toHaveCount(0);
  letGo();
  await expect(page.getByText(words.word('help.report'))).toBeVisible();
  await expect(page.getByText(words.word('install.ios'))).toBeVisible();
});

test('the page on privacy says that it is on its way, and asks again for words that could not be had', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 503/);
  wire.answers(/words-more/, { status: 503 });
  await person.opens();
  await person.link('home.privacy').click();
  await person.arrivesAt(words.word('privacy.title'));
  await expect(page.getByRole('main').getByRole('status')).toHaveText(words.word('page.loading'));
  wire.heals();
  await expect(page.getByText(words.word('privacy.who'))).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('main').getByRole('status')).toHaveCount(0);
});

test('the sentence about an emergency at the foot of every screen is a call, in each language', async ({ page, person, words }) => {
  for (const address of ['', 'report/service', 'track', 'help', 'settings']) {
    await person.opens(address);
    await expect(page.getByRole('contentinfo').getByRole('link', { name: words.word('home.foot') })).toHaveAttribute('href', 'tel:112');
  }
  await person.changesLanguageTo('en');
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'In an emergency' })).toHaveAttribute('href', 'tel:112');
});
