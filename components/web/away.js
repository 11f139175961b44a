// The worker of the page that needs no network, and of no other: what the browser has kept of it stands in for a server
// that does not answer. presenting.js keeps it while the meeting is shown.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const kept = () => caches.match(event.request.url, { ignoreVary: true }).then((page) => page ?? Response.error());
  if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(kept));
});
