// Every screen in every language, light and dark, with its errors: axe finds nothing, and nothing scrolls sideways at 320 px.
import { expectAccessible } from '../steps/accessible.mjs';
import { walks } from '../steps/screens.mjs';
import { test } from '../steps/site.mjs';
import { languages } from '../steps/words.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    for (const [screens, walk] of Object.entries(walks)) {
      test(`every screen ${screens} is accessible (${language})`, async ({ page, person, server, wire, watch, words }) => {
        test.slow();
        await walk({ page, person, server, wire, watch, words }, (name) => expectAccessible(page, name));
      });
    }
  });
}

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('first screen and last check are accessible on a wide screen', async ({ page, person }) => {
    await person.opens();
    await expectAccessible(page, 'first screen');
    await person.reportsLight();
    await expectAccessible(page, 'last check');
  });
});
