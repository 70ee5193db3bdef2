// Going back, changing one's mind, and coming in by an address: nothing that was told is lost, and no way is a trap.
import { expect, test } from '../steps/site.mjs';

test('Back and Forward between the steps keep every answer', async ({ page, person, words }) => {
  const { word } = words;
  await person.reportsLight();
  await page.goBack();
  await person.arrivesAt(word('identity.title'));
  await expect(person.who('anonymous')).toBeChecked();
  await page.goBack();
  await person.arrivesAt(word('photos.title'));
  await page.goBack();
  await person.arrivesAt(word('place.title'));
  await expect(person.areaBox).toHaveValue('32.71.03.1002');
  await expect(person.addressBox).toHaveValue('Jl. Pajajaran, depan apotek');
  await page.goBack();
  await expect(person.choice('since', 'days')).toBeChecked();
  await page.goBack();
  await page.goBack();
  await expect(person.choice('problem', 'off')).toBeChecked();
  await page.goBack();
  await person.arrivesAt(word('service.title'));
  await page.goBack();
  await expect(person.toldBox).toHaveValue('Lampu jalan mati di depan pasar sejak tiga hari lalu');
  for (let step = 0; step < 8; step += 1) await page.goForward();
  await person.arrivesAt(word('check.title'));
  await expect(page.getByRole('definition').filter({ hasText: 'depan apotek' })).toBeVisible();
});

test('the link Back goes where the browser does', async ({ person, words }) => {
  await person.reportsLight();
  for (const title of [words.word('identity.title'), words.word('photos.title'), words.word('place.title'), person.asked('since')]) {
    await person.link('page.back').click();
    await person.arrivesAt(title);
  }
});

test('an answer changed from the last check leads back to it', async ({ page, person, words }) => {
  await person.reportsLight();
  await person.change(person.asked('pole-number')).click();
  await person.answers('pole-number', 'B 12');
  await person.arrivesAt(words.word('check.title'));
  await expect(page.getByRole('definition').filter({ hasText: 'B 12' })).toBeVisible();
  await person.change(words.word('check.description')).click();
  await person.describes('Lampu jalan mati, dan ada kabel putus');
  await person.arrivesAt(words.word('check.title'));
  await expect(page.getByRole('definition').filter({ hasText: 'kabel putus' })).toBeVisible();
});

test('a changed answer that asks for more is not sent without it', async ({ page, person, server, words, wire }) => {
  await person.reportsLight();
  await person.change(person.asked('problem')).click();
  await person.answers('problem', 'many');
  await person.arrivesAt(words.word('check.title'));
  await person.button('check.send').click();
  await expect(page.getByRole('alert').filter({ hasText: words.word('error.summary') })).toBeFocused();
  expect(wire.seen(/^PUT /)).toEqual([]);
  await page.getByRole('alert').getByRole('link', { name: person.asked('count') }).click();
  await person.answers('count', 4);
  await person.arrivesAt(words.word('check.title'));
  const ticket = await person.sends();
  expect(await server.report(ticket)).toBeTruthy();
  expect(JSON.parse(wire.seen(/^PUT /)[0].body).answers).toMatchObject({ problem: 'many', count: '4' });
});

test('another service asks its own questions and keeps story and place', async ({ page, person, words, wire }) => {
  await person.reportsLight('Jalan berlubang dan gelap di depan pasar');
  await person.change(words.word('check.service')).click();
  await person.picks('road-damage');
  await person.answers('type', words.question('road-damage', 'type').values[0].key);
  await expect(person.heading).toContainText(person.asked('position'));
  for (let step = 0; step < 5 && !(await person.areaBox.isVisible()); step += 1) {
    const before = await person.heading.innerText();
    await person.continues();
    await expect(person.heading).not.toHaveText(before);
  }
  await expect(person.addressBox).toHaveValue('Jl. Pajajaran, depan apotek');
  await person.continues();
  await person.passesPhotos();
  await expect(person.who('anonymous')).toBeChecked();
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  await expect(page.getByRole('definition').filter({ hasText: 'Jalan berlubang dan gelap' })).toBeVisible();
  await person.sends();
  const report = JSON.parse(wire.seen(/^PUT /)[0].body);
  expect(report.service_code).toBe('road-damage');
  expect(report.answers).not.toHaveProperty('problem');
});

