// What networks and servers do wrong, each a function of one exchange on the cable (`steps/cable.mjs`). "Commits" says
// that the real server got the report before the fault; the others never pass it on.
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { head } from './cable.mjs';

const closed = ({ socket }) => new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', resolve)));
const json = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** The whole request is read, the server commits, and the connection ends without a byte (B1). */
export async function commitsThenCloses(exchange) {
  await exchange.forward();
  exchange.socket.end();
  await closed(exchange);
}

/** The same, as a router that has forgotten the connection does it (B2). */
export async function commitsThenResets(exchange) {
  await exchange.forward();
  exchange.socket.resetAndDestroy();
}

/** Half of the request has reached the server when the line stands still; use it `atHead`. When the browser goes, so does
 * the half (A5). */
export const stopsInBody = (exchange) => uploads(exchange, () => closed(exchange));

/** Half of the request, and the connection ends on both sides. */
export const breaksInBody = (exchange) => uploads(exchange, () => exchange.socket.resetAndDestroy());

async function uploads({ cable, reader, request }, then) {
  const toServer = net.connect(cable.serverPort, '127.0.0.1').on('error', () => {});
  const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  toServer.write([`${request.method} ${request.path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  toServer.write(await reader.take(request.size >> 1));
  await then();
  toServer.resetAndDestroy();
}

/** Nothing has reached the server. */
export async function resets({ socket }) {
  socket.resetAndDestroy();
}

/** The connection stays open and nothing comes (B4). */
export const neverAnswers = closed;

export async function commitsThenNeverAnswers(exchange) {
  await exchange.forward();
  await closed(exchange);
}

/** The answer's head ends in the middle of a line; Chromium calls that a 200 (B5). */
export async function cutsHeaders(exchange) {
  const { status, body } = await exchange.forward();
  exchange.socket.end(head(status, { 'content-type': 'application/json', 'content-length': body.length }).slice(0, -20));
}

/** Half of the answer's body (B6). */
export async function cutsBody(exchange) {
  const { status, headers, body } = await exchange.forward();
  exchange.write(head(status, { ...headers, 'content-length': body.length }));
  exchange.socket.end(body.subarray(0, body.length >> 1));
}

/** Half a body that claims to be whole. */
export async function shortensBody(exchange) {
  const { status, headers, body } = await exchange.forward({ 'accept-encoding': 'identity' });
  exchange.answer({ status, headers: { ...headers, 'content-length': body.length >> 1 }, body: body.subarray(0, body.length >> 1) });
}

/** Somebody else answers instead of the server. */
export const answers = (status, { headers = {}, body = '' } = {}) => async (exchange) => exchange.answer({ status, headers: { 'cache-control': 'no-store', ...headers }, body });

/** The same with GeoReport's list of errors. */
export const refuses = (status, errors = [{ code: status, description: 'no' }], headers = {}) => answers(status, { headers: { ...json, ...headers }, body: JSON.stringify(errors) });

const loginPage = '<!doctype html><title>Login</title><p>Masuk ke WiFi';
const html = { 'content-type': 'text/html' };
export const loginPage200 = answers(200, { headers: html, body: loginPage });
export const loginPage511 = answers(511, { headers: html, body: loginPage });
export const proxyWantsLogin = answers(407, { headers: html, body: loginPage });
export const redirects = (location) => answers(302, { headers: { ...html, location }, body: loginPage });

/** The server's own answer, with another body. */
export const changes = (change) => async (exchange) => {
  const { status, headers, body } = await exchange.forward({ 'accept-encoding': 'identity' });
  const changed = Buffer.from(JSON.stringify(change(JSON.parse(body))));
  exchange.answer({ status, headers: { ...headers, 'content-length': changed.length }, body: changed });
};

/** Words without end, as fast as they are read; the browser has to hang up (B22). */
export async function neverEnds(exchange) {
  const { socket } = exchange;
  const piece = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  exchange.write(head(200, { ...json, 'transfer-encoding': 'chunked' }));
  while (!socket.destroyed) {
    const flows = socket.write(piece);
    if (!flows) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed(exchange)]);
  }
}

/** JSON that is 100,000 lists deep (B22). */
export const isDeep = answers(200, { headers: json, body: '['.repeat(100_000) + ']'.repeat(100_000) });

/** 60 KB on the wire, 50 MB when unpacked (B23). */
export const bomb = (size = 50_000_000) => {
  const body = gzipSync(Buffer.alloc(size, ' '), { level: 9 });
  return answers(200, { headers: { ...json, 'content-encoding': 'gzip' }, body });
};

/**
 * A slow line (B27): every request waits for the round trip, its answer trickles, and every `stalls`th stands still for
 * three round trips. The pieces are sized so that a clock of `tick_ms` gives the rate.
 */
export function slow({ rtt_ms = 400, bytes_per_s = 30_000, stalls = 10 } = {}) {
  const tick_ms = 20;
  let count = 0;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  return async (exchange) => {
    count += 1;
    await wait(rtt_ms * (count % stalls === 0 ? 3 : 1) + (1_000 * exchange.request.size) / bytes_per_s);
    const { status, headers, body } = await exchange.forward();
    const { 'transfer-encoding': _chunked, connection: _hop, ...rest } = headers;
    exchange.write(head(status, { ...rest, ...(status === 304 ? {} : { 'content-length': body.length }) }));
    const step = (bytes_per_s * tick_ms) / 1_000;
    for (let at = 0; at < body.length && !exchange.socket.destroyed; at += step) {
      exchange.write(body.subarray(at, at + step));
      await wait(tick_ms);
    }
  };
}
