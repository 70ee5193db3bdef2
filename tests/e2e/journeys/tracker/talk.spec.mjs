// The conversation with the office, by key: also anonymously, also without a line, and never twice.
import { makesPhoto } from '../../steps/queue.mjs';
import { Reporter } from '../../steps/reporter.mjs';
import { expect, test } from '../../steps/site.mjs';

const putMessage = /^PUT \/api\/tickets\/\d+\/messages\/[\w-]+$/;

test('a question of the office is answered where it stands, and the answer is there once', async ({ page, person, server, wire, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('ask', '--text', 'Nomor tiangnya berapa?');
  await reporter.follows();
  await reporter.isOpen();
  await expect(reporter.talk.getByText('Nomor tiangnya berapa?').first()).toBeVisible();
  await reporter.says('say.answer', 'Tiang A 17', 'say.send-answer');
  await expect(reporter.talk.getByText(words.word('say.message'))).toBeVisible();
  await expect(reporter.talk.getByText('Tiang A 17')).toHaveCount(1);
  await expect(page.getByText(words.word('say.kept')), 'what has arrived does not wait').toHaveCount(0);
  expect((await reporter.messages()).match(/Tiang A 17/g)).toHaveLength(1);
  await expect(page.getByText(words.word('ticket.asked-title'))).toHaveCount(0);
  const sent = JSON.parse(wire.seen(putMessage)[0].body);
  expect(sent).toMatchObject({ v: 1, ticket: reporter.ticket, kind: 'answer', text: 'Tiang A 17' });
});

test('an answer written without a line waits on the phone in true words, and arrives once when it is back', async ({ page, person, server, wire, words, watch }) => {
  watch.allow(/ERR_/);
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('ask', '--text', 'Masih gelap?');
  await reporter.follows();
  await reporter.isOpen();
  await wire.disconnect();
  await reporter.says('say.answer', 'Masih, sejak kemarin', 'say.send-answer');
  await expect(reporter.talk.getByText(words.word('outbox.not_sent'))).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(words.word('say.kept'))).toBeVisible();
  await expect(reporter.talk.getByText('Masih, sejak kemarin')).toBeVisible();
  expect(await reporter.messages()).not.toContain('Masih, sejak kemarin');
  await wire.connect();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => reporter.messages(), { timeout: 15_000 }).toContain('Masih, sejak kemarin');
  await expect(reporter.talk.getByText(words.word('outbox.not_sent'))).toHaveCount(0);
  await expect(page.getByText(words.word('say.kept'))).toHaveCount(0);
  await expect(reporter.talk.getByText('Masih, sejak kemarin')).toHaveCount(1);
  expect((await reporter.messages()).match(/Masih, sejak kemarin/g)).toHaveLength(1);
});

test('a message whose answer was lost on its way is sent again and counts once', async ({ page, person, server, wire, watch }) => {
  watch.allow(/ERR_|50\d/);
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  wire.cuts(putMessage);
  await reporter.says('say.message', 'Sudah lima hari gelap', 'say.send');
  await expect.poll(() => reporter.messages(), { timeout: 15_000 }).toContain('Sudah lima hari gelap');
  wire.heals();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => wire.seen(putMessage).length, { timeout: 20_000 }).toBeGreaterThan(1);
  expect((await reporter.messages()).match(/Sudah lima hari gelap/g)).toHaveLength(1);
});

test('what is being written stays, also photos, while an earlier message arrives and the office says something', async ({ page, person, server, words }) => {
  test.slow();
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  await reporter.says('say.message', 'Pesan pertama', 'say.send');
  const box = reporter.talk.getByRole('textbox', { name: words.word('say.message') });
  await expect(box).toHaveValue('');
  await reporter.talk.getByLabel(words.word('photos.choose')).first().setInputFiles({ name: 'dua.jpg', mimeType: 'image/jpeg', buffer: await makesPhoto(page, 200) });
  await box.fill('Pesan kedua, belum selesai');
  await reporter.office('reply', '--text', 'Terima kasih');
  await reporter.refreshes();
  await expect(reporter.talk.getByText('Terima kasih')).toBeVisible();
  await expect(box).toHaveValue('Pesan kedua, belum selesai');
  await expect(reporter.talk.getByRole('img', { name: `${words.word('photos.photo')} 1` })).toBeVisible();
});

test('pressed twice it is one message, and what was sent does not come back into the box', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  const box = reporter.talk.getByRole('textbox', { name: words.word('say.message') });
  await box.fill('Hanya sekali');
  await person.button('say.send').evaluate((button) => { button.click(); button.click(); });
  await expect.poll(() => reporter.messages()).toContain('Hanya sekali');
  await expect(box).toHaveValue('');
  await page.reload();
  await reporter.isOpen();
  await expect(reporter.talk.getByRole('textbox', { name: words.word('say.message') })).toHaveValue('');
  expect((await reporter.messages()).match(/Hanya sekali/g)).toHaveLength(1);
});

