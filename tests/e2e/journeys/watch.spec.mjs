// The watch itself, and axe: what no test may cause is noticed. A guard that never barks is no guard.
import { violations, widthWhenNarrow } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';

const wrongs = [
  ['a picture from somewhere else', 'against the content policy: img-src', (page) => page.evaluate(() => document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' })))],
  ['a style attribute', 'against the content policy: style-src', (page) => page.evaluate(() => document.body.setAttribute('style', 'color: red'))],
  ['a visit to somebody else', 'a request to somebody else: https://example.org/', (page) => page.goto('https://example.org/').catch(() => {})],
  ['an error in the console', 'an error in the console: something is wrong', (page) => page.evaluate(() => console.error('something is wrong'))],
  ['an error that nobody catches', 'an error in the console: Error: uncaught', (page) => page.evaluate(() => void setTimeout(() => { throw new Error('uncaught'); }))],
  ['a personal word in an address', 'belongs in no address', (page) => page.evaluate(() => fetch('/healthz?name=Siti+Kenariwati'))],
  ['a request that says where it comes from', 'says where it comes from: /healthz', (page) => page.evaluate(() => fetch('/healthz', { referrerPolicy: 'unsafe-url' }))],
];

for (const [name, fault, cause] of wrongs) {
  test(`the watch notices ${name}`, async ({ page, person, watch }) => {
    watch.forgives = true;
    watch.secret('Siti Kenariwati');
    await person.opens();
    expect(watch.faults()).toEqual([]);
    await cause(page);
    await expect.poll(() => watch.faults().join('\n')).toContain(fault);
  });
}

test('axe notices a button without a name', async ({ page, person }) => {
  await person.opens();
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('main').append(document.createElement('button')));
  expect((await violations(page)).join()).toContain('button-name');
});

test('a screen that is too wide for 320 px is noticed', async ({ page, person }) => {
  await person.opens();
  expect(await widthWhenNarrow(page)).toBe(320);
  await page.evaluate(() => { document.querySelector('main').style.minInlineSize = '400px'; });
  expect(await widthWhenNarrow(page)).toBeGreaterThan(399);
});
