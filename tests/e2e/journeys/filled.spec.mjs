// Fields that something else than keys fills: a password manager, a voice, autofill. Some of them say only `change`.
import { expect, test } from '../steps/site.mjs';
import { ticketFrom } from '../steps/words.mjs';

/** The value is there, and nobody heard a key. */
const fills = (box, text) => box.evaluate((element, text) => {
  element.value = text;
  element.dispatchEvent(new Event('change', { bubbles: true }));
}, text);

test('what is filled in without a key, in any field of a report, is kept and arrives', async ({ page, person, wire, words }) => {
  const told = 'Lampu jalan mati di depan pasar';
  await person.opens();
  await fills(person.toldBox, told);
  await person.hasDraftKept();
  await person.button('home.go').click();
  await person.arrivesAt(words.word('service.title'));
  await fills(page.getByRole('searchbox'), words.local(words.service('street-light').name));
  await person.picks('street-light');
  await person.answers('problem', 'off');
  await fills(page.getByLabel(person.asked('pole-number')), 'A 17/3');
  await person.continues();
  await person.answers('since', 'days');
  await expect(person.heading).toContainText(words.word('place.title'));
  await fills(person.addressBox, 'Jl. Merdeka nomor tujuh');
  await person.continues();
  await person.passesPhotos();
  await person.who('open').check();
  for (const [key, text] of [['name', 'Ani Lestari'], ['phone', '0812 3456 7890'], ['email', 'ani@contoh.id']]) await fills(page.getByRole('textbox', { name: words.word(`identity.${key}`) }), text);
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  await person.sends();
  expect(JSON.parse(wire.seen(/^PUT /)[0].body)).toMatchObject({ description: told, answers: { 'pole-number': 'A 17/3' }, place: { address: 'Jl. Merdeka nomor tujuh' }, identity: { name: 'Ani Lestari', email: 'ani@contoh.id' } });
});

test('a number that is filled in without a key is looked up', async ({ page, person, watch, words }) => {
  watch.allow(/status of 404/);
  await person.opens('track');
  await person.arrivesAt(words.word('track.title'));
  await fills(page.getByRole('textbox', { name: words.word('track.number') }), ticketFrom('4827193055'));
  await person.button('track.go').click();
  await person.arrivesAt(words.word('ticket.unknown-title'));
});

test('the story is filled in without a key on its own step', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('complaint');
  await person.picks('street-light');
  await expect(person.heading).toContainText(words.word('describe.title'));
  await fills(page.getByRole('textbox', { name: words.word('describe.title') }), 'Lampu mati');
  await person.continues();
  await expect(person.heading).toContainText(person.asked('problem'));
});
