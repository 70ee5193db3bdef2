// Where no server knows every desk, a number and the proof of its key are shown to one desk: where this device sent the
// report, or which the person names. Never to desks in turn.
import { expect, test } from '../../steps/desks.mjs';
import { store } from '../../steps/queue.mjs';
import { Reporter } from '../../steps/reporter.mjs';

const asks = (page, words) => page.getByRole('group', { name: words.word('desk.title') });
const desk = (page, words, id) => page.getByRole('radio', { name: words.desk(id) });

/** A complaint about police conduct, and its reporter at another device, which knows nothing. */
async function elsewhere({ browser, person, desks, watch }) {
  const reporter = await new Reporter(person, desks.server).reportsOfficer();
  // From here on it counts who learns what.
  for (const id of ['aspirasi', 'polresta', 'pengawasan']) desks[id].requests.length = 0;
  const context = await browser.newContext({ serviceWorkers: 'block', baseURL: desks.front.url });
  await context.addInitScript(store);
  await watch?.alsoOver(context);
  const other = reporter.at(person.at(await context.newPage()));
  return { other, page: other.page, context };
}

test('a link with its key is shown to no desk before the person names one, then to that one alone', async ({ browser, person, desks, learned, words }) => {
  // Unwatched: the link itself, as it was sent to somebody, has the key.
  const { other, page, context } = await elsewhere({ browser, person, desks });
  await page.goto(`t#${other.ticket}.${other.key}`);
  await other.person.arrivesAt(words.word('desk.title'));
  await expect(asks(page, words).getByRole('radio')).toHaveCount(3);
  await expect(asks(page, words).getByRole('radio', { checked: true }), 'nobody is chosen beforehand').toHaveCount(0);
  expect(new URL(page.url()).hash).toBe(`#${other.ticket}`);
  await other.person.continues();
  const summary = page.getByRole('alert').filter({ hasText: words.word('error.summary') });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: words.word('desk.missing') }).click();
  await expect(desk(page, words, 'aspirasi')).toBeFocused();
  expect(learned(other)).toEqual([]);
  await desk(page, words, 'pengawasan').check();
  await other.person.continues();
  await other.isOpen();
  await other.isAtTheReport();
  await expect(page.getByText(words.word('desk.asked', { desk: words.desk('pengawasan') }))).toBeVisible();
  await other.says('say.message', 'Masih menunggu kabar', 'say.send');
  await expect.poll(() => other.messages(), { timeout: 15_000 }).toContain('Masih menunggu kabar');
  expect(learned(other)).toEqual(['pengawasan']);
  await context.close();
});

test('a typed key waits for the desk, and a desk named in error sees no more than it was shown', async ({ browser, person, desks, learned, words, watch }) => {
  const { other, page, context } = await elsewhere({ browser, person, desks, watch });
  await page.goto(`t#${other.ticket}`);
  await desk(page, words, 'aspirasi').check();
  await other.person.continues();
  await other.person.arrivesAt(words.word('ticket.unknown-title'));
  await expect(other.keyBox, 'there is no key to be given where there is no report').toHaveCount(0);
  await other.person.button('desk.other').click();
  await other.person.arrivesAt(words.word('desk.title'));
  await desk(page, words, 'pengawasan').check();
  await other.person.continues();
  await other.isAtTheReport();
  await other.opensWithKey();
  await other.isOpen();
  expect(learned(other)).toEqual(['aspirasi', 'pengawasan']);
  expect(desks.aspirasi.seen(/^POST|^PUT/), 'the number, never the proof').toEqual([]);
  const sessions = [desks.aspirasi, desks.polresta, desks.front].flatMap(({ requests }) => requests).filter(({ headers }) => 'x-report-session' in headers);
  expect(sessions, 'a session goes to the desk that gave it').toEqual([]);
  await other.person.button('desk.other').click();
  await expect(other.talk, 'what one desk has opened is not shown as another\'s').toHaveCount(0);
  await context.close();
});

test('the tracker asks for the desk with the number, and the desk is remembered only where the report is followed', async ({ browser, person, desks, learned, words, watch }) => {
  const { other, page, context } = await elsewhere({ browser, person, desks, watch });
  const track = async () => {
    await other.person.opens('track');
    await page.getByRole('textbox', { name: words.word('track.number') }).fill(other.ticket);
    await other.person.button('track.go').click();
  };
  await track();
  await expect(asks(page, words)).toHaveAccessibleDescription(new RegExp(words.word('desk.missing')));
  await expect(desk(page, words, 'aspirasi')).toBeFocused();
  expect(learned(other)).toEqual([]);
  await desk(page, words, 'pengawasan').check();
  await other.person.button('track.go').click();
  await other.isAtTheReport();
  await page.reload();
  await other.person.arrivesAt(words.word('desk.title'));
  await desk(page, words, 'pengawasan').check();
  await other.person.continues();
  await other.isAtTheReport();
  await other.person.button('follow.start').click();
  await expect.poll(async () => (await other.person.stored()).settings, 'the list of those that are followed is kept').toContain(other.ticket);
  await page.reload();
  await other.isAtTheReport();
  await track();
  await other.isAtTheReport();
  await page.goto(`escalate#${other.ticket}`);
  await other.person.arrivesAt(words.word('escalate.title'));
  expect(learned(other)).toEqual(['pengawasan']);
  await context.close();
});

test('the papers for the next body wait for the desk, too', async ({ browser, person, desks, learned, words, watch }) => {
  const { other, page, context } = await elsewhere({ browser, person, desks, watch });
  await page.goto(`escalate#${other.ticket}`);
  await other.person.arrivesAt(words.word('desk.title'));
  expect(learned(other)).toEqual([]);
  await desk(page, words, 'pengawasan').check();
  await other.person.continues();
  await other.person.arrivesAt(words.word('escalate.title'));
  expect(learned(other)).toEqual(['pengawasan']);
  await context.close();
});

test('what this device sent is asked for, opened and talked about where it was sent, also without a line', async ({ page, person, desks, learned, words }) => {
  const reporter = await new Reporter(person, desks.server).reportsOfficer();
  await reporter.follows();
  await reporter.isOpen();
  await page.reload();
  await reporter.isOpen();
  await expect(asks(page, words)).toHaveCount(0);
  await desks.pengawasan.disconnect();
  await reporter.says('say.message', 'Saya punya saksi', 'say.send');
  await expect(reporter.talk.getByText(words.word('outbox.not_sent'))).toBeVisible({ timeout: 15_000 });
  await desks.pengawasan.connect();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => reporter.messages(), { timeout: 15_000 }).toContain('Saya punya saksi');
  expect(learned(reporter)).toEqual(['pengawasan']);
  const written = desks.pengawasan.seen(/^(PUT|POST)/).map(({ headers }) => [headers['sec-fetch-site'], headers.origin]);
  expect(written.length, 'a report, a key and a message').toBeGreaterThanOrEqual(3);
  expect(new Set(written.map(String)), 'to the desk they are writes of an allowed portal\'s page').toEqual(new Set([`same-site,${new URL(desks.front.url).origin}`]));
});
