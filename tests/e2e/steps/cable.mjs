// The cable between browser and server, cut and bent below HTTP: raw TCP towards the browser, so that a connection can
// end at any byte; the real server behind. What passed is written down; a request can be held at a marked point, so
// that a test kills the browser exactly there.
import http from 'node:http';
import net from 'node:net';
import { ask } from './wire.mjs';

const MARK = '/fault-point/';

export class Cable {
  /** Every whole request that left the browser: method, path, headers, body. */
  requests = [];
  connections = 0;
  /** What the server answered to what was passed on: path, status, body. */
  answers = [];
  #rules = [];
  #marks = new Map();
  #sockets = new Set();
  #agent = new http.Agent({ keepAlive: true });

  static async to(serverPort) {
    const cable = new Cable();
    cable.serverPort = serverPort;
    await cable.connect();
    return cable;
  }

  get url() {
    return `http://127.0.0.1:${this.port}/`;
  }

  async connect() {
    this.listener = net.createServer((socket) => void this.#serve(socket));
    await new Promise((resolve) => this.listener.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.listener.address().port;
  }

  /** Nobody is there any more: connections are refused until `connect`. */
  async disconnect() {
    const closed = new Promise((resolve) => this.listener.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async end() {
    await this.disconnect();
    this.#agent.destroy();
  }

  /** What fits a pattern of `METHOD /path` and has passed, or tried to. */
  seen(pattern) {
    return this.requests.filter((request) => pattern.test(`${request.method} ${request.path}`));
  }

  /**
   * From now on `act(exchange)` happens to what fits; the newest rule first. `times` ends it, `atHead` acts before the
   * body is read. The rule counts its `hits`, and `rule.hit` is the promise of the first.
   */
  on(pattern, act, { times = Infinity, atHead = false } = {}) {
    const rule = { pattern, act, times, atHead, hits: 0 };
    rule.hit = new Promise((resolve) => { rule.tell = resolve; });
    this.#rules.unshift(rule);
    return rule;
  }

  heals() {
    this.#rules = [];
  }

  /** Holds what fits before anything has reached the server. `await mark.reached`, then `mark.go()` or never. */
  holds(pattern, how = {}) {
    return this.#held(pattern, how, async (exchange, wait) => {
      await wait();
      exchange.pass(await exchange.forward());
    });
  }

  /** Holds the answer: the server has committed, the browser knows nothing. */
  holdsAnswers(pattern, how = {}) {
    return this.#held(pattern, how, async (exchange, wait) => {
      const answer = await exchange.forward();
      await wait();
      exchange.pass(answer);
    });
  }

  /** A point in the page's own code (`steps/points.mjs`) that stops it until `go`. */
  mark(name) {
    const mark = pause();
    this.#marks.set(name, mark);
    return mark;
  }

  #held(pattern, how, act) {
    const mark = pause();
    mark.rule = this.on(pattern, (exchange) => act(exchange, mark.wait), how);
    return mark;
  }

  async #serve(socket) {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    const reader = new Reader(socket);
    try {
      while (!socket.destroyed) await this.#one(new Exchange(this, socket, reader, await readHead(reader)));
    } catch {
      socket.destroy();
    }
  }

  async #one(exchange) {
    const { request } = exchange;
    const line = `${request.method} ${request.path}`;
    if (request.path.startsWith(MARK)) return this.#stop(exchange);
    const rule = this.#rules.find(({ pattern, times }) => times > 0 && pattern.test(line));
    if (!rule?.atHead) await exchange.readBody();
    if (!rule) return exchange.pass(await exchange.forward());
    rule.times -= 1;
    rule.hits += 1;
    rule.tell(exchange);
    await rule.act(exchange);
  }

  async #stop(exchange) {
    const name = decodeURIComponent(exchange.request.path.slice(MARK.length));
    await this.#marks.get(name)?.wait();
    exchange.answer({ status: 204 });
  }

  /** One request to the server, as the browser has sent it. */
  async ask({ method, path, headers, body }, others) {
    const answer = await ask(this.#agent, this.serverPort, { method, url: path, headers, bytes: body }, others);
    this.answers.push({ method, path, ...answer });
    return answer;
  }
}

function pause() {
  let reach;
  let go;
  const reached = new Promise((resolve) => { reach = resolve; });
  const gone = new Promise((resolve) => { go = resolve; });
  return { reached, go, wait: async () => { reach(); await gone; } };
}

/** One request of the browser, and what can be done with it. */
class Exchange {
  constructor(cable, socket, reader, request) {
    Object.assign(this, { cable, socket, reader, request });
  }

  async readBody() {
    this.request.body = await this.reader.take(this.request.size);
    this.cable.requests.push(this.request);
  }

  /** Gives it to the real server; its answer, not yet passed on. */
  forward(others) {
    return this.cable.ask(this.request, others);
  }

  /** Passes the server's answer on, whole. */
  pass({ status, headers, body }) {
    const { 'transfer-encoding': _chunked, connection: _hop, 'keep-alive': _too, ...rest } = headers;
    this.answer({ status, headers: rest, body });
  }

  answer({ status, headers = {}, body = '' }) {
    this.write(head(status, { ...(status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }), ...headers }));
    if (this.request.method !== 'HEAD') this.write(body);
  }

  write(bytes) {
    if (!this.socket.destroyed && bytes.length) this.socket.write(bytes);
  }
}

export function head(status, headers) {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((value) => `${name}: ${value}`));
  return [`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? 'Unknown'}`, ...lines, '', ''].join('\r\n');
}

async function readHead(reader) {
  const [first, ...lines] = (await reader.until('\r\n\r\n')).toString('latin1').trimEnd().split('\r\n');
  const [method, path] = first.split(' ');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  return { method, path, headers, size: Number(headers['content-length'] ?? 0), body: Buffer.alloc(0) };
}

/** Bytes from a socket, as many as are asked for, and no faster. */
class Reader {
  #held = Buffer.alloc(0);

  constructor(socket) {
    this.chunks = socket[Symbol.asyncIterator]();
  }

  async until(marker) {
    while (this.#held.indexOf(marker) < 0) await this.more();
    return this.#cut(this.#held.indexOf(marker) + marker.length);
  }

  async take(count) {
    while (this.#held.length < count) await this.more();
    return this.#cut(count);
  }

  async more() {
    const { value, done } = await this.chunks.next();
    if (done) throw new Error('the browser has gone');
    this.#held = Buffer.concat([this.#held, value]);
  }

  #cut(count) {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }
}
