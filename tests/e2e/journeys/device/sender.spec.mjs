// What leaves the device and what counts as an answer (reliability B).
import { expect, test } from '../../steps/adapters.mjs';

const receipt = 'Ok((201, "application/json", Some("7"), true, 9))';

test('an answer comes home whole, with what is needed to judge it; cookies stay behind', async ({ tab, context, site }) => {
  await context.addCookies([{ name: 'lang', value: 'su', url: site.url }]);
  const device = await (await tab()).open();
  expect(await device.does('send', 'PUT', '/receipt', '{"a":1}', 5_000)).toBe(receipt);
  const [{ method, headers, body }] = site.seen;
  expect([method, headers['content-type'], headers.cookie, headers.referer, body]).toEqual(['PUT', 'application/json', undefined, undefined, '{"a":1}']);
});

test('B8: a redirect is not followed: nothing goes to a stranger', async ({ tab, site }) => {
  const device = await (await tab()).open();
  expect(await device.does('send', 'PUT', '/redirect', '{"a":1}', 5_000)).toBe('Ok((0, "", None, false, 0))');
  expect(site.seen.map(({ path }) => path)).toEqual(['/redirect']);
});

for (const [name, path] of [['B4: never answers', '/never'], ['B5: begins and never ends', '/begins'], ['B6: breaks off', '/cut'], ['B22: does not end', '/endless']]) {
  test(`${name}: nobody knows whether it arrived`, async ({ tab }) => {
    const device = await (await tab()).open();
    expect(await device.does('send', 'PUT', path, '{"a":1}', path === '/endless' ? 30_000 : 500)).toBe('Err(Ambiguous)');
  });
}

test('B25: a browser that says it is offline is not believed where twice counts once', async ({ tab, site }) => {
  const device = await (await tab(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }))).open();
  expect(await device.does('send', 'PUT', '/receipt', '{"a":1}', 5_000)).toBe(receipt);
  expect(site.seen).toHaveLength(1);
});

test('B25: before a POST it is asked once more, without harm', async ({ tab, site }) => {
  const device = await (await tab(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }))).open();
  expect(await device.does('send', 'POST', '/receipt', '{"a":1}', 5_000)).toBe(receipt);
  expect(site.seen.map(({ method }) => method)).toEqual(['HEAD', 'POST']);
});

test('B30: a POST that never left is known not to have, a PUT need not be', async ({ tab, context, site }) => {
  const device = await (await tab()).open();
  await context.setOffline(true);
  expect(await device.does('send', 'POST', '/receipt', '{"a":1}', 5_000)).toBe('Err(NotSent)');
  expect(await device.does('send', 'PUT', '/receipt', '{"a":1}', 5_000)).toBe('Err(Ambiguous)');
  expect(site.seen).toEqual([]);
});

test('the network’s return is noticed by a question where the browser says nothing, and only then', async ({ tab, site, context }) => {
  const device = await tab();
  await device.page.clock.install();
  await device.open();
  await device.page.evaluate(() => {
    window.wanted = false;
    window.backs = 0;
    window.hands.watch_network('/', () => window.wanted, () => { window.backs += 1; });
  });
  const backs = () => device.page.evaluate(() => window.backs);
  const asked = () => site.seen.filter(({ path }) => path === '/config.json').length;
  await device.page.clock.runFor(20_000);
  expect(asked(), 'nothing waits, nothing is asked').toBe(0);
  await device.page.evaluate(() => { window.wanted = true; });
  await device.page.clock.runFor(5_000);
  await expect.poll(asked).toBe(1);
  expect(await backs(), 'the network never went: the desk keeps its pauses').toBe(0);
  let failed = 0;
  device.page.on('requestfailed', () => { failed += 1; });
  await context.route('**/config.json', (route) => route.abort());
  await device.page.clock.runFor(5_000);
  await expect.poll(() => failed).toBe(1);
  await context.unroute('**/config.json');
  await device.page.clock.runFor(5_000);
  await expect.poll(backs).toBe(1);
  await device.page.clock.runFor(5_000);
  await expect.poll(asked).toBe(3);
  expect(await backs(), 'once').toBe(1);
  await context.setOffline(true);
  await context.setOffline(false);
  await expect.poll(backs, 'the browser’s own word').toBe(2);
});
