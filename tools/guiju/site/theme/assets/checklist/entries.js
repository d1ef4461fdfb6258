// What this browser keeps of the checklists: one set of entries for all of them, under the version of the data they were made for.

import { EMPTY, says, unfit } from './files.js';

const PREFIX = 'guiju.reasoning.checklist.';
const PARTY = ['entity', 'prepared_by'];

export class Entries {
  // `desk` tells the version and the statuses; `refused` is called once where the browser keeps nothing.
  constructor(desk, refused) {
    this.desk = desk;
    this.key = PREFIX + desk.version;
    this.refused = refused;
    this.load();
  }

  // What stands under this version; else the newest of those before, which the hashes of the entries tell how far they still hold.
  load() {
    const own = this.kept(this.key);
    const newest = own || this.keys().map((key) => this.kept(key)).filter(Boolean).sort((a, b) => b.saved - a.saved)[0];
    this.party = { entity: '', prepared_by: '', ...(newest ? newest.party : {}) };
    this.held = new Map(newest ? newest.entries : []);
  }

  kept(key) {
    let value = null;
    try { value = JSON.parse(localStorage.getItem(key)); } catch { /* nothing, or nothing that can be read */ }
    if (!value || !Array.isArray(value.entries)) return null;
    const pairs = value.entries.filter((pair) => Array.isArray(pair) && typeof pair[0] === 'string');
    const entries = pairs.map(([id, entry]) => [id, { ...EMPTY, ...entry }]).filter(([, entry]) => !unfit(this.desk, entry));
    const party = Object.fromEntries(PARTY.filter((name) => typeof value.party?.[name] === 'string').map((name) => [name, value.party[name]]));
    return { saved: Number(value.saved) || 0, party, entries };
  }

  keys() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
  }

  get size() { return this.held.size; }
  of(id) { return this.held.get(id) || EMPTY; }

  // An entry that says nothing is none.
  put(id, entry) {
    if (says(entry)) this.held.set(id, { ...EMPTY, ...entry });
    else this.held.delete(id);
  }

  save() {
    const value = { saved: Date.now(), party: this.party, entries: [...this.held] };
    try { localStorage.setItem(this.key, JSON.stringify(value)); } catch { this.refused(); }
  }

  clear() {
    this.held.clear();
    this.party = { entity: '', prepared_by: '' };
    for (const key of this.keys()) localStorage.removeItem(key);
  }

  // Another tab wrote or deleted.
  watch(changed) {
    addEventListener('storage', ({ key }) => {
      if (key !== null && key !== this.key) return;
      this.load();
      changed();
    });
  }
}
