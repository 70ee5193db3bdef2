// When sending fails: number and key are there all the same, the receipt says NOT SENT and why, and the same bytes arrive once.
import { expect, test } from '../steps/site.mjs';

const put = /^PUT \/api\/aspirasi\/reports\//;
const html = '<!doctype html><title>Login</title><p>Masuk ke WiFi';

const faults = [
  { name: 'a line that breaks before anything has passed', arrives: 'later', why: 'no_answer', fail: (wire) => wire.breaks(put), errors: [/ERR_/] },
  { name: 'an answer cut off after the server has stored the report', arrives: 'at once', why: 'no_answer', fail: (wire) => wire.cuts(put), errors: [/ERR_/] },
  { name: 'a captive portal that answers 200 with a page', arrives: 'later', why: 'login_page', fail: (wire) => wire.answers(put, { status: 200, body: html }) },
  { name: 'a captive portal that redirects', arrives: 'later', why: 'login_page', fail: (wire) => wire.answers(put, { status: 302, headers: { location: '/login' } }) },
  { name: 'a proxy that answers 200 with other JSON', arrives: 'later', why: 'no_proof', fail: (wire) => wire.answers(put, { status: 200, type: 'application/json', body: '{"ok":true}' }) },
  { name: 'a server that answers 500', arrives: 'later', why: 'busy', fail: (wire) => wire.answers(put, { status: 500, body: 'oops' }), errors: [/status of 500/] },
  { name: 'a busy server that answers 503', arrives: 'later', why: 'busy', fail: (wire) => wire.answers(put, { status: 503, type: 'application/json', body: '[{"code":503,"description":"busy"}]', headers: { 'retry-after': '500' } }), errors: [/status of 503/] },
];

for (const { name, arrives, why, fail, errors = [] } of faults) {
  test(`after ${name} the receipt says NOT SENT, and the same bytes arrive once when it is sent again`, async ({ page, person, server, wire, watch, words }) => {
    watch.allow(...errors);
    await person.reportsLight();
    const before = await server.reportsInAll();
    await fail(wire);
    await person.button('check.send').click();
    const ticket = await person.isNotSent();
    await expect(person.standing).toContainText(words.word(`outbox.reason.${why}`));
    await expect(page.getByText(words.word('outbox.received'), { exact: true })).toHaveCount(0);
    expect(await server.reportsInAll()).toBe(before + (arrives === 'at once' ? 1 : 0));

    wire.heals();
    await person.button('outbox.send-now').click();
    expect(await person.isReceived()).toBe(ticket);
    const sent = wire.seen(put);
    expect(new Set(sent.map(({ path }) => path)).size, 'one uid').toBe(1);
    expect(new Set(sent.map(({ body }) => body.toString('base64'))).size, 'the same bytes').toBe(1);
    expect(JSON.parse(sent[0].body).ticket).toBe(ticket);
    expect(await server.report(ticket)).toBeTruthy();
    expect(await server.reportsInAll()).toBe(before + 1);
  });
}

test('without a network number and key are there at once, and the report leaves by itself when the network is back', async ({ page, context, person, server, watch, words }) => {
  watch.allow(/ERR_/);
  await person.reportsLight();
  await context.setOffline(true);
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await person.button('sent.key-show').click();
  await expect(page.getByText(/^(\d{4} ){4}\d{4}$/).first()).toBeVisible();
  await expect(person.standing).toContainText(words.word('outbox.not_sent-about'));
  expect(await server.report(ticket)).toBeUndefined();
  await context.setOffline(false);
  await person.isReceived();
  expect(await server.report(ticket)).toBeTruthy();
});

test('a server that is gone keeps nothing from being kept, and gets the report once it is back', async ({ person, server, wire, watch }) => {
  watch.allow(/ERR_/);
  await person.reportsLight();
  await wire.disconnect();
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await wire.connect();
  await person.isReceived();
  expect(await server.report(ticket)).toBeTruthy();
});

test('a line that breaks while the form is filled in costs neither the number nor the receipt', async ({ page, person, server, wire, watch }) => {
  watch.allow(/ERR_/);
  const receiptIsHere = page.waitForEvent('requestfinished', (request) => request.url().endsWith('/split_kept.wasm'));
  await person.opens();
  await person.tells('Lampu jalan mati di depan pasar');
  await person.picks('street-light');
  await receiptIsHere;
  await person.answers('problem', 'off');
  await person.answers('pole-number');
  await wire.disconnect();
  await person.answers('since', 'days');
  await person.isAt('Paledang', 'Jl. Pajajaran, depan apotek');
  await person.passesPhotos();
  await person.appears('anonymous');
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await wire.connect();
  await person.isReceived();
  expect(await server.report(ticket)).toBeTruthy();
});

