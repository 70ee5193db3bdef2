// What a first visit fetches until the app is ready, as a browser sees it: opens the portal in a fresh Chromium and
// writes one JSON object for xtask/src/size.rs. Usage: node size.mjs URL FOLDER_WITH_PLAYWRIGHT
import { createRequire } from 'node:module';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { join } from 'node:path';

const [url, folder] = process.argv.slice(2);
const { chromium } = createRequire(join(folder, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage();
const complaints = [];
page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
page.on('pageerror', (error) => complaints.push(String(error)));
await page.addInitScript(() => {
  new MutationObserver((_, observer) => {
    if (document.documentElement?.dataset.app !== 'ready') return;
    window.readyAfter = performance.now();
    observer.disconnect();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-app'] });
});
let readyAfter = null;
try {
  await page.goto(url);
  await page.waitForFunction(() => window.readyAfter, null, { timeout: 30000 });
  readyAfter = await page.evaluate(() => window.readyAfter);
} catch (error) {
  complaints.push(String(error).split('\n')[0]);
}
await page.waitForLoadState('networkidle');
const entries = await page.evaluate((until) => performance.getEntries()
  .filter((entry) => ['navigation', 'resource'].includes(entry.entryType) && entry.startTime <= (until ?? Infinity))
  .map((entry) => ({ url: entry.name, sent: entry.encodedBodySize })), readyAfter);
await browser.close();

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const files = await Promise.all(entries.map(async ({ url, sent }) => {
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  return { path: new URL(url).pathname + new URL(url).search, sent, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
}));
const { status, headers } = await fetch(url);
console.log(JSON.stringify({ ready: readyAfter !== null, complaints, files, status, headers: Object.fromEntries(headers) }));
