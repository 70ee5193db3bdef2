// With the keyboard alone: the whole report, a focus that can be seen at every stop, and no stop that cannot be left.
import { Reporter } from '../steps/reporter.mjs';
import { expect, test } from '../steps/site.mjs';

const MOST_STOPS = 120;

/** Presses Tab until this has the focus. */
async function reaches(page, target) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

async function presses(page, target, key = 'Enter') {
  await reaches(page, target);
  await page.keyboard.press(key);
}

/** Whether the stop looks any different with the focus than without it. */
async function looksFocused(page) {
  const box = await page.evaluate(() => {
    const element = document.activeElement;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const seen = (element.closest('.choice') ?? element).getBoundingClientRect();
    return { x: seen.x, y: seen.y, width: seen.width, height: seen.height };
  });
  const { width, height } = page.viewportSize();
  const left = Math.max(0, box.x - 8);
  const top = Math.max(0, box.y - 8);
  const clip = { x: left, y: top, width: Math.min(width, box.x + box.width + 8) - left, height: Math.min(height, box.y + box.height + 8) - top };
  const focused = await page.screenshot({ clip, animations: 'disabled' });
  await page.evaluate(() => {
    window.stop = document.activeElement;
    window.stop.blur();
  });
  const plain = await page.screenshot({ clip, animations: 'disabled' });
  await page.evaluate(() => window.stop.focus({ preventScroll: true }));
  return !focused.equals(plain);
}

/** Walks through all stops of the screen, and out of it again. */
async function everyStopIsSeen(page, screen) {
  await page.evaluate(() => document.activeElement.blur());
  const stops = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((screen) => {
      const element = document.activeElement;
      if (element === document.body || element.dataset.stop === screen) return null;
      element.dataset.stop = screen;
      return element.getAttribute('aria-label') ?? (element.textContent.trim() || element.id || element.name);
    }, screen);
    if (stop === null) break;
    stops.push(stop);
    expect(stops.length, `${screen}: stops before the focus leaves`).toBeLessThan(MOST_STOPS);
    expect.soft(await looksFocused(page), `${screen}: focus on ${stop} can be seen`).toBe(true);
  }
  expect(stops.length, `${screen}: stops`).toBeGreaterThan(2);
}

test('a whole report can be made with the keyboard alone, and each step begins at its heading', async ({ page, person, server, wire, words }) => {
  const { word } = words;
  await person.opens();
  await reaches(page, person.toldBox);
  await page.keyboard.type('Lampu jalan mati di depan pasar');
  await presses(page, person.button('home.go'));
  await person.arrivesAt(word('service.title'));
  person.code = 'street-light';
  await presses(page, page.getByRole('main').getByRole('listitem').first().getByRole('button'));
  await person.arrivesAt(person.asked('problem'));
  await reaches(page, person.choice('problem', 'off'));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(person.choice('problem', 'many')).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(person.choice('problem', 'off')).toBeChecked();
  await page.keyboard.press('Enter');
  await person.arrivesAt(person.asked('pole-number'));
  await reaches(page, page.getByLabel(person.asked('pole-number')));
  await page.keyboard.type('A 17');
  await page.keyboard.press('Enter');
  await person.arrivesAt(person.asked('since'));
  await presses(page, person.button('page.continue'));
  await person.arrivesAt(word('place.title'));
  await reaches(page, person.areaBox);
  await page.keyboard.type('Paledang');
  await expect(person.areaBox).toHaveValue('32.71.03.1002');
  await presses(page, person.button('page.continue'));
  await person.arrivesAt(word('photos.title'));
  await presses(page, person.button('page.continue'));
  await person.arrivesAt(word('identity.title'));
  await presses(page, person.who('open'), 'Space');
  await page.keyboard.press('ArrowUp');
  await expect(person.who('anonymous')).toBeChecked();
  await presses(page, person.button('page.continue'));
  await person.arrivesAt(word('check.title'));
  await presses(page, person.change(person.asked('pole-number')));
  await person.arrivesAt(person.asked('pole-number'));
  await presses(page, person.button('page.continue'));
  await person.arrivesAt(word('check.title'));
  await presses(page, person.button('check.send'));
  await person.reads();
  expect(await server.report(await person.isReceived())).toBeTruthy();
  await presses(page, person.link('sent.follow'));
  await person.arrivesAt(words.local(words.service('street-light').name));
  const asked = () => wire.seen(/^GET \/api\/requests\/\d+\.json/).length;
  const before = asked();
  await presses(page, person.button('ticket.refresh'));
  await expect.poll(asked).toBeGreaterThan(before);
  await expect(person.button('ticket.refresh'), 'whoever asks again stays where they are').toBeFocused();
});

