// What the list says of drafts, so that one can be told from another; what is in it at all; and that each of several that were
// deleted can be had back for ten seconds of its own.
import { expect, test } from '../steps/site.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const stored = async (person) => (await person.stored()).drafts.map(({ description }) => description).sort();
const undo = (person) => person.button('draft.undo');
const offer = (page, words) => page.getByRole('region', { name: words.word('home.notices') });
const rows = (page, words) => page.getByRole('listitem').filter({ has: page.getByRole('button', { name: words.word('draft.go-on') }) });

async function looksAtList(page, person, words) {
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
  await person.arrivesAt(words.word('outbox.title'));
}

const goesHome = (page) => page.getByRole('banner').getByRole('link').first().click();

/** Begins drafts one after the other; all but the last stay in the list. */
async function begins(page, person, ...texts) {
  await person.opens();
  for (const [number, text] of texts.entries()) {
    if (number > 0) {
      // A draft of an earlier visit can be put aside.
      await page.reload();
      await person.isReady();
      await person.button('draft.anew').click();
      await expect(person.toldBox).toHaveValue('');
    }
    await person.toldBox.fill(text);
    await person.hasDraftKept();
    await expect.poll(async () => (await stored(person)).includes(text)).toBe(true);
  }
}

async function deletesFromList(row, words) {
  await row.getByRole('button', { name: words.word('draft.delete'), exact: true }).click();
  await row.getByRole('button', { name: words.word('draft.delete-sure') }).click();
}

test('the list says of each draft what it is about, how it begins and when it was written', async ({ page, person, words }) => {
  await begins(page, person, 'Sampah menumpuk', `Jalan berlubang ${'di depan sekolah '.repeat(10)}`);
  await person.button('home.go').click();
  await person.picks('road-damage');
  await person.hasDraftKept();
  await looksAtList(page, person, words);
  await expect(rows(page, words)).toHaveCount(2);
  const road = rows(page, words).filter({ hasText: 'Jalan berlubang' });
  await expect(road.getByRole('heading', { name: words.local(words.service('road-damage').name) })).toBeVisible();
  await expect(road.getByText(/^Jalan berlubang di depan sekolah.*…$/)).toBeVisible();
  await expect(road).toContainText(words.word('outbox.saved-at').split('{time}')[0]);
  await expect(rows(page, words).filter({ hasText: 'Sampah menumpuk' }).getByRole('heading')).toHaveCount(0);
});

test('a draft about an officer is listed with its words only where its person wants it kept', async ({ page, person, words }) => {
  const secret = 'Diminta uang oleh oknum';
  await person.opens();
  await person.tells(secret);
  await person.picks('officer-extortion');
  await expect(page.getByText(words.word('draft.memory'))).toBeVisible();
  await expect.poll(() => stored(person)).toEqual([]);
  await looksAtList(page, person, words);
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
  await expect(page.getByText(secret).filter({ visible: true })).toHaveCount(0);
  await page.goBack();
  await page.getByRole('checkbox', { name: words.word('draft.memory-keep') }).check();
  await person.hasDraftKept();
  await looksAtList(page, person, words);
  await expect(rows(page, words)).toContainText(secret);
});

test('each of two drafts that are deleted one after the other can be had back', async ({ page, person, words }) => {
  const texts = ['Jalan berlubang', 'Sampah menumpuk'];
  await begins(page, person, ...texts);
  await looksAtList(page, person, words);
  for (const text of texts) await deletesFromList(rows(page, words).filter({ hasText: text }), words);
  await expect.poll(() => stored(person)).toEqual([]);
  await expect(offer(page, words)).toContainText(words.word('draft.deleted-count', { count: 2 }));
  await undo(person).click();
  await expect.poll(() => stored(person), 'the last comes back first').toEqual([texts[1]]);
  await undo(person).click();
  await expect.poll(() => stored(person)).toEqual(texts);
  await expect(undo(person)).toHaveCount(0);
});

test('the ten seconds of one deleted draft are not those of another', async ({ page, person, words }) => {
  await page.clock.install();
  const texts = ['Jalan berlubang', 'Sampah menumpuk'];
  await begins(page, person, ...texts);
  await looksAtList(page, person, words);
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  await deletesFromList(rows(page, words).filter({ hasText: texts[0] }), words);
  await expect(undo(person)).toBeVisible();
  await page.clock.runFor(6_000);
  await deletesFromList(rows(page, words).filter({ hasText: texts[1] }), words);
  await expect(offer(page, words)).toContainText(words.word('draft.deleted-count', { count: 2 }));
  await page.clock.runFor(5_000);
  await expect(offer(page, words)).toContainText(words.word('draft.deleted'));
  await page.clock.resume();
  await undo(person).click();
  await expect.poll(() => stored(person), 'the first is gone, the second was not').toEqual([texts[1]]);
});

test('a draft whose words are deleted again after a service was picked leaves the list', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('Sampah menumpuk');
  await person.picks('street-light');
  await person.hasDraftKept();
  await goesHome(page);
  await person.toldBox.fill('');
  await expect.poll(() => stored(person)).toEqual([]);
  await looksAtList(page, person, words);
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
});

test('a chosen service is no draft before something is told', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('complaint');
  // Its questions come with an answer.
  await person.picks('illegal-parking');
  await expect(person.heading).toContainText(words.word('describe.title'));
  await expect(person.button('draft.delete-this')).toHaveCount(0);
  expect(await stored(person)).toEqual([]);
  await page.getByRole('textbox', { name: words.word('describe.title') }).fill('Sampah menumpuk');
  await person.hasDraftKept();
  expect(await stored(person)).toEqual(['Sampah menumpuk']);
});
