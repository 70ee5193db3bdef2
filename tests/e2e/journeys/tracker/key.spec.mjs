// Number and key from paper, at another device: typed, by a link, or from a QR code. What is no key is never sent, and a key
// stands in no address.
import { chromium } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';

const track = /^POST \/api\/track/;

/** The same person at a device that knows nothing. */
async function elsewhere(reporter, browser) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  return { other: reporter.at(reporter.person.at(page)), page, address: new URL('/', reporter.page.url()).href, context };
}

test('with number and key the conversation opens at another device, and is closed again', async ({ browser, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('reply', '--text', 'Kami cek malam ini');
  const { other, page, address, context } = await elsewhere(reporter, browser);
  await page.goto(`${address}t#${reporter.ticket}`);
  await expect(page.getByText('Kami cek malam ini')).toHaveCount(0);
  await other.opensWithKey(reporter.key.replace(/(.{4})/g, '$1 '));
  await expect(page.getByText('Kami cek malam ini')).toBeVisible();
  await other.person.button('talk.leave').click();
  await expect(page.getByText('Kami cek malam ini')).toHaveCount(0);
  await expect(other.keyBox).toBeVisible();
  await page.reload();
  await expect(other.keyBox, 'nothing of the key is on that device').toBeVisible();
  await context.close();
  expect(words.word('key.label')).toBeTruthy();
});

test('a wrong key opens nothing, and what cannot be a key is never sent', async ({ browser, person, server, wire, words, watch }) => {
  watch.allow(/403/);
  const reporter = await new Reporter(person, server).reports();
  const { other, page, address, context } = await elsewhere(reporter, browser);
  await page.goto(`${address}t#${reporter.ticket}`);
  for (const [typed, told] of [
    ['', 'key.empty'],
    ['3271014506800001', 'number.identity'],
    [reporter.ticket, 'key.ticket'],
    [`${reporter.key.slice(0, 19)}${(Number(reporter.key[19]) + 1) % 10}`, 'key.check-digits'],
  ]) {
    await other.opensWithKey(typed);
    await expect(page.getByText(words.word(told)).first()).toBeVisible();
  }
  expect(wire.seen(track)).toHaveLength(0);
  // Right check digits, and nobody's key.
  const payload = '123456789012345678';
  await other.opensWithKey(payload + String(98n - (BigInt(payload) * 100n) % 97n).padStart(2, '0'));
  await expect(page.getByText(words.word('key.no-match'))).toBeVisible();
  await context.close();
});

test('a link with the key opens the conversation, and the key is gone from the address before the app is there', async ({ browser, person, server, wire }) => {
  const reporter = await new Reporter(person, server).reports();
  const { other, page, address, context } = await elsewhere(reporter, browser);
  const go = wire.holds(/\.wasm/);
  await page.goto(`${address}t#${reporter.ticket}.${reporter.key}`, { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#${reporter.ticket}`);
  go();
  await other.isOpen();
  const asked = () => performance.getEntriesByType('resource').map(({ name }) => name).concat(location.href, document.referrer).join(' ');
  expect(await page.evaluate(asked)).not.toContain(reporter.key);
  await context.close();
});

test('the QR code of a receipt is read from a picture', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  const picture = await page.locator('.qr').screenshot();
  await person.opens('track');
  await page.getByLabel(words.word('scan.picture')).setInputFiles({ name: 'kode.png', mimeType: 'image/png', buffer: picture });
  await reporter.isAtTheReport();
});

test('a picture without a code is said to be one, and a code of something else goes nowhere', async ({ page, person, words }) => {
  await person.opens('track');
  const empty = await page.screenshot();
  await page.getByLabel(words.word('scan.picture')).setInputFiles({ name: 'layar.png', mimeType: 'image/png', buffer: empty });
  await expect(page.getByText(words.word('scan.no-code'))).toBeVisible({ timeout: 15_000 });
  await page.getByLabel(words.word('scan.picture')).setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('bukan gambar') });
  await expect(page.getByText(words.word('scan.not-a-picture'))).toBeVisible();
});

test('the QR code of a receipt is read with the camera', async ({ page, person, server, words }, { project }) => {
  test.slow();
  const reporter = await new Reporter(person, server).reports();
  await page.setViewportSize({ width: 640, height: 480 });
  await page.locator('.qr').evaluate((code) => code.scrollIntoView({ block: 'center' }));
  const folder = await mkdtemp(path.join(tmpdir(), 'tanggap-camera-'));
  const film = path.join(folder, 'film.mjpeg');
  await writeFile(film, await page.screenshot({ type: 'jpeg', quality: 95 }));
  const { executablePath, args } = project.use.launchOptions;
  const browser = await chromium.launch({ executablePath, args: [...args, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`] });
  const other = reporter.at(person.at(await browser.newPage()));
  await other.page.goto(new URL('/track', page.url()).href);
  await other.person.button('scan.camera').click();
  await other.isAtTheReport();
  await browser.close();
  await rm(folder, { recursive: true });
  expect(words.word('scan.camera')).toBeTruthy();
});

test('a number is checked while it is typed: what grows, what is whole, and what is wrong is said', async ({ page, person, words }) => {
  await person.opens('track');
  const box = page.getByRole('textbox', { name: words.word('track.number') });
  await box.pressSequentially('4827 19');
  await expect(page.getByText(words.word('track.growing', { given: 6, of: 12 }))).toBeVisible();
  await box.pressSequentially('30 5543');
  await expect(page.getByText(words.word('track.whole'))).toBeVisible();
  await box.fill('٤٨٢٧ ١٩٣٠ ٥٥٤٣');
  await expect(page.getByText(words.word('track.whole'))).toBeVisible();
  await box.fill('4827 1930 5534');
  await expect(page.getByText(words.word('number.check-digits'))).toBeVisible();
});
