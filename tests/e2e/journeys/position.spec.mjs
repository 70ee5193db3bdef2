// Where the device is: told only when asked for, with how exact it is, and no reason to wait for ever.
import { expect, test } from '../steps/site.mjs';
import { config } from '../steps/words.mjs';

/** In Paledang, 12 metres off at most. */
const here = { latitude: -6.6018, longitude: 106.7942, accuracy: 12 };
const jakarta = { latitude: -6.1754, longitude: 106.8272, accuracy: 30 };
const areas = config.areas.flatMap(({ parts }) => parts);
const nameOf = (code) => areas.find((area) => area.code === code).name;

/** From the first screen to the question where it is. */
async function asksWhere(person) {
  await person.answersForLight();
  await person.arrivesAt(person.word('place.title'));
}

const chosen = (person) => person.areaBox.locator('option:checked');

for (const [name, geolocation, isOutside] of [
  ['in the middle of the city', here, false],
  ['in Jakarta', jakarta, true],
]) {
  test.describe(name, () => {
    test.use({ geolocation, permissions: ['geolocation'] });

    test(`the device's position is shown with how exact it is, ${name}`, async ({ page, person, words, wire }) => {
      await person.reportsLight();
      await person.change(words.word('check.place')).click();
      await person.arrivesAt(words.word('place.title'));
      await person.button('place.locate').click();
      const shown = page.getByRole('status').filter({ hasText: words.word('place.found') });
      await expect(shown).toContainText(words.word('place.accuracy', { metres: geolocation.accuracy }));
      const outside = page.getByText(words.word('place.outside', { portal: 'Tanggap Kota Bogor' }));
      await expect(outside).toHaveCount(isOutside ? 1 : 0);
      const address = `geo:${geolocation.latitude.toFixed(6)},${geolocation.longitude.toFixed(6)}`;
      await expect(person.link('place.open-map')).toHaveAttribute('href', `${address}?q=${address.slice(4)}`);
      await person.continues();
      await person.arrivesAt(words.word('check.title'));
      await expect(person.link('place.open-map')).toHaveAttribute('href', `${address}?q=${address.slice(4)}`);
      await person.sends();
      const { place } = JSON.parse(wire.seen(/^PUT /)[0].body);
      expect(place).toMatchObject({ lat: geolocation.latitude, long: geolocation.longitude, accuracy_m: geolocation.accuracy });
    });
  });
}

test.describe('a kelurahan nearby', () => {
  test.use({ geolocation: here, permissions: ['geolocation'] });

  test('is chosen for whoever chose none, said so, and goes with the position', async ({ page, person, words }) => {
    await asksWhere(person);
    await person.button('place.locate').click();
    await expect(page.getByText(words.word('place.area-nearest'))).toBeVisible();
    await expect(chosen(person)).toHaveText('Paledang');
    await person.button('place.forget').click();
    await expect(page.getByText(words.word('place.area-nearest'))).toHaveCount(0);
    await expect(chosen(person)).toHaveText(words.word('place.area-none'));
  });

  test('is sent as it was chosen', async ({ page, person, words, wire }) => {
    await asksWhere(person);
    await person.button('place.locate').click();
    await expect(page.getByText(words.word('place.area-nearest'))).toBeVisible();
    await person.continues();
    await person.passesPhotos();
    await person.appears('anonymous');
    await person.sends();
    expect(nameOf(JSON.parse(wire.seen(/^PUT /)[0].body).place.area)).toBe('Paledang');
  });

  test('never takes the place of one that the person chose', async ({ page, person, words }) => {
    await asksWhere(person);
    await person.areaBox.selectOption({ label: 'Empang' });
    await person.button('place.locate').click();
    await expect(page.getByText(words.word('place.found'))).toBeVisible();
    await person.button('place.forget').click();
    await expect(page.getByText(words.word('place.found'))).toHaveCount(0);
    await expect(chosen(person)).toHaveText('Empang');
    await expect(page.getByText(words.word('place.area-nearest'))).toHaveCount(0);
  });
});

test.describe('a position that is only rough', () => {
  test.use({ geolocation: { ...here, accuracy: 8_000 }, permissions: ['geolocation'] });

  test('is said to be rough, with the way to say it better, and chooses no kelurahan', async ({ page, person, words }) => {
    await asksWhere(person);
    await person.button('place.locate').click();
    await expect(page.getByText(words.word('place.accuracy', { metres: 8000 }))).toBeVisible();
    await expect(page.getByText(words.word('place.rough'), { exact: true })).toBeVisible();
    await expect(page.getByText(words.word('place.rough-about'))).toBeVisible();
    await expect(page.getByText(words.word('place.found'))).toHaveCount(0);
    await expect(chosen(person)).toHaveText(words.word('place.area-none'));
  });
});

test('a device that never says where it is stops nobody, and is still heard when it does', async ({ page, person, words }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    navigator.geolocation.getCurrentPosition = (found) => { window.sayWhere = found; };
  });
  await asksWhere(person);
  await person.button('place.locate').click();
  await expect(person.button('place.locating')).toBeVisible();
  await page.clock.runFor(21_000);
  await expect(page.getByText(words.word('place.silent'))).toBeVisible();
  await expect(person.button('place.locate')).toBeVisible();
  await page.evaluate(({ latitude, longitude, accuracy }) => {
    window.sayWhere({ coords: { latitude, longitude, accuracy }, timestamp: Date.now() });
  }, here);
  await expect(page.getByText(words.word('place.found'))).toBeVisible();
});
