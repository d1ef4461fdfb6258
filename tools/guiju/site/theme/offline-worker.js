// The service worker: where the network gives nothing, the copy of the site that the reader saved (assets/offline.js,
// which registers it only then). It stands at the root, since a worker sees only what is below it.

const ROOT = registration.scope;
const PREFIX = `guiju ${ROOT} `;
const STAMP = `${ROOT}offline.json`;
const PATIENCE = 8000; // ms without an answer, after which a network is taken for dead

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(ROOT)) event.respondWith(answer(event.request));
});

async function answer(request) {
  // A page that the browser remembers by itself would not say that it is not of today.
  const current = request.mode === "navigate" && new Request(request.url, { cache: "no-cache", redirect: "manual" });
  const live = fetch(current || request);
  try {
    return await Promise.race([live, new Promise((_, reject) => setTimeout(reject, PATIENCE))]);
  } catch {
    return (await saved(request)) ?? live;
  }
}

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
  const said = html.replace(place, `${place}<aside class="saved-copy" aria-label="${line}">${line}</aside>`);
  return new Response(said, { status, headers });
}
