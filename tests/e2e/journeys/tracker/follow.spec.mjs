// A report is followed by its number: through its statuses and from desk to desk, with and without a line, and what has
// changed since somebody looked is said.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makesPhoto } from '../../steps/queue.mjs';
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';

test('a report is followed through eight statuses and two desks, as one story', async ({ page, person, server, words }) => {
  test.slow();
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.stands('received');
  for (const status of ['verified', 'in_progress']) {
    await reporter.office('update', '--status', status, '--note', `Catatan ${status}`, '--for', 'all');
    await reporter.refreshes();
    await reporter.stands(status.replace('_', '-'));
    await expect(page.getByText(`Catatan ${status}`).first()).toBeVisible();
  }
  await reporter.office('update', '--to-desk', 'polresta', '--note', 'Perlu pengaturan lalu lintas', '--for', 'all');
  await reporter.refreshes();
  await reporter.stands('referred');
  await expect(page.getByText(words.word('timeline.referral', { desk: words.desk('polresta') })).first()).toBeVisible();
  for (const status of ['answered', 'closed', 'reopened', 'rejected']) {
    await reporter.office('update', '--status', status);
    await reporter.refreshes();
    await reporter.stands(status);
  }
  await reporter.office('update', '--status', 'duplicate');
  await reporter.refreshes();
  await reporter.stands('duplicate');
  const events = await page.getByRole('listitem').filter({ has: page.getByRole('time') }).or(page.locator('.timeline__item')).count();
  expect(events).toBeGreaterThanOrEqual(9);
});

for (const [language, moment] of [['id', /^(Min|Sen|Sel|Rab|Kam|Jum|Sab), \d{1,2} [A-Z][a-z]{2} · \d\d\.\d\d$/], ['su', /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} · \d\d\.\d\d$/], ['en', /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat), \d{1,2} [A-Z][a-z]{2,3} · \d\d:\d\d$/]]) {
  test.describe(language, () => {
    test.use({ language });

    test(`the history has short dates, and the clock its last day as a date (${language})`, async ({ page, person, server, words }) => {
      const reporter = await new Reporter(person, server).reports();
      await reporter.follows();
      await expect(page.getByRole('time').first()).toHaveText(moment);
      const [before] = words.word('clock.due').split('{');
      const due = page.getByRole('heading', { name: new RegExp(`^${before}\\d{1,2} \\p{L}+ \\d{4}`, 'u') });
      await expect(due).toBeVisible();
      await expect(page.getByRole('region', { name: before }), 'the days left stand second').toContainText(new RegExp(words.word('clock.left-working').replace(/\{\w+\}/g, '\\d+')));
    });
  });
}

test('without a line the last known state is shown with its age, and what is new is said when the line is back', async ({ page, person, server, wire, words, watch }) => {
  watch.allow(/ERR_/);
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'in_progress', '--note', 'Tim sudah di jalan', '--for', 'all');
  await reporter.follows();
  await expect(page.getByText('Tim sudah di jalan').first()).toBeVisible();
  await page.getByRole('link', { name: words.word('home.outbox') }).click();
  await person.arrivesAt(words.word('outbox.title'));
  await wire.disconnect();
  await person.link('sent.follow').click();
  await reporter.isAtTheReport();
  await expect(page.getByText(words.word('ticket.old-no-line').split('{')[0])).toBeVisible();
  await expect(page.getByText('Tim sudah di jalan').first()).toBeVisible();
  await wire.connect();
  await reporter.office('update', '--status', 'answered');
  await reporter.office('update', '--status', 'in_progress', '--note', 'Ternyata belum selesai', '--for', 'all');
  await person.opens('outbox');
  await reporter.refreshes();
  await expect(page.getByText(words.word('follow.news')).first()).toBeVisible();
  await person.link('sent.follow').click();
  await reporter.isAtTheReport();
  await expect(page.getByText(words.word('change.new'))).toBeVisible();
  await person.opens();
  await expect(page.getByText(words.word('follow.news-count', { count: 1 })), 'who has looked has nothing new').toHaveCount(0);
});

test('a photo of what was done stands in the history of a published report', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  const folder = await mkdtemp(path.join(tmpdir(), 'tanggap-photo-'));
  const photo = path.join(folder, 'sesudah.jpg');
  await writeFile(photo, await makesPhoto(page, 300));
  await reporter.office('publish');
  await reporter.office('update', '--status', 'answered', '--note', 'Lampu baru terpasang', '--for', 'all', '--photo', photo);
  await reporter.follows();
  const event = page.getByRole('listitem').filter({ hasText: 'Lampu baru terpasang' }).last();
  const picture = event.getByRole('img', { name: `${words.word('photos.photo')} 1` });
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(0);
  await rm(folder, { recursive: true });
});

test('what has not changed is not sent again', async ({ person, server, wire }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await person.opens('outbox');
  await person.link('sent.follow').click();
  await reporter.isAtTheReport();
  const before = wire.requests.length;
  await reporter.refreshes();
  const status = /^GET \/api\/requests\/\d+\.json/;
  await expect.poll(() => wire.seen(status).length).toBeGreaterThan(1);
  await expect.poll(() => wire.requests.slice(before).some(({ headers }) => headers['if-none-match'])).toBe(true);
});

test('a number of somebody else is followed only when somebody says so, and let go of', async ({ page, context, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await context.clearCookies();
  const other = reporter.at(person.at(await (await page.context().browser().newContext()).newPage()));
  await other.page.goto(page.url().split('/sent')[0] + `/t#${reporter.ticket}`);
  await other.isAtTheReport();
  await other.person.button('follow.start').click();
  await other.page.getByRole('link', { name: words.word('home.outbox') }).click();
  await expect(other.page.getByRole('heading', { name: words.word('follow.title') })).toBeVisible();
  await other.page.reload();
  await expect(other.page.getByRole('heading', { name: words.word('follow.title') })).toBeVisible();
  await other.person.button('follow.stop').click();
  await expect(other.page.getByRole('heading', { name: words.word('follow.title') })).toHaveCount(0);
  await other.page.context().close();
});
