// A text that is too long is kept whole, counted before it is too long, and said to be so where it can be made shorter. And
// *saved* is said of the last key, not of one before.
import { expectAccessible } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const long = (length) => 'Lampu jalan mati. '.repeat(Math.ceil(length / 18)).slice(0, length - 1).trimEnd().padEnd(length, 'x');
const onDevice = async (person) => (await person.stored()).drafts.map(({ description }) => description);

test('7,042 characters on the first screen are kept whole, and the story is asked again with how many are too many', async ({ page, person, words }) => {
  const told = long(7_042);
  await person.opens();
  await person.toldBox.fill(told);
  await expect(person.toldBox).toHaveValue(told);
  await expect(page.getByText(words.word('field.over', { count: 3_042 })).first()).toBeVisible();
  await expect.poll(() => onDevice(person)).toEqual([told]);
  await person.button('home.go').click();
  await person.arrivesAt(words.word('service.title'));
  await person.picks('street-light');
  await expect(person.heading).toContainText(words.word('describe.title'));
  const summary = page.getByRole('alert').filter({ hasText: words.word('error.summary') });
  await expect(summary).toBeFocused();
  const box = page.getByRole('textbox', { name: words.word('describe.title') });
  await expect(box).toHaveValue(told);
  const tooMany = words.word('problem.too-long', { over: 3_042, limit: 4_000 });
  await summary.getByRole('link', { name: tooMany }).click();
  await expect(box).toBeFocused();
  await expect(box).toHaveAccessibleDescription(new RegExp(tooMany));
  await expectAccessible(page, 'too long a story');
  await box.fill(long(4_001));
  await person.continues();
  await expect(summary.getByRole('link')).toContainText(words.word('problem.too-long', { over: 1, limit: 4_000 }));
  await box.fill(long(4_000));
  await person.continues();
  await expect(person.heading).toContainText(person.asked('problem'));
});

test('the rest is counted from 500 before the limit, and read out when the keys have rested', async ({ page, person, words }) => {
  await page.clock.install();
  await person.opens();
  await person.entersDoor('complaint');
  await person.picks('street-light');
  const box = page.getByRole('textbox', { name: words.word('describe.title') });
  const seen = page.locator('#app .field__count');
  const heard = page.locator('#app .field').getByRole('status');
  await box.fill(long(3_499));
  await expect(seen).toHaveCount(0);
  await box.fill(long(3_500));
  await expect(seen).toHaveText(words.word('field.left', { count: 500 }));
  await expect(box).toHaveAccessibleDescription(new RegExp(words.word('field.left', { count: 500 })));
  await box.press('End');
  await box.pressSequentially('ab');
  await expect(seen).toHaveText(words.word('field.left', { count: 498 }));
  await expect(heard).toHaveText('');
  await page.clock.runFor(1_000);
  await expect(heard).toHaveText(words.word('field.left', { count: 498 }));
  await box.fill(long(4_003));
  await expect(seen).toHaveText(words.word('field.over', { count: 3 }));
});

test('what is counted is what is sent, also where composing makes letters longer', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('complaint');
  await person.picks('street-light');
  const box = page.getByRole('textbox', { name: words.word('describe.title') });
  const summary = page.getByRole('alert').filter({ hasText: words.word('error.summary') });
  for (const [told, over] of [['\u{1d160}'.repeat(1_400), 200], ['\u0958'.repeat(2_001), 2], ['\ufb1d'.repeat(2_001), 2]]) {
    await box.fill(told);
    await expect(page.locator('#app .field__count')).toHaveText(words.word('field.over', { count: over }));
    await person.continues();
    await expect(summary.getByRole('link')).toContainText(words.word('problem.too-long', { over, limit: 4_000 }));
  }
  await box.fill('\u0958'.repeat(2_000));
  await expect(page.locator('#app .field__count')).toHaveText(words.word('field.left', { count: 0 }));
  await person.continues();
  await expect(person.heading).toContainText(person.asked('problem'));
});

test('a field counts against its own limit, where only its pattern has one too', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('Lampu jalan mati');
  await person.picks('street-light');
  await person.answers('problem', 'off');
  const pole = page.getByLabel(person.asked('pole-number'));
  const seen = page.locator('#app .field__count');
  await pole.fill('A'.repeat(18));
  await expect(seen).toHaveText(words.word('field.left', { count: 2 }));
  await pole.fill('A'.repeat(525));
  await expect(seen).toHaveText(words.word('field.over', { count: 505 }));
  await person.continues();
  const { validation } = words.question('street-light', 'pole-number');
  await expect(page.getByRole('alert').getByRole('link')).toContainText(words.local(validation.pattern_message));
  await pole.fill('A 17');
  await person.continues();
  await person.answers('since', 'days');
  await person.isAt('Paledang');
  await person.passesPhotos();
  await person.who('open').check();
  await page.getByRole('textbox', { name: words.word('identity.name') }).fill(long(210));
  await expect(seen.first()).toHaveText(words.word('field.over', { count: 10 }));
});

test('a paste into any text box is not cut', async ({ page, person }) => {
  await person.opens();
  expect(await page.locator('textarea[maxlength]').count()).toBe(0);
  await person.entersDoor('complaint');
  await person.picks('street-light');
  expect(await page.locator('textarea[maxlength]').count()).toBe(0);
});

test('saving is said until the last key is in the store, and saved after', async ({ page, person, words }) => {
  await page.clock.install();
  await person.opens();
  await person.toldBox.fill('Lampu jalan mati');
  await person.hasDraftKept();
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  await person.toldBox.press('End');
  await person.toldBox.pressSequentially(' di pasar');
  const saving = page.getByText(words.word('draft.saving')).filter({ visible: true });
  await expect(saving).toBeVisible();
  await expect(person.draftLine()).toHaveCount(0);
  expect(await onDevice(person)).toEqual(['Lampu jalan mati']);
  await page.clock.runFor(400);
  await person.hasDraftKept();
  await expect(saving).toHaveCount(0);
  expect(await onDevice(person)).toEqual(['Lampu jalan mati di pasar']);
});

test('a key while the store is writing is not called saved with what was written', async ({ page, person, words }) => {
  await person.opens();
  await person.toldBox.fill('Lampu');
  await person.hasDraftKept();
  // The next writing ends only when the test says so.
  await page.evaluate(() => {
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, ...given) {
      const transaction = real.call(this, stores, mode, ...given);
      if (mode !== 'readwrite' || window.later) return transaction;
      let done;
      Object.defineProperty(transaction, 'oncomplete', { set(act) { done = act; } });
      transaction.addEventListener('complete', (event) => { window.later = () => done(event); });
      return transaction;
    };
  });
  await person.toldBox.fill('Lampu jalan');
  await expect.poll(() => page.evaluate(() => Boolean(window.later))).toBe(true);
  await person.toldBox.fill('Lampu jalan mati');
  const saving = page.getByText(words.word('draft.saving')).filter({ visible: true });
  await page.evaluate(() => window.later());
  await expect(saving).toBeVisible();
  await person.hasDraftKept();
  expect(await onDevice(person)).toEqual(['Lampu jalan mati']);
});
