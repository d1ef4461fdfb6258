// What this browser keeps of the checklists: one set of entries for all of them, each with the hash of the words of
// the law that it was made for.

import { attempt } from "../attempt.js";
import { Kept } from "../kept.js";
import { EMPTY, PARTY, says, unfit } from "./files.js";

const KEY = "guiju.checklist";
const isParty = (name) => PARTY.includes(name);

export class Entries {
  // `desk` has the statuses; `changed` is called where another tab wrote or deleted.
  constructor(desk, changed) {
    this.kept = new Kept(KEY, {
      accepts: (name, value) => (isParty(name) ? typeof value === "string" : !unfit(desk, { ...EMPTY, ...value })),
      older: newestOfBefore,
      changed: (values) => {
        this.take(values);
        changed();
      },
    });
    this.take(this.kept.load());
  }

  take(values) {
    this.party = Object.fromEntries(PARTY.map((name) => [name, values.get(name) ?? ""]));
    const pairs = [...values].filter(([name]) => !isParty(name));
    this.records = new Map(pairs.map(([id, entry]) => [id, { ...EMPTY, ...entry }]));
  }

  of = (id) => this.records.get(id) ?? EMPTY;

  // An entry that says nothing is none.
  put(id, entry) {
    if (says(entry)) this.records.set(id, { ...EMPTY, ...entry });
    else this.records.delete(id);
  }

  save = () => this.kept.save(new Map([...Object.entries(this.party).filter(([, text]) => text), ...this.records]));

  clear() {
    this.kept.forget();
    for (const key of keysOfBefore()) attempt(() => localStorage.removeItem(key));
    this.take(new Map());
  }
}

// An earlier edition kept a set under each version of the data: {saved, party, entries}.
const keysOfBefore = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(`${KEY}.`)), []);
function newestOfBefore(content) {
  if (content !== null) return null;
  const sets = keysOfBefore().map((key) => attempt(() => JSON.parse(localStorage.getItem(key)), null));
  const [newest] = sets.filter((set) => set?.entries).sort((one, other) => other.saved - one.saved);
  return newest && [...Object.entries(newest.party ?? {}).filter(([, text]) => text), ...newest.entries];
}
