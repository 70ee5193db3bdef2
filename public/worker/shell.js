// The shell in the cache: one generation is everything that one build's pages need, whole and checked, or it isn't used.
// The build joins the files of this folder into sw.js, after BUILD: {base, version, files: [{url, sha256}], lost}.
// A file goes into the cache only when its bytes are those that the build wrote down, so a try that breaks off leaves
// nothing wrong behind, and the next one goes on where it stopped (docs/adr/0007-service-worker.md).

const CACHES = `tanggap:${BUILD.base}:`;
const SHELLS = `${CACHES}shell:`;
const SHELL = SHELLS + BUILD.version;
const HOME = BUILD.base;
const OTHER = `${BUILD.base}app.html`;
/** What a generation consists of; kept last, so it also says that everything is there. */
const LIST = `${BUILD.base}build.json`;
const TYPES = { css: /^text\/css/, html: /^text\/html/, js: /^(text|application)\/javascript/, json: /^application\/json/, wasm: /^application\/wasm/ };

async function install() {
  const cache = await caches.open(SHELL);
  if (await cache.match(LIST)) return;
  const older = await olderFiles();
  const left = [...BUILD.files];
  const keepNext = async () => {
    for (let file = left.shift(); file; file = left.shift()) await keepFile(cache, file, older);
  };
  // The page comes last: it is small, and the one thing that a server in the middle of a change may give of another build.
  await Promise.all([keepNext(), keepNext()]);
  await keepPages();
  await cache.put(LIST, new Response(JSON.stringify(BUILD.files), { headers: { 'content-type': 'application/json' } }));
}

/** Files of other generations on this device by their hash: an update costs only what has changed. */
async function olderFiles() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(SHELLS) || name === SHELL) continue;
    const cache = await caches.open(name);
    const list = await cache.match(LIST);
    for (const { url, sha256 } of list ? await list.json() : []) found.set(sha256, { cache, url });
  }
  return found;
}

async function keepFile(cache, { url, sha256 }, older) {
  const address = BUILD.base + url;
  if (await cache.match(address)) return;
  const had = older.get(sha256);
  const copy = had && await had.cache.match(BUILD.base + had.url);
  if (copy) {
    const bytes = await copy.arrayBuffer();
    // Made anew, because a module takes its own address from the answer.
    if (await hash(bytes) === sha256) return cache.put(address, new Response(bytes, { headers: ownHeaders(copy) }));
  }
  // The page has just loaded most of it. Where a cache on the way holds something else, it is asked past that once.
  for (const mode of ['default', 'reload']) {
    const answer = await fetch(address, { cache: mode, redirect: 'error' });
    const bytes = await answer.clone().arrayBuffer();
    if (isOf(answer, url) && await hash(bytes) === sha256) return cache.put(address, answer);
  }
  throw new Error(`${url} is not what this build made`);
}

/** The page as the server fills it today, in this device's language; only if it belongs to this build. */
async function keepPages() {
  for (const mode of ['no-cache', 'reload']) {
    const answer = await fetch(HOME, { cache: mode, credentials: 'same-origin', redirect: 'error' });
    const text = await answer.text();
    if (!isOf(answer, OTHER) || !text.includes(`data-version="${BUILD.version}"`)) continue;
    const cache = await caches.open(SHELL);
    const headers = ownHeaders(answer);
    await cache.put(HOME, new Response(text, { headers }));
    return cache.put(OTHER, new Response(text.replace('data-page="home"', 'data-page="other"'), { headers }));
  }
  throw new Error('the page is of another build');
}

/** Other generations go when no page can be theirs any more; a page of an old one finds its later parts until then.
 * One that waits for its turn stays. */
async function tidy() {
  if (registration.waiting || registration.installing) return;
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.filter(({ url }) => new URL(url).pathname.startsWith(BUILD.base)).length > 1) return;
  for (const name of await caches.keys()) if (name.startsWith(SHELLS) && name !== SHELL) await caches.delete(name);
}

/** A page of this generation, whatever the server has by now; the next one will be as the server fills it today. */
async function openPage(event, path) {
  const kept = await caches.match(isHome(path) ? HOME : OTHER, { cacheName: SHELL, ignoreVary: true });
  if (kept) {
    event.waitUntil(keepPages().catch(tellUnanswered));
    return kept;
  }
  return fetch(event.request).catch(lastResort);
}

/** What was asked for behind a page has not come: no line, or a newer build. What is kept stands, and the pages find out
 * which of both it is (src/state/outbox/line.rs). */
async function tellUnanswered() {
  for (const page of await clients.matchAll({ type: 'window' })) page.postMessage({ unanswered: true });
}

/** A file by its name, of this generation or of one that a page still open belongs to. */
async function openFile(request) {
  const own = await caches.match(request.url, { cacheName: SHELL, ignoreVary: true });
  return own ?? await caches.match(request.url, { ignoreVary: true }) ?? fetch(request);
}

const isHome = (path) => path === '' || path === 'index.html';
/** An address of the app: no file, no API. One of a report may have a point in it, where its # was encoded on its way; and only
 * a page takes a number and its key out of the address. */
const isPage = (path) => isHome(path) || /^t(rack)?[%/]/i.test(path) || !(/^(api|assets)\//.test(path) || path === 'healthz' || (path.split('/').pop().includes('.') && !/(\d\D*){12}/.test(path)));

/** The cache has been wiped and there is no line: a page that needs nothing. */
const lastResort = () => new Response(BUILD.lost, {
  status: 503,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'", 'referrer-policy': 'no-referrer' },
});

const isOf = (answer, url) => answer.status === 200 && TYPES[url.split('.').pop()]?.test(answer.headers.get('content-type') ?? '');

/** Ends a request that takes too long. (Safari 15 has no AbortSignal.timeout.) */
function within(ms) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** An answer's headers without what was true of it only on its way. */
function ownHeaders(answer) {
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'vary']) headers.delete(name);
  return headers;
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
