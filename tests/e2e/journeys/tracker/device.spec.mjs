// What this device keeps of it: behind a PIN where it is shared, and gone when somebody wants it gone.
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';

const pinBox = (person, label = 'pin.label') => person.page.getByLabel(person.word(label), { exact: true });

test('a PIN hides the list, the receipt and the keys until it is given, and wrong ones cost time', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  const receipt = page.url();
  await person.opens('settings');
  await pinBox(person, 'pin.new').fill('12');
  await person.button('pin.set').click();
  await expect(page.getByText(words.word('pin.digits', { least: '4', most: '8' }))).toBeVisible();
  await pinBox(person, 'pin.new').fill('2580');
  await person.button('pin.set').click();
  await expect(page.getByText(words.word('pin.is-set'))).toBeVisible();
  await page.goto(receipt);
  await expect(pinBox(person)).toBeVisible();
  await expect(page.locator('#key')).toHaveCount(0);
  await reporter.opens();
  await expect(reporter.keyBox, 'the key of this device is behind the PIN, too').toBeVisible();
  await person.opens('outbox');
  for (let wrong = 0; wrong < 5; wrong += 1) {
    await pinBox(person).fill('1111');
    await person.button('pin.open').click();
    await expect(page.getByText(words.word('pin.wrong'))).toBeVisible();
  }
  await pinBox(person).fill('2580');
  await person.button('pin.open').click();
  await expect(page.getByText(words.word('pin.wait').split('{')[0])).toBeVisible();
  await page.clock.setSystemTime(Date.now() + 60_000);
  await person.button('pin.open').click();
  await person.arrivesAt(words.word('outbox.title'));
  await expect(page.getByText(words.word('outbox.received'), { exact: true })).toBeVisible();
});

test('whoever has just sent a report sees its number and key, whoever set the PIN; and not after it was locked', async ({ page, person, server, words }) => {
  await person.opens('settings');
  await pinBox(person, 'pin.new').fill('2580');
  await person.button('pin.set').click();
  await expect(page.getByText(words.word('pin.is-set'))).toBeVisible();
  const reporter = await new Reporter(person, server).reports();
  await expect(page.locator('#key'), 'the receipt is before any PIN').toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: words.word('home.outbox') }).click();
  await pinBox(person).fill('2580');
  await person.button('pin.open').click();
  await person.arrivesAt(words.word('outbox.title'));
  await person.link('sent.follow').click();
  await reporter.isOpen();
  await page.getByRole('link', { name: words.word('home.settings') }).click();
  await person.button('pin.close').click();
  await page.goBack();
  await expect(reporter.keyBox, 'no key of this visit is left').toBeVisible();
});

test('with everything removed another tab leaves, too, and writes nothing back', async ({ page, context, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  const second = person.at(await context.newPage());
  await second.opens('settings');
  await second.button('clear.all').click();
  await second.button('clear.sure').click();
  await expect(second.page).toHaveURL(/\/$/);
  await expect(page).toHaveURL(/\/$/, { timeout: 10_000 });
  await second.opens('outbox');
  await expect(second.page.getByText(words.word('outbox.empty'))).toBeVisible();
});

test('remove everything leaves nothing of what was reported, followed or begun', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await person.opens();
  await person.toldBox.fill('Sampah menumpuk di gang kenanga');
  await person.hasDraftKept();
  await person.opens('settings');
  await person.button('clear.all').click();
  await person.button('clear.sure').click();
  await expect(page).toHaveURL(/\/$/);
  await person.isReady();
  await expect(person.toldBox).toHaveValue('');
  const elsewhere = await page.evaluate(async () => {
    const files = [];
    for await (const [name, handle] of (await navigator.storage.getDirectory()).entries()) files.push(name, handle.kind === 'file' ? await (await handle.getFile()).text() : '');
    return files.join(' ') + document.cookie + JSON.stringify({ ...localStorage });
  });
  const left = JSON.stringify(await person.stored()) + elsewhere;
  expect(left).not.toContain(reporter.ticket);
  expect(left).not.toContain('kenanga');
  await person.opens('outbox');
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
  await expect(page.getByText(words.word('outbox.lost-title'))).toHaveCount(0);
});
