// Input as people write it: it is read as they mean it, shown back, and cleaned before it is frozen; what can't be read
// names the field and the mend.
import { asPattern } from '../steps/person.mjs';
import { lays, waitingReport } from '../steps/queue.mjs';
import { Reporter } from '../steps/reporter.mjs';
import { expect, test } from '../steps/site.mjs';

const put = /^PUT \/api\/[a-z]+\/reports\//;
const frozen = (wire) => JSON.parse(wire.seen(put).at(-1).body);

/** To the question how much money was asked for, and its answer. */
async function reportsLevy(person, amount) {
  await person.opens();
  await person.tells('Pungutan liar di loket');
  await person.picks('illegal-levies');
  await person.answers('where', 'office');
  await person.answers('amount', amount);
}

/** Past whatever is left, to the last check. */
async function goesOn(person) {
  for (;;) {
    const title = await person.heading.innerText();
    if (title.includes(person.word('check.title'))) return;
    const question = person.words.service('illegal-levies').questions.find(({ description }) => title.includes(person.words.local(description)));
    if (question) await person.answers(question.code, question.required && question.values ? question.values[0].key : undefined);
    else if (title.includes(person.word('place.title'))) await person.isAt('Paledang', 'Jl. Pajajaran\tNo. 5');
    else if (title.includes(person.word('identity.title'))) await person.appears('anonymous');
    else await person.continues();
    await expect(person.heading).not.toContainText(title);
  }
}

test('an amount is read as it was meant and shown back, and its place is cleaned', async ({ page, person, wire, words }) => {
  await reportsLevy(person, 'Rp 1.500.000,-');
  await goesOn(person);
  const row = page.locator('.summary__row', { hasText: person.asked('amount') });
  await expect(row).toContainText('1.500.000');
  await expect(row).not.toContainText('Rp');
  await person.sends();
  const { answers, place } = frozen(wire);
  expect(answers.amount).toBe('1500000');
  expect(place.address).toBe('Jl. Pajajaran No. 5');
  expect(words.word('check.title')).toBeTruthy();
});

test('an amount that can be meant in two ways is asked about, and what is none gets an example', async ({ page, person, words }) => {
  await reportsLevy(person, '1,500');
  const field = person.asked('amount');
  const line = page.getByRole('alert').getByRole('link');
  await expect(line).toHaveText(words.word('problem.unclear-amount', { one: '1500', other: '1,5' }));
  await line.click();
  await expect(page.getByLabel(field)).toBeFocused();
  for (const typed of ['banyak', '1e5', '50.000-100.000']) {
    await page.getByLabel(field).fill(typed);
    await person.continues();
    await expect(line).toHaveText(words.word('problem.not-an-amount', { example: '50.000' }));
  }
  await page.getByLabel(field).fill('-5');
  await person.continues();
  await expect(line).toHaveText(words.word('problem.too-small', { min: '0' }));
  await page.getByLabel(field).fill('500.000');
  await person.continues();
  await expect(person.heading).not.toContainText(field);
});

test.describe('in English', () => {
  test.use({ language: 'en' });

  test('an English amount is read in the English way', async ({ page, person, words }) => {
    await reportsLevy(person, '500.000');
    const field = person.asked('amount');
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(words.word('problem.unclear-amount', { one: '500,000', other: '500' }));
    await page.getByLabel(field).fill('1,500,000');
    await person.continues();
    await goesOn(person);
    await expect(page.locator('.summary__row', { hasText: field })).toContainText('1,500,000');
  });
});

test('who reports is read as it was pasted, and the browser may fill it in', async ({ page, person, wire, words }) => {
  await person.reportsLight('Lampu mati\u000bsejak\tSenin di cafe\u0301');
  await person.change(words.word('identity.title')).click();
  await person.who('open').check();
  const box = (name) => page.getByRole('textbox', { name: words.word(`identity.${name}`) });
  for (const [name, token] of [['name', 'name'], ['phone', 'tel'], ['email', 'email']]) await expect(box(name)).toHaveAttribute('autocomplete', token);
  await box('name').fill('Siti\tAminah\u200b');
  await box('email').fill('mailto:siti@contoh.id\u200b');
  for (const [typed, read] of [['\u202a+62 812‑3456‑7890\u202c', '+6281234567890'], ['\u200e+65 6123 4567', '+6561234567'], ['＋62 812 3456 7890', '+6281234567890']]) {
    await box('phone').fill(typed);
    await person.continues();
    await person.arrivesAt(words.word('check.title'));
    await expect(page.locator('.summary__row', { hasText: words.word('identity.title') })).toContainText(read);
    await person.change(words.word('identity.title')).click();
  }
  await box('phone').fill('65 6123 4567');
  await person.continues();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(words.word('problem.not-a-phone-number'));
  await box('phone').fill('0812\u00ad3456\u00ad7890');
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  await person.sends();
  const { description, identity } = frozen(wire);
  expect(description).toBe('Lampu mati\nsejak Senin di café');
  expect(identity).toEqual({ kind: 'open', name: 'Siti Aminah', phone: '+6281234567890', email: 'siti@contoh.id' });
});

