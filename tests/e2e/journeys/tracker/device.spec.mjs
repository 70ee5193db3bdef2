// What this device keeps of it: behind a PIN where it is shared, and gone when somebody wants it gone. And figures, which are
// everybody's.
import { readFile } from 'node:fs/promises';
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';

const pinBox = (person, label = 'pin.label') => person.page.getByLabel(person.word(label), { exact: true });

test('a PIN hides the list, the receipt and the keys until it is given, and wrong ones cost time', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  const receipt = page.url();
  await person.opens('settings');
  await pinBox(person, 'pin.new').fill('12');
  await person.button('pin.set').click();
  await expect(page.getByText(words.word('problem.pattern', { field: words.word('pin.new') }))).toBeVisible();
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

test('remove everything leaves nothing of what was reported, followed or begun', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await person.opens();
  await person.toldBox.fill('Sampah menumpuk di gang kenanga');
  await expect(page.getByText(words.word('draft.kept').split('{')[0]).filter({ visible: true })).toBeVisible();
  await person.opens('settings');
  await person.button('clear.all').click();
  await person.button('clear.sure').click();
  await expect(page).toHaveURL(/\/$/);
  await person.isReady();
  await expect(person.toldBox).toHaveValue('');
  const left = await page.evaluate(async () => {
    const db = await new Promise((resolve) => { const opening = indexedDB.open('tanggap:/'); opening.onsuccess = () => resolve(opening.result); });
    const all = async (name) => new Promise((resolve) => { const asking = db.transaction(name).objectStore(name).getAll(); asking.onsuccess = () => resolve(asking.result); });
    const kept = await Promise.all([...db.objectStoreNames].map(all));
    db.close();
    const files = [];
    for await (const [name, handle] of (await navigator.storage.getDirectory()).entries()) files.push(name, handle.kind === 'file' ? await (await handle.getFile()).text() : '');
    return JSON.stringify(kept) + files.join(' ') + document.cookie + JSON.stringify({ ...localStorage });
  });
  expect(left).not.toContain(reporter.ticket);
  expect(left).not.toContain('kenanga');
  await person.opens('outbox');
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
  await expect(page.getByText(words.word('outbox.lost-title'))).toHaveCount(0);
});

test('figures are shown per desk, and saved as tables', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('publish');
  await person.opens('figures');
  await person.arrivesAt(words.word('figures.title'));
  await expect(page.getByRole('heading', { name: words.desk('aspirasi') })).toBeVisible();
  await expect(page.getByRole('table').first().getByRole('columnheader', { name: words.word('figures.received') })).toBeVisible();
  for (const [button, column] of [['figures.save', 'received'], ['figures.save-reports', 'service_request_id']]) {
    const downloading = page.waitForEvent('download');
    await person.button(button).click();
    const table = await readFile(await (await downloading).path(), 'utf8');
    expect(table.split('\r\n')[0]).toContain(column);
    expect(table.trim().split('\r\n').length).toBeGreaterThan(1);
  }
});
