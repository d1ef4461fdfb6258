// What this browser keeps of the checklists: one set of entries for all of them, under the version of the data they
// were made for.

import { attempt } from "../attempt.js";
import { EMPTY, PARTY, says, unfit } from "./files.js";

const PREFIX = "guiju.checklist.";
const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []);
const partyOf = (record) =>
  Object.fromEntries(PARTY.map((name) => [name, typeof record?.[name] === "string" ? record[name] : ""]));

export class Entries {
  // `desk` tells the version and the statuses; `refused` is called where the browser keeps nothing, `changed` where
  // another tab wrote or deleted.
  constructor(desk, refused, changed) {
    Object.assign(this, { desk, refused, key: PREFIX + desk.version });
    this.load();
    addEventListener("storage", ({ key }) => {
      if (key !== null && key !== this.key) return;
      this.load();
      changed();
    });
  }

  // What is kept for this version; else the newest of those before: the hashes of its entries tell which are stale.
  load() {
    const saved = (key) => attempt(() => this.kept(JSON.parse(localStorage.getItem(key))), null);
    const newest = () => {
      const older = keys().map(saved).filter(Boolean);
      return older.sort((one, other) => other.saved - one.saved)[0];
    };
    const { party, entries } = saved(this.key) ?? newest() ?? { entries: [] };
    this.party = partyOf(party);
    this.records = new Map(entries);
  }

  // Of what was saved, all that an entry can be.
  kept({ saved, party, entries }) {
    const pairs = entries.filter((pair) => Array.isArray(pair) && typeof pair[0] === "string");
    const whole = pairs.map(([id, entry]) => [id, { ...EMPTY, ...entry }]);
    return { saved: Number(saved) || 0, party, entries: whole.filter(([, entry]) => !unfit(this.desk, entry)) };
  }

  of = (id) => this.records.get(id) ?? EMPTY;

  // An entry that says nothing is none.
  put(id, entry) {
    if (says(entry)) this.records.set(id, { ...EMPTY, ...entry });
    else this.records.delete(id);
  }

  save() {
    const value = { saved: Date.now(), party: this.party, entries: [...this.records] };
    const isKept = attempt(() => localStorage.setItem(this.key, JSON.stringify(value)) ?? true, false);
    if (!isKept) this.refused();
  }

  clear() {
    this.records.clear();
    this.party = partyOf();
    for (const key of keys()) localStorage.removeItem(key);
  }
}
