// The receipt: number and key are kept as a picture, what was done with the key is remembered, and it says by when and that
// nobody will be told.
import { readFile } from 'node:fs/promises';
import { Reporter } from '../steps/reporter.mjs';
import { expect, test } from '../steps/site.mjs';
import { grouped } from '../steps/words.mjs';

/** Whether the key is anywhere else, as the screen says it. */
const says = (person, how) => expect(person.page.getByText(person.word(`key-kept.${how}`)).first()).toBeVisible();

test('number, code and key are saved as a picture, and its code leads to the report', async ({ page, person, server, words }) => {
  await person.reportsLight();
  const ticket = await person.sends();
  const downloading = page.waitForEvent('download');
  await person.button('sent.picture').click();
  const download = await downloading;
  expect(download.suggestedFilename(), 'no key in the name of a file').toBe(`${words.word('sent.file-name')}-${ticket}.png`);
  await says(person, 'saved');
  const buffer = await readFile(await download.path());
  const size = await page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    return [bitmap.width, bitmap.height];
  }, [...buffer]);
  expect(size[0]).toBe(1080);
  expect(size[1]).toBeGreaterThan(1300);
  await person.opens('track');
  await page.getByLabel(words.word('scan.picture')).setInputFiles({ name: 'kwitansi.png', mimeType: 'image/png', buffer });
  await Object.assign(new Reporter(person, server), { ticket }).isAtTheReport();
  expect(new URL(page.url()).hash, 'the key is not in the code').toBe(`#${ticket}`);
});

test('the picture is made without a line', async ({ page, context, person, watch }) => {
  watch.allow(/ERR_/);
  await person.reportsLight();
  await person.sends();
  await context.setOffline(true);
  const downloading = page.waitForEvent('download');
  await person.button('sent.picture').click();
  expect((await readFile(await (await downloading).path())).subarray(1, 4).toString()).toBe('PNG');
});

test('the device remembers what was done with the key, and says so on the receipt and in the list', async ({ page, context, person, words }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await person.reportsLight();
  const ticket = await person.sends();
  const receipt = page.url();
  await says(person, 'never');
  await person.button('sent.key-show').click();
  await says(person, 'shown');
  await page.reload();
  await person.isReady();
  await says(person, 'shown');
  await person.button('sent.copy').click();
  await says(person, 'copied');
  await person.opens('outbox');
  await says(person, 'copied');
  await page.goto(receipt);
  const downloading = page.waitForEvent('download');
  await person.button('sent.file').click();
  expect(await readFile(await (await downloading).path(), 'utf8')).toContain(grouped(ticket));
  await says(person, 'saved');
  await person.button('sent.key-show').click();
  await says(person, 'saved');
  await person.opens('outbox');
  await expect(page.getByRole('listitem').filter({ hasText: grouped(ticket) })).toContainText(words.word('key-kept.saved'));
});

test('on paper the receipt has the portal, its address and the key', async ({ page, person, words }) => {
  await page.addInitScript(() => { self.print = () => { self.printed = true; }; });
  await person.reportsLight();
  await person.sends();
  await expect(page.getByText(new URL('/', page.url()).href, { exact: false }).first()).toBeHidden();
  await person.button('sent.print').click();
  await expect.poll(() => page.evaluate(() => self.printed)).toBe(true);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#key')).toHaveText(/^(\d{4} ){4}\d{4}$/);
  await expect(page.getByText(new URL('/', page.url()).href).first()).toBeVisible();
  await expect(page.getByText(words.word('sent.no-notice'))).toBeVisible();
  await page.emulateMedia({ media: null });
  // Whether any paper came no page is told.
  await says(person, 'shown');
});

test('the last day for an answer is a date once the report has arrived, and before that a number of days', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of 503/);
  const put = /^PUT /;
  await person.reportsLight();
  wire.answers(put, { status: 503 });
  await person.button('check.send').click();
  await person.isNotSent();
  const next = page.getByRole('list').filter({ hasText: words.word('sent.next-answer') });
  await expect(next).toContainText(new RegExp(words.word('sent.next-by').replace('{days}', words.word('clock.working-days').replace('{days}', '\\d+'))));
  wire.heals();
  await person.button('outbox.send-now').click();
  await person.isReceived();
  await expect(next).toContainText(new RegExp(`${words.word('clock.due').replace('{date}', '\\d{1,2} \\p{L}+ \\d{4}')}.*${words.word('clock.working-days').replace('{days}', '\\d+')}`, 'u'));
  await expect(next).toContainText(words.word('sent.next-talk'));
  await expect(page.getByText(words.word('sent.no-notice'))).toBeVisible();
});

test('in the list, where a report stands with the office stands in the line of its delivery', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'in_progress');
  await person.opens('outbox');
  await reporter.refreshes();
  const item = page.getByRole('listitem').filter({ hasText: grouped(reporter.ticket) });
  const line = item.locator('.item__line');
  await expect(line).toHaveText(`${words.word('outbox.received')}${words.word('status.in-progress')} · ${words.desk('aspirasi')}`);
  await expect(item.getByRole('list'), 'no more chips than there is news').toHaveCount(0);
});
