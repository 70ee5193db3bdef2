// The map of the place step, loaded only when a person asks for it and only where the city's config names a tile server.
// Leaflet does the work; here is what is Tanggap's: the point is what lies under the pin in the middle, so that one thumb
// or the arrow keys choose it, and nothing on the map is small enough to miss.
import { control, map, tileLayer } from './leaflet.js';

const A_FEW_STREETS = 16;

export function open(id, options, moved) {
  const element = document.getElementById(id);
  const view = map(element, { zoomControl: false, attributionControl: false, maxZoom: 19 });
  // What the code itself moves is no choice of the person's.
  let quiet = true;
  const move = (lat, long, zoom) => {
    quiet = true;
    view.setView([lat, long], zoom, { animate: false });
    quiet = false;
  };
  const show = (lat, long) => move(lat, long, Math.max(view.getZoom(), A_FEW_STREETS));
  move(options.lat, options.long, options.zoom);
  tileLayer(options.tiles, { attribution: options.attribution, maxZoom: 19 }).addTo(view);
  control.zoom({ zoomInTitle: options.nearer, zoomOutTitle: options.farther }).addTo(view);
  control.attribution({ prefix: false }).addTo(view);
  view.on('moveend', () => {
    const { lat, lng } = view.getCenter();
    if (!quiet) moved(lat, lng);
  });
  return { show, close: () => view.remove() };
}

// The map's own stylesheet; without it tiles lie about in a heap, so opening waits for it.
export function styled() {
  const href = new URL('./leaflet.css', import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href, onload: resolve, onerror: reject });
    document.head.append(link);
  });
}
