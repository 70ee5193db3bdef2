// A phone: Chromium with a profile of its own in a process group of its own, so that it can die as phones die, by
// SIGKILL, at any moment, and wake up on what it had written.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';

const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-session-crashed-bubble', '--password-store=basic', '--use-mock-keychain', '--disable-extensions', '--disable-default-apps', '--disable-component-extensions-with-background-pages', '--metrics-recording-only', '--disable-features=PreloadTopChromeWebUI,Translate,OptimizationHints,MediaRouter'];
// Chromium refuses its sandbox to root, which is who runs in most containers.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const awake = new Set();
process.once('exit', () => { for (const device of awake) device.signal('SIGKILL'); });

export class Device {
  /** What happens with every context that it opens: the watch, scripts, cookies. */
  #onWaking;
  #process;

  constructor(onWaking, flags = [], profile = mkdtempSync(path.join(tmpdir(), 'tanggap-device-'))) {
    this.#onWaking = onWaking;
    this.flags = flags;
    this.profile = profile;
  }

  /** Switched on: a browser with one empty page. */
  async wakes() {
    const flags = ['--headless=new', `--user-data-dir=${this.profile}`, '--remote-debugging-port=0', '--window-size=360,740', ...quiet, ...asRoot, ...this.flags];
    this.#process = spawn(program, [...flags, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    awake.add(this);
    const address = await heard(this.#process, /DevTools listening on (ws:\S+)/);
    this.browser = await chromium.connectOverCDP(address);
    this.context = this.browser.contexts()[0];
    this.context.setDefaultTimeout(5_000);
    await this.#onWaking?.(this.context);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    return this.page;
  }

  /** While it is off: its owner lets no site keep anything, as Chrome's settings offer. */
  blocksSiteData() {
    this.#prefers({ profile: { default_content_setting_values: { cookies: 2 } } });
  }

  /** While it is off: its owner reads letters of so many pixels, where most have 16. */
  writesLarge(pixels) {
    this.#prefers({ webkit: { webprefs: { default_font_size: pixels } } });
  }

  #prefers(preferences) {
    const folder = path.join(this.profile, 'Default');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'Preferences'), JSON.stringify(preferences));
  }

  /** The battery is out: every process of it, at once, in the middle of whatever it did. */
  async dies() {
    if (!awake.has(this)) return;
    this.signal('SIGKILL');
    while (this.signal(0)) await new Promise((resolve) => setImmediate(resolve));
    awake.delete(this);
  }

  /** Dies and wakes on the same profile. */
  async restarts() {
    await this.dies();
    return this.wakes();
  }

  /** The same phone as it was on disk at this moment, as after a power loss (A14). */
  copy(Kind = Device) {
    const profile = mkdtempSync(path.join(tmpdir(), 'tanggap-device-'));
    // Caches come and go while they are copied, and nothing is lost with them.
    const isKept = (file) => !/Singleton|DevToolsActivePort|Cache|Shader|Crash/.test(path.relative(this.profile, file));
    cpSync(this.profile, profile, { recursive: true, filter: isKept });
    return new Kind(this.#onWaking, this.flags, profile);
  }

  async ends() {
    await this.dies();
    await this.browser?.close().catch(() => {});
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The DevTools protocol of one page. */
  talk(page = this.page) {
    return this.context.newCDPSession(page);
  }

  /** Damages what IndexedDB has on disk, while the phone is off: every byte of the logs is turned round (C8). */
  garblesDatabase() {
    const folder = path.join(this.profile, 'Default/IndexedDB');
    const files = readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)).filter((name) => /\.(log|ldb)$/.test(name));
    if (!files.length || !existsSync(folder)) throw new Error('there is no database to garble');
    for (const file of files) writeFileSync(file, readFileSync(file).map((byte) => byte ^ 0x5a));
  }

  /** Sends a signal to the whole group; whether anybody of it is left. */
  signal(signal) {
    try {
      process.kill(-this.#process.pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}

function heard(running, pattern) {
  return new Promise((resolve, reject) => {
    let told = '';
    running.stderr.on('data', (chunk) => {
      told += chunk;
      const found = pattern.exec(told);
      if (found) resolve(found[1]);
    });
    running.once('error', reject);
    running.once('exit', (code, signal) => reject(new Error(`Chromium ended with ${code ?? signal}:\n${told}`)));
  });
}
