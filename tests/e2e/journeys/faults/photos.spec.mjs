// A8, A9, B18, B27, B28: photos, which go after the text and in pieces. Whatever happens to them, the text stays received.
import * as fault from '../../steps/faults.mjs';
import { expect, put, putPhoto, test } from '../../steps/gate.mjs';

const PIECE = 65_536;
const states = (person, report) => async () => (await person.stored()).items.find(({ uid }) => uid === report.uid)?.media.map(({ state }) => state);

/** However long it takes by the phone's own clock, every photo arrives whole, by the server's own receipt. Between two jumps
 * of that clock a piece gets a real second to arrive, or each would be given up for late. */
async function hasPhotos(person, report, count) {
  await expect(async () => {
    await person.waits(60_000);
    expect(await states(person, report)()).toEqual(Array(count).fill('received'));
  }).toPass({ intervals: [1_000], timeout: 40_000 });
  const receipt = await (await fetch(`${person.wire.url}api/aspirasi/reports/${report.uid}`)).json();
  expect(receipt.missing_media).toEqual([]);
  expect(await person.server.report(report.ticket)).toBeTruthy();
}

/** What went over the line for photos, in bytes. */
const sent = (wire) => wire.seen(putPhoto).reduce((sum, { body }) => sum + body.length, 0);

test('A8 killed between the receipt and the photos: the number is shown, and the photos go on', async ({ device, wire }) => {
  const person = await device.opens('outbox');
  const mark = wire.holds(putPhoto);
  const report = await person.owesPhotos(2);
  await mark.reached;
  await person.keeps(report, 'received');
  await device.dies();
  await device.opens('outbox');
  await device.person.listSays(report, 'photos_waiting', { number: /./, sent: 0, of: 2 });
  wire.heals();
  await hasPhotos(device.person, report, 2);
  expect(wire.seen(put)).toHaveLength(1);
});

test('A9 killed inside a piece of a photo: it goes on where the server stands, at most one piece is sent twice', async ({ device, wire }) => {
  const person = await device.opens('outbox');
  let pieces = 0;
  let reach;
  const reached = new Promise((resolve) => { reach = resolve; });
  wire.on(putPhoto, async (exchange) => {
    pieces += 1;
    if (pieces < 3) {
      await exchange.readBody();
      return exchange.pass(await exchange.forward());
    }
    reach();
    return fault.stopsInBody(exchange);
  }, { atHead: true });
  const report = await person.owesPhotos(1);
  await reached;
  await device.dies();
  wire.heals();
  await device.opens('outbox');
  await hasPhotos(device.person, report, 1);
  const size = report.item.media[0].size;
  expect(size).toBeGreaterThan(2 * PIECE);
  expect(sent(wire)).toBeLessThanOrEqual(size + PIECE);
});

test('B18 a photo that is too large for the desk: the text is received, the photo can be offered smaller', async ({ person, wire }) => {
  await person.opensList();
  wire.on(putPhoto, fault.refuses(413));
  const report = await person.owesPhotos(1);
  await person.keeps(report, 'received');
  await expect.poll(states(person, report)).toEqual(['too_large']);
  expect(await person.server.report(report.ticket)).toBeTruthy();
});

test('B27 on a slow line with stalls the text is received first, then the photo', async ({ person, wire }) => {
  test.slow();
  await person.opensList();
  wire.on(/./, fault.slow({ bytes_per_s: 60_000 }));
  const report = await person.owesPhotos(1);
  await person.keeps(report, 'received');
  await expect.poll(states(person, report), { timeout: 60_000 }).toEqual(['received']);
  await hasPhotos(person, report, 1);
  const order = wire.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path.includes('/media/'));
  expect(order.indexOf(true)).toBeGreaterThan(order.lastIndexOf(false));
});

test('B28 the line breaks inside every second piece: the photo arrives whole, no piece begins anew from the start', async ({ person, wire }) => {
  await person.opensList();
  let pieces = 0;
  wire.on(putPhoto, async (exchange) => {
    pieces += 1;
    if (pieces % 2 === 0) return fault.breaksInBody(exchange);
    await exchange.readBody();
    return exchange.pass(await exchange.forward());
  }, { atHead: true });
  const report = await person.owesPhotos(1);
  await hasPhotos(person, report, 1);
  expect(sent(wire)).toBeLessThanOrEqual(2 * report.item.media[0].size);
});
