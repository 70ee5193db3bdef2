// Whoever owns the phone on which something waits: a person (`person.mjs`) who can also look at what the phone keeps, and
// for whom time passes when a test says so.
import { expect } from '@playwright/test';
import { lays, makesPhoto, plainReport, stateOf, waitingReport } from './queue.mjs';
import { Person } from './person.mjs';
import { grouped } from './words.mjs';

export class Owner extends Person {
  constructor(page, words, { server, wire }) {
    super(page, words);
    Object.assign(this, { server, wire });
  }

  opens(path = '') {
    return super.opens(this.wire.url + path);
  }

  /** The list of everything on this device. */
  async opensList() {
    await this.opens('outbox');
    await this.arrivesAt(this.word('outbox.title'));
  }

  /** A report waits on this phone from now on, and the app knows. */
  async owes(how = {}) {
    const report = waitingReport(this.wire.url, how);
    await lays(this.page, report);
    return report;
  }

  /** A report with so many photos, each of several pieces. */
  async owesPhotos(count, how = {}) {
    const photos = [];
    for (let number = 0; number < count; number += 1) photos.push(await makesPhoto(this.page, 420 + number));
    return this.owes({ photos, ...how });
  }

  async owesPlain(how = {}) {
    const report = plainReport(this.wire.url, how);
    await lays(this.page, report);
    return report;
  }

  /** The entry of a report in the list. */
  entry({ ticket, reference }) {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: ticket ? grouped(ticket) : reference }).first();
  }

  /** The list says this about a report, in R12's words. */
  async listSays(report, key, values) {
    await expect(this.entry(report)).toContainText(this.word(`outbox.${key}`, values));
  }

  /** What the store says about a report, such as `waiting busy 503`. */
  async keeps(report, state) {
    await expect.poll(() => stateOf(this.page, report)).toMatch(state instanceof RegExp ? state : new RegExp(`^${state}$`));
  }

  is(report) {
    return stateOf(this.page, report);
  }

  /** It is received, by the store, on the screen, and truly: once, at the real server, under its number. */
  async hasReceipt(report) {
    await this.keeps(report, 'received');
    await this.listSays(report, 'received');
    expect(await this.server.report(report.ticket)).toBeTruthy();
  }

  /** So much time goes by on this page, for waits and steady clocks alike. */
  waits(ms) {
    return this.page.evaluate((ms) => window.passes(ms), ms);
  }

  /** Nothing more comes from this page for now: what it asks now arrives after whatever it asked before. */
  async isQuiet() {
    await this.page.evaluate(() => fetch('/healthz').then((answer) => answer.text()));
  }

  /** Leaves so many connections to the server open and idle. */
  async hasIdleConnections(count) {
    const marks = Array.from({ length: count }, (_, number) => this.wire.holds(new RegExp(`^GET /healthz\\?${number}$`)));
    const asking = this.page.evaluate((count) => Promise.all(Array.from({ length: count }, (_, number) => fetch(`/healthz?${number}`).then((answer) => answer.text()))), count);
    await Promise.all(marks.map(({ reached }) => reached));
    for (const { go } of marks) go();
    await asking;
  }
}
