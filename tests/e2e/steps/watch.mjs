// What no test may cause, looked for in every one: a broken content policy, an error in the console, a request to
// somebody else, a Referer, and personal data, keys or tickets where addresses and logs keep them.
import { expect } from '@playwright/test';

export class Watch {
  /** Only for the tests of the watch itself. */
  forgives = false;
  /** Where requests may go: the portal, and desks that a test adds. */
  ours = [];
  #allowed = [];
  #secrets = new Set();
  #errors = [];
  #violations = [];
  #addresses = new Set();

  static async over(context, wire, server) {
    const watch = new Watch();
    Object.assign(watch, { wire, server, logStart: server.log.length });
    watch.ours.push(wire.url);
    await watch.alsoOver(context);
    return watch;
  }

  /** A browser may have more than one context, and a test more than one browser. */
  async alsoOver(context) {
    await context.exposeBinding('tellViolation', (_source, violation) => void this.#violations.push(violation));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.tellViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
      });
    });
    context.on('console', (message) => message.type() === 'error' && this.#errors.push(`${message.text()} (${message.location().url})`));
    context.on('weberror', (error) => this.#errors.push(String(error.error())));
    context.on('request', (request) => this.#addresses.add(request.url()));
    context.on('page', (page) => page.on('framenavigated', (frame) => this.#addresses.add(frame.url())));
  }

  /** An error that this test causes on purpose. */
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  /** Something typed or shown that may stand in no address at all. */
  secret(...texts) {
    for (const text of texts) if (text) this.#secrets.add(text);
  }

  /** Everything that has happened and should not have. */
  faults() {
    const named = {
      'an error in the console': this.#errors.filter((error) => !this.#allowed.some((pattern) => pattern.test(error))),
      'against the content policy': this.#violations,
      'a request to somebody else': [...this.#addresses].filter((address) => /^(https?|wss?):/.test(address) && !this.ours.some((ours) => address.startsWith(ours))),
      'says where it comes from': this.wire.requests.filter(({ path, headers }) => tellsOfAnother(headers.referer, new URL(path, this.wire.url).href)).map(({ path }) => path),
      'belongs in no address and no log': this.#betrayed(),
    };
    return Object.entries(named).flatMap(([fault, cases]) => cases.map((seen) => `${fault}: ${seen}`));
  }

  judge() {
    if (!this.forgives) expect(this.faults(), 'what no test may cause').toEqual([]);
  }

  #betrayed() {
    const tickets = new Set();
    for (const { method, path, body } of this.wire.requests) {
      if (/\/track$|\/messages\/[^/]+$/.test(path) && body.length > 0) {
        const said = JSON.parse(body.toString());
        this.secret(said.key_proof, said.text);
      }
      if (method !== 'PUT' || !/\/reports\/[^/]+$/.test(path)) continue;
      const report = JSON.parse(body.toString());
      tickets.add(report.ticket);
      const { name, phone, email } = report.identity;
      this.secret(report.key_proof, report.description, report.place?.address, name, phone, email);
    }
    const secrets = [...this.#secrets].flatMap((secret) => [secret, secret.replaceAll(' ', '')]);
    const addresses = [...this.#addresses, ...this.wire.requests.map(({ path }) => new URL(path, this.wire.url).href)];
    const inAddress = addresses.filter((address) => {
      const plain = readable(address);
      const withoutTickets = plain.replace(/#.*$/, '').replace(/\/api\/.*/, '');
      return secrets.some((secret) => plain.includes(secret)) || [...tickets].some((ticket) => withoutTickets.includes(ticket));
    });
    const log = this.server.log.slice(this.logStart).split('\n');
    const inLog = log.filter((line) => [...secrets, ...tickets].some((secret) => line.includes(secret)));
    return [...inAddress, ...inLog];
  }
}

/** Looking for a new worker, the browser names the worker's own address, which tells nobody anything. */
const tellsOfAnother = (referer, own) => Boolean(referer) && !(referer === own && own.endsWith('/sw.js'));

function readable(address) {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}
