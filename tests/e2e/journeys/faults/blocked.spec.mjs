// B7: a browser whose owner lets no site keep anything. Chromium then has the interfaces and refuses them: locks reject, the
// database and the file system throw, there is no worker and no cookie.
import { expect, test } from '../../steps/gate.mjs';

const told = 'Lampu jalan mati di depan pasar sejak tiga hari lalu';

test('with all site data blocked it is said that nothing stays, and a report is made, sent and shown with its key', async ({ device, server }) => {
  device.blocksSiteData();
  const person = await device.opens();
  expect(await device.page.evaluate(() => navigator.locks.request('x', () => {}).catch(({ name }) => name)), 'the setting is in force').toBe('SecurityError');
  await person.toldBox.fill(told);
  await expect(device.page.getByText(person.word('outbox.memory-title')).first()).toBeVisible();
  await expect(device.page.getByText(person.word('draft.elsewhere-title'))).toHaveCount(0);
  await person.reportsLight(told);
  await expect(device.page.getByText(person.word('outbox.memory-title')).filter({ visible: true })).toBeVisible();
  await person.button('check.send').click();
  await person.reads();
  expect(await server.report(await person.isReceived())).toBeTruthy();
  await person.button('sent.key-show').click();
  await expect(device.page.getByText(/^(\d{4} ){4}\d{4}$/)).toBeVisible();
});

test('with all site data blocked no screen says that anything stays: not the receipt, not the list, and nothing is to be installed', async ({ device, wire }) => {
  device.blocksSiteData();
  const person = await device.opens();
  const { page } = device;
  const says = (key) => page.getByText(person.word(key), { exact: true });
  await person.reportsLight(told);
  await page.evaluate(() => dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
  await wire.disconnect();
  await person.button('check.send').click();
  await person.reads();
  await expect(person.standing).toContainText(person.word('outbox.not_sent-memory'));
  await expect(person.standing).toContainText(person.word('outbox.not_sent-about-memory'));
  await expect(says('sent.memory')).toBeVisible();
  await expect(says('sent.key-hint-memory')).toBeVisible();
  for (const untrue of ['outbox.not_sent', 'sent.key-hint', 'install.title', 'install.ios']) await expect(says(untrue)).toHaveCount(0);
  // On foot: a page that is loaded anew has forgotten everything.
  await page.getByRole('contentinfo').getByRole('link', { name: person.word('home.outbox') }).click();
  await person.arrivesAt(person.word('outbox.title'));
  await expect(page.getByText(person.word('outbox.made-at').split('{time}')[1])).toBeVisible();
  await expect(says('outbox.lead-memory')).toBeVisible();
  for (const untrue of [person.word('outbox.saved-at').split('{time}')[0], person.word('outbox.not_sent')]) await expect(page.getByText(new RegExp(`^${untrue}`))).toHaveCount(0);
  await wire.connect();
});

test('with all site data blocked drafts are listed as what they are, and none offers to be kept', async ({ device }) => {
  device.blocksSiteData();
  const person = await device.opens();
  const { page } = device;
  await person.tells(told);
  await person.picks('street-light');
  await expect(person.button('draft.delete')).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: person.word('home.outbox') }).click();
  const draft = page.getByRole('listitem').filter({ has: person.button('draft.go-on') });
  await expect(draft).toContainText(person.word('outbox.made-at').split('{time}')[1]);
  await page.getByRole('banner').getByRole('link').first().click();
  await person.entersDoor('police');
  await person.picks('officer-extortion');
  await expect(page.getByText(person.word('outbox.memory-title')).filter({ visible: true })).toBeVisible();
  await expect(page.getByText(person.word('draft.memory'))).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: person.word('draft.memory-keep') })).toHaveCount(0);
});
