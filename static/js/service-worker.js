/* Keeps the pages that were read last, and says so in the portal's own dress when there is no
   connection. The server puts SETTINGS before this text: names of the caches, the page shown
   without a connection by language, and what it needs.

   Never kept: what the server forbids to keep (forms, previews, personal answers), addresses with
   a query (search, filters, signed links), other methods than GET, and the addresses in SETTINGS. */
"use strict";

const MOST_PAGES = 30;
const MOST_FILES = 60;
const { pages, files, offline, needed, never } = SETTINGS;

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(files);
    const lasting = [...Object.values(offline), ...needed];
    // Past the browser's own cache: it may hold the page as it was before.
    await cache.addAll(lasting.map((path) => new Request(path, { cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name !== pages && name !== files);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.search) {
    if (request.mode === "navigate" && request.method === "GET") event.respondWith(orOffline(request, url));
    return;
  }
  if (never.some((start) => url.pathname.startsWith(start))) {
    if (request.mode === "navigate") event.respondWith(orOffline(request, url));
    return;
  }
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (/^\/(static|media)\//.test(url.pathname)) event.respondWith(file(event));
});

async function page(event, url) {
  try {
    const answer = await fetch(event.request);
    const type = answer.headers.get("Content-Type") || "";
    if (mayKeep(answer) && type.startsWith("text/html")) event.waitUntil(keep(pages, event.request, answer.clone(), MOST_PAGES));
    if (isGone(answer)) event.waitUntil(forget(pages, event.request));
    return answer;
  } catch {
    return (await (await caches.open(pages)).match(event.request)) || offlinePage(url);
  }
}

async function orOffline(request, url) {
  try {
    return await fetch(request);
  } catch {
    return offlinePage(url);
  }
}

/* Files may be written anew under the same name, so the network is asked first. */
async function file(event) {
  try {
    const answer = await fetch(event.request);
    if (mayKeep(answer)) event.waitUntil(keep(files, event.request, answer.clone(), MOST_FILES));
    return answer;
  } catch {
    return (await caches.match(event.request)) || Response.error();
  }
}

function mayKeep(answer) {
  const control = answer.headers.get("Cache-Control") || "";
  return answer.status === 200 && !answer.redirected && !/no-store|private/.test(control);
}

/* Withdrawn, moved or not to be kept any more: it would bring back what the portal no longer says. A
   navigation shows its redirect as an opaque answer. */
function isGone(answer) {
  const isWithdrawn = [401, 403, 404, 410].includes(answer.status);
  return isWithdrawn || answer.type === "opaqueredirect" || (answer.ok && !mayKeep(answer));
}

async function forget(name, request) {
  await (await caches.open(name)).delete(request);
}

async function offlinePage(url) {
  const language = Object.keys(offline).find((code) => url.pathname.startsWith(`/${code}/`)) || "vi";
  return (await caches.match(offline[language])) || Response.error();
}

/* The newest last; what the page without a connection needs is never dropped. */
async function keep(name, request, answer, most) {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, answer);
  const lasting = [...Object.values(offline), ...needed];
  const kept = (await cache.keys()).filter((one) => !lasting.includes(new URL(one.url).pathname));
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((one) => cache.delete(one)));
}
