// The journey that Tanggap is for, in every language: from the first word to an update that a desk has made.
import { expect, test } from '../steps/site.mjs';
import { grouped, languages } from '../steps/words.mjs';

const told = {
  id: 'Lampu jalan di depan pasar mati sejak tiga hari lalu',
  su: 'Lampu jalan hareupeun pasar pareum ti tilu dinten kapengker',
  en: 'The street light in front of the market has been out for three days',
};

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test(`a dark street light is reported, gets a number, and its number shows what a desk has done (${language})`, async ({ page, person, server, wire, watch, words }) => {
      const { word } = words;
      const letAppIn = wire.holds(/app_bg\.wasm/);
      await page.goto('');
      await person.toldBox.pressSequentially(told[language].slice(0, 20));
      letAppIn();
      await person.isReady();
      await person.toldBox.pressSequentially(told[language].slice(20));
      await expect(person.toldBox).toHaveValue(told[language]);
      await person.button('home.go').click();

      await person.arrivesAt(word('service.title'));
      await expect(page.getByRole('heading', { name: word('service.best') })).toBeVisible();
      await expect(page.getByRole('main').getByRole('listitem').first()).toContainText(words.local(words.service('street-light').name));
      await person.picks('street-light');
      await person.answers('problem', 'off');
      await person.answers('pole-number', 'A 17/3');
      await person.answers('since', 'days');

      await person.arrivesAt(word('place.title'));
      await person.button('place.locate').click();
      await expect(page.getByText(word('place.denied'))).toBeVisible();
      await person.isAt('Paledang', 'Jl. Kapten Muslihat, sebrang stasiun');
      await person.passesPhotos();
      await person.appears('anonymous');

      await person.arrivesAt(word('check.title'));
      for (const text of [told[language], 'A 17/3', 'Paledang', 'sebrang stasiun', word('identity.anonymous')]) {
        await expect(page.getByRole('definition').filter({ hasText: text }).first()).toBeVisible();
      }
      const ticket = await person.sends();
      await expect(page.getByText(word('outbox.received'), { exact: true })).toBeVisible();
      await person.button('sent.key-show').click();
      const key = await page.getByText(/^(\d{4} ){4}\d{4}$/).innerText();
      watch.secret(key);
      expect(await server.report(ticket)).toContain('street-light');

      await person.opens();
      await person.tracks(grouped(ticket));
      await person.arrivesAt(words.local(words.service('street-light').name));
      await expect(page.getByRole('listitem').filter({ hasText: word('status.received') }).first()).toBeVisible();
      await expect(page.getByText(told[language]).filter({ visible: true })).toHaveCount(0);

      await server.command('update', ticket, '--status', 'in_progress', '--note', 'Petugas berangkat hari ini.', '--for', 'all');
      await person.button('ticket.refresh').click();
      await expect(page.getByText('Petugas berangkat hari ini.')).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: word('status.in-progress') }).first()).toBeVisible();
      await expect(page.getByText(told[language]).filter({ visible: true })).toHaveCount(0);

      await server.command('publish', ticket);
      await person.button('ticket.refresh').click();
      await expect(page.getByText(told[language]).filter({ visible: true })).toBeVisible();
    });
  });
}
