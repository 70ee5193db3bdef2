// What the worker listens to. It never takes over by itself: a page keeps the generation it was opened with until all
// pages are closed, or the person asks for the new one.

self.addEventListener('install', (event) => event.waitUntil(install()));

// The page of the first visit is controlled, too: its later parts come from the cache.
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => clients.claim())));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  const isOurs = url.origin === location.origin && url.pathname.startsWith(BUILD.base);
  const path = isOurs ? url.pathname.slice(BUILD.base.length) : '';
  if (request.mode === 'navigate') {
    if (isOurs && isPage(path)) event.respondWith(openPage(event, path));
  } else if (isOurs && path.startsWith('assets/')) {
    event.respondWith(openFile(request));
  } else if (isFresh(url, request)) {
    event.respondWith(openFresh(event));
  }
});

self.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(carry());
});

self.addEventListener('message', (event) => {
  const { ask, catalogues } = event.data ?? {};
  if (ask === 'take-over') event.waitUntil(self.skipWaiting());
  if (ask === 'offline') event.waitUntil(prepare(catalogues).then((is) => event.ports[0]?.postMessage(is), () => event.ports[0]?.postMessage(false)));
});

/** A line that answers more slowly than this is looked at. */
const HOPE_MS = 15_000;

/** A page is ready and the line is idle: what is missing is fetched, what was wiped comes back. Whether this portal now
 * opens without a line. */
async function prepare(catalogues) {
  await install();
  await tidy();
  const late = setTimeout(tellUnanswered, HOPE_MS);
  await keepPages().catch(tellUnanswered);
  clearTimeout(late);
  await askAhead(catalogues);
  return true;
}
