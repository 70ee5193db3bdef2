// When sending fails: the screen says NOT SENT, keeps everything, and a second try arrives once.
import { expect, test } from '../steps/site.mjs';

const put = /^PUT \/api\/aspirasi\/reports\//;
const html = '<!doctype html><title>Login</title><p>Masuk ke WiFi';

const faults = [
  { name: 'a server that is gone', arrives: 'later', fail: (wire) => wire.disconnect(), heal: (wire) => wire.connect(), errors: [/ERR_CONNECTION_REFUSED/] },
  { name: 'a line that breaks before anything has passed', arrives: 'later', fail: (wire) => wire.breaks(put), errors: [/ERR_/] },
  { name: 'an answer cut off after the server has stored the report', arrives: 'at once', fail: (wire) => wire.cuts(put), errors: [/ERR_/] },
  { name: 'a captive portal that answers 200 with a page', arrives: 'later', fail: (wire) => wire.answers(put, { status: 200, body: html }) },
  { name: 'a captive portal that redirects', arrives: 'later', fail: (wire) => wire.answers(put, { status: 302, headers: { location: '/login' } }) },
  { name: 'a proxy that answers 200 with other JSON', arrives: 'later', fail: (wire) => wire.answers(put, { status: 200, type: 'application/json', body: '{"ok":true}' }) },
  { name: 'a server that answers 500', arrives: 'later', fail: (wire) => wire.answers(put, { status: 500, body: 'oops' }), errors: [/status of 500/], why: 'not-sent.busy' },
  { name: 'a busy server that answers 503', arrives: 'later', fail: (wire) => wire.answers(put, { status: 503, type: 'application/json', body: '[{"code":503,"description":"busy"}]', headers: { 'retry-after': '5' } }), errors: [/status of 503/], why: 'not-sent.busy' },
];

for (const { name, arrives, fail, heal = (wire) => wire.heals(), errors = [], why = 'not-sent.no-proof' } of faults) {
  test(`after ${name} the screen says NOT SENT, and the same bytes arrive once at the second try`, async ({ page, person, server, wire, watch, words }) => {
    watch.allow(...errors);
    await person.reportsLight();
    const before = await server.reportsInAll();
    await fail(wire);
    await person.button('check.send').click();
    const alarm = page.getByRole('alert').filter({ hasText: words.word('not-sent') });
    await expect(alarm).toContainText(words.word(why));
    await expect(page.getByText(words.word('sent.received'), { exact: true })).toHaveCount(0);
    await expect(page.getByRole('definition').filter({ hasText: 'depan apotek' })).toBeVisible();
    expect(await server.reportsInAll()).toBe(before + (arrives === 'at once' ? 1 : 0));

    await heal(wire);
    await person.button('not-sent.again').click();
    const ticket = await person.reads();
    const sent = wire.seen(put);
    expect(new Set(sent.map(({ path }) => path)).size, 'one uid').toBe(1);
    expect(new Set(sent.map(({ body }) => body.toString('base64'))).size, 'the same bytes').toBe(1);
    expect(JSON.parse(sent[0].body).ticket).toBe(ticket);
    expect(await server.report(ticket)).toBeTruthy();
    expect(await server.reportsInAll()).toBe(before + 1);
  });
}

test('a server that never answers is given up after a while, and nothing is called received', async ({ page, person, server, wire, words }) => {
  // Patience of twenty seconds is a twentieth of one here. (Playwright's clock has timer ids too large for wasm's i32.)
  await page.addInitScript(() => {
    const later = window.setTimeout;
    window.setTimeout = (act, wait, ...more) => later(act, window.inHurry && wait > 10_000 ? wait / 400 : wait, ...more);
  });
  await person.reportsLight();
  wire.hangs(put);
  await page.evaluate(() => { window.inHurry = true; });
  await person.button('check.send').click();
  await expect(page.getByRole('alert').filter({ hasText: words.word('not-sent') })).toBeVisible();
  await page.evaluate(() => { window.inHurry = false; });
  wire.heals();
  await person.button('not-sent.again').click();
  expect(await server.report(await person.reads())).toBeTruthy();
});

