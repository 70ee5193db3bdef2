// B3: HTTP/2, where one connection carries everything and its end is everybody's. Chromium repeats such a request itself,
// so the server's own key has to see that it is the same report.
import http2 from 'node:http2';
import { expect, put, test } from '../../steps/gate.mjs';
import { Http2Cable } from '../../steps/h2.mjs';

const ends = [
  { what: 'the connection is torn down', act: async (stream, forward) => { await forward(); stream.session.destroy(); } },
  { what: 'the server says goodbye and hangs up', act: async (stream, forward) => { await forward(); stream.session.goaway(); stream.session.destroy(); } },
  { what: 'the stream is refused although the report was taken', act: async (stream, forward) => { await forward(); stream.close(http2.constants.NGHTTP2_REFUSED_STREAM); } },
];

test.use({ flags: ['--ignore-certificate-errors'] });

for (const { what, act } of ends) {
  test(`B3 over HTTP/2, ${what} after the whole report: one report, the same number`, async ({ device, server, watch }) => {
    const cable = await Http2Cable.to(server.port);
    try {
      watch.ours.push(cable.url);
      await device.wakes();
      const { person } = device;
      person.wire = cable;
      await person.opensList();
      cable.once(put, act);
      const report = await person.owes();
      await expect.poll(() => cable.seen(put).length).toBeGreaterThan(0);
      await expect(async () => {
        await person.waits(10_000);
        expect(await person.is(report)).toBe('received');
      }).toPass({ intervals: [100] });
      await person.hasReceipt(report);
      expect(new Set(cable.seen(put).map(({ body }) => body.toString())).size, 'the same bytes').toBe(1);
    } finally {
      await device.dies();
      await cable.end();
    }
  });
}
