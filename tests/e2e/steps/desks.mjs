// A city without a server that knows every desk: each desk is at an address of its own and writes down what it is asked, so
// that a test can say who has learned of a number or of the proof of its key.
import { Cable } from './cable.mjs';
import { Server } from './server.mjs';
import { test as journey } from './site.mjs';

export { expect } from '@playwright/test';

const ids = ['aspirasi', 'polresta', 'pengawasan'];

export const test = journey.extend({
  /** The cables to each desk, by its id; `front` leads to the portal, and `server` has everybody's data. */
  desks: async ({}, use) => {
    const front = await Cable.to(0);
    const cables = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await Cable.to(0)])));
    const server = await Server.startWith(
      ({ tracker: _none, ...config }) => ({ ...config, desks: config.desks.map((desk) => ({ ...desk, api: `${cables[desk.id].url}api/${desk.id}`, capabilities: { reports: true } })) }),
      ['--allow-origin', new URL(front.url).origin],
    );
    for (const cable of [front, ...Object.values(cables)]) cable.serverPort = server.port;
    await use({ ...cables, front, server });
    for (const cable of [front, ...Object.values(cables)]) await cable.end();
    await server.stop();
  },

  wire: async ({ desks }, use) => use(desks.front),

  watch: async ({ watch, desks }, use) => {
    watch.ours.push(...ids.map((id) => desks[id].url));
    watch.allow(/40[134]/, /net::ERR_/);
    await use(watch);
  },

  /** Who has been told of a report so far, by its number, its key or the proof of it, in the order of `ids`. */
  learned: async ({ desks }, use) => {
    const proofs = () => ids.flatMap((id) => desks[id].requests).map(({ body }) => /"key_proof":"(\w+)"/.exec(body.toString())?.[1]).filter(Boolean);
    await use(({ ticket, key }) => {
      const marks = [ticket, key, ...proofs()];
      const tells = ({ path, headers, body }) => marks.some((mark) => [path, JSON.stringify(headers), body.toString()].join('\n').includes(mark));
      return ids.filter((id) => desks[id].requests.some(tells));
    });
  },
});
