// A deleted draft is asked about once more, can be had back for ten seconds on any screen, and is then really gone. What was
// never begun, or is empty again, is no draft.
import { expectAccessible } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';
import { taken } from '../steps/photos.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const text = 'Jalan berlubang di depan sekolah sejak minggu lalu';
const drafts = async (person) => (await person.stored()).drafts;
const undo = (person) => person.button('draft.undo');

/** Asked once more, and meant. */
async function deletes(person) {
  await person.button('draft.delete-this').click();
  await person.button('draft.delete-sure').click();
}

test('deleting a draft asks once more, and keeps it where that was a slip', async ({ page, person }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await person.button('draft.delete-this').click();
  await expect(person.button('draft.delete-sure')).toBeFocused();
  await person.button('outbox.keep').click();
  await expect(person.button('draft.delete-this')).toBeFocused();
  expect((await drafts(person)).map(({ description }) => description)).toEqual([text]);
  await expect(page).toHaveURL(/report\/service/);
});

test('the way to delete a draft is not under Continue', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.picks('street-light');
  await person.hasDraftKept();
  const [above, below] = await Promise.all([person.button('page.continue'), person.button('draft.delete-this')].map((button) => button.boundingBox()));
  expect(below.y - (above.y + above.height), 'a thumb is 48 px').toBeGreaterThan(72);
  await expect(page.getByText(words.word('draft.kept').split('{time}')[0]).filter({ visible: true })).toBeVisible();
});

test('a deleted draft can be had back on another screen, with words and photos', async ({ context, page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.picks('street-light');
  await person.answers('problem', 'off');
  await person.answers('pole-number');
  await person.answers('since');
  await person.isAt('Paledang', 'Jl. Pajajaran, depan apotek');
  await expect(person.heading).toContainText(words.word('photos.title'));
  await person.addsPhotos({ name: 'lampu.jpg', mimeType: 'image/jpeg', buffer: await taken(page, { width: 900, height: 800 }) });
  await expect.poll(async () => (await person.stored()).bytes.length).toBe(1);
  const [before] = await drafts(person);
  await deletes(person);
  await expect.poll(async () => (await person.stored()).bytes.length + (await drafts(person)).length, 'it leaves the store at once').toBe(0);
  await expect(person.toldBox).toHaveValue('');
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.help') }).click();
  await person.arrivesAt(words.word('help.title'));
  await undo(person).click();
  await expect(undo(person)).toHaveCount(0);
  await expect(person.heading).toBeFocused();
  const { rev: _rev, saved_at: _at, ...same } = before;
  await expect.poll(() => drafts(person)).toMatchObject([{ ...same, rev: 1 }]);
  expect((await person.stored()).bytes).toHaveLength(1);
  await page.getByRole('banner').getByRole('link').first().click();
  await expect(person.toldBox).toHaveValue(text);
  await person.link('draft.go-on').click();
  await person.arrivesAt(words.word('photos.title'));
  await expect(page.getByRole('img', { name: /./ }).or(page.locator('.photos__picture, img')).first()).toBeVisible();
  // The guard is back, too: another tab only reads it.
  const second = await context.newPage();
  await person.at(second).opens('report/photos');
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(words.word('draft.elsewhere-title'));
});

test('after ten seconds a deleted draft is gone', async ({ page, person }) => {
  await page.clock.install();
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  // From here on only the test lets time pass: a busy machine takes none of the ten seconds.
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  await deletes(person);
  await expect(undo(person)).toBeVisible();
  await page.clock.runFor(9_000);
  await expect(undo(person)).toBeVisible();
  await page.clock.runFor(1_500);
  await expect(undo(person)).toHaveCount(0);
  expect(await drafts(person)).toEqual([]);
  await page.clock.resume();
  await page.reload();
  await person.isReady();
  await expect(person.toldBox).toHaveValue('');
});

test('a page that ends within the ten seconds takes a deleted draft along', async ({ page, person }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await deletes(person);
  await expect(undo(person)).toBeVisible();
  await expectAccessible(page, 'a draft that can be had back');
  await page.reload();
  await person.isReady();
  await expect(undo(person)).toHaveCount(0);
  await expect(person.toldBox).toHaveValue('');
  expect(await drafts(person)).toEqual([]);
});

test('what was begun after a deletion stays in the list when the deleted draft is had back', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await deletes(person);
  await expect(person.toldBox).toHaveValue('');
  await person.toldBox.fill('Pohon tumbang');
  await person.hasDraftKept();
  await undo(person).click();
  await expect(person.toldBox).toHaveValue(text);
  await expect.poll(async () => (await drafts(person)).map(({ description }) => description).sort()).toEqual([text, 'Pohon tumbang']);
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
  await expect(person.button('draft.go-on')).toHaveCount(2);
});

