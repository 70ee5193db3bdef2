// What was typed is there again: after a reload, a closed tab, and beside another tab that has it.
import { expect, test } from '../steps/site.mjs';

const text = 'Jalan berlubang di depan sekolah sejak minggu lalu';

/** What the device holds of drafts, as text to look for words in. */
const onDevice = async (person) => JSON.stringify((await person.stored()).drafts);

test('words typed on the first screen are kept, and are there after a reload with when they were saved', async ({ page, person }) => {
  await person.opens();
  await person.toldBox.fill(text);
  await person.hasDraftKept();
  await page.reload();
  await person.isReady();
  await expect(person.toldBox).toHaveValue(text);
  await expect(person.draftLine('draft.restored')).toBeVisible();
  await person.button('draft.anew').click();
  await expect(person.toldBox).toHaveValue('');
});

/** On the first screen, with a store that has been opened and read. */
async function beginsAnew(page, person, words) {
  await person.opens('outbox');
  await expect(page.getByText(words.word('outbox.empty'))).toBeVisible();
  await page.getByRole('banner').getByRole('link').first().click();
  await expect(person.toldBox).toBeVisible();
}

test('the first words are kept before any time goes by', async ({ page, person, words }) => {
  await page.clock.install();
  await beginsAnew(page, person, words);
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  await person.toldBox.fill(text);
  await expect.poll(() => onDevice(person)).toContain(text);
});

test('words typed key by key in one go are all kept', async ({ page, person, words }) => {
  await beginsAnew(page, person, words);
  await person.toldBox.pressSequentially(text);
  await expect.poll(() => onDevice(person)).toContain(text);
});

test('a half-filled form goes on at its step after the tab was closed', async ({ page, context, person, words }) => {
  await person.opens();
  await person.tells('Lampu jalan mati');
  await person.picks('street-light');
  await person.answers('problem', 'off');
  await person.answers('pole-number', 'D 4');
  await person.answers('since', 'days');
  await expect(person.heading).toContainText(words.word('place.title'));
  await person.addressBox.fill('Jl. Merdeka nomor tujuh');
  await person.hasDraftKept();
  await expect.poll(() => onDevice(person)).toContain('nomor tujuh');
  const address = page.url();
  await page.close();

  const again = await context.newPage();
  const other = person.at(again);
  await other.opens(address);
  await other.arrivesAt(words.word('place.title'));
  await expect(other.addressBox).toHaveValue('Jl. Merdeka nomor tujuh');
});

test('a draft that another tab has is only read, and can be gone on with once that tab is gone', async ({ page, context, person, words }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  const second = await context.newPage();
  const other = person.at(second);
  await other.opens('report/service');
  await expect(other.heading).toHaveText(words.word('draft.elsewhere-title'));
  await expect(second.getByText(text)).toBeVisible();
  await page.close();
  await other.button('draft.take-over').click({ timeout: 10_000 });
  await other.arrivesAt(words.word('service.title'));
});

test('a sent report leaves no draft', async ({ page, person, words }) => {
  await person.reportsLight();
  await person.hasDraftKept();
  await person.sends();
  await person.opens('outbox');
  await expect(page.getByRole('heading', { name: words.word('draft.title') })).toHaveCount(0);
  await person.opens();
  await expect(person.toldBox).toHaveValue('');
});

test('a draft about the police stays in memory unless it is wanted kept', async ({ page, person, words }) => {
  await person.opens();
  await person.entersDoor('police');
  await person.picks('abuse-of-authority');
  await expect(page.getByText(words.word('draft.memory'))).toBeVisible();
  await page.getByRole('textbox', { name: words.word('describe.title') }).fill('Diminta uang saat mengurus surat');
  await expect(person.draftLine()).toHaveCount(0);
  await page.getByRole('checkbox', { name: words.word('draft.memory-keep') }).check();
  await person.hasDraftKept();
});

test('a draft is deleted from the form when somebody asks', async ({ page, person }) => {
  await person.opens();
  await person.tells(text);
  await person.hasDraftKept();
  await person.button('draft.delete-this').click();
  await person.button('draft.delete-sure').click();
  await expect(person.toldBox).toHaveValue('');
  await page.reload();
  await person.isReady();
  await expect(person.toldBox).toHaveValue('');
});

test('a draft that comes back before its desk has said what it takes waits for that, and is not called lost', async ({ page, person, wire }) => {
  await person.opens();
  await person.tells('Lampu jalan mati di depan pasar');
  await person.picks('street-light');
  await person.answers('problem', 'dim');
  await person.hasDraftKept();
  const letThemSay = wire.holds(/aspirasi\/services\.json/);
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(async () => (await person.stored()).drafts.length).toBe(1);
  await expect(page.getByRole('main').getByRole('status')).toHaveText(person.word('page.loading'));
  letThemSay();
  await person.isReady();
  await expect(person.heading).toContainText(person.asked('pole-number'));
});
