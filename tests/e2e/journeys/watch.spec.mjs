// The watch itself: what no test may cause makes a test fail. Each of these has to fail, and is counted as passed for it.
import { expectAccessible } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';

const wrongs = [
  ['a picture from somewhere else', (page) => page.evaluate(() => document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/a.png' })))],
  ['an inline script', (page) => page.evaluate(() => {
    const script = document.createElement('script');
    script.append('window.inline = true');
    document.body.append(script);
  })],
  ['a button without a name', async (page) => {
    await page.evaluate(() => document.querySelector('main').append(document.createElement('button')));
    await expectAccessible(page, 'a button without a name');
  }],
  ['sideways scrolling', async (page) => {
    await page.evaluate(() => { document.querySelector('main').style.minInlineSize = '400px'; });
    await expectAccessible(page, 'a wide page');
  }],
  ['an error in the console', (page) => page.evaluate(() => console.error('something is wrong'))],
  ['an error that nobody catches', (page) => page.evaluate(() => void setTimeout(() => { throw new Error('uncaught'); }))],
  ['a personal word in an address', (page, watch) => {
    watch.secret('Siti Kenariwati');
    return page.evaluate(() => fetch('/healthz?name=Siti+Kenariwati'));
  }],
  ['a request that says where it comes from', (page) => page.evaluate(() => fetch('/healthz', { referrerPolicy: 'unsafe-url' }))],
];

for (const [name, cause] of wrongs) {
  test(`a test that causes ${name} fails`, async ({ page, person, watch }) => {
    test.fail();
    await person.opens();
    await cause(page, watch);
    await expect(person.toldBox).toBeVisible();
  });
}
