// What the key adds to what everybody reads by the number: words and pictures for the reporter, and, where two reports have
// claimed one number, the report of its own.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makesPhoto, waitingReport } from '../../steps/queue.mjs';
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';
import { grouped } from '../../steps/words.mjs';

const note = 'Kami datang Senin pukul sembilan';

/** The same number at a device that knows nothing. */
async function elsewhere(browser, reporter) {
  const context = await browser.newContext({ serviceWorkers: 'block', baseURL: new URL('/', reporter.page.url()).href });
  const other = reporter.at(reporter.person.at(await context.newPage()));
  return { other, page: other.page, context };
}

test('a note and a photo for the reporter stand in the history for who has the key, and for nobody else', async ({ browser, page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  const folder = await mkdtemp(path.join(tmpdir(), 'tanggap-photo-'));
  const photo = path.join(folder, 'sesudah.jpg');
  await writeFile(photo, await makesPhoto(page, 300));
  await reporter.office('update', '--status', 'in_progress', '--note', note, '--photo', photo, '--for', 'reporter');
  await rm(folder, { recursive: true });
  await reporter.follows();
  const event = page.getByRole('listitem').filter({ hasText: note });
  await expect(event).toContainText(words.word('timeline.for-reporter'));
  const picture = event.getByRole('img', { name: `${words.word('photos.photo')} 1` });
  expect(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(0);
  const { other, page: there, context } = await elsewhere(browser, reporter);
  await other.opens();
  await other.stands('in-progress');
  await expect(there.getByText(note)).toHaveCount(0);
  await other.opensWithKey();
  await expect(there.getByText(note)).toBeVisible();
  await other.person.button('talk.leave').click();
  await expect(there.getByText(note), 'closed again').toHaveCount(0);
  await other.stands('in-progress');
  await context.close();
});

test('words for the reporter are news on the device that follows the report, before and without the key', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'in_progress');
  await reporter.follows();
  await reporter.stands('in-progress');
  await page.getByRole('link', { name: words.word('home.outbox') }).click();
  await person.arrivesAt(words.word('outbox.title'));
  await expect(page.getByText(words.word('follow.news'))).toHaveCount(0);
  // Times of the office are told to the second.
  await expect(async () => {
    await reporter.office('update', '--note', note, '--for', 'reporter');
    await reporter.refreshes();
    await expect(page.getByText(words.word('follow.news')).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await person.link('sent.follow').click();
  await expect(page.getByText(words.word('change.with-key'))).toBeVisible();
  await expect(page.getByText(note).first()).toBeVisible();
});

test('the key of a number that another report has opens its own report, under its own number', async ({ page, person, server, wire, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'closed');
  const second = waitingReport(wire.url);
  const proof = createHash('sha256').update(`tanggap key v1:${second.item.key}`).digest('hex');
  const body = { ...JSON.parse(second.bytes[0][1]), ticket: reporter.ticket, key_proof: proof };
  const sent = await fetch(`${wire.url}api/aspirasi/reports/${second.uid}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(sent.status).toBe(201);
  const { service_request_id: own } = await sent.json();
  expect(own).not.toBe(reporter.ticket);
  const context = await page.context().browser().newContext({ serviceWorkers: 'block', baseURL: wire.url });
  const other = Object.assign(reporter.at(person.at(await context.newPage())), { key: second.item.key });
  await other.opens();
  await other.stands('closed');
  await other.opensWithKey();
  await other.isOpen();
  await expect(other.page.getByText(words.word('ticket.own-number', { old: grouped(reporter.ticket), number: grouped(own) }))).toBeVisible();
  await other.stands('received');
  await other.person.button('follow.start').click();
  await other.page.getByRole('link', { name: words.word('home.outbox') }).click();
  await expect(other.page.getByRole('main'), 'what is followed is the own number').toContainText(grouped(own));
  await expect(other.page.getByRole('main')).not.toContainText(grouped(reporter.ticket));
  await context.close();
});
