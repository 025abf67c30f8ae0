// The service worker. The server writes SHELL before this text: { version, scope, files, never }. All files of a version
// are fetched before it is installed, or it is not installed; a version is served whole, never mixed with another.

/* global SHELL */

const CACHE = `thidua-field-${SHELL.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      // Past the browser's own cache, which may hold files of the version before.
      const fresh = [SHELL.scope, ...SHELL.files].map((each) => new Request(each, { cache: "reload", credentials: "omit" }));
      try {
        await cache.addAll(fresh);
      } catch (error) {
        await caches.delete(CACHE);
        throw error;
      }
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.filter((each) => each.startsWith("thidua-field-") && each !== CACHE).map((each) => caches.delete(each)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (SHELL.never.some((each) => address.pathname.startsWith(each))) return; // what is sent and asked: the network alone
  const isShell = request.mode === "navigate" && address.pathname === SHELL.scope;
  if (!isShell && !SHELL.files.includes(address.pathname)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const kept = await cache.match(isShell ? SHELL.scope : address.pathname);
      return kept ?? fetch(request);
    })(),
  );
});
