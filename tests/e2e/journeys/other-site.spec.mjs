// A page of another site, in a visitor's real browser: whatever it sends to the portal, no report comes of it.
import { expect, test } from '@playwright/test';
import http from 'node:http';
import { Server } from '../steps/server.mjs';

const form = { service_code: 'street-light', address_string: 'x', description: 'y', 'attribute[problem]': 'off' };

/** A site with a form that is sent as soon as it is there. */
async function siteWithForm(action, host) {
  const fields = Object.entries(form).map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
  const page = `<!doctype html><title>A site</title><form method="post" action="${action}">${fields}<button>Send</button></form>`;
  const site = http.createServer((_request, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(page));
  await new Promise((resolve) => site.listen(0, host, resolve));
  return site;
}

for (const [name, kind] of [['localhost', 'another site'], ['127.0.0.1', 'another port of the same host']]) {
  test(`a form and a fetch of ${kind} send no report, and the portal's own page does`, async ({ page }) => {
    const server = await Server.start();
    const api = `http://127.0.0.1:${server.port}/api/aspirasi/requests.json`;
    const site = await siteWithForm(api, name);
    try {
      await page.goto(`http://${name}:${site.address().port}/`);
      // The page may not even see that there was an answer; the request has gone all the same.
      await page.evaluate(([url, fields]) => fetch(url, { method: 'POST', mode: 'no-cors', body: new URLSearchParams(fields) }).catch(() => {}), [api, form]);
      const answer = page.waitForResponse((response) => response.request().method() === 'POST' && response.url() === api);
      await page.getByRole('button', { name: 'Send' }).click();
      expect((await answer).status()).toBe(403);
      expect(await server.reportsInAll()).toBe(0);
      await page.goto(`http://127.0.0.1:${server.port}/`);
      const own = await page.evaluate(async ([url, fields]) => (await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })).status, [api, form]);
      expect(own).toBe(200);
      expect(await server.reportsInAll()).toBe(1);
    } finally {
      await new Promise((resolve) => { site.close(resolve); site.closeAllConnections(); });
      await server.stop();
    }
  });
}
