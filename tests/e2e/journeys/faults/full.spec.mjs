// C1, C2: the device is full. Chromium takes half a minute to believe a smaller quota, the only wait of the whole gate, so
// both cases share it.
import { expect, put, test } from '../../steps/gate.mjs';

const BELIEVED_AFTER_MS = 31_000;

test('C1 a full device: the text stays on the page, it is said, the copy is offered, and nothing unsent is thrown away', async ({ person, page, context, wire, server }) => {
  await person.opensList();
  const mark = wire.holds(put);
  const waiting = await person.owes();
  await mark.reached;
  const talk = await context.newCDPSession(page);
  const origin = new URL(wire.url).origin;
  await talk.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await new Promise((resolve) => setTimeout(resolve, BELIEVED_AFTER_MS));

  await person.reportsLight();
  await person.button('check.send').click();
  await expect(page.getByRole('alert').filter({ hasText: person.word('kept.not-quota') })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'depan apotek' })).toBeVisible();
  expect((await person.stored()).items.map(({ uid }) => uid)).toContain(waiting.uid);

  await talk.send('Storage.overrideQuotaForOrigin', { origin });
  wire.heals();
  mark.go();
  await person.button('check.send').click();
  expect(await server.report(await person.isReceived())).toBeTruthy();
});
