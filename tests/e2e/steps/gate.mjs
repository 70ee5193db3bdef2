// What the cases of the release gate get: as every journey (`site.mjs`), but over the cable, where connections can end at
// any byte, with an owner who sees into the store, and with a phone that can die. Faults on the network are what these
// tests are about, so the browser may complain of them; everything else that the watch forbids stays forbidden.
import { Cable } from './cable.mjs';
import { Device } from './device.mjs';
import { Owner } from './owner.mjs';
import { movableClock, points } from './points.mjs';
import { store } from './queue.mjs';
import { test as journey } from './site.mjs';

export { expect } from '@playwright/test';

export const put = /^PUT \/api\/[^/]+\/reports\/[^/]+$/;
export const putPhoto = /^PUT \/api\/[^/]+\/reports\/[^/]+\/media\//;
export const ask = /^GET \/api\/[^/]+\/reports\/[^/]+$/;
export const post = /^POST \/api\/[^/]+\/requests\.json/;

/** What every page of these tests has before the app's own scripts. */
const always = [points, movableClock, store];

export const test = journey.extend({
  /** Flags of the phone's Chromium. */
  flags: [[], { option: true }],
  /** More scripts that run before the app's: functions, or a function and what it gets. */
  scripts: [[], { option: true }],

  wire: async ({ server }, use) => {
    const cable = await Cable.to(server.port);
    await use(cable);
    await cable.end();
  },

  watch: async ({ watch }, use) => {
    watch.allow(/Failed to load resource/, /net::ERR_/);
    await use(watch);
  },

  /** Prepares a browser's context: language, scripts, and the watch over a second one. */
  prepare: async ({ wire, watch, language, scripts }, use) => {
    await use(async (context, isSecond) => {
      if (isSecond) await watch.alsoOver(context);
      await context.addCookies([{ name: 'lang', value: language, url: wire.url }]);
      for (const script of [...always, ...scripts]) await context.addInitScript(...[script].flat());
    });
  },

  /** Somebody with a page in the shared browser, for faults that nobody has to die of. */
  person: async ({ page, context, prepare, words, server, wire }, use) => {
    await prepare(context);
    await use(new Owner(page, words, { server, wire }));
  },

  /** Another tab of the same browser. */
  anotherTab: async ({ context, person, words, server, wire }, use) => {
    void person;
    await use(async () => new Owner(await context.newPage(), words, { server, wire }));
  },

  /** A phone that is off: `await device.opens()`; then `device.person` holds it. */
  device: async ({ prepare, words, server, wire, flags }, use) => {
    const phones = [];
    const device = new Phone((context) => prepare(context, true), flags);
    device.made({ phones, ownerOf: (page) => new Owner(page, words, { server, wire }) });
    await use(device);
    for (const phone of phones) await phone.ends();
  },
});

class Phone extends Device {
  made({ phones, ownerOf }) {
    Object.assign(this, { phones, ownerOf });
    phones.push(this);
    return this;
  }

  async wakes() {
    await super.wakes();
    this.person = this.ownerOf(this.page);
    return this.person;
  }

  /** Wakes and opens the portal. */
  async opens(path) {
    await this.wakes();
    await this.person.opens(path);
    return this.person;
  }

  /** The battery was empty: wakes on what is on disk and opens the portal. */
  async opensAgain(path) {
    await this.dies();
    return this.opens(path);
  }

  /** What the disk held at this moment, in another phone. */
  copy() {
    return super.copy(Phone).made(this);
  }

  async anotherTab() {
    return this.ownerOf(await this.context.newPage());
  }
}
