// A real tanggap-server on a free port of this machine, with a data folder that is gone afterwards.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../../..');
const program = process.env.TANGGAP_SERVER ?? path.join(root, 'target/release/tanggap-server');
export const dist = process.env.TANGGAP_DIST ?? path.join(root, 'dist');
/** The portal as it is built to be served under /lapor/. */
export const distBelow = process.env.TANGGAP_DIST_BELOW ?? path.join(root, 'target/dist-lapor');

/** All tests come from one address: what it may send in an hour is held by the server's own tests. */
const allAtOnce = ['--limits', 'off'];

export class Server {
  #process;
  #told = '';

  /** Starts it and waits until it says where it serves. `files` is another built portal than the usual. */
  static async start(files = dist, flags = []) {
    const server = new Server();
    server.data = await mkdtemp(path.join(tmpdir(), 'tanggap-e2e-'));
    const running = spawn(program, ['serve', '--port', '0', '--dist', files, '--data', server.data, ...allAtOnce, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    server.#process = running;
    server.port = await new Promise((resolve, reject) => {
      const hear = (chunk) => {
        server.#told += chunk;
        const port = /Serving .* at https?:\/\/127\.0\.0\.1:(\d+)\//.exec(server.#told)?.[1];
        if (port) resolve(Number(port));
      };
      running.stdout.on('data', hear);
      running.stderr.on('data', hear);
      running.once('error', reject);
      running.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${server.#told}`)));
    });
    return server;
  }

  /** The same on a portal with another `config.json`. */
  static async startWith(change, flags) {
    const files = await mkdtemp(path.join(tmpdir(), 'tanggap-dist-'));
    await cp(dist, files, { recursive: true });
    const config = path.join(files, 'config.json');
    await writeFile(config, JSON.stringify(change(JSON.parse(await readFile(config, 'utf8')))));
    for (const packed of ['.br', '.gz']) await rm(config + packed, { force: true });
    const server = await Server.start(files, flags);
    server.files = files;
    return server;
  }

  /** Everything it has written to its log so far. */
  get log() {
    return this.#told;
  }

  /** A desk's command, such as `update 4827…`, on this server's data; what it says. */
  async command(...words) {
    const { stdout } = await promisify(execFile)(program, [...words, '--data', this.data]);
    return stdout;
  }

  /** The line of `reports` for this ticket; undefined where it never arrived. */
  async report(ticket) {
    const lines = (await this.command('reports')).split('\n');
    const its = lines.filter((line) => line.replaceAll(' ', '').includes(ticket));
    if (its.length > 1) throw new Error(`${ticket} arrived ${its.length} times`);
    return its[0];
  }

  async reportsInAll() {
    return (await this.command('reports')).split('\n').filter((line) => /\d{4} ?\d{4} ?\d{4}/.test(line)).length;
  }

  /** Ends it as a service manager would, and takes its data away. */
  async stop() {
    if (this.#process.exitCode === null) {
      const ended = new Promise((resolve) => this.#process.once('exit', resolve));
      this.#process.kill('SIGTERM');
      await ended;
    }
    for (const folder of [this.data, this.files]) if (folder) await rm(folder, { recursive: true, force: true });
  }
}
