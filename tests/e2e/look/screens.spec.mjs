// A picture of every screen, as high as the screen is, in the order in which a person comes to them.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { walks } from '../steps/screens.mjs';
import { test } from '../steps/site.mjs';
import { asked, sets } from './asked.mjs';

for (const { language, scheme, viewport, name: set } of sets) {
  test.describe(set, () => {
    test.use({ language, viewport, colorScheme: scheme, contextOptions: { reducedMotion: 'reduce' } });

    for (const [walk, [screens, walkThrough]] of Object.entries(walks).entries()) {
      test(`pictures of every screen ${screens}`, async ({ page, person, server, wire, watch, words }) => {
        // Judged by the journeys; here even a screen that betrays something is to be seen.
        watch.forgives = true;
        const folder = path.join(asked.folder, set);
        await mkdir(folder, { recursive: true });
        let number = 0;
        await walkThrough({ page, person, server, wire, watch, words }, async (name) => {
          number += 1;
          const file = `${walk + 1}-${String(number).padStart(2, '0')} ${name}.png`;
          await page.screenshot({ path: path.join(folder, file), fullPage: true, animations: 'disabled' });
        });
      });
    }
  });
}
