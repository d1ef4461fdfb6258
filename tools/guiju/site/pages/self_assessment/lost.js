// What an earlier profile stated, and a later one does not, or not as firmly: guiju.assessment.lost in the reader's
// browser. Nothing here touches the page.

import { FIRMNESS } from "./assessment.js";
import { recorded, rowsOf } from "./counting.js";

const SUPPORT = ["evidence", "reviewer", "reason", "approver", "date"];
export const DECLARATIONS = "declarations";
const SERVICE = { entity: "service", key: "service" };

const isStale = ({ expires }, day) => expires !== undefined && expires <= day;
const counts = (entry, day) => !isStale(entry, day) && (entry.date ?? day) <= day;
const idOf = (...path) => JSON.stringify(path);

// Each fact and each declaration, by [entity, key, name].
function entriesOf(profile) {
  const facts = [...rowsOf(profile)].flatMap(([entity, key, row]) =>
    Object.entries(row).map(([name, entry]) => [[entity, key, name], recorded(entry)]),
  );
  const declared = Object.entries(profile.declarations ?? {}).filter(([, { status }]) => status !== "to_verify");
  return [...facts, ...declared.map(([duty, entry]) => [[DECLARATIONS, duty, ""], { basis: "declared", ...entry }])];
}

// Why a fact is lost; null where it is not, or did not count before.
function whyLost(before, now, was, day) {
  if (!now) return "left_out";
  if (!counts(before, was)) return null;
  if (!counts(now, day)) return isStale(now, day) ? "expired" : "later";
  const [firm, firmNow] = [before, now].map(({ basis }) => FIRMNESS.indexOf(basis));
  if (firmNow > firm || SUPPORT.some((key) => key in before && !(key in now))) return "weaker";
  const isAlike = ["evidence", "date"].every((key) => before[key] === now[key]);
  return isStale(before, day) && isAlike ? "renewed" : null;
}

/** What is lost between two profiles of two days: [{entity, key, name, why, on}], without a name where all of a row, or
 *  of an entity, is. `claims` are the answers of now that switch off many duties and that nobody supports. */
export function lostFacts(before, was, now, day, claims) {
  const after = new Map(entriesOf(now).map(([path, entry]) => [idOf(...path), entry]));
  const rows = (profile) => [...rowsOf(profile)].filter(([entity]) => entity !== "service");
  const keys = new Set(rows(now).map(([entity, key]) => idOf(entity, key)));
  const found = new Map();
  const add = (entity, key, name, why, on) => found.set(idOf(entity, key, name), { entity, key, name, why, on });
  for (const [entity, key] of rows(before)) if (!keys.has(idOf(entity, key))) add(entity, key, "", "left_out");
  for (const [[entity, key, name], entry] of entriesOf(before)) {
    if (found.has(idOf(entity, key, ""))) continue;
    const why = whyLost(entry, after.get(idOf(entity, key, name)), was, day);
    if (why) add(entity, key, name, why, ["expired", "renewed"].includes(why) ? entry.expires : undefined);
  }
  for (const [entity, extent] of Object.entries(before.coverage ?? {})) {
    if (extent === "all" && now.coverage?.[entity] !== "all") add(entity, "", "", "sample");
  }
  const isNew = ({ fact, entry: { value } }) => {
    const then = fact in (before.facts ?? {}) ? recorded(before.facts[fact]) : null;
    return !then || then.value !== value || !counts(then, was);
  };
  const thrown = claims.filter(isNew).map(({ fact }) => ({ ...SERVICE, name: fact, why: "unsupported" }));
  return [...found.values(), ...thrown];
}

/** Whether the verdict of a duty may rest on what is lost. What is counted over rows makes any row matter to any. */
export function touches({ entity, key, name }, duty) {
  if (entity === DECLARATIONS) return key === duty.id;
  const reads = [...duty.checks.flatMap((check) => check.reads), ...duty.gate.map((gate) => ["service", gate])];
  if (entity === "service") return reads.some(([whose, fact]) => whose === "service" && fact === name);
  return reads.some(([whose]) => whose !== "service");
}
