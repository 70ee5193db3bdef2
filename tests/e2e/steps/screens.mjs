// Every screen of the portal with its errors, in three walks: whoever judges a screen is called with its name when it stands.
// `accessible.spec.mjs` holds each against axe, `cargo x look` takes its picture.
import { expect } from '@playwright/test';
import { makesPhoto } from './queue.mjs';
import { ticketFrom } from './words.mjs';

const put = /^PUT /;

/** What is walked, and how: `look` is called on each screen with its name, and may wait. */
export const walks = {
  async 'from the first to the last question'({ page, person, words }, look) {
    await person.opens();
    await look('first screen');
    await person.tracks('3271014506800001');
    await expect(page.getByRole('alert')).toBeVisible();
    await look('first screen with a false number');
    await person.languageMenu.click();
    await look('language menu');
    await person.tells('lampu jalan street light');
    await look('services for the words');
    await page.getByRole('searchbox').fill('qqqq');
    await expect(page.getByText(words.word('service.none'))).toBeVisible();
    await look('no service found');
    await page.getByRole('searchbox').fill('');
    await person.picks('street-light');
    await look('choices with pictures');
    await person.continues();
    await expect(page.getByRole('alert')).toBeFocused();
    await look('choices with an error');
    await person.answers('problem', 'pole');
    await look('a text to read and a field');
    await person.answers('pole-number', '###');
    await expect(page.getByRole('alert')).toBeFocused();
    await look('a field with an error');
    await page.getByLabel(person.asked('pole-number')).fill('7');
    await person.continues();
    await person.answers('since', 'week');
    await person.arrivesAt(words.word('place.title'));
    await look('place');
    await person.continues();
    await expect(page.getByRole('alert')).toBeFocused();
    await person.button('place.locate').click();
    await expect(page.getByText(words.word('place.denied'))).toBeVisible();
    await look('place with an error and no position');
    await person.isAt('Paledang', 'Jl. Pajajaran');
    await person.arrivesAt(words.word('photos.title'));
    await person.addsPhotos({ name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('bukan foto') }, { name: 'lampu.jpg', mimeType: 'image/jpeg', buffer: await makesPhoto(page) });
    await expect(page.getByRole('img', { name: words.word('photos.photo') })).toBeVisible();
    await look('photos, one of which is none');
    await person.continues();
    await person.arrivesAt(words.word('identity.title'));
    await look('who');
    await person.continues();
    await expect(page.getByRole('alert')).toBeFocused();
    await look('who, not chosen');
    await person.who('secret').check();
    await page.getByRole('textbox', { name: words.word('identity.phone') }).fill('12');
    await page.getByRole('textbox', { name: words.word('identity.email') }).fill('siti');
    await person.continues();
    await expect(page.getByRole('alert')).toBeFocused();
    await look('who, with errors');
  },

  async 'from the last check to the tracker'({ page, person, server, wire, watch, words }, look) {
    watch.allow(/ERR_/, /status of 50[23]/, /status of 404/);
    await person.reportsLight('lampu jalan street light');
    await look('last check');
    await page.context().setOffline(true);
    await expect(page.getByText(words.word('check.no-line'))).toBeVisible();
    await look('last check without internet');
    await person.button('check.send').click();
    await person.isNotSent();
    await person.button('outbox.send-now').click();
    await expect(page.getByText(words.word('outbox.no-line'))).toBeVisible();
    await look('receipt without internet');
    await page.getByRole('banner').getByRole('link').first().click();
    await expect(page.getByText(words.word('home.no-line'))).toBeVisible();
    await look('first screen without internet');
    await page.goBack();
    await person.isNotSent();
    wire.breaks(put);
    await page.context().setOffline(false);
    await expect(page.getByText(words.word('outbox.no-line'))).toHaveCount(0);
    await look('receipt, not sent');
    wire.heals();
    await person.button('outbox.send-now').click();
    const ticket = await person.isReceived();
    await person.button('sent.key-show').click();
    await look('receipt');
    await server.command('update', ticket, '--status', 'in_progress', '--note', 'Petugas berangkat hari ini.', '--for', 'all');
    await server.command('update', ticket, '--to-desk', 'polresta');
    await server.command('publish', ticket);
    await person.link('sent.follow').click();
    await person.arrivesAt(words.local(words.service('street-light').name));
    await look('tracker');
    await server.command('ask', ticket, '--text', 'Nomor tiangnya?');
    await server.command('reply', ticket, '--text', 'Sedang kami cek.');
    await server.command('update', ticket, '--status', 'answered');
    await person.button('ticket.refresh').click();
    await expect(page.getByText('Sedang kami cek.')).toBeVisible();
    for (const folded of await page.locator('main summary').all()) await folded.click();
    await look('tracker with an open conversation');
    await person.link('clock.not-satisfied').click();
    await person.arrivesAt(words.word('escalate.title'));
    for (const folded of await page.locator('main summary').all()) await folded.click();
    await look('the next body, with its papers');
    await page.getByRole('link', { name: words.word('home.outbox') }).click();
    await person.arrivesAt(words.word('outbox.title'));
    await look('my reports');
    await person.opens();
    await person.tracks(ticketFrom('4827193055'));
    await expect(person.heading).toHaveText(words.word('ticket.unknown-title'));
    await look('unknown number');
    wire.answers(/api\/requests\//, { status: 502 });
    await person.button('page.again').click();
    await expect(person.heading).toHaveText(words.word('ticket.no-answer-title'));
    await look('no answer');
  },

  async 'of the rest'({ page, person, wire, watch, words }, look) {
    watch.allow(/status of 50[03]/);
    for (const address of ['help', 'privacy', 'nowhere', 't', 'escalate', 'figures', 'settings', 'track']) {
      await person.opens(address);
      await expect(person.heading).toBeVisible();
      await look(address);
    }
    await page.getByRole('textbox', { name: words.word('track.number') }).fill('3271014506800001');
    await person.button('track.go').click();
    await look('tracker with a false number');
    await person.opens('settings');
    await page.getByLabel(words.word('pin.new')).fill('2580');
    await person.button('pin.set').click();
    await person.button('pin.close').click();
    await person.button('clear.all').click();
    await look('settings with a PIN, and asked once more');
    await person.opens('outbox');
    await person.arrivesAt(words.word('pin.title'));
    await look('the PIN');
    wire.answers(/polresta\/services\.json/, { status: 503 });
    await person.opens();
    await person.entersDoor('police');
    await look('services with a silent desk');
    await person.link('service.all').click();
    wire.answers(/services\/emergency-fire\.json/, { status: 503 });
    await person.picks('emergency-fire');
    await person.arrivesAt(words.word('questions.failed-title'));
    await look('no questions');
    wire.heals();
    await person.button('page.again').click();
    await person.describes('Asap tebal dari rumah kosong');
    await look('a question in an emergency');
    wire.changes(/^GET \/config\.json/, (body) => {
      const { tracker: _none, ...config } = JSON.parse(body);
      return Buffer.from(JSON.stringify(config));
    });
    await person.opens('track');
    await person.arrivesAt(words.word('track.title'));
    await page.getByRole('textbox', { name: words.word('track.number') }).fill(ticketFrom('4827193055'));
    await person.button('track.go').click();
    await look('tracker that asks for the desk');
    await page.goto(`t#${ticketFrom('4827193055')}`);
    await person.arrivesAt(words.word('desk.title'));
    await look('which desk');
    await person.continues();
    await expect(page.getByRole('alert')).toBeFocused();
    await look('which desk, with an error');
    wire.heals();
    wire.answers(/config\.json/, { status: 500 });
    await page.goto('');
    await expect(page.getByText(words.word('boot.failed'))).toBeVisible();
    await look('page of last resort');
  },
};
