// The wire between browser and server, where faults are honest: it passes everything on, writes down what passed,
// and fails as real networks do when told to. The browser knows no other way to the server.
import http from 'node:http';

export class Wire {
  /** Every request that left the browser: method, path, headers, body. */
  requests = [];
  #faults = [];
  #listener;
  #serverPort;
  #agent = new http.Agent({ keepAlive: true });

  static async to(serverPort) {
    const wire = new Wire();
    wire.#serverPort = serverPort;
    await wire.connect();
    return wire;
  }

  get url() {
    return `http://127.0.0.1:${this.port}/`;
  }

  async connect() {
    this.#listener = http.createServer((request, answer) => void this.#pass(request, answer));
    await new Promise((resolve) => this.#listener.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.#listener.address().port;
  }

  /** Nobody is there any more: connections are refused until `connect`. */
  async disconnect() {
    const closed = new Promise((resolve) => this.#listener.close(resolve));
    this.#listener.closeAllConnections();
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

  /** Someone else answers: a captive portal, a broken machine, a full server. */
  answers(pattern, { status = 200, type = 'text/html', body = '', headers = {} }) {
    this.#fault(pattern, (_request, answer) => answer.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body));
  }

  /** The connection stays open and nothing comes. */
  hangs(pattern) {
    this.#fault(pattern, () => {});
  }

  /** The connection is closed before anything has reached the server. */
  breaks(pattern) {
    this.#fault(pattern, (request) => request.socket.destroy());
  }

  /** The server does its work, and the connection breaks in the middle of its answer. */
  cuts(pattern) {
    this.#fault(pattern, async (request, answer) => {
      const { status, headers, body } = await this.#ask(request);
      answer.writeHead(status, headers);
      answer.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
    });
  }

  /** The server's answer, changed on its way. */
  changes(pattern, change) {
    this.#fault(pattern, async (request, answer) => {
      // Asked anew and without a tag: *not changed since* would be untrue.
      delete request.headers['if-none-match'];
      const { status, headers: { etag: _tag, ...headers }, body } = await this.#ask(request, { 'accept-encoding': 'identity' });
      const changed = change(body);
      answer.writeHead(status, { ...headers, 'content-length': changed.length }).end(changed);
    });
  }

  /** A server that lets everybody ask, and whose page may stand in a frame of others: there it may have no origin. */
  letsEverybodyIn() {
    const open = { 'access-control-allow-origin': '*', 'access-control-allow-methods': '*', 'access-control-allow-headers': '*' };
    this.#fault(/ /, async (request, answer) => {
      if (request.method === 'OPTIONS') return answer.writeHead(204, open).end();
      for (const name of ['origin', 'sec-fetch-site']) delete request.headers[name];
      const { status, headers: sent, body } = await this.#ask(request);
      const { 'x-frame-options': _frames, 'cross-origin-resource-policy': _resources, 'content-security-policy': policy, ...headers } = sent;
      if (policy) headers['content-security-policy'] = policy.replace("; frame-ancestors 'none'", '');
      answer.writeHead(status, { ...headers, ...open }).end(body);
    });
  }

  /** Holds requests back until the function that it returns is called; what was told before happens then. */
  holds(pattern) {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    this.#fault(pattern, async (request, answer, next) => {
      await released;
      await next();
    });
    return release;
  }

  heals() {
    this.#faults = [];
  }

  #fault(pattern, act) {
    this.#faults.unshift({ pattern, act });
  }

  async #pass(request, answer) {
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    request.bytes = Buffer.concat(chunks);
    this.requests.push({ method: request.method, path: request.url, headers: request.headers, body: request.bytes });
    const faults = this.#faults.filter(({ pattern }) => pattern.test(`${request.method} ${request.url}`));
    const next = async () => {
      const fault = faults.shift();
      await (fault ? fault.act(request, answer, next) : this.#forward(request, answer));
    };
    try {
      await next();
    } catch {
      request.socket.destroy();
    }
  }

  #ask(request, others) {
    return ask(this.#agent, this.#serverPort, request, others);
  }

  async #forward(request, answer) {
    const { status, headers, body } = await this.#ask(request);
    answer.writeHead(status, headers).end(body);
  }
}

/** One request to the server, with its whole body; the whole answer. */
export function ask(agent, port, { method, url, headers, bytes }, others = {}) {
  return new Promise((resolve, reject) => {
    const asked = http.request({ host: '127.0.0.1', port, method, path: url, headers: { ...headers, ...others }, agent }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
}
