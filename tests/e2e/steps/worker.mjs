// What the tests of the service worker do with it.
import { expect } from '@playwright/test';
import { lays, store } from './queue.mjs';

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

/** Lets pages see the store without owning it. */
export const keepsApart = (context) => context.addInitScript(store);

/** Lays reports into the store as it is written down, making it as the app does where the app has not. */
export async function laysByHand(page, ...reports) {
  await page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('tanggap:/', 1);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      for (const name of ['items', 'drafts']) db.createObjectStore(name, { keyPath: 'key' });
      for (const name of ['bytes', 'settings']) db.createObjectStore(name);
      db.createObjectStore('answers', { autoIncrement: true }).createIndex('key', 'key', { unique: true });
    };
    Object.assign(opening, { onsuccess: () => resolve(opening.result.close()), onerror: () => reject(opening.error) });
  }));
  await lays(page, ...reports);
}

/** Background Sync, as the browser's own tools fire it. */
export class Sync {
  static async over(page, origin) {
    const sync = new Sync();
    const session = await page.context().newCDPSession(page);
    const registered = new Promise((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations.length > 0 && resolve(registrations[0].registrationId));
    });
    await session.send('ServiceWorker.enable');
    return Object.assign(sync, { page, session, origin, registrationId: await registered });
  }

  /** The browser says that there is a line. */
  fires() {
    return this.session.send('ServiceWorker.dispatchSyncEvent', { origin: this.origin, registrationId: this.registrationId, tag: 'tanggap-outbox', lastChance: false });
  }

  /** As browsers stop a worker: at any moment, without a word to it. */
  stopsWorkers() {
    return this.session.send('ServiceWorker.stopAllWorkers');
  }

  /** The worker has got round to what was asked of it before: it answers a later question, and that takes the network. */
  async isDone() {
    await this.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.getRegistration();
      const { port1, port2 } = new MessageChannel();
      const answered = new Promise((resolve) => { port1.onmessage = resolve; });
      active.postMessage({ ask: 'offline', catalogues: [] }, [port2]);
      await answered;
    });
  }
}
