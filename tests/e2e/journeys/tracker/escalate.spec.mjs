// The day after a clock has lapsed the way to the next body is open, with papers that can be kept.
import { readFile } from 'node:fs/promises';
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';

const DAY_MS = 24 * 3_600_000;

test('once the time limit has passed the report can be taken to the next body, with all that was said', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'in_progress', '--note', 'Menunggu suku cadang', '--for', 'all');
  await reporter.office('reply', '--text', 'Mohon bersabar');
  await reporter.follows();
  await expect(page.getByText(words.word('clock.opens-on').split('{')[0])).toBeVisible();
  await expect(person.link('clock.escalate')).toHaveCount(0);
  await page.clock.setSystemTime(Date.now() + 40 * DAY_MS);
  await reporter.refreshes();
  await person.link('clock.escalate').click();
  await person.arrivesAt(words.word('escalate.title'));
  await expect(page.getByRole('heading', { name: /Ombudsman/ })).toBeVisible();
  await expect(page.getByText(words.word('escalate.here')).first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await person.button('paper.save').click();
  const paper = await readFile(await (await downloading).path(), 'utf8');
  for (const part of ['Lampu jalan mati', 'Menunggu suku cadang', 'Mohon bersabar', words.word('paper.proof').toUpperCase()]) expect(paper).toContain(part);
  expect(paper.replaceAll(' ', '')).toContain(reporter.ticket);
  expect(paper.replaceAll(' ', '')).not.toContain(reporter.key);
});

test('the papers are printed alone, unfolded', async ({ page, person, server }) => {
  const reporter = await new Reporter(person, server).reports();
  await person.opens(`escalate#${reporter.ticket}`);
  await page.evaluate(() => {
    window.print = () => {
      const seen = [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility());
      window.printed = { open: document.querySelector('[data-printed]').open, marked: document.documentElement.hasAttribute('data-printing'), seen: seen.length };
    };
  });
  await person.button('paper.print').first().click();
  expect(await page.evaluate(() => window.printed)).toMatchObject({ open: true, marked: true });
});
