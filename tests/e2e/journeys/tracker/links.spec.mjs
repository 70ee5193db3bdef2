// Numbers and links as chats, mails, receipts and search bars leave them: the number is found, and a key stays in no address.
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';
import { ticketFrom } from '../../steps/words.mjs';

const ticket = ticketFrom('4827193055');
const grouped = ticket.replace(/(\d{4})(?=\d)/g, '$1 ');
/** Right by its check digits, and of no report. */
const key = '12345678901234567888';
const groupedKey = key.replace(/(\d{4})(?=\d)/g, '$1 ');

const mangled = [
  `t#${ticket}.${key}`,
  `t#${ticket}.${key})`,
  `t#${ticket}.${key}.`,
  `t#"${ticket}.${key}"`,
  `t#%3C${ticket}.${key}%3E`,
  `t#${ticket}%2E${key}`,
  `t#${ticket}.${key}%20(salin%202)`,
  `t#${ticket}.${key}?utm_source=wa&utm_id=7`,
  `t#${encodeURIComponent(`${grouped}.${groupedKey}`)}`,
  `t#${ticket}.${key.slice(0, 19)}`,
  `t#${ticket}.${key}1`,
  `t%23${ticket}.${key}`,
  `t%23${ticket}.${key})`,
  `t%2523${ticket}%2E${key}`,
  `t/${ticket}.${key}`,
  `privacy/${ticket}.${key}`,
  `old/page.html/${ticket}.${key}`,
  `assets/${ticket}.${key}`,
  `api/${ticket}.${key}`,
  `t?key=${key}#${ticket}`,
  `t?ticket=${ticket}&key=${key}`,
];

/** A piece of the key lost or doubled, before or behind the number; other pages, cases and scripts. */
const broken = [
  ...[1, 5, 8, 12, 19].flatMap((cut) => [key.slice(0, cut), key.slice(cut), key.slice(0, cut) + key]),
  key.slice(0, 6) + key.slice(10),
].flatMap((piece) => [`t#${ticket}.${piece}`, `t#${piece}.${ticket}`, `t%23${ticket}${piece}`]).concat([
  `t#${key}.${ticket}`,
  `T#${ticket}.${key}`,
  `T%23${ticket}.${key}`,
  `t##${ticket}##${key}`,
  `track#${ticket}.${key}`,
  `Track%23${ticket}%2E${key}`,
  `track?number=${ticket}&key=${key}`,
  `t#${[...`${ticket}.${key}`].map((digit) => (digit === '.' ? '．' : String.fromCodePoint(0xff10 + Number(digit)))).join('')}`,
]);

test('a key is taken out of the address before the app is there, however the link was mangled', async ({ page, server, watch, wire }) => {
  test.setTimeout(180_000);
  watch.allow(/503/);
  // What boot.js loads is refused here: whatever happens to the address is its own doing.
  wire.answers(/\/app[\w-]*\/app\.js/, { status: 503, type: 'text/javascript', body: '' });
  for (const address of [...mangled, ...broken]) {
    await test.step(address, async () => {
      await page.goto('about:blank');
      await page.goto(address, { waitUntil: 'commit' });
      // The number may be left; what is in no doubt the number, alone.
      await expect.poll(() => page.evaluate(() => location.pathname + location.search + location.hash)).toMatch(new RegExp(`^/(t|track)(#${ticket})?$`));
    });
  }
  expect(server.log).not.toContain(key.slice(0, 10));
});

test('the address is clean before anything else of the page is fetched', async ({ page, wire, watch }) => {
  watch.allow(/ERR_/);
  const letBootIn = wire.holds(/boot[\w.]*\.js/);
  await page.goto(`t#${key}.${ticket}`, { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#${ticket}`);
  letBootIn();
});

test('a link opens its report whatever its page, its case, and the order of number and key', async ({ page, person, watch }) => {
  watch.allow(/40[34]/);
  test.slow();
  for (const address of [`T#${ticket}`, `track#${ticket}`, `track?number=${ticket}`, `Track/${ticket}`, `TRACK#${grouped.replaceAll(' ', '%20')}`, `t#${key}.${ticket}`, `t#${encodeURIComponent(`${grouped}.${groupedKey}`)}`, `t#${ticket}${ticket}`]) {
    await test.step(address, async () => {
      await page.goto('about:blank');
      await person.opens(address);
      await expect(page.getByText(grouped)).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`/t#${ticket}$`));
    });
  }
});

test('of two numbers in an address none is guessed, and a broken one is named, in another language too', async ({ page, person, words }) => {
  const other = ticketFrom('1000000000');
  const shown = other.replace(/(\d{4})(?=\d)/g, '$1 ');
  for (const start of ['t', 'track']) {
    await page.goto('about:blank');
    await person.opens(`${start}#${ticket}.${other}`);
    await expect(page.getByText(words.word('track.several', { numbers: `${grouped}, ${shown}` }))).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
  }
  await page.goto('about:blank');
  await person.opens(`t#${key.slice(0, 15)}`);
  await expect(page.getByText(words.word('number.length', { expected: 12, given: 15 }))).toBeVisible();
  await person.changesLanguageTo('en');
  await expect(page.getByText('you entered 15')).toBeVisible();
});

