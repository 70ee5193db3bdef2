// What a city or a desk changes without a new build: config, catalogues, questions, pictures. Kept as far as it can be
// had, so that one dead desk never costs the offline start, and asked for again, so that it doesn't grow old.
// Younger than a day: the copy at once, the next page has what is new. Older: the line has three seconds first.

const FRESH = `${CACHES}fresh`;
const YOUNG_MS = 86_400_000;
const PATIENCE_MS = 3_000;
const TIMEOUT_MS = 30_000;
/** When it came, by this device's clock; the app may read it, too. */
const KEPT_AT = 'x-kept-at';
const ALWAYS = ['config.json', 'area-points.json', 'escalations.json', 'lexicon.json', 'learned.json', 'icons/icons.svg', 'icons/favicon.svg', 'icons/icon-192.png', 'manifest.webmanifest'];

/** Whether an address is one of these; a desk's may be at another host. What is asked past every cache is not. */
function isFresh(url, request) {
  if (request.cache === 'no-store') return false;
  const path = url.origin === location.origin && url.pathname.startsWith(BUILD.base) ? url.pathname.slice(BUILD.base.length) : '';
  return ['config.json', 'area-points.json', 'escalations.json', 'lexicon.json', 'learned.json', 'manifest.webmanifest'].includes(path) || path.startsWith('icons/') || /\/services(\/[^/]+)?\.json$/.test(url.pathname);
}

async function openFresh(event) {
  const { url } = event.request;
  const kept = await keptCopy(url);
  const asked = ask(url);
  event.waitUntil(asked.then((answer) => isStranger(url, answer), () => true).then((is) => is && isOurs(url) && tellUnanswered()));
  if (!kept) return asked;
  if (isYoung(kept)) return kept;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([late, asked.then((answer) => (answer.ok && !isStranger(url, answer) ? answer : kept), () => kept)]);
}

const isOurs = (url) => new URL(url).origin === location.origin;

/** A page where something else was asked for, as the login of a network gives to whatever is asked. */
const isStranger = (url, answer) => answer.ok && (answer.redirected || !isOfKind(url, answer));

function isOfKind(url, answer) {
  const type = answer.headers.get('content-type') ?? '';
  return isJson(url) ? /json/.test(type) : !/html/.test(type);
}

const isJson = (url) => new URL(url).pathname.endsWith('.json');

const keptCopy = (url) => caches.match(url, { cacheName: FRESH, ignoreVary: true });

function isYoung(copy) {
  const age = Date.now() - Number(copy.headers.get(KEPT_AT));
  return age >= 0 && age < YOUNG_MS;
}

/** Asks the network, and keeps what can be used: an answer of the kind that was asked for, whole. */
async function ask(url) {
  const answer = await fetch(url, { cache: 'no-cache', signal: within(TIMEOUT_MS) });
  if (answer.status !== 200 || isStranger(url, answer)) return answer;
  const bytes = await answer.clone().arrayBuffer();
  if (isJson(url) && !isWhole(bytes)) return answer;
  const headers = ownHeaders(answer);
  headers.set(KEPT_AT, String(Date.now()));
  const cache = await caches.open(FRESH);
  await cache.put(url, new Response(bytes, { headers }));
  return answer;
}

function isWhole(json) {
  try {
    JSON.parse(new TextDecoder().decode(json));
    return true;
  } catch {
    return false;
  }
}

/** Everything that a form may ask for later, one desk's failure being no other's: the catalogues, then the questions of
 * every service, so that one can be filled in offline that was never opened. */
async function askAhead(catalogues) {
  await inTurn([...ALWAYS.map((name) => BUILD.base + name), ...catalogues].map(absolute));
  const questions = [];
  for (const catalogue of catalogues.map(absolute)) {
    const copy = await keptCopy(catalogue);
    if (copy) questions.push(...definitions(catalogue, await copy.json()));
  }
  await inTurn(questions);
}

const absolute = (url) => new URL(url, location.href).href;

/** Two at a time: a person may be using the same line. */
async function inTurn(urls) {
  const left = [...urls];
  const next = async () => {
    for (let url = left.shift(); url; url = left.shift()) await ahead(url);
  };
  await Promise.all([next(), next()]);
}

async function ahead(url) {
  const kept = await keptCopy(url);
  if (!kept || !isYoung(kept)) await ask(url).catch(() => { /* asked again with the next page */ });
}

/** Where a catalogue's questions are, as the app asks for them (src/state/questions.rs). */
function definitions(catalogue, list) {
  const url = new URL(catalogue);
  const services = [list?.services ?? list].flat();
  const withQuestions = services.filter((service) => service?.service_code != null && /^(true|1)$/.test(service.metadata));
  return withQuestions.map(({ service_code: code }) => {
    const part = encodeURIComponent(code).replace(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
    return url.origin + url.pathname.replace(/\/services\.json$/, `/services/${part}.json`) + url.search;
  });
}
