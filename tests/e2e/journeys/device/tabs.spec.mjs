// Several tabs of one portal: one sender, one writer of a draft, news of each other (reliability R5, A11, D1–D3).
import { expect, test } from '../../steps/adapters.mjs';

const uid = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

/** A number that is heard over the channel takes a moment. */
const busy = (beats) => `Busy { beat: ${beats} }`;

test('the lock is one tab’s, free at once when given back, and free when the tab dies', async ({ tab }) => {
  const [a, b] = [await (await tab()).open(), await (await tab()).open()];
  expect(await a.does('take')).toBe('Mine');
  expect(await a.does('take'), 'who has it has it').toBe('Mine');
  expect(await b.does('take')).toMatch(/^Busy/);
  await a.does('release');
  expect(await a.does('take'), 'also for the one who gave it back').toBe('Mine');
  await a.does('release');
  expect(await b.does('take')).toBe('Mine');
  await b.page.close();
  await expect.poll(() => a.does('take')).toBe('Mine');
});

test('another portal of the same origin has a lock of its own', async ({ tab }) => {
  const [a, b] = [await (await tab()).open('/'), await (await tab()).open('/lapor/')];
  expect([await a.does('take'), await b.does('take')]).toEqual(['Mine', 'Mine']);
});

test('A11: the beat moves while the holder lives, stands still when it freezes, and then the lock can be stolen', async ({ tab }) => {
  const [a, b] = [await (await tab()).open(), await (await tab()).open()];
  expect(await a.does('take')).toBe('Mine');
  await expect.poll(() => b.does('take')).toBe(busy(1));
  expect(await a.does('beat')).toBe(true);
  await expect.poll(() => b.does('take')).toBe(busy(2));
  const browser = await a.page.context().newCDPSession(a.page);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  expect(await b.does('take')).toBe(busy(2));
  expect(await b.does('steal')).toBe(true);
  await browser.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(() => a.does('beat'), 'who thaws finds it gone').toBe(false);
  expect(await b.does('beat')).toBe(true);
});

test('D2: where there are no locks it is always ours', async ({ tab }) => {
  const without = () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  const [a, b] = [await (await tab(without)).open(), await (await tab(without)).open()];
  expect([await a.does('take'), await b.does('take')]).toEqual(['Mine', 'Mine']);
  expect(await a.does('beat')).toBe(true);
  await a.does('release');
  expect(await a.does('put_line', '6f9619ff')).toBe('Ok(())');
});

test('D3: a draft is written in one tab at a time', async ({ tab }) => {
  const [a, b] = [await (await tab()).open(), await (await tab()).open()];
  expect(await a.does('hold_draft', uid)).toBe(true);
  expect(await b.does('hold_draft', uid)).toBe(false);
  expect(await b.does('hold_draft', '0b0a5a8c-25a8-4e55-9f0f-9d3f1f8c6f10'), 'another draft').toBe(true);
  await a.does('let_drafts_go');
  await expect.poll(() => b.does('hold_draft', uid)).toBe(true);
});

test('tabs hear of each other’s changes and not of their own', async ({ tab }) => {
  const [a, b, other] = [await (await tab()).open(), await (await tab()).open(), await (await tab()).open('/lapor/')];
  await a.does('put_draft', uid, 0, 'Lampu');
  await expect.poll(() => b.does('news')).toEqual(['Elsewhere(Drafts)']);
  await a.does('put', 'a', 0);
  await expect.poll(() => b.does('news')).toEqual(['Elsewhere(Outbox)']);
  expect(await a.does('put', 'a', 0)).toBe('Err(Conflict)');
  expect([await a.does('news'), await b.does('news'), await other.does('news')]).toEqual([[], [], []]);
});

test('the time that was asked for comes once, and a later wish takes its place', async ({ tab }) => {
  const device = await tab();
  await device.page.clock.install();
  await device.open();
  await device.does('wake_in', 1_000);
  await device.does('wake_in', 5_000);
  await device.page.clock.runFor(4_000);
  expect(await device.does('news')).toEqual([]);
  await device.page.clock.runFor(60_000);
  expect(await device.does('news')).toEqual(['Timer']);
});
