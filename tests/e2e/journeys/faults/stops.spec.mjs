// A15, A16: the app itself stops, in the middle of sending. The page of last resort comes from plain JavaScript; what was
// written and what waits are in the store, and the next start goes on.
import { expect, put, test } from '../../steps/gate.mjs';

const ends = [
  {
    id: 'A15',
    what: 'panics when it goes to the receipt',
    stop: (page) => page.evaluate(() => { history.pushState = history.replaceState = () => { throw new DOMException('too many', 'SecurityError'); }; }),
  },
  { id: 'A16', what: 'runs out of memory while it sends', stop: () => {}, during: (page) => page.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError('out of memory'); })) },
];

for (const { id, what, stop, during } of ends) {
  test(`${id} the app ${what}: the page says so, and after a new start the report is there once`, async ({ page, person, wire, watch }) => {
    watch.allow(/panicked|unreachable|SecurityError|out of memory/);
    await person.reportsLight();
    const mark = wire.holds(put);
    await stop(page);
    await person.button('check.send').click();
    await mark.reached;
    await during?.(page);
    await expect(person.heading.filter({ hasText: person.word('boot.failed') })).toBeVisible();
    const [report] = (await person.stored()).items;
    wire.heals();
    mark.go();
    await person.opensList();
    await person.hasReceipt(report);
  });
}
