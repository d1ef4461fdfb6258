// The service worker: where the network gives nothing, the copy of the site that the reader saved (assets/offline.js,
// which registers it only then). It stands at the root, since a worker sees only what is below it.

const ROOT = registration.scope;
const PREFIX = `guiju ${ROOT} `;
const STAMP = `${ROOT}offline.json`;
const PATIENCE = 8000; // ms without an answer, after which a network is taken for dead
const fromCopy = new Set(); // the ids of the pages that were shown from the copy, and of their workers

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(ROOT)) event.respondWith(answer(event));
});

async function answer({ request, clientId, resultingClientId }) {
  const isPage = request.mode === "navigate";
  // Scripts, styles and data are of the version of their page, so they come from where it came from.
  if (!isPage && fromCopy.has(clientId)) {
    if (resultingClientId) fromCopy.add(resultingClientId);
    return (await ofCopy(request)) ?? fetch(request);
  }
  // A page that the browser remembers by itself would not say that it is not of today.
  const live = fetch(isPage ? new Request(request.url, { cache: "no-cache", redirect: "manual" }) : request);
  // What belongs to a page from the network is only late: it is waited for.
  const late = isPage ? [new Promise((_, reject) => setTimeout(reject, PATIENCE))] : [];
  try {
    return await Promise.race([live, ...late]);
  } catch {
    const copy = await ofCopy(request);
    if (copy && isPage) fromCopy.add(resultingClientId);
    return copy ?? live;
  }
}

// A browser that keeps its caches shut has no copy, and no less of the network.
const ofCopy = (request) => saved(request).catch(() => undefined);

/** What the saved copy has at this address; nothing as long as no copy is whole: only such a one has a stamp. */
async function saved({ url, mode }) {
  for (const name of await caches.keys()) {
    const copy = name.startsWith(PREFIX) && (await caches.open(name));
    const stamp = copy && (await copy.match(STAMP));
    if (!stamp) continue;
    const { origin, pathname, search } = new URL(url);
    const address = origin + pathname.replace(/\/index\.html$/, "/");
    const file = await copy.match(address);
    if (mode !== "navigate") return file;
    if (!file && (await copy.match(`${address}/`))) return Response.redirect(`${address}/${search}`);
    return page(file ?? (await copy.match(`${ROOT}404.html`)), await stamp.json(), file ? 200 : 404);
  }
}

/** A page that says, above all else, that it comes from a saved copy, and from which. */
async function page(file, { words, data, day }, status) {
  const headers = { "Content-Type": file.headers.get("Content-Type") };
  if (!headers["Content-Type"].startsWith("text/html")) return file;
  const html = await file.text();
  const { banner } = words[html.includes('<html lang="en"') ? "en" : "zh"];
  const line = banner.replace("{data}", data).replace("{day}", day);
  const place = '<div data-md-component="announce">';
  const marked = html.replace(place, `${place}<aside class="saved-copy" aria-label="${line}">${line}</aside>`);
  return new Response(marked, { status, headers });
}