test('a key alone in an address is taken out, and said to be no number', async ({ page, person, words }) => {
  for (const address of [`t#${key}`, `t#${key})`, `t%23${groupedKey.replaceAll(' ', '%20')}`]) {
    await page.goto('about:blank');
    await person.opens(address);
    await expect(page.getByText(words.word('number.key'))).toBeVisible();
    expect(new URL(page.url()).href).toMatch(/\/t#?$/);
  }
});

test('a link that is pasted over the address of an open page leaves no key there either', async ({ page, person, watch }) => {
  watch.allow(/40[34]/);
  for (const start of ['', 't', 'help']) {
    await page.goto('about:blank');
    await person.opens(start);
    await page.evaluate((fragment) => void (location.hash = fragment), `${ticket}.${key})`);
    await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#${ticket}`);
  }
});

test('a report opens by a mangled link with its key', async ({ browser, person, server }) => {
  const reporter = await new Reporter(person, server).reports();
  const address = new URL('/', reporter.page.url()).href;
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const other = reporter.at(person.at(await context.newPage()));
  await other.page.goto(`${address}t?utm_source=wa#${reporter.ticket}.${reporter.key})`);
  await other.isOpen();
  expect(other.page.url()).toBe(`${address}t#${reporter.ticket}`);
  await context.close();
});

test('a number whose sign was encoded on its way is followed all the same', async ({ page, person, watch }) => {
  watch.allow(/404/);
  for (const address of [`t%23${ticket}`, `t#${ticket})`, `t#${ticket}?utm_source=wa`, `t?utm_source=wa#${ticket}`, `t/${ticket}`, `t#%E2%80%AA${grouped.replaceAll(' ', '%20')}%E2%80%AC`]) {
    await page.goto('about:blank');
    await person.opens(address);
    await expect(page.getByText(grouped)).toBeVisible();
  }
});

const pasted = [
  `Nomor: ${grouped}`,
  `\u202a${grouped}\u202c`,
  `\u2066${ticket}\u2069`,
  `Laporan saya ${grouped}, dikirim 26/11/2026 10.30, HP 0812 3456 7890. Tolong dicek ya Pak, terima kasih banyak`,
  `https://lapor.example/t#${ticket}`,
  `t%23${ticket}.${key}`,
  `${ticket}${ticket}`,
  `No.${ticket.slice(0, 4)}/${ticket.slice(4, 8)}/${ticket.slice(8)}`,
];

test('the number box of the first screen and that of the tracker find a number in whatever is pasted', async ({ page, person, words, watch }) => {
  test.slow();
  watch.allow(/40[34]/);
  const own = (text) => text.replace('https://lapor.example/', page.url().replace(/[^/]*$/, ''));
  for (const text of pasted) {
    await test.step(text, async () => {
      await page.goto('about:blank');
      await person.opens();
      await person.tracks(own(text));
      await expect(page).toHaveURL(new RegExp(`/t#${ticket}$`));
      await page.goto('about:blank');
      await person.opens('track');
      await page.getByRole('textbox', { name: words.word('track.number') }).fill(own(text));
      await person.button('track.go').click();
      await expect(page).toHaveURL(new RegExp(`/t#${ticket}$`));
    });
  }
});

test('a pasted receipt opens the report with its key, which stands in no address', async ({ browser, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  const receipt = `Tanggap Kota Bogor Nomor laporan: ${reporter.ticket.replace(/(\d{4})(?=\d)/g, '$1 ')} Kunci: ${reporter.key.replace(/(\d{4})(?=\d)/g, '$1 ')} Aspirasi Kota Bogor`;
  for (const start of ['', 'track']) {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const other = reporter.at(person.at(await context.newPage()));
    await other.page.goto(new URL(`/${start}`, reporter.page.url()).href);
    await other.person.isReady();
    await other.page.getByRole('textbox', { name: words.word(start ? 'track.number' : 'home.track') }).fill(receipt);
    await other.person.button(start ? 'track.go' : 'home.track-go').click();
    await other.isOpen();
    expect(other.page.url()).toMatch(new RegExp(`/t#${reporter.ticket}$`));
    await context.close();
  }
});

test('of two numbers none is guessed, and a NIK in a text is refused', async ({ page, person, words, wire }) => {
  const other = ticketFrom('1000000000').replace(/(\d{4})(?=\d)/g, '$1 ');
  await person.opens();
  await person.tracks(`${grouped} atau ${other}`);
  await expect(page.getByRole('alert')).toHaveText(words.word('track.several', { numbers: `${grouped}, ${other}` }));
  await person.tracks('NIK saya 3271 0145 0680 0001');
  await expect(page.getByRole('alert')).toHaveText(words.word('number.identity'));
  await expect(person.numberBox).toBeFocused();
  expect(wire.seen(/requests\//)).toEqual([]);
});
