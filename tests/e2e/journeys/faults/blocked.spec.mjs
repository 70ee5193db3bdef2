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
