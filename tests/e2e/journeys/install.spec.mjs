// Putting the portal on the home screen: possible, offered once somebody has a number to come back to, and never before.
import { expect, test } from '../steps/site.mjs';
import { config } from '../steps/words.mjs';

/** A browser that offers to install, as Chromium on Android does. */
const offers = (page, outcome) => page.evaluate((outcome) => {
  const offer = new Event('beforeinstallprompt', { cancelable: true });
  Object.assign(offer, { prompt: () => ((window.asked = (window.asked ?? 0) + 1), Promise.resolve()), userChoice: Promise.resolve({ outcome }) });
  window.dispatchEvent(offer);
  return offer.defaultPrevented;
}, outcome);

test('installing is offered after a receipt, once, and never before', async ({ page, person }) => {
  await person.reportsLight();
  expect(await offers(page, 'dismissed'), 'the browser’s own offer waits').toBe(true);
  await expect(person.button('install.go')).toBeHidden();
  await person.sends();
  await person.button('install.go').click();
  await expect(person.button('install.go')).toBeHidden();
  expect(await page.evaluate(() => window.asked)).toBe(1);
});

test('a browser that offers nothing is not asked, and help says what an iPhone forgets', async ({ page, person }) => {
  await person.reportsLight();
  await person.sends();
  await expect(person.button('install.go')).toBeHidden();
  await page.getByRole('link', { name: person.word('home.help') }).click();
  await person.arrivesAt(person.word('help.title'));
  await expect(page.getByText(person.word('install.ios'))).toBeVisible();
});

test('C13: Safari on an iPhone says after the receipt that it forgets after seven days, and how to install', async ({ page, person }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: false }));
  await person.reportsLight();
  await person.sends();
  await expect(page.getByText(person.word('install.ios'))).toBeVisible();
});

test('the browser finds nothing wrong with installing', async ({ page, person, context }) => {
  await person.opens();
  const session = await context.newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const manifest = await (await page.request.get(url)).json();
  expect(manifest, 'the city’s portal, not the software').toMatchObject({ name: config.name, description: person.word('home.about'), lang: 'id' });
  expect(manifest.short_name ?? manifest.name).toBe(config.name);
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
});
