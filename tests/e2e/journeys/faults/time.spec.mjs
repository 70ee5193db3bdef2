// E: the device's wall clock is wrong, or jumps. It decides nothing: nothing expires, and nothing is held back.
import { expect, put, test } from '../../steps/gate.mjs';
import { refuses } from '../../steps/faults.mjs';
import { wrongClock } from '../../steps/points.mjs';

const year_ms = 31_557_600_000;

for (const [what, offset] of [['six years behind', -6 * year_ms], ['six years ahead', 6 * year_ms]]) {
  test(`E1 on a phone whose clock is ${what}, a report goes and is received`, async ({ person, context, server }) => {
    await context.addInitScript(wrongClock, offset);
    await person.reportsLight();
    expect(await server.report(await person.sends())).toBeTruthy();
  });

  test(`E1 the clock jumps, to ${what}, while a report waits as long as the server asked: it goes in time`, async ({ person, page, context, wire }) => {
    await context.addInitScript(wrongClock, 0);
    await person.opensList();
    const rule = wire.on(put, refuses(503, undefined, { 'retry-after': '120' }));
    const report = await person.owes();
    await rule.hit;
    await person.keeps(report, 'waiting busy 503');
    await page.evaluate((offset) => { window.wallOffset = offset; }, offset);
    wire.heals();
    await person.waits(121_000);
    await person.hasReceipt(report);
  });
}

test('E1 a phone that was off for six years, by its clock, still sends what waited', async ({ device, wire }) => {
  const person = await device.opens('outbox');
  const rule = wire.on(put, refuses(503, undefined, { 'retry-after': '120' }));
  const report = await person.owes();
  await rule.hit;
  await person.keeps(report, 'waiting busy 503');
  await device.dies();
  wire.heals();
  await device.wakes();
  await device.context.addInitScript(wrongClock, 6 * year_ms);
  await device.person.opensList();
  await device.person.hasReceipt(report);
});

test('F6 the desk restored an older backup: the report is sent again, under the same number, once', async ({ person, server, wire }) => {
  await person.opensList();
  const report = await person.owes();
  await person.hasReceipt(report);
  const lost = wire.on(/^GET \/api\/[^/]+\/reports\/[^/]+$/, refuses(404), { times: 1 });
  await person.waits(6 * 3_600_000 + 1_000);
  await lost.hit;
  await expect.poll(() => wire.seen(put).length).toBe(2);
  await person.hasReceipt(report);
  expect(new Set(wire.seen(put).map(({ body }) => body.toString())).size).toBe(1);
  expect(await server.report(report.ticket)).toBeTruthy();
});
