// B: answers that end the waiting: refused, taken by others, another number; and desks that only speak plain GeoReport,
// where twice would be twice, so that whatever is not certain is said to be uncertain.
import * as fault from '../../steps/faults.mjs';
import { expect, post, put, test } from '../../steps/gate.mjs';

const reason = [{ code: '400', description: 'Harus diisi', extensions: { tanggap: { field: 'answers.problem' } } }];
const taken = [{ code: '422', description: 'other bytes', extensions: { tanggap: { field: 'uid' } } }];
const ends = [
  { id: 'B13', what: 'a report that is refused with 400', act: fault.refuses(400, reason), state: 'refused' },
  { id: 'B13', what: 'a report that is refused with 422', act: fault.refuses(422, reason), state: 'refused' },
  { id: 'B14', what: 'a uid that the server knows with other bytes', act: fault.refuses(422, taken), state: 'identity_taken' },
  { id: 'F6', what: 'a report that the desk has erased', act: fault.refuses(410), state: 'erased', isKept: false },
];

for (const { id, what, act, state, isKept = true } of ends) {
  test(`${id} ${what} is told, ${isKept ? 'keeps' : 'gives up'} its content, and is not sent again`, async ({ person, wire }) => {
    await person.opensList();
    const rule = wire.on(put, act);
    const report = await person.owes();
    await rule.hit;
    await person.keeps(report, state);
    await person.listSays(report, state);
    await person.waits(3_600_000);
    await person.opensList();
    await person.listSays(report, state);
    await person.isQuiet();
    expect(rule.hits).toBe(1);
    expect((await person.stored()).bytes).toEqual(isKept ? [report.uid] : []);
  });
}

test('B20 a receipt with a number that is none of ours is no proof', async ({ person, wire }) => {
  await person.opensList();
  const rule = wire.on(put, fault.changes((receipt) => ({ ...receipt, service_request_id: '123456789012' })));
  const report = await person.owes();
  await rule.hit;
  await person.keeps(report, 'waiting no_proof');
  wire.heals();
  await person.waits(10_000);
  await person.hasReceipt(report);
});

test('a report under a number that somebody has already gets another, and both are told', async ({ person, wire }) => {
  await person.opensList();
  wire.on(put, fault.changes((receipt) => ({ ...receipt, service_request_id: '100000000093' })));
  const report = await person.owes();
  await person.keeps(report, 'received');
  await expect(person.page.getByRole('main')).toContainText('1000 0000 0093');
});

const waiting = (what, act, state = 'uncertain') => ({ what, act, state });
const unclear = [
  waiting('a server that takes it and resets the connection', fault.commitsThenResets),
  waiting('half an answer', fault.cutsBody),
  waiting('a login page', fault.loginPage200),
  waiting('a 500', fault.answers(500)),
  { ...waiting('a 400 that calls it a duplicate', fault.refuses(400, [{ code: '400', description: 'Request is a duplicate' }])), id: 'B32' },
];

for (const { id = 'B29', what, act, state } of unclear) {
  test(`${id} a plain desk and ${what}: uncertain, and never posted a second time by itself`, async ({ person, server, wire }) => {
    await person.opensList();
    const before = await server.reportsInAll();
    const rule = wire.on(post, act);
    const report = await person.owesPlain();
    await rule.hit;
    await person.keeps(report, new RegExp(`^${state}`));
    await person.listSays(report, 'uncertain');
    wire.heals();
    await person.waits(3_600_000);
    await person.opensList();
    await person.isQuiet();
    await person.listSays(report, 'uncertain');
    expect(rule.hits, 'by us; Chromium repeats a POST on a connection that dies').toBeLessThanOrEqual(2);
    expect(await server.reportsInAll()).toBeLessThanOrEqual(before + rule.hits);
  });
}

test('B30 a plain desk and a phone that could send nothing: sent by itself later, once', async ({ person, context, wire }) => {
  await person.opensList();
  await context.setOffline(true);
  const report = await person.owesPlain();
  await person.keeps(report, 'waiting no_network');
  expect(wire.seen(post)).toHaveLength(0);
  await context.setOffline(false);
  await person.waits(10_000);
  await person.keeps(report, 'received');
  expect(wire.seen(post)).toHaveLength(1);
});

test('B31 a plain desk that answers with a token: received, its number pending, then its number', async ({ person, wire }) => {
  const json = { headers: { 'content-type': 'application/json' } };
  await person.opensList();
  wire.on(post, fault.answers(201, { ...json, body: '[{"token":"abc"}]' }));
  const token = wire.on(/^GET \/api\/[^/]+\/tokens\/abc/, fault.answers(200, { ...json, body: '[{"token":"abc","service_request_id":"77-1"}]' }));
  const report = await person.owesPlain();
  await person.keeps(report, /^received/);
  await expect(async () => {
    await person.waits(600_000);
    expect(token.hits).toBeGreaterThan(0);
  }).toPass({ intervals: [100] });
  await expect(person.page.getByRole('main')).toContainText('77-1');
});