test('text that shows nothing is no story, no place and no name, before anything is sent', async ({ page, person, wire, words }) => {
  const blank = '\u200b\u2800\u3164';
  await person.reportsLight();
  for (const [step, mend, required] of [
    ['check.description', () => page.getByRole('textbox', { name: words.word('describe.title') }), 'problem.description'],
  ]) {
    await person.change(words.word(step)).click();
    await mend().fill(blank);
    await person.continues();
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(words.word(required));
    await mend().fill('Lampu mati');
    await person.continues();
  }
  await person.change(words.word('check.place')).click();
  await person.areaBox.selectOption('');
  await person.addressBox.fill(blank);
  await person.continues();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(words.word('problem.place'));
  expect(wire.seen(put)).toEqual([]);
});

test('a message to the office is cleaned before it is frozen, and one that shows nothing is none', async ({ person, server, wire, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  await reporter.says('say.message', '\u200b\u2800', 'say.send');
  await expect(reporter.talk.getByText(words.word('say.missing'))).toBeVisible();
  await reporter.says('say.message', 'Masih\u000bgelap\u001b di cafe\u0301 ', 'say.send');
  await expect.poll(() => wire.seen(/^PUT .*\/messages\//).length).toBe(1);
  expect(JSON.parse(wire.seen(/^PUT .*\/messages\//)[0].body).text).toBe('Masih\ngelap  di café');
});

test.describe('a report that an older app has frozen as it was pasted', () => {
  const story = `Lampu mati\u000bsejak\u001b Senin ${'x'.repeat(4_100)}`;
  const body = { description: story, answers: { problem: 'many', count: '500.000', since: 'days' }, place: { area: '32.71.03.1003', address: 'Jl. Pajajaran\tNo. 5' }, identity: { kind: 'open', name: 'Siti\r\nAminah', phone: '\u202a0812 3456 7890\u202c' } };
  const refused = (errors) => ({ state: { is: 'refused', errors } });
  const reason = (field, rule) => ({ code: '400', description: `${field}: in English`, field, rule });

  test('can be looked at and corrected, with the desk\'s reasons on top, in the person\'s language', async ({ page, person, wire, words }) => {
    await person.opens('outbox');
    const errors = [reason('description', 'max_length'), reason('answers.count', 'max'), { code: '400', description: 'Alamatnya kurang jelas.' }];
    await lays(page, waitingReport(wire.url, { body, ...refused(errors) }));
    await person.button('outbox.look').click();
    await expect(page.getByRole('definition').filter({ hasText: 'sejak Senin' })).toBeVisible();
    await expect(page.getByText(words.word('outbox.no-content'))).toHaveCount(0);
    await person.button('outbox.correct').click();
    await expect(person.heading).toContainText(words.word('check.title'));
    const summary = page.getByRole('alert').filter({ hasText: words.word('error.summary') });
    await expect(summary).toBeFocused();
    person.code = 'street-light';
    await expect(summary.getByRole('link')).toHaveText([
      `${words.word('check.description')}: ${words.word('refusal.too-long')}`,
      `${person.asked('count')} ${words.word('refusal.too-large')}`,
      words.word('refusal.said', { words: 'Alamatnya kurang jelas.' }),
    ]);
    await expect(page.locator('.summary__row', { hasText: person.asked('count') }), 'what it meant').toContainText('500.000');
    await summary.getByRole('link').nth(1).click();
    await page.getByLabel(person.asked('count')).fill('50');
    await person.continues();
    await expect(summary.getByRole('link'), 'what is mended is not said again').toHaveCount(2);
    await summary.getByRole('link').first().click();
    await expect(person.heading).toContainText(words.word('describe.title'));
    await page.getByRole('textbox', { name: words.word('describe.title') }).fill('Lampu mati sejak Senin');
    await person.continues();
    await expect(summary.getByRole('link')).toHaveCount(1);
    const ticket = await person.sends();
    expect(frozen(wire)).toMatchObject({ ticket, answers: { count: '50' }, identity: { name: 'Siti Aminah', phone: '+6281234567890' } });
  });

  test('that does not read as a whole shows its words all the same', async ({ page, person, wire, words }) => {
    await person.opens('outbox');
    await lays(page, waitingReport(wire.url, { body: { ...body, description: 'Lampu mati\u001b di gang', identity: { kind: 'guardian', name: 'Siti' } }, ...refused([reason('identity.kind', 'choice')]) }));
    await person.button('outbox.look').click();
    await expect(page.getByRole('definition').filter({ hasText: 'Lampu mati di gang' })).toBeVisible();
    await person.button('outbox.correct').click();
    await expect(person.heading).toContainText(words.word('check.title'));
    await expect(page.getByRole('definition').filter({ hasText: 'Lampu mati di gang' })).toBeVisible();
    await expect(page.getByText(new RegExp(asPattern('Jl. Pajajaran No. 5')))).toBeVisible();
  });
});
