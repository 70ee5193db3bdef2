// A: the phone dies, by SIGKILL, exactly between two steps; then it wakes on its disk. Nothing is lost, nothing is
// doubled, and nothing was ever called received that was not.
import { stopsInBody } from '../../steps/faults.mjs';
import { expect, put, test } from '../../steps/gate.mjs';
import { arm } from '../../steps/points.mjs';

const told = 'Lampu jalan mati di depan pasar sejak tiga hari lalu';

/** The draft as the store has it. */
const draftTold = (person) => expect.poll(async () => (await person.stored()).drafts.map(({ description }) => description));

/** What the first screen says of a draft from before. */
const restored = (person) => person.page.getByText(new RegExp(person.word('draft.restored', { time: '.+' })));

test('A1 killed while typing: what was written half a second ago is there again', async ({ device }) => {
  const person = await device.opens();
  await person.toldBox.pressSequentially(told);
  await draftTold(person).toEqual([told]);
  const again = await device.opensAgain();
  await expect(restored(again)).toBeVisible();
  await expect(again.toldBox).toHaveValue(told);
});

test('A1 killed as soon as it says saved: every letter is there again', async ({ device }) => {
  const person = await device.opens();
  await person.toldBox.pressSequentially(told);
  await person.hasDraftKept();
  const again = await device.opensAgain();
  await expect(restored(again)).toBeVisible();
  await expect(again.toldBox).toHaveValue(told);
});

test('A1 killed on a later step: words, service, answers and step are there again', async ({ device }) => {
  const person = await device.opens();
  await person.tells(told);
  await person.picks('street-light');
  await person.answers('problem', 'off');
  await expect(person.heading).toContainText(person.asked('pole-number'));
  await expect.poll(async () => (await person.stored()).drafts.map(({ step }) => step)).toEqual(['report/question/pole-number']);
  const again = await device.opensAgain();
  await expect(restored(again)).toBeVisible();
  await again.link('draft.go-on').click();
  again.code = 'street-light';
  await expect(again.heading).toContainText(again.asked('pole-number'));
  await again.page.goBack();
  await expect(again.toldBox).toHaveValue(told);
});

test('A2 killed inside the transaction of a draft: the draft before is whole', async ({ device, wire }) => {
  const person = await device.opens();
  await person.toldBox.fill('Lampu jalan mati');
  await draftTold(person).toEqual(['Lampu jalan mati']);
  const mark = wire.mark('after put drafts');
  await arm(device.page, 'after put drafts');
  await person.toldBox.fill('Lampu jalan mati dan kabelnya putus');
  await mark.reached;
  const again = await device.opensAgain();
  await draftTold(again).toEqual(['Lampu jalan mati']);
});

test('A3 killed after Send, before anything was written: it is still a draft, and nothing was claimed', async ({ device, server, wire }) => {
  const person = await device.opens();
  await person.reportsLight();
  const before = await server.reportsInAll();
  const mark = wire.mark('before put items');
  await arm(device.page, 'before put items');
  person.button('check.send').click().catch(() => { /* the page stands still under it */ });
  await mark.reached;
  const again = await device.opensAgain();
  const { items, drafts } = await again.stored();
  expect([items.length, drafts.length]).toEqual([0, 1]);
  expect(wire.seen(put)).toHaveLength(0);
  expect(await server.reportsInAll()).toBe(before);
});

const moments = [
  { id: 'A4', when: 'after it was written down, before a byte was sent', there: 0, stop: (wire) => wire.holds(put) },
  { id: 'A5', when: 'during the upload', there: 0, stop: (wire) => held(wire.on(put, stopsInBody, { atHead: true })) },
  { id: 'A6', when: "after the server's commit, before the answer", there: 1, stop: (wire) => wire.holdsAnswers(put) },
];
const held = (rule) => ({ reached: rule.hit });

for (const { id, when, there, stop } of moments) {
  test(`${id} killed ${when}: sent again, one report, the same number`, async ({ device, server, wire }) => {
    const person = await device.opens();
    await person.reportsLight();
    const mark = stop(wire);
    await person.button('check.send').click();
    await mark.reached;
    const [report] = (await person.stored()).items;
    expect(Boolean(await server.report(report.ticket))).toBe(Boolean(there));
    await device.dies();
    wire.heals();
    const again = await device.opens('outbox');
    await again.hasReceipt(report);
    expect(new Set(wire.seen(put).map(({ body }) => JSON.parse(body).ticket)).size).toBeLessThanOrEqual(1);
    expect((await again.stored()).drafts).toEqual([]);
  });
}

test("A7 killed with the answer in hand, before the receipt was written: sent again, one report, the same number", async ({ device, wire }) => {
  const person = await device.opens();
  await person.reportsLight();
  const answer = wire.holdsAnswers(put, { times: 1 });
  await person.button('check.send').click();
  await answer.reached;
  const [report] = (await person.stored()).items;
  const mark = wire.mark('before put items');
  await arm(device.page, 'before put items');
  answer.go();
  await mark.reached;
  const again = await device.opensAgain('outbox');
  await again.hasReceipt(report);
  expect(wire.seen(put)).toHaveLength(2);
});

test('A11 the tab that sends is frozen: another takes over, one report', async ({ device, wire }) => {
  const person = await device.opens('outbox');
  const mark = wire.holds(put, { times: 1 });
  const report = await person.owes();
  await mark.reached;
  const talk = await device.talk();
  const other = await device.anotherTab();
  await talk.send('Page.setWebLifecycleState', { state: 'frozen' });
  await other.opensList();
  await expect(async () => {
    await other.waits(31_000);
    await other.keeps(report, 'received');
  }).toPass({ intervals: [200] });
  await other.hasReceipt(report);
  mark.go();
  await talk.send('Page.setWebLifecycleState', { state: 'active' });
  await person.hasReceipt(report);
});

test('A14 the power fails right after the number was shown: the copy of the disk has the report', async ({ device, wire }) => {
  const person = await device.opens();
  await person.reportsLight();
  const mark = wire.holds(put);
  await person.button('check.send').click();
  await mark.reached;
  const [report] = (await person.stored()).items;
  const copy = device.copy();
  await device.dies();
  wire.heals();
  const again = await copy.opens('outbox');
  await again.hasReceipt(report);
});
