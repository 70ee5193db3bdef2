// B: how long the phone waits, what it does when nothing answers, and when the line comes and goes.
import * as fault from '../../steps/faults.mjs';
import { expect, put, test } from '../../steps/gate.mjs';

const asked = [
  { id: 'B10', what: '503 and Retry-After: 120', act: fault.refuses(503, undefined, { 'retry-after': '120' }), wait_s: 120 },
  { id: 'B10', what: '503 and a date in two minutes, by a server whose clock is a year behind', act: fault.refuses(503, undefined, dated(-31_557_600, 120)), wait_s: 120 },
  { id: 'B10', what: '503 and Retry-After: 1000000000, an hour at most', act: fault.refuses(503, undefined, { 'retry-after': '1000000000' }), wait_s: 3_600 },
  { id: 'B11', what: '429 and Retry-After: 300', act: fault.refuses(429, undefined, { 'retry-after': '300' }), wait_s: 300 },
];

function dated(server_s, wait_s) {
  const at = (seconds) => new Date(Date.now() + 1_000 * seconds).toUTCString();
  return { date: at(server_s), 'retry-after': at(server_s + wait_s) };
}

for (const { id, what, act, wait_s } of asked) {
  test(`${id} ${what}: the wait is kept, to the second, and the line coming back does not end it`, async ({ person, page, wire }) => {
    await person.opensList();
    const rule = wire.on(put, act);
    const report = await person.owes();
    await rule.hit;
    await person.keeps(report, /^waiting (busy 503|too_many)/);
    await person.listSays(report, 'not_sent');
    await person.waits((wait_s - 3) * 1_000);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await person.isQuiet();
    expect(rule.hits).toBe(1);
    wire.heals();
    await person.waits(3_500);
    await person.hasReceipt(report);
  });
}

test('B11 a person who presses Send now does not wait', async ({ person, wire }) => {
  await person.opensList();
  const rule = wire.on(put, fault.refuses(429, undefined, { 'retry-after': '3000' }), { times: 1 });
  const report = await person.owes();
  await rule.hit;
  await person.keeps(report, 'waiting too_many');
  // Even so, two tries of one report are five seconds apart.
  await person.waits(5_000);
  await person.isQuiet();
  expect(rule.hits).toBe(1);
  await person.button('outbox.send-now').click();
  await person.hasReceipt(report);
});

for (const [what, act, there] of [['never gets the request', fault.neverAnswers, false], ['has taken the report', fault.commitsThenNeverAnswers, true]]) {
  test(`B4 a server that never answers and ${what}: given up, not called received, sent again, one report`, async ({ person, server, wire }) => {
    await person.opensList();
    const rule = wire.on(put, act);
    const report = await person.owes();
    await rule.hit;
    await person.listSays(report, 'sending');
    await person.waits(21_000);
    await person.keeps(report, 'waiting no_answer');
    await person.listSays(report, 'not_sent');
    expect(Boolean(await server.report(report.ticket))).toBe(there);
    wire.heals();
    await person.waits(10_000);
    await person.hasReceipt(report);
  });
}

test('B24 nobody listens at the address: kept, and gone within a moment of its return', async ({ person, wire }) => {
  await person.opensList();
  await wire.disconnect();
  const report = await person.owes();
  await person.keeps(report, /^waiting no_/);
  await person.listSays(report, 'not_sent');
  await wire.connect();
  await person.waits(10_000);
  await person.hasReceipt(report);
});

for (const [what, claim] of [['online, without a network', true], ['offline, with a network', false]]) {
  test(`B25 a browser that says ${what}: what it says decides nothing`, async ({ person, context, wire }) => {
    await context.addInitScript((claim) => Object.defineProperty(navigator, 'onLine', { get: () => claim }), claim);
    await person.opensList();
    if (claim) await wire.disconnect();
    const report = await person.owes();
    if (claim) {
      await person.keeps(report, /^waiting no_/);
      await wire.connect();
      await person.waits(10_000);
    }
    await person.hasReceipt(report);
  });
}

test('B26 a line that comes and goes every two seconds for five minutes: one report, at most one try in five seconds', async ({ person, page, context, wire }) => {
  // Chromium repeats a request on a dead connection by itself; what counts is how often the app asks for it.
  await context.addInitScript(() => {
    const real = window.fetch;
    window.tries = [];
    window.fetch = (url, init) => {
      if (init?.method === 'PUT') window.tries.push(performance.now());
      return real(url, init);
    };
  });
  await person.opensList();
  const rule = wire.on(put, async (exchange) => {
    if (rule.hits % 3 === 0) await exchange.forward();
    exchange.socket.resetAndDestroy();
  });
  const report = await person.owes();
  await rule.hit;
  for (let passed = 0; passed < 300; passed += 2) {
    await page.evaluate((event) => window.dispatchEvent(new Event(event)), passed % 4 ? 'online' : 'offline');
    await person.waits(2_000);
    await person.isQuiet();
    // What has been decided is done before the clock jumps again: else a jump would stand between the two.
    await expect.poll(async () => (await person.stored()).items.find(({ uid }) => uid === report.uid).attempt_open).toBe(false);
  }
  const tries = await page.evaluate(() => window.tries);
  expect(tries.length).toBeGreaterThan(3);
  expect(tries.length).toBeLessThanOrEqual(300 / 5 + 1);
  // A jump of two seconds may fall between the decision to try and the try itself.
  expect(Math.min(...tries.slice(1).map((at, number) => at - tries[number]))).toBeGreaterThan(2_900);
  wire.heals();
  await person.waits(600_000);
  await person.hasReceipt(report);
});

test('B27 on a line of 30 KB a second with 400 ms to the server and stalls, the text arrives', async ({ person, wire }) => {
  await person.opensList();
  wire.on(/./, fault.slow());
  const report = await person.owes();
  await person.keeps(report, 'received');
  await person.hasReceipt(report);
  expect(wire.seen(put)).toHaveLength(1);
});

test('B28 the address changes in the middle of an upload: sent again from the start, one report', async ({ person, server, wire }) => {
  await person.opensList();
  const rule = wire.on(put, fault.breaksInBody, { atHead: true });
  const report = await person.owes();
  await rule.hit;
  await person.keeps(report, 'waiting no_answer');
  expect(await server.report(report.ticket)).toBe(undefined);
  wire.heals();
  await person.waits(10_000);
  await person.hasReceipt(report);
});