test('the focus can be seen at every stop of the main screens, and leaves each of them', async ({ page, person, words }) => {
  test.slow();
  await person.opens();
  await everyStopIsSeen(page, 'first screen');
  await person.tells('Lampu jalan mati di depan pasar');
  await person.picks('street-light');
  await person.arrivesAt(person.asked('problem'));
  await everyStopIsSeen(page, 'choices');
  await person.answers('problem', 'off');
  await person.answers('pole-number');
  await person.answers('since');
  await person.arrivesAt(words.word('place.title'));
  await everyStopIsSeen(page, 'place');
  await person.isAt('Paledang');
  await person.arrivesAt(words.word('photos.title'));
  await everyStopIsSeen(page, 'photos');
  await person.continues();
  await person.who('open').check();
  await everyStopIsSeen(page, 'who');
  await person.who('anonymous').check();
  await person.continues();
  await person.arrivesAt(words.word('check.title'));
  await everyStopIsSeen(page, 'last check');
  await person.sends();
  await everyStopIsSeen(page, 'receipt');
});

test('the language menu opens, chooses and closes with the keyboard', async ({ page, person }) => {
  await person.opens();
  await presses(page, person.languageMenu);
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'English' })).toBeHidden();
  await page.keyboard.press('Enter');
  await presses(page, page.getByRole('button', { name: 'English' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'English' })).toBeHidden();
});

test('the link over the navigation leads to the content', async ({ page, person, words }) => {
  await person.opens('track');
  // Else the screen would come, and take the focus, under the keys.
  await person.arrivesAt(words.word('track.title'));
  await page.evaluate(() => document.activeElement.blur());
  await presses(page, page.getByRole('link', { name: words.word('home.skip') }));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: words.word('track.number') })).toBeFocused();
});

test('with the keyboard alone a report is looked up, its key given, and the office answered', async ({ browser, page, person, server, words }) => {
  test.slow();
  const { word } = words;
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('ask', '--text', 'Nomor tiangnya berapa?');
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: page.viewportSize() });
  const other = reporter.at(person.at(await context.newPage()));
  await other.page.goto(new URL('/track', page.url()).href);
  await expect(other.person.heading).toBeFocused();
  await reaches(other.page, other.page.getByRole('textbox', { name: word('track.number') }));
  await other.page.keyboard.type(reporter.ticket);
  await other.page.keyboard.press('Enter');
  await other.isAtTheReport();
  await expect(other.person.heading).toBeFocused();
  await reaches(other.page, other.keyBox);
  await other.page.keyboard.type(reporter.key);
  await other.page.keyboard.press('Enter');
  await other.isOpen();
  await reaches(other.page, other.talk.getByRole('textbox', { name: word('say.answer') }));
  await other.page.keyboard.type('A 17');
  await presses(other.page, other.person.button('say.send-answer'));
  await expect.poll(() => reporter.messages()).toContain('A 17');
  await everyStopIsSeen(other.page, 'conversation');
  await other.page.goto(new URL('/settings', page.url()).href);
  await other.person.arrivesAt(word('settings.title'));
  await everyStopIsSeen(other.page, 'settings');
  await context.close();
});
