// What cannot be right is said on the device, by the rule that it breaks, and nothing of it leaves.
import { expect, test } from '../steps/site.mjs';
import { ticketFrom } from '../steps/words.mjs';

const ticket = ticketFrom('4827193055');
const wrongDigit = `${ticket.slice(0, 5)}${(Number(ticket[5]) + 1) % 10}${ticket.slice(6)}`;
/** Later parts of the app and the words that are listened for come when the browser is idle: the same for everybody. */
const isNoPart = ({ method, path }) => method !== 'GET' || !/^\/(assets\/[\w./-]+|lexicon\.json|learned\.json)$/.test(path);

const noTickets = [
  ['a NIK', '3271014506800001', 'number.identity'],
  ['a NIK in groups', '3271 0145 0680 0001', 'number.identity'],
  ['a wrong digit', wrongDigit, 'number.check-digits'],
  ['a key', '48271930554821930417', 'number.key'],
  ['too few digits', '4827 1930', ['number.length', { given: '8', expected: '12' }]],
  ['letters', 'abcd', ['number.foreign', { character: 'a' }]],
  ['a leading zero', '012345678901', 'number.leading-zero'],
  ['nothing', '', 'number.empty'],
];

test('no false number leaves the device from the first screen, and each is told its rule', async ({ page, person, wire, watch, words }) => {
  await person.opens();
  const before = wire.requests.length;
  for (const [name, typed, rule] of noTickets) {
    await test.step(name, async () => {
      watch.secret(typed.replaceAll(' ', ''));
      await person.tracks(typed);
      await expect(page.getByRole('alert')).toHaveText(words.word(...[rule].flat()));
      await expect(person.numberBox).toBeFocused();
      await expect(person.numberBox).toHaveAttribute('aria-invalid', 'true');
    });
  }
  expect(wire.requests.slice(before).filter(isNoPart)).toEqual([]);
});

test('no false number leaves the device from the tracker, and each is told its rule', async ({ page, person, wire, watch, words }) => {
  await person.opens('track');
  await person.arrivesAt(words.word('track.title'));
  const before = wire.requests.length;
  const box = page.getByRole('textbox', { name: words.word('track.number') });
  for (const [name, typed, rule] of noTickets) {
    await test.step(name, async () => {
      watch.secret(typed.replaceAll(' ', ''));
      await box.fill(typed);
      await person.button('track.go').click();
      await expect(box).toHaveAccessibleDescription(new RegExp(words.word(...[rule].flat()).replace(/[.?]/g, '\\$&')));
      await expect(box).toBeFocused();
    });
  }
  expect(wire.requests.slice(before).filter(isNoPart)).toEqual([]);
});

test('a number in an address that cannot be one is not asked for', async ({ page, person, wire, words }) => {
  await person.opens(`t#${wrongDigit}`);
  await expect(page.getByText(words.word('number.check-digits'))).toBeVisible();
  expect(wire.seen(/requests\//)).toEqual([]);
});

test('a required answer is asked for in a summary that has the focus and leads to the field', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('Lampu jalan mati');
  await person.picks('street-light');
  await person.arrivesAt(person.asked('problem'));
  await person.continues();
  const summary = page.getByRole('alert').filter({ hasText: words.word('error.summary') });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(`^${words.word('field.error')}`));
  await expect(page.getByRole('group', { name: person.asked('problem') })).toHaveAccessibleDescription(new RegExp(words.word('problem.choose-one')));
  await expect(summary.getByRole('link')).toHaveText(words.word('problem.choose-one'));
  await summary.getByRole('link').click();
  await expect(person.choice('problem', 'off')).toBeFocused();
  await person.choice('problem', 'off').check();
  await person.continues();
  await person.arrivesAt(person.asked('pole-number'));
  await expect(page).not.toHaveTitle(new RegExp(words.word('field.error')));
});

test('an answer of the wrong shape is told its own rule, and what was typed stays', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('Lampu jalan mati');
  await person.picks('street-light');
  await person.answers('problem', 'off');
  await person.answers('pole-number', '###');
  const box = page.getByLabel(person.asked('pole-number'));
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await expect(box).toHaveAccessibleDescription(new RegExp(words.local(words.question('street-light', 'pole-number').validation.pattern_message).slice(0, 40)));
  await expect(box).toHaveValue('###');
  await person.link('page.back').click();
  await person.answers('problem', 'many');
  await person.answers('count', 'banyak');
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(words.word('problem.not-an-amount', { example: '12' }));
  await person.page.getByLabel(person.asked('count')).fill('101');
  await person.continues();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(words.word('problem.too-large', { max: '100' }));
});

test('a place has to be told one way or another', async ({ page, person, words }) => {
  await person.opens();
  await person.tells('Lampu jalan mati');
  await person.picks('street-light');
  await person.answers('problem', 'off');
  await person.answers('pole-number');
  await person.answers('since');
  await person.arrivesAt(words.word('place.title'));
  await person.continues();
  await page.getByRole('alert').getByRole('link', { name: words.word('problem.place') }).click();
  await expect(person.areaBox).toBeFocused();
  await person.addressBox.fill('Depan stasiun');
  await person.continues();
  await person.passesPhotos();
  await person.arrivesAt(words.word('identity.title'));
});

test('who wants an answer gives a way to answer, and a slip in it is named', async ({ page, person, wire, watch, words }) => {
  await person.reportsLight();
  await person.change(words.word('identity.title')).click();
  await person.arrivesAt(words.word('identity.title'));
  await person.who('open').check();
  await person.continues();
  const lines = page.getByRole('alert').getByRole('link');
  await expect(lines).toHaveText([words.word('problem.name'), words.word('problem.reachable')]);
  const phone = page.getByRole('textbox', { name: words.word('identity.phone') });
  const email = page.getByRole('textbox', { name: words.word('identity.email') });
  await phone.fill('12');
  await email.fill('siti(at)contoh');
  watch.secret('siti(at)contoh');
  await person.continues();
  await lines.filter({ hasText: words.word('problem.not-a-phone-number') }).click();
  await expect(phone).toBeFocused();
  await lines.filter({ hasText: words.word('problem.not-an-email') }).click();
  await expect(email).toBeFocused();
  expect(wire.seen(/^PUT /)).toEqual([]);
});
