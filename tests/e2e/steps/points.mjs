// Marked points in the browser's own interfaces: armed ones stop the page (by a synchronous request that the cable holds),
// so that a kill falls exactly between two steps. They know the store's names, not the app's code.

/** Runs in the page before anything else. */
export function points() {
  const stopAt = window.stopAt = (name) => {
    if (!window.armed?.includes(name)) return;
    window.armed = window.armed.filter((other) => other !== name);
    const request = new XMLHttpRequest();
    request.open('GET', `/fault-point/${encodeURIComponent(name)}`, false);
    request.send();
  };
  for (const verb of ['put', 'add', 'delete']) {
    const real = IDBObjectStore.prototype[verb];
    IDBObjectStore.prototype[verb] = function (...given) {
      stopAt(`before ${verb} ${this.name}`);
      const request = real.apply(this, given);
      stopAt(`after ${verb} ${this.name}`);
      return request;
    };
  }
  // Nothing of the app may be written in a less durable way (fact 5).
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode = 'readonly', options) {
    const transaction = open.call(this, stores, mode, options);
    if (mode !== 'readonly' && this.name.startsWith('tanggap:') && transaction.durability !== 'strict') console.error(`a write to ${stores} is not strict`);
    return transaction;
  };
}

/** Arms points in an open page. */
export const arm = (page, ...names) => page.evaluate((names) => { window.armed = names; }, names);

/** A clock that a test moves: `window.passes(60_000)` ends the page's waits as if so long had gone by. */
export function movableClock() {
  const real = { now: performance.now.bind(performance), set: window.setTimeout.bind(window), clear: window.clearTimeout.bind(window) };
  const waiting = new Map();
  let moved = 0;
  let last = 0;
  const start = (id, act, due) => {
    const fire = () => {
      waiting.delete(id);
      act();
    };
    waiting.set(id, { act, due, fire, timer: real.set(fire, due - performance.now()) });
  };
  performance.now = () => real.now() + moved;
  window.setTimeout = (act, wait, ...given) => {
    last += 1;
    start(last, () => act(...given), performance.now() + (Number(wait) || 0));
    return last;
  };
  window.clearTimeout = window.clearInterval = (id) => {
    real.clear(waiting.get(id)?.timer);
    waiting.delete(id);
  };
  window.setInterval = (act, every, ...given) => {
    last += 1;
    const id = last;
    const again = () => {
      start(id, again, performance.now() + Number(every));
      act(...given);
    };
    start(id, again, performance.now() + Number(every));
    return id;
  };
  window.passes = (ms) => {
    moved += ms;
    const inOrder = [...waiting].sort(([, one], [, other]) => one.due - other.due);
    for (const [id, { act, due, fire, timer }] of inOrder) {
      if (!waiting.has(id)) continue;
      real.clear(timer);
      if (due <= performance.now()) fire();
      else start(id, act, due);
    }
  };
}

/** A wall clock that is wrong by so many milliseconds, or by what the test says later (E1). */
export function wrongClock(offset_ms) {
  const real = Date.now.bind(Date);
  window.wallOffset = offset_ms;
  window.Date = class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [real() + window.wallOffset]));
    }

    static now() {
      return real() + window.wallOffset;
    }
  };
}
