// The whole site, saved in this browser on request: what the footer offers, and says of the copy. The copy is a cache
// of its own for each version of the site. It is whole once its stamp is in it, which is put there last; until then,
// and without it, the worker (offline-worker.js) shows nothing of it.

import { fill, make, setText } from "./elements.js";
import { download } from "./files.js";

const ROOT = new URL("..", import.meta.url).href; // these assets serve both languages
const PREFIX = `guiju ${ROOT} `;
const STAMP = `${ROOT}offline.json`;
const LIST = `${ROOT}offline-files.json`;
const AT_ONCE = 6;

/** Why saving ends early: the key of the words that say so. */
class Failure extends Error {}

const copies = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const locked = (options, act) => navigator.locks.request(PREFIX, options, act);

/** The stamp of the copy that is whole, or undefined; `partial` where there is only a part of one. */
async function kept() {
  const names = await copies();
  for (const name of names) {
    const copy = await caches.open(name);
    const stamp = await (await copy.match(STAMP))?.json();
    if (stamp && (await copy.keys()).length > stamp.files) return { stamp };
  }
  return { partial: names.length > 0 };
}

async function get(address, signal) {
  const response = await fetch(address, { cache: "no-store", signal }).catch(() => {
    throw new Failure(signal.aborted ? "partial" : "network");
  });
  if (!response.ok) throw new Failure("changed");
  return response;
}

async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Save this version of the site. What an earlier copy, or a part of one, has of it is not fetched again. */
async function save(site, signal, onProgress) {
  const list = await (await get(LIST, signal)).arrayBuffer();
  if ((await hashOf(list)) !== site.version) throw new Failure("changed");
  const name = PREFIX + site.version;
  const copy = await caches.open(name);
  await copy.delete(STAMP);
  const sources = [copy, ...(await Promise.all((await copies()).map((other) => caches.open(other))))];
  const waiting = Object.entries(JSON.parse(new TextDecoder().decode(list)));
  let done = 0;

  async function take(address, hash) {
    for (const source of sources) {
      const file = await source.match(address);
      if (file && (await hashOf(await file.clone().arrayBuffer())) === hash) return copy.put(address, file);
    }
    const response = await get(address, signal);
    const bytes = await response.arrayBuffer();
    if ((await hashOf(bytes)) !== hash) throw new Failure("changed");
    const type = response.headers.get("Content-Type") ?? "application/octet-stream";
    return copy.put(address, new Response(bytes, { headers: { "Content-Type": type } }));
  }

  async function work() {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      await take(new URL(next[0], ROOT).href, next[1]);
      onProgress((done += 1));
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (signal.aborted) throw new Failure("partial");
  await navigator.serviceWorker.register(`${ROOT}offline-worker.js`, { scope: ROOT });
  await navigator.serviceWorker.ready;
  const stamp = { ...site, day: new Date().toLocaleDateString("sv") }; // as YYYY-MM-DD
  await copy.put(STAMP, new Response(JSON.stringify(stamp), { headers: { "Content-Type": "application/json" } }));
  for (const other of await copies()) if (other !== name) await caches.delete(other);
}

/** Leave nothing: no copy, no part of one, no worker. */
async function forget() {
  for (const name of await copies()) await caches.delete(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) if (one.scope === ROOT) await one.unregister();
}

/** Browsers ask the network alone for a link with `download`; here the worker is asked too. */
async function offer(event) {
  const link = event.target.closest("a[download]");
  if (!link?.href.startsWith(ROOT) || !navigator.serviceWorker.controller) return;
  event.preventDefault();
  const response = await fetch(link.href).catch(() => null);
  if (!response?.ok) return location.assign(link.href); // the browser says what is wrong
  const file = await response.blob();
  return download(link.download || decodeURIComponent(link.pathname.split("/").at(-1)), file.type, file);
}

/** Show in this element of the footer what there is, and let the reader save and remove it. */
export async function start(place) {
  if (!navigator.locks) return; // an old browser, in which two windows could spoil each other's copy
  const site = await (await get(STAMP)).json();
  const words = site.words[document.documentElement.lang === "en" ? "en" : "zh"];
  const mb = Math.ceil(site.bytes / 1e6);
  const status = make("span", { role: "status" });
  const count = make("span", { hidden: true });
  const bar = make("progress", { hidden: true, max: site.files, "aria-labelledby": "offline-status" });
  const act = make("button", { type: "button", onclick: () => (running ? running.abort() : saveAll("saving", true)) });
  const remove = make("button", { type: "button", onclick: removeAll }, words.remove);
  let running;
  status.id = "offline-status";

  function show(text, action, { removable = false, saving = false } = {}) {
    setText(status, text);
    setText(act, action);
    [act.hidden, remove.hidden, bar.hidden, count.hidden] = [!action, !removable, !saving, !saving];
  }

  function onProgress(done) {
    bar.value = done;
    setText(count, fill(words.count, { done, total: site.files }));
  }

  async function showKept(failure) {
    const { stamp, partial } = await kept();
    const isNow = stamp?.version === site.version;
    const usable = stamp ? fill(isNow ? words.saved : words.old, stamp) : "";
    // That an update was stopped does not make the earlier copy useless.
    if (failure && !(stamp && failure === "partial")) {
      show(`${fill(words[failure], { mb })} ${usable}`.trim(), words.again, { removable: stamp || partial });
    } else if (stamp) show(usable, isNow ? "" : words.refresh, { removable: true });
    else if (partial) show(words.partial, words.again, { removable: true });
    else show("", fill(words.save, { mb }));
    return stamp;
  }

  async function saveAll(text, byReader) {
    running = new AbortController();
    onProgress(0);
    show(words[text], words.stop, { saving: true });
    const failure = await locked({ ifAvailable: true }, async (lock) => {
      if (!lock) return "elsewhere";
      try {
        if (byReader) await navigator.storage?.persist?.(); // else a browser short of space may drop it
        await save(site, running.signal, onProgress);
      } catch (error) {
        const isStopped = running.signal.aborted; // by the reader; then whatever was under way fails
        running.abort();
        if (isStopped) return "partial";
        if (error instanceof Failure) return error.message;
        return /** @type {Error} */ (error).name === "QuotaExceededError" ? "space" : "refused";
      }
    });
    running = undefined;
    await showKept(failure);
    if (document.activeElement === document.body && byReader) (act.hidden ? remove : act).focus();
  }

  async function removeAll() {
    await locked({}, forget);
    await showKept();
    setText(status, words.removed);
    act.focus();
  }

  document.addEventListener("click", offer);
  const controls = [status, count, bar, act, remove];
  try {
    const stamp = await showKept();
    place.replaceChildren(...controls); // once they have their words
    // A copy follows the site by itself where the browser knows that the reader does not pay for each byte.
    const { saveData, type } = /** @type {any} */ (navigator).connection ?? { saveData: true };
    if (stamp && stamp.version !== site.version && !saveData && type !== "cellular") await saveAll("updating");
  } catch {
    show(words.refused);
    place.replaceChildren(...controls);
  }
}
