// What this browser keeps for a page: named values under one key, the same in both languages. Tabs share them, and each
// writes only what it changed, so that none undoes what another wrote.

import { attempt } from "./attempt.js";
import { isRecord } from "./files.js";

const asideOf = (key) => `${key}.unread`;
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Kept {
  problem = ""; // "blocked", nothing is kept; "unread", something that was kept could not be read; else empty
  waiting = null; // the values of the page that could not be kept

  // `accepts(name, value)` tells what the page can use; `older(content)` gives the pairs of what an earlier edition
  // kept there, or elsewhere; `changed(values)` is called where another tab wrote.
  constructor(key, { accepts, older, changed }) {
    this.key = key;
    this.accepts = accepts;
    this.older = older;
    this.changed = changed;
    this.values = new Map();
    addEventListener("storage", (event) => {
      if (event.key === null || event.key === key) this.follow();
    });
    // A page that slept hears of nothing.
    for (const kind of ["pageshow", "visibilitychange"]) addEventListener(kind, () => this.follow());
  }

  /** The values that are kept, as a map. */
  load() {
    this.values = this.read(this.text());
    return new Map(this.values);
  }

  text() {
    const nothing = {};
    const text = attempt(() => localStorage.getItem(this.key), nothing);
    if (text === nothing) this.problem = "blocked";
    return text === nothing ? null : text;
  }

  // What cannot be read is set aside, since the next change writes over it.
  read(text) {
    this.last = text;
    const content = text === null ? null : attempt(() => JSON.parse(text), undefined);
    const kept = content?.values ?? attempt(() => this.older(content), null);
    const pairs = Array.isArray(kept) || kept instanceof Map ? [...kept] : null;
    const isSound = (pair) => Array.isArray(pair) && attempt(() => this.accepts(...pair), false);
    const sound = pairs?.filter(isSound) ?? [];
    if (text !== null && !(isRecord(content) && sound.length === pairs?.length)) {
      attempt(() => localStorage.setItem(asideOf(this.key), text));
      this.problem = "unread";
    }
    return new Map(sound);
  }

  follow() {
    const text = this.text();
    if (text === this.last) return;
    if (this.waiting) return this.save(this.waiting);
    this.values = this.read(text);
    this.changed(new Map(this.values));
  }

  /** Keep what the page has now. */
  save(values) {
    const text = this.text();
    const all = text === this.last ? new Map(values) : this.merged(values, this.read(text));
    const next = JSON.stringify({ saved: Date.now(), values: [...all] });
    const isKept = attempt(() => localStorage.setItem(this.key, next) ?? true, false);
    this.waiting = isKept ? null : all;
    if (isKept) Object.assign(this, { last: next, values: new Map(all) });
    if (!isKept) this.problem = "blocked";
    else if (this.problem === "blocked") this.problem = "";
    if (all.size === values.size && [...all].every(([name, value]) => isSame(value, values.get(name)))) return;
    this.changed(all);
  }

  // What another tab wrote, with the changes of this one.
  merged(values, theirs) {
    const all = new Map(theirs);
    for (const name of new Set([...this.values.keys(), ...values.keys()])) {
      if (isSame(values.get(name), this.values.get(name))) continue;
      if (values.has(name)) all.set(name, values.get(name));
      else all.delete(name);
    }
    return all;
  }

  /** Forget all at once. */
  forget() {
    Object.assign(this, { values: new Map(), waiting: null, problem: "" });
    for (const key of [this.key, asideOf(this.key)]) attempt(() => localStorage.removeItem(key));
    this.last = this.text();
  }
}
