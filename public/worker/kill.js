// The way back from a worker that turned out to be wrong: put this in place of sw.js (docs/deploy.md). It takes over at
// once, throws the caches away and itself as well; open pages go on from the network, nothing is reloaded under anybody.
// What people wrote is in IndexedDB, which it never touches.

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const base = new URL(self.registration.scope).pathname;
  for (const name of await caches.keys()) if (name.startsWith(`tanggap:${base}:`)) await caches.delete(name);
  await self.registration.unregister();
})()));
