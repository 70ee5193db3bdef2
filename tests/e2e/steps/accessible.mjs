// What every screen owes to everybody: nothing that axe can find, in light and dark, and no sideways scrolling at 320 px.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the screen as it stands. */
export async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), tags);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' · ')}`);
}

/** Judges the screen as it stands; goes on after a fault, so that one run tells them all. */
export async function expectAccessible(page, name) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
  }
  expect.soft(await widthWhenNarrow(page), `${name}: width at 320 px`).toBeLessThanOrEqual(320);
}

/** How wide the page is at 320 px, which is also what a window of 640 px has left at 200 %, and one of 1280 px at 400 %. */
export async function widthWhenNarrow(page) {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(usual);
  return width;
}
