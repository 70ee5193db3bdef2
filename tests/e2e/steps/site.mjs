// What every journey gets: a real server, the wire to it, a watch over what must never happen, words and a person.
import { test as base } from '@playwright/test';
import { Person } from './person.mjs';
import { store } from './queue.mjs';
import { Server } from './server.mjs';
import { Watch } from './watch.mjs';
import { Wire } from './wire.mjs';
import { wordsIn } from './words.mjs';

export { expect } from '@playwright/test';

export const test = base.extend({
  /** The language of the cookie that the browser comes with. */
  language: ['id', { option: true }],

  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  wire: async ({ server }, use) => {
    const wire = await Wire.to(server.port);
    await use(wire);
    await wire.end();
  },

  baseURL: async ({ wire }, use) => use(wire.url),

  watch: [
    async ({ context, wire, server }, use) => {
      const watch = await Watch.over(context, wire, server);
      await use(watch);
      watch.judge();
    },
    { auto: true },
  ],

  words: async ({ language }, use) => use(wordsIn(language)),

  /** Somebody with this browser, whose language has been chosen before. */
  person: async ({ page, context, wire, watch, language, words }, use) => {
    await context.addCookies([{ name: 'lang', value: language, url: wire.url }]);
    await context.addInitScript(store);
    await use(Object.assign(new Person(page, words), { watch }));
  },
});
