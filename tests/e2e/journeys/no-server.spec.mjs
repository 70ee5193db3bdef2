// The radio is on and nobody answers: a quota that is used up, a portal behind the login of a network, a server that is down.
// The portal opens from what the device keeps, says on every screen that there is no internet, and takes it back by itself.
import { expect, test } from '../steps/site.mjs';
import { opensOffline, visitsOnce } from '../steps/worker.mjs';

test.use({ serviceWorkers: 'allow' });

const bar = (page) => page.getByRole('banner').getByRole('status');

/** What can be read in the bar now; the portal finds out while it is opened, and asks again every five seconds. */
const soon = { useInnerText: true, timeout: 12_000 };

const questions = (wire) => wire.seen(/^HEAD /).length;

/** A network that gives its login to whatever is asked, as a page or as the way to one. */
const logins = {
  'a page': (wire) => wire.answers(/ /, { body: '<!doctype html><title>WiFi</title><h1>Masuk dulu</h1>' }),
  'the way to a page': (wire) => {
    wire.answers(/ /, { status: 302, headers: { location: '/login' } });
    wire.answers(/ \/login/, { body: '<!doctype html><title>WiFi</title><h1>Masuk dulu</h1>' });
  },
};

/** What the device keeps was fetched two days ago. */
const agesWhatIsKept = (page) => page.evaluate(async () => {
  const cache = await caches.open((await caches.keys()).find((name) => name.endsWith(':fresh')));
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const headers = new Headers(kept.headers);
    headers.set('x-kept-at', String(Date.now() - 2 * 86_400_000));
    await cache.put(request, new Response(await kept.arrayBuffer(), { headers }));
  }
});

test('with the radio on and no server every screen says so from the start, and takes it back', async ({ page, person, wire, watch, words }) => {
  watch.allow(/ERR_/);
  await visitsOnce(page);
  expect(questions(wire), 'where all is well nobody asks').toBe(0);
  await wire.disconnect();
  await opensOffline(page);
  await expect(bar(page)).toHaveText(words.word('net.off'), soon);
  await expect(page.getByText(words.word('home.no-line'))).toBeVisible();
  await person.tells('Lampu jalan mati di depan pasar');
  await person.picks('street-light');
  await expect(page.getByText(words.word('page.no-line'))).toBeVisible();
  await wire.connect();
  await expect(bar(page)).toHaveText('', soon);
  await expect(page.getByText(words.word('page.no-line'))).toHaveCount(0);
  const asked = questions(wire);
  await page.goto('');
  await person.isReady();
  await expect(page.locator('html[data-offline=ready]')).toBeAttached();
  expect(questions(wire), 'nor when it is back').toBe(asked);
});

test('in another language chosen without a line the form goes on with what the device keeps', async ({ page, person, wire, watch, words }) => {
  watch.allow(/ERR_/);
  await visitsOnce(page);
  await wire.disconnect();
  await opensOffline(page);
  await person.changesLanguageTo('en');
  const reader = person.reading('en');
  await page.reload();
  await person.isReady();
  await reader.tells('The lamp in front of the market is out');
  await person.picks('street-light');
  await expect(page.getByText(reader.word('questions.behind'))).toBeVisible();
  await expect(reader.heading).toContainText(person.asked('problem'));
  await person.choice('problem', 'dim').check();
  await reader.continues();
  await expect(reader.heading).toContainText(person.asked('pole-number'));
  await page.goto('report/service');
  await person.isReady();
  await expect(page.getByRole('button', { name: words.local(words.service('street-light').name) }).first()).toBeVisible();
  await expect(page.getByText(reader.word('service.silent').split('{desks}')[0]), 'what is shown is not called missing').toHaveCount(0);
});

test('a server that goes while somebody writes is noticed with the next thing that is asked', async ({ page, person, wire, watch, words }) => {
  watch.allow(/ERR_/);
  await visitsOnce(page);
  await page.reload();
  await person.isReady();
  await expect(page.locator('html[data-offline=ready]')).toBeAttached();
  await wire.disconnect();
  await person.tells('Lampu jalan mati di depan pasar');
  await person.picks('street-light');
  await expect(bar(page)).toHaveText(words.word('net.off'), soon);
  await wire.connect();
  await expect(bar(page)).toHaveText('', soon);
});

test('a line that is slow and answers is never called none', async ({ page, person, wire }) => {
  await visitsOnce(page);
  const release = wire.holds(/ /);
  await page.goto('');
  await person.isReady();
  await page.waitForTimeout(7_000);
  await expect(bar(page)).toHaveText('', { useInnerText: true });
  release();
  await expect(page.locator('html[data-offline=ready]')).toBeAttached();
  await expect(bar(page)).toHaveText('', { useInnerText: true });
  expect(questions(wire)).toBe(0);
});

for (const [name, begins] of Object.entries(logins)) {
  test(`behind a login that answers everything with ${name}, the portal opens as it was kept and says that there is no internet`, async ({ page, person, wire, watch, words }) => {
    watch.allow(/ERR_|status of|Failed/);
    await visitsOnce(page);
    await agesWhatIsKept(page);
    begins(wire);
    await opensOffline(page);
    await expect(bar(page)).toHaveText(words.word('net.off'), soon);
    await person.reportsLight();
    await expect(page.getByText(words.word('check.no-line'))).toBeVisible();
    await person.button('check.send').click();
    await person.isNotSent();
    await expect(person.standing).toContainText(words.word('outbox.reason.login_page'));
    await expect(page.getByText(words.word('outbox.reason.no_answer'))).toHaveCount(0);
    wire.heals();
    await person.isReceived();
    await expect(bar(page)).toHaveText('', soon);
  });
}
