{% load static %}// Without a network: the designed page instead of the browser's. Nothing of a person is kept.
const KEEP = "portal-1";
const FILES = ["{% url 'offline' %}", "{% static 'office/tokens.css' %}", "{% static 'office/shell.css' %}", "{% static 'office/parts.css' %}", "{% static 'office/work.css' %}"];

self.addEventListener("install", (event) => event.waitUntil(caches.open(KEEP).then((box) => box.addAll(FILES))));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(FILES[0])));
  else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
