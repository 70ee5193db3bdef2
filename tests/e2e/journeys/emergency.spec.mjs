// In an emergency the call comes first: at once without a network, after ten seconds without proof (R13, B34).
import { expectAccessible } from '../steps/accessible.mjs';
import { expect, test } from '../steps/site.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const call = (page, words) => page.getByRole('link', { name: words.word('emergency.call', { number: '112' }) });
const first = (words) => words.word('emergency.first', { number: '112' });

test('chosen without a network, the call is the screen, and writing goes on only when it is wanted', async ({ page, context, person, watch, words }) => {
  watch.allow(/ERR_/);
  await person.opens();
  await person.tells('Asap tebal dari rumah kosong');
  await context.setOffline(true);
  const service = page.getByRole('button', { name: words.local(words.service('emergency-fire').name) }).first();
  await service.click();
  await expect(person.heading).toHaveText(first(words), { timeout: 1_000 });
  await expect(call(page, words)).toBeVisible();
  await expect(page.getByText(words.word('outbox.received'), { exact: true })).toHaveCount(0);
  await expectAccessible(page, 'call first');
  await person.button('emergency.later').click();
  await expect(person.heading).not.toHaveText(first(words));
});

test('without proof in ten seconds the call comes first, and who does not want it sent takes it back', async ({ page, person, wire, watch, words }) => {
  watch.allow(/status of (503|404)/);
  // Ten seconds of patience are half a one here. (Playwright's clock has timer ids too large for wasm's i32.)
  await page.addInitScript(() => {
    const later = window.setTimeout;
    window.setTimeout = (act, wait, ...more) => later(act, wait === 10_000 ? 500 : wait, ...more);
  });
  await person.opens();
  await person.tells('Asap tebal dari rumah kosong');
  await person.picks('emergency-fire');
  wire.answers(/^PUT .*\/reports\//, { status: 503 });
  for (;;) {
    const title = await person.heading.innerText();
    if (title.includes(words.word('place.title'))) await person.isAt('Paledang', 'Jl. Pajajaran');
    else if (title.includes(words.word('identity.title'))) await person.appears('anonymous');
    else if (title.includes(words.word('check.title'))) break;
    else {
      const choice = page.getByRole('radio').first();
      if (await choice.count()) await choice.check();
      await person.continues();
    }
    await expect(person.heading).not.toHaveText(title);
  }
  await person.button('check.send').click();
  await expect(person.heading).toHaveText(first(words), { timeout: 10_000 });
  await expect(page.getByText(words.word('outbox.received'), { exact: true })).toHaveCount(0);
  await person.button('emergency.stop').click();
  await expect(person.standing).toContainText(words.word('outbox.withdrawn'), { timeout: 15_000 });
});
