// The same cable for HTTP/2, which browsers speak over TLS only: a certificate that the server makes for itself, and a
// browser that is told not to mind (`--ignore-certificate-errors`).
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import http2 from 'node:http2';
import path from 'node:path';
import { Server } from './server.mjs';
import { ask } from './wire.mjs';

export class Http2Cable {
  requests = [];
  #rule = null;
  #sessions = new Set();
  #agent = new http.Agent({ keepAlive: true });

  static async to(serverPort) {
    const cable = new Http2Cable();
    const maker = await Server.start(undefined, ['--tls']);
    const pem = (name) => readFile(path.join(maker.data, `tls-${name}.pem`));
    const [key, cert] = await Promise.all([pem('key'), pem('certificate')]);
    await maker.stop();
    cable.listener = http2.createSecureServer({ key, cert });
    cable.listener.on('session', (session) => {
      cable.#sessions.add(session);
      session.on('error', () => {});
      session.once('close', () => cable.#sessions.delete(session));
    });
    cable.listener.on('stream', (stream, headers) => {
      stream.on('error', () => {});
      cable.#serve(serverPort, stream, headers).catch(() => stream.destroy());
    });
    await new Promise((resolve) => cable.listener.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get url() {
    return `https://127.0.0.1:${this.listener.address().port}/`;
  }

  /** `act(stream, forward)` happens once to what fits. */
  once(pattern, act) {
    this.#rule = { pattern, act };
  }

  seen(pattern) {
    return this.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`));
  }

  async #serve(port, stream, { ':method': method, ':path': path, ':authority': host, ...others }) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    this.requests.push({ method, path, headers: others, body });
    const plain = Object.fromEntries(Object.entries(others).filter(([name]) => typeof name === 'string' && !name.startsWith(':')));
    const forward = () => ask(this.#agent, port, { method, url: path, headers: { ...plain, host }, bytes: body });
    const rule = this.#rule;
    if (rule?.pattern.test(`${method} ${path}`)) {
      this.#rule = null;
      await rule.act(stream, forward);
      return;
    }
    const { status, headers, body: answer } = await forward();
    const { connection: _hop, 'transfer-encoding': _chunked, 'keep-alive': _too, ...rest } = headers;
    stream.respond({ ':status': status, ...rest });
    stream.end(answer);
  }

  async end() {
    const closed = new Promise((resolve) => this.listener.close(resolve));
    for (const session of this.#sessions) session.destroy();
    await closed;
    this.#agent.destroy();
  }
}
