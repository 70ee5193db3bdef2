// Through the doors of the first screen: each leads to the desk that it promises, with the steps that it needs.
import { expect, test } from '../steps/site.mjs';
import { config } from '../steps/words.mjs';

test('an idea for the city needs no place', async ({ page, person, server, words, wire }) => {
  await person.opens();
  await person.entersDoor('aspiration');
  await person.picks('aspiration-general');
  await person.describes('Tolong buka perpustakaan pada malam hari');
  await person.answers('topic', words.question('aspiration-general', 'topic').values[0].key);
  await person.answers('who');
  await person.answers('why');
  await person.passesPhotos();
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  await expect(person.change(words.word('check.place'))).toHaveCount(0);
  const ticket = await person.sends();
  expect(await server.report(ticket)).toContain('aspirasi');
  expect(JSON.parse(wire.seen(/^PUT /)[0].body).place).toBeNull();
});

test('a request for information carries a way to answer, whatever way the telephone number is written', async ({ page, person, server, words, wire }) => {
  await person.opens();
  await person.entersDoor('information');
  await person.picks('information-services');
  await person.describes('Jam buka kantor kecamatan pada hari Sabtu');
  for (const code of ['topic', 'ask']) await person.answers(code, words.question('information-services', code).values[0].key);
  await person.arrivesAt(words.word('identity.title'));
  await person.who('open').check();
  await page.getByRole('textbox', { name: words.word('identity.name') }).fill('Siti Kenariwati');
  await page.getByRole('textbox', { name: words.word('identity.phone') }).fill('(0812) 3456-7890');
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  const ticket = await person.sends();
  expect(await server.report(ticket)).toContain('information-services');
  const { identity } = JSON.parse(wire.seen(/^PUT /)[0].body);
  expect(identity).toMatchObject({ kind: 'open', name: 'Siti Kenariwati', phone: '+6281234567890' });
});

test('a complaint about an officer goes to oversight and never to the police', async ({ page, person, server, words, wire }) => {
  await person.opens();
  await person.entersDoor('police');
  await person.picks('officer-extortion');
  await person.describes('Diminta uang saat razia tanpa surat tilang');
  await person.answers('occasion', words.question('officer-extortion', 'occasion').values[0].key);
  await person.answers('amount', 50000);
  await person.answers('unit', words.question('officer-extortion', 'unit').values[0].key);
  await person.answers('happened', '2026-11-20');
  await person.answers('proof');
  await expect(person.heading).toContainText(words.word('question.read'));
  await person.continues();
  await person.arrivesAt(words.word('place.title'));
  await person.continues();
  await person.passesPhotos();
  await expect(page.getByText(words.word('identity.secret-hint', { desk: words.desk('pengawasan') }))).toBeVisible();
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  await expect(page.getByText(words.word('check.to', { desk: words.desk('pengawasan') }))).toBeVisible();
  await expect(page.getByText('20 November 2026'), 'a day as people write it').toBeVisible();
  const ticket = await person.sends();
  const progress = words.local(config.clocks.find(({ id }) => id === 'police-progress').name);
  await expect(page.getByText(progress), 'what the clock is for').toBeVisible();
  await expect(page.getByText(words.word('sent.next-answer'))).toHaveCount(0);
  expect(await server.report(ticket)).toContain('pengawasan');
  expect(wire.seen(/^PUT /).map(({ path }) => path.split('/')[2])).toEqual(['pengawasan']);
  expect(wire.seen(/polresta\/re/)).toEqual([]);
});

test('in an emergency the call comes first on every step', async ({ page, person, words }) => {
  await person.opens();
  await expect(page.getByRole('link', { name: '112' }).first()).toHaveAttribute('href', 'tel:112');
  await person.entersDoor('complaint');
  await person.picks('emergency-fire');
  const call = page.getByRole('alert').getByRole('link', { name: words.word('emergency.call', { number: '112' }) });
  const callIsThere = async () => {
    await expect(call).toHaveAttribute('href', 'tel:112');
    await expect(call).toBeInViewport();
  };
  await callIsThere();
  await person.describes('Asap tebal dari rumah kosong');
  for (const code of ['called', 'burning', 'people']) {
    await callIsThere();
    await person.answers(code, words.question('emergency-fire', code).values[0].key);
  }
  await callIsThere();
  await person.isAt('Paledang');
  await callIsThere();
  await person.passesPhotos();
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  await callIsThere();
});
