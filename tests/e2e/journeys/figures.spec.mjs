// The public figures: per desk and service, on a phone and on a wide screen, and as files to take along.
import { readFile } from 'node:fs/promises';
import { Reporter } from '../steps/reporter.mjs';
import { expect, test } from '../steps/site.mjs';

const light = { desk: 'aspirasi', service_code: 'street-light', service_name: 'Lampu jalan', received: 12, open: 5, answered: 7, with_clock: 6, in_time: 5, median_days: 2.5, overdue: 4, reopened: 1, satisfied: 4 };
const road = (place) => ({ ...light, service_code: `road-${place}`, service_name: `Jalan ${place}`, received: 2, open: 1, answered: 1, with_clock: 0, in_time: 0, median_days: null, overdue: 0, reopened: 0 });
const others = { ...road(0), desk: 'polresta', service_code: '', service_name: '', received: 4 };

/** A server that has counted these rows. */
const counted = (wire, rows) => wire.answers(/stats\.json/, { type: 'application/json', body: JSON.stringify({ as_of: '2026-11-26T10:00:00Z', days: 365, rows }) });

/** Saves with a button, and reads the file. */
async function saved(page, button) {
  const downloading = page.waitForEvent('download');
  await button.click();
  return readFile(await (await downloading).path(), 'utf8');
}

test('in time is what was answered in time, of all that was answered or is overdue, and the page says so', async ({ page, person, wire, words }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  counted(wire, [light, road(1), others]);
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  await expect(page.getByText(words.word('figures.rule'))).toBeVisible();
  const desk = page.getByRole('region', { name: words.desk('aspirasi'), exact: true });
  await expect(desk).toContainText(words.word('figures.received-of', { count: 14, open: 6 }));
  await expect(desk).toContainText(words.word('figures.overdue-of', { count: 4 }));
  await expect(desk.getByText(words.word('figures.in-time-of', { percent: 50, count: 5, of: 10 })).first()).toBeVisible();
  await expect(desk.locator('progress'), 'one bar with one meaning').toHaveCount(1);
  await expect(desk.getByRole('row', { name: /Lampu jalan/ }).getByRole('cell')).toHaveText(['12', '5', '4', '7', '50 %', '2,5', '1']);
  await expect(page.getByRole('row', { name: words.word('figures.others') }).getByRole('cell').nth(4), 'what is unknown is a dash').toHaveText('–');
  const table = await saved(page, person.button('figures.save'));
  const [head, first, ...rest] = table.trim().split('\r\n').map((line) => line.split(','));
  const value = (name) => first[head.indexOf(name)];
  expect(rest).toHaveLength(2);
  expect([value('received'), value('overdue'), value('in_time'), value('in_time_percent')], 'the same numbers in the file').toEqual(['12', '4', '5', '50']);
});

test('a desk with too few reports is named, and says why nothing is shown', async ({ page, person, wire, words }) => {
  counted(wire, [light]);
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  for (const id of ['polresta', 'pengawasan']) await expect(page.getByRole('heading', { name: words.desk(id) })).toBeVisible();
  await expect(page.getByText(words.word('figures.few'))).toHaveCount(2);
});

test('of few reports no share is told, only how many', async ({ page, person, wire, words }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  counted(wire, [{ ...light, received: 3, open: 2, answered: 1, with_clock: 1, in_time: 1, overdue: 0 }]);
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  const desk = page.getByRole('region', { name: words.desk('aspirasi'), exact: true });
  await expect(desk.getByText(words.word('figures.in-time-few', { count: 1, of: 1 })).first()).toBeVisible();
  await expect(desk.locator('progress')).toHaveCount(0);
  await expect(desk.getByRole('row', { name: /Lampu jalan/ }).getByRole('cell').nth(4)).toHaveText('1/1');
});

test('on a phone each service is a card, and nothing has to be pushed aside to be read', async ({ page, person, wire, words }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  counted(wire, [light, ...[1, 2, 3, 4].map(road)]);
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  const card = page.getByRole('listitem').filter({ hasText: 'Lampu jalan' });
  await expect(card).toContainText(words.word('figures.in-time-of', { percent: 50, count: 5, of: 10 }));
  await expect(page.getByRole('table')).toHaveCount(0);
  const last = page.getByRole('heading', { name: 'Jalan 4' });
  await expect(last).toHaveCount(0);
  await page.getByText(words.word('figures.more', { count: 2 })).click();
  await expect(last).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no wider than the screen').toBeLessThanOrEqual(360);
});

test('on paper the figures are a table', async ({ page, person, wire, words }) => {
  await page.setViewportSize({ width: 700, height: 900 });
  counted(wire, [light, road(1)]);
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('row', { name: /Lampu jalan/ })).toBeVisible();
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
});

for (const [name, size] of [['a phone', { width: 360, height: 640 }], ['a wide screen', { width: 1280, height: 800 }]]) {
  test(`nothing moves when the figures come, on ${name}`, async ({ page, person, wire, words }) => {
    await page.setViewportSize(size);
    await page.addInitScript(() => {
      self.shifts = [];
      const observer = new PerformanceObserver((list) => self.shifts.push(...list.getEntries().map(({ value, sources }) => [value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])));
      observer.observe({ type: 'layout-shift', buffered: true });
    });
    counted(wire, [light, ...[1, 2, 3, 4, 5, 6].map(road), others]);
    const letThemCome = wire.holds(/stats\.json/);
    await person.opens('figures');
    await person.arrivesAt(words.word('figures.title'));
    await expect(page.getByRole('heading', { name: words.desk('aspirasi') }), 'who is asked stands there already').toBeVisible();
    letThemCome();
    await expect(page.getByText(words.word('figures.overdue-of', { count: 4 })).first()).toBeVisible();
    // The observer hears of a frame after it was drawn.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const shifts = await page.evaluate(() => self.shifts);
    // As browsers reckon: a tenth of the screen, all in all, is their limit; a thousandth is no line of text.
    expect(shifts.reduce((sum, [value]) => sum + value, 0), JSON.stringify(shifts)).toBeLessThan(0.001);
  });
}

test('where a backend has no figures they are counted from what is public, which is saved as a table', async ({ page, person, server, wire, words, watch }) => {
  watch.allow(/404/);
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('publish');
  wire.answers(/stats\.json/, { status: 404 });
  wire.answers(/pengawasan\/requests\.json/, { status: 404 });
  // Other tests share the server: they may have published at the unit's desk, and referred reports to it.
  const listed = await (await fetch(`${wire.url}api/aspirasi/requests.json`)).json();
  const own = listed.filter((report) => report.extended_attributes.tanggap.desk === 'aspirasi');
  wire.answers(/aspirasi\/requests\.json/, { type: 'application/json', body: JSON.stringify(own) });
  wire.answers(/polresta\/requests\.json/, { type: 'application/json', body: '[]' });
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  await expect(page.getByRole('heading', { name: words.desk('aspirasi') })).toBeVisible();
  await expect(page.getByText(words.word('figures.silent', { desks: words.desk('pengawasan') })), 'who has not answered is named').toBeVisible();
  await expect(page.getByText(words.word('figures.not-public')), 'and who has published nothing').toBeVisible();
  await expect(page.getByText(words.word('figures.counted').split('{')[0])).toBeVisible();
  const table = await saved(page, person.button('figures.save-reports'));
  expect(table.split('\r\n')[0]).toContain('service_request_id,status,status_notes,service_name');
  expect(table).toContain(reporter.ticket);
});