for (const address of ['report/place', 'report/question/problem', 'report/identity', 'report/check', 'report/describe']) {
  test(`without a draft ${address} leads to the first step, and Back leaves it`, async ({ page, person, words }) => {
    await person.opens('help');
    await person.opens(address);
    await person.arrivesAt(words.word('service.title'));
    await expect(page).toHaveURL(/\/report\/service$/);
    await page.goBack();
    await expect(page).toHaveURL(/\/help$/);
  });
}

test('a reload in the middle goes on where it was', async ({ page, person, words }) => {
  await person.reportsLight();
  // The last answer, too, and not only those before it: it is kept within half a second.
  await expect.poll(async () => (await person.stored()).drafts.map(({ identity, identity_chosen: isChosen }) => isChosen && identity.kind)).toEqual(['anonymous']);
  await page.goBack();
  await person.arrivesAt(words.word('identity.title'));
  await page.reload();
  await person.isReady();
  await person.arrivesAt(words.word('identity.title'));
  await expect(person.who('anonymous')).toBeChecked();
});

test('an address that nobody knows says so and leads home', async ({ page, person, words }) => {
  for (const address of ['nowhere', 'report/nowhere']) {
    await person.opens(address);
    await expect(person.heading).toHaveText(words.word('not-found.title'));
  }
  await person.link('not-found.home').click();
  await expect(person.toldBox).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(words.word('home.tab')));
});

test('a receipt that is not on this device says so, and leads on', async ({ person, words }) => {
  await person.opens('sent#482719305543');
  await person.arrivesAt(words.word('sent.title'));
  await person.link('track.title').first().click();
  await person.arrivesAt(words.word('track.title'));
});

test('Back from the receipt sends nothing again', async ({ page, person, wire }) => {
  await person.reportsLight();
  const ticket = await person.sends();
  await page.goBack();
  await page.goForward();
  expect(await person.reads()).toBe(ticket);
  expect(wire.seen(/^PUT /)).toHaveLength(1);
});

test('another report begins empty', async ({ page, person, words, wire }) => {
  await person.reportsLight();
  const first = await person.sends();
  await person.link('sent.another').click();
  await expect(person.toldBox).toHaveValue('');
  await person.entersDoor('aspiration');
  await person.picks('aspiration-general');
  await expect(page.getByRole('textbox', { name: words.word('describe.title') })).toHaveValue('');
  expect(wire.seen(/^PUT /)).toHaveLength(1);
  expect(first).toMatch(/^\d{12}$/);
});

test('who goes home from the receipt by the name of the portal can report something else', async ({ page, person, server, words, wire }) => {
  await person.reportsLight();
  const first = await person.sends();
  await page.getByRole('banner').getByRole('link').click();
  await person.tells('Jalan berlubang besar di depan sekolah');
  await person.picks('road-damage');
  await expect(person.heading).toContainText(person.asked('type'));
  await person.answers('type', words.question('road-damage', 'type').values[0].key);
  for (let step = 0; step < 5 && !(await person.areaBox.isVisible()); step += 1) {
    const before = await person.heading.innerText();
    await person.continues();
    await expect(person.heading).not.toHaveText(before);
  }
  await person.isAt('Empang');
  await person.passesPhotos();
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  const second = await person.sends();
  expect(second).not.toBe(first);
  expect(wire.seen(/^PUT /)).toHaveLength(2);
  expect(await server.report(second)).toContain('road-damage');
});
