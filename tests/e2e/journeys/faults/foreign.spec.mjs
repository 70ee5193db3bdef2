// B33: a desk at another address than the portal's. Browsers only let its answers be read when it says so (CORS); when it
// stops saying so, the report may well have arrived, and nobody here can see that.
import { Cable } from '../../steps/cable.mjs';
import { expect, put, test } from '../../steps/gate.mjs';
import { Server } from '../../steps/server.mjs';

test('B33 a desk elsewhere that forgets to let the portal read: kept, not called received, and received once it lets', async ({ person, watch }) => {
  const [desk, front] = [await Cable.to(0), await Cable.to(0)];
  const moved = (known) => (known.id === 'aspirasi' ? { ...known, api: `${desk.url}api/aspirasi` } : known);
  const portal = await Server.startWith((config) => ({ ...config, desks: config.desks.map(moved) }), ['--allow-origin', new URL(front.url).origin]);
  desk.serverPort = front.serverPort = portal.port;
  Object.assign(person, { wire: front, server: portal });
  watch.ours.push(desk.url, front.url);
  watch.allow(/CORS policy/);
  try {
    await person.opensList();
    const rule = desk.on(/^(PUT|OPTIONS) /, async (exchange) => {
      const answer = await exchange.forward();
      const { 'access-control-allow-origin': _left_out, ...headers } = answer.headers;
      exchange.pass({ ...answer, headers });
    });
    const report = await person.owes({ api: `${desk.url}api/aspirasi` });
    await rule.hit;
    await person.keeps(report, 'waiting no_answer');
    await person.listSays(report, 'not_sent');
    desk.heals();
    await person.waits(10_000);
    await person.hasReceipt(report);
    expect(desk.seen(put).length).toBeGreaterThan(0);
    expect(front.seen(put)).toHaveLength(0);
  } finally {
    await person.page.close();
    await front.end();
    await desk.end();
    await portal.stop();
  }
});
