// A page that is nothing but the device's adapters (`crates/tanggap-browser/in-chromium`), on a server of its own that
// answers as desks, portals and strangers do. `page.open()` gives hands on a device; everything they say is a text.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

const built = process.env.TANGGAP_IN_CHROMIUM ?? path.resolve(import.meta.dirname, '../../../target/in-chromium');
const html = `<!doctype html><title>adapters</title><link rel="icon" href="data:,"><script type="module">
import start, * as adapters from '/device.js';
await start();
window.adapters = adapters;
</script>`;

/** How the server answers at its other addresses. */
const answers = {
  '/receipt': (_request, answer) => answer.writeHead(201, { 'content-type': 'application/json', 'retry-after': '7' }).end('{"uid":1}'),
  '/redirect': (_request, answer) => answer.writeHead(307, { location: '/stranger' }).end(),
  '/stranger': (_request, answer) => answer.end('thanks'),
  '/config.json': (_request, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  '/never': () => {},
  '/begins': (_request, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).write('{"uid"'),
  '/cut': (_request, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    answer.write('{"uid"', () => answer.destroy());
  },
  '/endless': (request, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    const pour = () => { while (answer.write(' '.repeat(65_536)) && !answer.destroyed); };
    answer.on('drain', pour);
    pour();
  },
};

export const test = base.extend({
  /** The server: `seen` has every request that is not for the page itself. */
  site: async ({}, use) => {
    const site = { seen: [] };
    const listener = http.createServer(async (request, answer) => {
      const address = new URL(request.url, 'http://page').pathname;
      if (address === '/') return answer.writeHead(200, { 'content-type': 'text/html' }).end(html);
      if (address.startsWith('/device')) {
        const type = address.endsWith('.js') ? 'text/javascript' : 'application/wasm';
        return answer.writeHead(200, { 'content-type': type }).end(await readFile(path.join(built, address)));
      }
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        site.seen.push({ method: request.method, path: address, headers: request.headers, body: Buffer.concat(chunks).toString() });
        (answers[address] ?? ((_request, answer) => answer.writeHead(404).end()))(request, answer);
      });
    });
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
    site.url = `http://127.0.0.1:${listener.address().port}/`;
    await use(site);
    listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
  },

  baseURL: async ({ site }, use) => use(site.url),

  /** A page with the adapters; what breaks the browser goes into `breaking` and runs before them. */
  tab: async ({ context }, use) => {
    await use(async (...breaking) => {
      const page = await context.newPage();
      for (const script of breaking) await page.addInitScript(script);
      await page.goto('/');
      await page.waitForFunction(() => window.adapters);
      return new Tab(page);
    });
  },
});

/** One page and its device. */
class Tab {
  constructor(page) {
    this.page = page;
  }

  async open(base = '/') {
    await this.page.evaluate(async (base) => { window.hands = await window.adapters.open(base); }, base);
    return this;
  }

  /** Calls one of the adapters' functions. */
  run(name, ...given) {
    return this.page.evaluate(([name, given]) => window.adapters[name](...given), [name, given]);
  }

  /** Calls a method of the open device. */
  does(name, ...given) {
    return this.page.evaluate(([name, given]) => window.hands[name](...given), [name, given]);
  }
}
