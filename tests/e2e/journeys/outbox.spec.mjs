// Everything on this device: what waits, what has arrived, and what a person can do with it.
import { expectAccessible } from '../steps/accessible.mjs';
import { readFile } from 'node:fs/promises';
import { expect, test } from '../steps/site.mjs';
import { grouped, languages } from '../steps/words.mjs';

const put = /^PUT \/api\/aspirasi\/reports\//;

test('nothing yet is said in words', async ({ page, person, words }) => {
  await person.opens('outbox');
  await person.arrivesAt(words.word('outbox.title'));
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
});

test('a waiting report is found from the first screen, says what it says, goes into a file, and is sent from the list', async ({ page, person, server, wire, watch, words }) => {
  const { word } = words;
  watch.allow(/status of 503/);
  await person.reportsLight('Lampu jalan mati di depan kantor pos');
  wire.answers(put, { status: 503, headers: { 'retry-after': '600' } });
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await person.opens();
  await page.getByRole('banner').getByRole('link', { name: word('bar.waiting', { count: 1 }) }).click();
  await person.arrivesAt(word('outbox.title'));
  const item = page.getByRole('listitem').filter({ hasText: grouped(ticket) });
  await expect(item.getByRole('status')).toHaveText(word('outbox.not_sent'));
  await expect(item).not.toContainText('kantor pos');
  await item.getByRole('button', { name: word('outbox.look') }).click();
  await expect(item).toContainText('kantor pos');
  const saving = page.waitForEvent('download');
  await item.getByRole('button', { name: word('outbox.export') }).click();
  const file = await readFile(await (await saving).path(), 'utf8');
  for (const said of [grouped(ticket), 'kantor pos', word('outbox.not_sent')]) expect(file).toContain(said);

  wire.heals();
  await item.getByRole('button', { name: word('outbox.send-now') }).click();
  await expect(item.getByRole('status')).toHaveText(word('outbox.received'), { timeout: 15_000 });
  expect(await server.report(ticket)).toBeTruthy();
});

test('a report that never arrived can be taken back, and then removed from the list', async ({ page, person, server, wire, watch, words }) => {
  const { word } = words;
  watch.allow(/status of (503|404)/);
  await person.reportsLight();
  wire.answers(put, { status: 503 });
  await person.button('check.send').click();
  const ticket = await person.isNotSent();
  await person.opens('outbox');
  const item = page.getByRole('listitem').filter({ hasText: grouped(ticket) });
  await item.getByRole('button', { name: word('outbox.take-back') }).click();
  await item.getByRole('button', { name: word('outbox.take-back-sure') }).click();
  await expect(item.getByRole('status')).toHaveText(word('outbox.withdrawn'), { timeout: 15_000 });
  expect(await server.report(ticket)).toBeUndefined();
  await item.getByRole('button', { name: word('outbox.forget') }).click();
  await item.getByRole('button', { name: word('outbox.forget-sure') }).click();
  await expect(page.getByText(word('outbox.empty'))).toBeVisible();
});

test('a receipt is there again after a reload, with the key, and makes a file without a network', async ({ page, context, person, watch, words }) => {
  const { word } = words;
  watch.allow(/ERR_/);
  await person.reportsLight();
  const ticket = await person.sends();
  await page.reload();
  await person.isReady();
  expect(await person.isReceived()).toBe(ticket);
  await context.setOffline(true);
  await person.button('sent.key-show').click();
  const key = await page.getByText(/^(\d{4} ){4}\d{4}$/).innerText();
  watch.secret(key);
  const saving = page.waitForEvent('download');
  await person.button('sent.file').click();
  const file = await readFile(await (await saving).path(), 'utf8');
  for (const said of [grouped(ticket), key, word('outbox.received')]) expect(file).toContain(said);
});

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ language, contextOptions: { reducedMotion: 'reduce' } });

    test(`the list is accessible with everything in it (${language})`, async ({ page, person, wire, watch, words }) => {
      test.slow();
      watch.allow(/status of 503/);
      await person.opens('outbox');
      await person.arrivesAt(words.word('outbox.title'));
      await expectAccessible(page, 'nothing yet');
      await person.reportsLight('lampu jalan street light');
      await person.sends();
      await person.reportsLight('lampu jalan street light');
      wire.answers(put, { status: 503 });
      await person.button('check.send').click();
      await person.isNotSent();
      await person.opens();
      await person.toldBox.fill('draf');
      await expect(page.getByText(words.word('draft.kept').split('{time}')[0])).toBeVisible();
      await expectAccessible(page, 'first screen with a draft and a waiting report');
      await person.opens('outbox');
      await page.getByRole('button', { name: words.word('outbox.look') }).first().click();
      await page.getByRole('button', { name: words.word('outbox.take-back') }).click();
      await expectAccessible(page, 'a list with a draft, a waiting and a received report');
    });
  });
}
