// After the first visit the site is there without a network: what answers is kept by its state, pages as they were seen.
const ENGINE = "opposable-%STATE%";
const PAGES = "opposable-pages";
const KEPT = "%FILES%".split(" ");

self.addEventListener("install", (event) => {
  event.waitUntil(self.skipWaiting());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("opposable-") && name !== ENGINE && name !== PAGES) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

// A page tells what it was made of when it came before there was anybody to keep it.
self.addEventListener("message", (event) => {
  event.waitUntil(
    Promise.all(
      event.data.seen.map(async (address) => {
        const cache = await caches.open(isEngine(new URL(address)) ? ENGINE : PAGES);
        if (!(await cache.match(address))) await cache.add(address).catch(() => {});
      }),
    ),
  );
});

function isEngine(url) {
  return KEPT.some((name) => url.href === new URL(name, self.registration.scope).href);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(isEngine(url) ? fromCache(event.request) : fromNetwork(event.request));
});

async function fromCache(request) {
  const cache = await caches.open(ENGINE);
  const found = await cache.match(request.url);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request.url, response.clone());
  return response;
}

async function fromNetwork(request) {
  const cache = await caches.open(PAGES);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request.url.split("#")[0], response.clone());
    return response;
  } catch (error) {
    const found = await cache.match(request.url.split("#")[0], { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}