test('a message that was refused has a place in the list, and is written again where it belongs', async ({ page, person, server, wire, words, watch }) => {
  watch.allow(/422/);
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  wire.answers(putMessage, { status: 422, type: 'application/json', body: '[{"code":422,"description":"Terlalu kasar."}]' });
  await reporter.says('say.message', 'Kenapa lama sekali', 'say.send');
  await expect(reporter.talk.getByText('Terlalu kasar.')).toBeVisible();
  wire.heals();
  await page.getByRole('link', { name: words.word('home.outbox') }).click();
  await expect(page.getByRole('heading', { name: words.word('talk.pending') })).toBeVisible();
  await person.button('talk.read').click();
  await person.button('say.again').click();
  const box = reporter.talk.getByRole('textbox', { name: words.word('say.message') });
  await expect(box).toHaveValue('Kenapa lama sekali');
  await reporter.says('say.message', 'Mohon kabarnya', 'say.send');
  await expect.poll(() => reporter.messages(), { timeout: 15_000 }).toContain('Mohon kabarnya');
  await expect(reporter.talk.getByText('Terlalu kasar.')).toHaveCount(0);
});

test('words to the oversight of the police are in memory only', async ({ page, person, server, words }) => {
  const reporter = await new Reporter(person, server).reportsOfficer();
  await reporter.follows();
  await reporter.isOpen();
  await reporter.talk.getByRole('textbox', { name: words.word('say.message') }).fill('Petugasnya memakai motor biru');
  await page.getByRole('link', { name: words.word('home.outbox') }).click();
  await person.arrivesAt(words.word('outbox.title'));
  expect(JSON.stringify((await person.stored()).settings)).not.toContain('motor biru');
});

test('words that are being written are there again after the tab was closed', async ({ page, context, person, server }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  const box = reporter.talk.getByRole('textbox', { name: person.word('say.message') });
  await box.fill('Saya sudah menelepon dua kali');
  await expect.poll(async () => JSON.stringify((await person.stored()).settings)).toContain('dua kali');
  const address = page.url();
  await page.close();
  const again = reporter.at(person.at(await context.newPage()));
  await again.page.goto(address);
  await expect(again.talk.getByRole('textbox', { name: person.word('say.message') })).toHaveValue('Saya sudah menelepon dua kali');
});

test('a photo goes with a message, and only the key shows it', async ({ page, person, server, words }) => {
  test.slow();
  const reporter = await new Reporter(person, server).reports();
  await reporter.follows();
  await reporter.isOpen();
  await reporter.talk.getByLabel(words.word('photos.choose')).first().setInputFiles({ name: 'tiang.jpg', mimeType: 'image/jpeg', buffer: await makesPhoto(page, 300) });
  await expect(reporter.talk.getByRole('img', { name: `${words.word('photos.photo')} 1` })).toBeVisible({ timeout: 15_000 });
  await reporter.says('say.message', 'Ini fotonya', 'say.send');
  const line = reporter.talk.getByRole('listitem').filter({ hasText: 'Ini fotonya' });
  await expect.poll(() => reporter.messages(), { timeout: 15_000 }).toContain('Ini fotonya');
  await expect(async () => {
    await reporter.refreshes();
    await expect(line.getByRole('img', { name: `${words.word('photos.photo')} 1` })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test('an answer that does not satisfy is said so with a reason, and the report is opened again', async ({ person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'answered', '--note', 'Lampu sudah diganti', '--for', 'all');
  await reporter.follows();
  await reporter.isOpen();
  await reporter.talk.getByText(words.word('say.reopen-title'), { exact: true }).click();
  await person.button('say.reopen').click();
  await expect(reporter.talk.getByText(words.word('say.reopen-missing'))).toBeVisible();
  await reporter.says('say.reopen-why', 'Masih mati malam ini', 'say.reopen');
  await reporter.stands('reopened');
  expect(await reporter.messages()).toContain('Masih mati malam ini');
});

test('what the office has overtaken is refused, in the language of the person', async ({ person, server, words, watch }) => {
  watch.allow(/422/);
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'answered');
  await reporter.follows();
  await reporter.isOpen();
  await reporter.office('update', '--status', 'in_progress');
  await reporter.talk.getByText(words.word('say.satisfied-title'), { exact: true }).click();
  await person.button('say.satisfied').click();
  await expect(reporter.talk.getByText(words.word('refusal.not-now'))).toBeVisible();
});

test('who is content closes the report, and who takes it back withdraws it', async ({ person, server, words }) => {
  const reporter = await new Reporter(person, server).reports();
  await reporter.office('update', '--status', 'answered');
  await reporter.follows();
  await reporter.isOpen();
  await reporter.talk.getByText(words.word('say.satisfied-title'), { exact: true }).click();
  await person.button('say.satisfied').click();
  await reporter.stands('closed');
  await person.opens();
  const second = await new Reporter(person, server).reports();
  await second.follows();
  await second.isOpen();
  await second.talk.getByText(words.word('say.withdraw-title'), { exact: true }).click();
  await person.button('say.withdraw').click();
  await second.stands('withdrawn');
  await expect(second.talk.getByRole('textbox')).toHaveCount(0);
});
