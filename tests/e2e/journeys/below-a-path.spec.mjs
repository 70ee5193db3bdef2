// A portal that lives under a path of somebody else's site: everything that is asked for stands under it, nothing beside.
import { expect, test } from '../steps/site.mjs';
import { distBelow, Server } from '../steps/server.mjs';
import { opensOffline, visitsOnce } from '../steps/worker.mjs';

const below = test.extend({
  server: [
    async ({}, use) => {
      const server = await Server.start(distBelow);
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ wire }, use) => use(`${wire.url}lapor/`),
});

below.use({ serviceWorkers: 'allow' });

below('under a path the way from home to the receipt works, and every address stands under it', async ({ page, person, wire, server, words }) => {
  await person.reportsLight();
  const ticket = await person.sends();
  expect(await server.report(ticket)).toBeTruthy();
  await page.getByRole('link', { name: words.word('sent.follow') }).click();
  await expect(page).toHaveURL(new RegExp(`/lapor/t#${ticket}$`));
  await person.arrivesAt(words.local(words.service('street-light').name));
  await page.getByRole('banner').getByRole('link').click();
  await expect(page).toHaveURL(/\/lapor\/$/);
  await expect(page.locator('html')).toHaveAttribute('data-page', 'home');
  expect(wire.requests.map(({ path }) => path).filter((path) => !path.startsWith('/lapor/'))).toEqual([]);
});

below('under a path the worker, its caches and what can be installed keep to it', async ({ page, person, wire, watch, words }) => {
  watch.allow(/ERR_/);
  await visitsOnce(page);
  const seen = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const manifest = document.querySelector('link[rel=manifest]').href;
    const { start_url: start, scope, icons } = await (await fetch(manifest)).json();
    return { worker: new URL(registration.scope).pathname, caches: await caches.keys(), installed: [start, scope, ...icons.map(({ src }) => src)].map((url) => new URL(url, manifest).pathname) };
  });
  expect(seen.worker).toBe('/lapor/');
  expect(seen.caches.filter((name) => !name.startsWith('tanggap:/lapor/:'))).toEqual([]);
  expect(seen.installed.filter((path) => !path.startsWith('/lapor/'))).toEqual([]);
  await wire.disconnect();
  await opensOffline(page, 'help');
  await person.arrivesAt(words.word('help.title'));
  await wire.connect();
});

below('under a path the rest of the site is nobody of ours', async ({ page, wire }) => {
  expect((await page.request.get(`${wire.url}lapor`, { maxRedirects: 0 })).headers().location).toBe('/lapor/');
  for (const path of ['else/page', 'assets/x.js', 'api/aspirasi/services.json']) {
    expect((await page.request.get(wire.url + path)).status(), path).toBe(404);
  }
});
