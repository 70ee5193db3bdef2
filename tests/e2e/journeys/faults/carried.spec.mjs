// A12, A13: every tab is closed, and the service worker alone carries what waits; the app judges what it brought home.
import { expect, put, test } from '../../steps/gate.mjs';

/** A phone whose worker is there, with a report that could not be sent, and no page of the portal open. */
async function left(device, wire) {
  const person = await device.opens('outbox');
  await expect(device.page.locator('html[data-offline=ready]')).toBeAttached({ timeout: 30_000 });
  await wire.disconnect();
  const report = await person.owes();
  await person.keeps(report, /^waiting no_/);
  const talk = await device.talk(await device.context.newPage());
  const registered = new Promise((resolve) => talk.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const ours = registrations.find(({ scopeURL }) => scopeURL === wire.url);
    if (ours) resolve(ours.registrationId);
  }));
  await talk.send('ServiceWorker.enable');
  const registrationId = await registered;
  await device.page.close();
  await wire.connect();
  const sync = () => talk.send('ServiceWorker.dispatchSyncEvent', { origin: new URL(wire.url).origin, registrationId, tag: 'tanggap-outbox', lastChance: false });
  return { report, talk, sync };
}

async function comesBack(device) {
  const person = await device.anotherTab();
  await person.opensList();
  return person;
}

test('A12 with every tab closed the worker is woken: it carries the report, and the receipt is there at the next visit', async ({ device, server, wire }) => {
  const { report, sync } = await left(device, wire);
  await sync();
  await expect.poll(() => server.report(report.ticket)).toBeTruthy();
  const person = await comesBack(device);
  await person.hasReceipt(report);
  expect(wire.seen(put)).toHaveLength(1);
});

test('A13 the worker is stopped in the middle of carrying: the report is still there, and arrives once', async ({ device, wire }) => {
  const { report, talk, sync } = await left(device, wire);
  const mark = wire.holdsAnswers(put, { times: 1 });
  await sync();
  await mark.reached;
  await talk.send('ServiceWorker.stopAllWorkers');
  mark.go();
  const person = await comesBack(device);
  await person.hasReceipt(report);
  expect(wire.seen(put)).toHaveLength(2);
});
