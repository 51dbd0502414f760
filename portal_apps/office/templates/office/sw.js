{% load static %}// Without a network: the designed page instead of the browser's. Nothing of a person is kept.
const KEEP = "portal-{{ digest }}";
const PAGE = "{% url 'offline' %}";
const FILES = ["{% static 'office/tokens.css' %}", "{% static 'office/shell.css' %}", "{% static 'office/parts.css' %}", "{% static 'office/work.css' %}", "{% static 'office/mark.svg' %}", "{% static 'office/keep.js' %}", "{% static 'office/offline.js' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEEP).then((box) => box.addAll([PAGE, ...FILES])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEEP).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request.url)));
  }
});
