// A desk that only speaks plain GeoReport: its own number, and never a second POST that nobody decided.
import { expect, test } from '../steps/site.mjs';

const post = /^POST \/api\/aspirasi\/requests\.json/;

const plain = (body) => {
  const config = JSON.parse(body);
  config.desks.find(({ id }) => id === 'aspirasi').capabilities = { reports: false };
  return Buffer.from(JSON.stringify(config));
};

test.beforeEach(({ wire }) => wire.changes(/^GET \/config\.json/, plain));

test('a report goes as a form with its reference, and gets the number of the desk', async ({ page, person, server, wire, words }) => {
  await person.reportsLight('Lampu jalan mati di plaza', { takesPhotos: false });
  await person.button('check.send').click();
  await expect(person.standing).toContainText(words.word('outbox.received'), { timeout: 15_000 });
  const [{ body, headers }] = wire.seen(post);
  expect(headers['content-type']).toContain('application/x-www-form-urlencoded');
  const form = new URLSearchParams(body.toString());
  const reference = /\[ref ([2-9A-Z]{8})\]$/.exec(form.get('description'))[1];
  expect(form.get('description')).toContain('Lampu jalan mati di plaza');
  expect(form.get('attribute[problem]')).toBe('off');
  expect(new URL(page.url()).hash).toBe(`#${reference}`);
  const number = (await page.getByText(/^\d{4} \d{4} \d{4}$/).first().innerText()).replaceAll(' ', '');
  expect(await server.report(number)).toBeTruthy();
  expect(wire.seen(/^PUT /)).toEqual([]);
});

test('an answer that got lost makes it uncertain; nothing is sent again until a person says so, and then it says so', async ({ page, person, wire, watch, words }) => {
  const { word } = words;
  watch.allow(/ERR_/);
  await person.reportsLight(undefined, { takesPhotos: false });
  wire.cuts(post);
  await person.button('check.send').click();
  await expect(person.standing).toContainText(word('outbox.uncertain'), { timeout: 15_000 });
  wire.heals();
  wire.changes(/^GET \/config\.json/, plain);
  const posts = wire.seen(post).length;
  await page.reload();
  await person.isReady();
  await expect(person.standing).toContainText(word('outbox.uncertain'), { timeout: 15_000 });
  expect(wire.seen(post)).toHaveLength(posts);
  await person.opens('outbox');
  const item = page.getByRole('listitem').filter({ hasText: word('outbox.uncertain') });
  await item.getByRole('button', { name: word('outbox.look') }).click();
  await expect(item.getByRole('definition').filter({ hasText: new RegExp(`^${words.local(words.service('street-light').name)}$`) }), 'the service by its name').toBeVisible();
  await expect(item.getByText('service_code')).toHaveCount(0);
  await item.getByRole('button', { name: word('outbox.send-again') }).click();
  await item.getByRole('button', { name: word('outbox.send-again-sure') }).click();
  await expect(page.getByRole('listitem').getByRole('status')).toHaveText(word('outbox.received'), { timeout: 15_000 });
  const form = new URLSearchParams(wire.seen(post).at(-1).body.toString());
  expect(form.get('description')).toContain(word('outbox.again-mark'));
});