test('a double tap sends one report', async ({ person, server, wire }) => {
  await person.reportsLight();
  const before = await server.reportsInAll();
  const letPass = wire.holds(put);
  await person.button('check.send').dblclick();
  letPass();
  const ticket = await person.isReceived();
  expect(wire.seen(put)).toHaveLength(1);
  expect(await server.report(ticket)).toBeTruthy();
  expect(await server.reportsInAll()).toBe(before + 1);
});

test('Back from the receipt leads to no form that could be sent again', async ({ page, person, server, wire, words }) => {
  await person.reportsLight();
  const before = await server.reportsInAll();
  await person.sends();
  await page.goBack();
  await person.arrivesAt(words.word('service.title'));
  await page.goForward();
  await person.isReceived();
  expect(wire.seen(put)).toHaveLength(1);
  expect(await server.reportsInAll()).toBe(before + 1);
});

test('a refused report keeps its content and number, and goes under a new uid once it is mended', async ({ page, person, server, wire, watch, words }) => {
  watch.allow(/status of 400/);
  // The desk asks for more than the phone was told: the server refuses the report for real.
  const asIfOptional = (body) => {
    // What the browser has already is not sent again.
    if (body.length === 0) return body;
    const definition = JSON.parse(body);
    definition.attributes.find(({ code }) => code === 'problem').required = false;
    return Buffer.from(JSON.stringify(definition));
  };
  wire.changes(/^GET \/api\/aspirasi\/services\/street-light\.json/, asIfOptional);
  await person.opens();
  await person.tells('Lampu jalan mati di gang');
  await person.picks('street-light');
  await person.answers('problem');
  await person.answers('pole-number');
  await person.answers('since');
  await person.isAt('Paledang');
  await person.passesPhotos();
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  await person.button('check.send').click();
  const ticket = await person.reads();
  await expect(person.standing).toContainText(words.word('outbox.refused'));
  await expect(page.getByText(words.word('refusal.answer-missing')), 'in the language of the person, not of the server').toBeVisible();
  await person.button('outbox.correct').click();
  const reasons = page.getByRole('alert').filter({ hasText: `${person.asked('problem')} ${words.word('problem.choose-one')}` });
  await expect(reasons, 'the reason comes first').toBeFocused();
  await expect(page.getByRole('definition').filter({ hasText: 'Lampu jalan mati di gang' })).toBeVisible();
  await person.change(person.asked('problem')).click();
  await person.answers('problem', 'off');
  await person.arrivesAt(words.word('check.title'));
  expect(await person.sends()).toBe(ticket);
  const [first, second] = [wire.seen(put).at(0), wire.seen(put).at(-1)].map(({ body }) => JSON.parse(body));
  expect(second.uid).not.toBe(first.uid);
  expect([second.ticket, second.key_proof]).toEqual([first.ticket, first.key_proof]);
  expect(second.ticket).toBe(ticket);
  expect(await server.report(ticket)).toBeTruthy();
});

test('what goes out is what the screen showed, also when Back was used before', async ({ page, person, wire, words }) => {
  await person.reportsLight();
  for (let step = 0; step < 3; step += 1) await page.goBack();
  await expect(person.heading).toContainText(words.word('place.title'));
  await person.addressBox.fill('Jl. Suryakencana nomor sembilan');
  await person.continues();
  await person.passesPhotos();
  await person.arrivesAt(words.word('identity.title'));
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  const shown = await page.getByRole('definition').allInnerTexts();
  await person.sends();
  const { place } = JSON.parse(wire.seen(put).at(-1).body);
  expect(shown.join('\n')).toContain(place.address);
});

test('where the part that keeps reports cannot be had nothing is kept, that is said, and the words can be copied', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 503|ERR_|HTTP status code/);
  wire.answers(/^GET \/assets\/app-.*outbox/, { status: 503 });
  await person.reportsLight('Lampu jalan mati di depan masjid');
  await person.button('check.send').click();
  const alarm = page.getByRole('alert').filter({ hasText: words.word('check.send') }).or(page.getByRole('alert'));
  await expect(alarm).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'depan masjid' })).toBeVisible();
  expect(wire.seen(put)).toEqual([]);
});
