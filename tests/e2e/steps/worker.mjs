// What the tests of the service worker do with it.
import { expect } from '@playwright/test';

/** A visit that ends when the page says that it opens without a line. */
export async function visitsOnce(page, address = '') {
  await page.goto(address);
  await expect(page.locator('html[data-offline=ready]')).toBeAttached({ timeout: 30_000 });
}

/** Opens the portal although nobody answers. */
export async function opensOffline(page, address = '') {
  const answer = await page.goto(address);
  expect(answer.fromServiceWorker()).toBe(true);
  await expect(page.locator('html[data-app=ready]')).toBeAttached({ timeout: 20_000 });
}

/** Names of the generations on this device. */
export const shellCaches = (page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(':shell:')));
