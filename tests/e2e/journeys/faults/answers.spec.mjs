// B: what networks and servers answer. Whatever it is, the report waits until there is proof, then it has arrived once,
// with the same bytes and the number that was told.
import * as fault from '../../steps/faults.mjs';
import { expect, put, test } from '../../steps/gate.mjs';

const arrives = { later: 0, 'at once': 1 };
const retry = (value) => ({ 'retry-after': value });
const httpDate = (seconds) => new Date(Date.now() + 1_000 * seconds).toUTCString();

const cases = [
  { id: 'B1', what: 'a server that takes the report and closes the connection, four others being idle', act: fault.commitsThenCloses, arrives: 'at once', state: 'waiting no_answer', idle: 4 },
  { id: 'B2', what: 'a server that takes the report and resets the connection', act: fault.commitsThenResets, arrives: 'at once', state: 'waiting no_answer' },
  { id: 'B2', what: 'a connection that is reset before the server got anything', act: fault.resets, state: 'waiting no_answer' },
  { id: 'B5', what: 'an answer cut off inside its headers', act: fault.cutsHeaders, arrives: 'at once' },
  { id: 'B6', what: 'an answer cut off inside its body', act: fault.cutsBody, arrives: 'at once', state: 'waiting no_answer' },
  { id: 'B6', what: 'half an answer that claims to be whole', act: fault.shortensBody, arrives: 'at once', state: 'waiting no_proof' },
  { id: 'B7', what: 'a login page with status 200', act: fault.loginPage200, state: 'waiting login_page' },
  { id: 'B8', what: 'a redirect to a login page', act: fault.redirects('/login'), state: 'waiting login_page' },
  { id: 'B9', what: 'a network that says 511', act: fault.loginPage511, state: 'waiting login_page' },
  // Chromium itself takes a 407 of somebody who is no proxy of its own for a broken connection.
  { id: 'B9', what: 'a proxy that says 407', act: fault.proxyWantsLogin, state: 'waiting no_answer' },
  ...[500, 502, 503, 504].map((status) => ({ id: 'B10', what: `a server that says ${status}`, act: fault.answers(status, { body: 'oops' }), state: `waiting busy ${status}` })),
  { id: 'B12', what: 'a server that says 408', act: fault.refuses(408), state: 'waiting busy 408' },
  { id: 'B12', what: 'a server that says 425', act: fault.refuses(425), state: 'waiting busy 425' },
  { id: 'B13', what: 'a 400 without a reason that can be read', act: fault.answers(400, { body: 'Bad Request' }), state: 'waiting unexplained 400' },
  { id: 'B15', what: 'a server that is still at work on the same report', act: fault.refuses(409, undefined, retry('1')), state: 'waiting in_flight' },
  { id: 'B16', what: 'a server that wants a login', act: fault.refuses(401), state: 'waiting sign_in' },
  { id: 'B16', what: 'a server that forbids', act: fault.refuses(403), state: 'waiting sign_in' },
  { id: 'B17', what: 'an address that has moved', act: fault.answers(404, { headers: { 'content-type': 'text/html' }, body: '<p>404' }), state: 'waiting moved' },
  { id: 'B17', what: 'a 410 that is a page and no word of the desk', act: fault.answers(410, { headers: { 'content-type': 'text/html' }, body: '<p>Gone' }), state: 'waiting moved' },
  { id: 'B18', what: 'a proxy that finds the text too large', act: fault.refuses(413), state: 'waiting too_large' },
  { id: 'B19', what: 'a receipt for another report', act: fault.changes((receipt) => ({ ...receipt, uid: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' })), arrives: 'at once', state: 'waiting wrong_report' },
  { id: 'B19', what: 'a receipt that names no report', act: fault.changes(({ uid: _uid, ...receipt }) => receipt), arrives: 'at once', state: 'waiting no_proof' },
  { id: 'B22', what: 'an answer without end', act: fault.neverEnds, state: 'waiting no_answer' },
  { id: 'B22', what: 'an answer 100,000 lists deep', act: fault.isDeep, state: 'waiting no_proof' },
  { id: 'B23', what: 'an answer that unpacks to 50 MB', act: fault.bomb(), state: 'waiting no_answer' },
];

for (const { id, what, act, arrives: when = 'later', state = /^waiting (no_answer|no_proof)$/, idle = 0 } of cases) {
  test(`${id} after ${what} the report waits, says NOT SENT, and arrives once`, async ({ person, server, wire }) => {
    await person.opensList();
    await person.hasIdleConnections(idle);
    const rule = wire.on(put, act);
    const report = await person.owes();
    await rule.hit;
    await person.keeps(report, state);
    await person.listSays(report, 'not_sent');
    expect(Boolean(await server.report(report.ticket))).toBe(Boolean(arrives[when]));

    wire.heals();
    await person.waits(10_000);
    await person.hasReceipt(report);
    expect(new Set(wire.seen(put).map(({ body }) => body.toString())).size, 'the same bytes').toBe(1);
  });
}