test('a double tap sends one report', async ({ person, server, wire }) => {
  await person.reportsLight();
  const before = await server.reportsInAll();
  const letPass = wire.holds(put);
  await person.button('check.send').dblclick();
  letPass();
  const ticket = await person.reads();
  expect(wire.seen(put)).toHaveLength(1);
  expect(await server.report(ticket)).toBeTruthy();
  expect(await server.reportsInAll()).toBe(before + 1);
});

test('a refused report keeps its content and number, and goes under a new uid once it is mended', async ({ page, person, server, wire, watch, words }) => {
  watch.allow(/status of 400/);
  // The desk asks for more than the phone was told: the server refuses the report for real.
  const asIfOptional = (body) => {
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
  await person.appears('anonymous');
  await person.arrivesAt(words.word('check.title'));
  await person.button('check.send').click();
  const alarm = page.getByRole('alert').filter({ hasText: words.word('refused') });
  await expect(alarm).toContainText(words.word('refused.hint'));
  await expect(page.getByRole('definition').filter({ hasText: 'Lampu jalan mati di gang' })).toBeVisible();
  await person.change(person.asked('problem')).click();
  await person.answers('problem', 'off');
  await person.arrivesAt(words.word('check.title'));
  const ticket = await person.sends();
  const [first, second] = [wire.seen(put).at(0), wire.seen(put).at(-1)].map(({ body }) => JSON.parse(body));
  expect(second.uid).not.toBe(first.uid);
  expect([second.ticket, second.key_proof]).toEqual([first.ticket, first.key_proof]);
  expect(second.ticket).toBe(ticket);
  expect(await server.report(ticket)).toBeTruthy();
});

test('a report that did not arrive may be changed, and then goes under a new uid', async ({ page, person, server, wire, watch, words }) => {
  watch.allow(/ERR_/, /status of 404/);
  await person.reportsLight();
  wire.breaks(put);
  await person.button('check.send').click();
  await expect(page.getByRole('alert').filter({ hasText: words.word('not-sent') })).toBeVisible();
  wire.heals();
  await person.button('not-sent.change').click();
  await person.change(person.asked('pole-number')).click();
  await person.answers('pole-number', 'C 9');
  await person.arrivesAt(words.word('check.title'));
  const ticket = await person.sends();
  // Chromium itself repeats a request whose connection broke, so first and last are what a person did.
  const [first, second] = [wire.seen(put).at(0), wire.seen(put).at(-1)].map(({ body }) => JSON.parse(body));
  expect(second.uid).not.toBe(first.uid);
  expect(second.answers['pole-number']).toBe('C 9');
  expect(await server.report(ticket)).toBeTruthy();
});

test('a report that did arrive is not opened for changes but shows its receipt', async ({ page, person, server, wire, watch, words }) => {
  watch.allow(/ERR_/);
  await person.reportsLight();
  wire.cuts(put);
  await person.button('check.send').click();
  await expect(page.getByRole('alert').filter({ hasText: words.word('not-sent') })).toBeVisible();
  wire.heals();
  await person.button('not-sent.change').click();
  expect(await server.report(await person.reads())).toBeTruthy();
  expect(wire.seen(put)).toHaveLength(1);
});

test('what goes out after a failed try is what the screen shows, also when Back was used in between', async ({ page, person, wire, watch, words }) => {
  watch.allow(/ERR_/, /status of 404/);
  await person.reportsLight();
  wire.breaks(put);
  await person.button('check.send').click();
  await expect(page.getByRole('alert').filter({ hasText: words.word('not-sent') })).toBeVisible();
  wire.heals();
  await page.goBack();
  await page.goBack();
  await expect(person.heading).toContainText(words.word('place.title'));
  await person.addressBox.fill('Jl. Suryakencana nomor sembilan');
  await person.continues();
  await expect(person.heading).toContainText(words.word('identity.title'));
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  const shown = await page.getByRole('definition').allInnerTexts();
  await page.getByRole('main').getByRole('button', { name: new RegExp(`^(${words.word('check.send')}|${words.word('not-sent.again')})$`) }).click();
  await person.reads();
  const { place } = JSON.parse(wire.seen(put).at(-1).body);
  expect(shown.join('\n')).toContain(place.address);
});