test('a form that is filled when a deleted draft is had back is left, and both drafts are kept', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await deletes(person);
  await expect(person.toldBox).toHaveValue('');
  await person.tells('Pohon tumbang menutup jalan');
  await person.picks('fallen-tree');
  await person.hasDraftKept();
  await undo(person).click();
  await expect(person.toldBox).toHaveValue(text);
  const kept = (await drafts(person)).map(({ description, service }) => [description, service?.code]);
  expect(kept.sort()).toEqual([[text, undefined], ['Pohon tumbang menutup jalan', 'fallen-tree']].sort());
});

test('what may only stay in memory is not lost for a draft that is had back: it takes its turn', async ({ page, person, words }) => {
  const secret = 'Diminta uang oleh oknum';
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await deletes(person);
  await expect(person.toldBox).toHaveValue('');
  await person.tells(secret);
  await person.picks('officer-extortion');
  await expect(page.getByText(words.word('draft.memory'))).toBeVisible();
  await undo(person).click();
  await expect(person.toldBox).toHaveValue(text);
  await undo(person).click();
  await expect(person.toldBox).toHaveValue(secret);
  expect((await drafts(person)).map(({ description }) => description)).toEqual([text]);
});

test('a draft that is deleted from the list can be had back there', async ({ page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
  await person.arrivesAt(words.word('outbox.title'));
  await person.button('draft.delete').click();
  await person.button('draft.delete-sure').click();
  await expect(page.getByRole('heading', { name: words.word('draft.title') })).toHaveCount(0);
  expect(await drafts(person)).toEqual([]);
  await undo(person).click();
  await expect(page.getByRole('heading', { name: words.word('draft.title') })).toBeVisible();
  expect((await drafts(person)).map(({ description }) => description)).toEqual([text]);
});

test('a draft that another tab is writing is not deleted from under it', async ({ context, page, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  const second = await context.newPage();
  const other = person.at(second);
  await other.opens('outbox');
  await other.button('draft.delete').click();
  await other.button('draft.delete-sure').click();
  await expect(second.getByText(words.word('draft.elsewhere-title'))).toBeVisible();
  expect((await drafts(person)).map(({ description }) => description)).toEqual([text]);
  await expect(page.getByText(words.word('draft.elsewhere-title'))).toHaveCount(0);
});

for (const [what, visit] of [
  ['opening a form and choosing nothing', async ({ person, page }) => {
    await person.entersDoor('complaint');
    await page.getByRole('searchbox').fill('lampu');
  }],
  ['typing and deleting everything again', async ({ person }) => {
    await person.toldBox.fill(text);
    await person.hasDraftKept();
    await person.toldBox.fill('');
  }],
  ['blanks and characters that show nothing', async ({ person }) => {
    await person.toldBox.fill(' \n\u200b\u2800\u3164');
  }],
]) {
  test(`${what} leaves no draft`, async ({ page, person, words }) => {
    await person.opens('outbox');
    await person.arrivesAt(words.word('outbox.title'));
    await page.getByRole('banner').getByRole('link').first().click();
    await visit({ person, page });
    await expect(person.draftLine()).toHaveCount(0);
    await expect.poll(() => drafts(person)).toEqual([]);
    await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
    await person.arrivesAt(words.word('outbox.title'));
    await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
    expect(await drafts(person)).toEqual([]);
  });
}

test('empty drafts that an earlier version kept are not listed, and are removed', async ({ page, person, words }) => {
  await person.opens('outbox');
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
  await page.evaluate(async () => {
    const db = await window.openTanggap();
    const writing = db.transaction('drafts', 'readwrite', { durability: 'strict' });
    const uid = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
    writing.objectStore('drafts').put({ key: uid, rev: 1, text: JSON.stringify({ schema_version: 1, uid, saved_at: 1795452226, description: ' ', answers: {} }) });
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    db.close();
  });
  await person.opens('outbox');
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
  await expect.poll(() => drafts(person)).toEqual([]);
});
