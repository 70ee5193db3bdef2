// What a page does about its service worker and about being installed. boot.js fetches it when the app is ready and the
// line idle, so nobody waits for it. html[data-offline=ready] says: this portal now opens without a line.
// html[data-update=waiting] says: a newer one is there and takes its turn when all pages are closed, or when asked.

const html = document.documentElement;
const container = navigator.serviceWorker;
const CHECK_EVERY_MS = 3_600_000;

/** `written` tells the words that a reload would lose. */
export async function start(base, written) {
  // A browser without a worker, or a page without https: everything works but the start without a line.
  const registration = await container?.register(`${base}sw.js`, { scope: base, updateViaCache: 'none' }).catch(() => null);
  if (!registration) return;
  hearOfTheLine();
  tellOfUpdates(registration, written);
  await container.ready;
  prepare(registration);
  document.addEventListener('tanggap:language', (event) => prepare(registration, event.detail));
}

/** What the worker asked for behind a page and did not get: the app finds out whether anything gets through. */
function hearOfTheLine() {
  container.addEventListener('message', ({ data }) => {
    if (!data?.unanswered) return;
    // For an app that is not listening yet.
    html.dataset.unanswered = '';
    document.dispatchEvent(new Event('tanggap:unanswered'));
  });
}

/** Has the worker fetch what may be needed later, in one language. */
function prepare(registration, language) {
  const links = [...document.querySelectorAll('link[data-catalogue]')].map(({ href }) => new URL(href));
  if (language) for (const link of links) link.searchParams.set('locale', language);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: isReady }) => { if (isReady) html.dataset.offline = 'ready'; };
  registration.active.postMessage({ ask: 'offline', catalogues: links.map(({ href }) => href) }, [port2]);
}

function tellOfUpdates(registration, written) {
  const notice = document.getElementById('update');
  const offer = () => {
    const isBusy = written() || (html.dataset.page !== 'home' && document.querySelector('#app input, #app textarea, #app select'));
    notice.hidden = html.dataset.update !== 'waiting' || Boolean(isBusy);
  };
  const look = () => {
    // Without a controller it is the first one, and no update.
    if (registration.waiting && container.controller) html.dataset.update = 'waiting';
    offer();
  };
  registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', look));
  look();
  new MutationObserver(offer).observe(html, { attributes: true, attributeFilter: ['data-page'] });
  let checked = Date.now();
  document.addEventListener('visibilitychange', () => {
    offer();
    if (document.hidden || Date.now() - checked < CHECK_EVERY_MS) return;
    checked = Date.now();
    registration.update().catch(() => { /* no line: next time */ });
  });
  document.getElementById('update-go').addEventListener('click', () => {
    offer();
    if (notice.hidden) return;
    // Where another page has asked before, the new one is at work already.
    if (!registration.waiting) return location.reload();
    container.addEventListener('controllerchange', () => location.reload());
    registration.waiting.postMessage({ ask: 'take-over' });
  });
}

/** Script and wasm that do not fit each other can only come from a damaged cache: it goes, if there is a line to get
 * them anew (D12). Whether a reload may help. */
export async function mend(base) {
  const answer = await fetch(`${base}build.json`, { cache: 'no-store' });
  if (!answer.ok) return false;
  for (const name of await caches.keys()) if (name.startsWith(`tanggap:${base}:shell:`)) await caches.delete(name);
  return true;
}
