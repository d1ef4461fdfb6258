// The facts of a profile that count on the day, as values, with those that follow from them: guiju.assessment.rows in
// the reader's browser.
//
// A profile is what its file says: {report, facts, coverage, rows, declarations, plans}, a fact a bare value or
// {value, basis, …}. `given` is what guiju.site.pages.self_assessment.script wrote: the facts of the vocabulary by
// entity, the duties, the words.

import { Day, dayFrom, Moment, NONE, Row, three, valueOf } from "./predicates.js";

export const recorded = (entry) => (typeof entry === "object" ? entry : { value: entry, basis: "declared" });
const valueIn = (known, row, name) => valueOf(known[name], recorded(row[name]).value);
export const valuesOf = (known, row, names) =>
  Object.fromEntries(names.map((name) => [name, valueIn(known, row, name)]));

/** entity, key, facts as the profile has them; the service is the row `service` of the entity `service`. */
export function* rowsOf(profile) {
  yield ["service", "service", profile.facts ?? {}];
  for (const [entity, keyed] of Object.entries(profile.rows ?? {})) {
    for (const [key, row] of Object.entries(keyed ?? {})) yield [entity, key, row];
  }
}

// Whether what a fact speaks of was there only after the day: the day that it `counts_from`, or is `true_from`, is
// later.
function precedes(known, row, name, asOf) {
  const { counts_from: any, true_from: yes } = known[name];
  const since = (recorded(row[name]).value === true && yes) || any;
  const value = since && since in row ? valueIn(known, row, since) : null;
  return value instanceof Day && value > asOf;
}

/** Why a fact counts as missing: stale, later than the day, or a finding of no named reviewer; null where it counts. */
export function asideFor(given, known, row, name) {
  const asOf = dayFrom(given.receipt.as_of);
  const entry = recorded(row[name]);
  const value = valueIn(known, row, name);
  if (entry.expires && dayFrom(entry.expires) <= asOf) return "stale";
  if ((entry.date && dayFrom(entry.date) > asOf) || (value instanceof Moment && value.days > asOf.days)) return "later";
  if (precedes(known, row, name, asOf)) return "later";
  const named = () => namedInRow(known, row, (reviewer) => asideFor(given, known, row, reviewer) === null).has(name);
  return known[name].judged && !entry.reviewer && !named() ? "judged" : null;
}

/** The findings whose reviewer a row names in a fact of its own that `counts`, as tables do. */
export function namedInRow(known, row, counts) {
  const isThere = (name) => valueIn(known, row, name) !== NONE;
  const naming = Object.keys(row).filter((name) => known[name].reviewer_of && counts(name) && isThere(name));
  return new Set(naming.flatMap((name) => known[name].reviewer_of));
}

/** {rows: entity → key → name → value, setAside: [entity, key, name] of facts that do not count, complete: the entities
 *  of which all rows are there}. */
export function counting(given, profile) {
  const rows = { service: new Map() };
  const setAside = [];
  const coverage = Object.entries(profile.coverage ?? {});
  const complete = new Set(coverage.filter(([, extent]) => extent === "all").map(([entity]) => entity));
  for (const [entity, key, row] of rowsOf(profile)) {
    const known = given.facts[entity];
    const aside = Object.keys(row).filter((name) => asideFor(given, known, row, name) !== null);
    setAside.push(...aside.map((name) => [entity, key, name]));
    const values = valuesOf(
      known,
      row,
      Object.keys(row).filter((name) => !aside.includes(name)),
    );
    addReviewers(known, row, values);
    rows[entity] ??= new Map();
    rows[entity].set(key, values);
  }
  for (const entity of Object.keys(given.facts).filter((one) => rows[one])) {
    for (const [name, { derived }] of Object.entries(given.facts[entity])) {
      if (derived) derive(entity, name, derived, rows, complete);
    }
  }
  const service = rows.service.get("service");
  const view = serviceRow(service);
  for (const { fact, value, when } of given.derivations) {
    if (!(fact in service) && when(view, three) === true) service[fact] = value;
  }
  return { rows, setAside, complete };
}

/** The service as a row, of which a predicate is asked that names neither days nor numbers of the law. */
export const serviceRow = (service) => new Row(service, service, {}, null, null);

// Who reviewed, where the row does not say so itself: the reviewer named with the first finding that counts.
function addReviewers(known, row, values) {
  const counted = new Set(Object.keys(values));
  for (const [name, fact] of Object.entries(known)) {
    const finding = fact.reviewer_of?.find((one) => counted.has(one));
    const who = finding && recorded(row[finding]).reviewer;
    if (who && !(name in row)) values[name] = who;
  }
}

// Count what the vocabulary says, in every row that does not say it itself. Of a sample only so much is known: a value
// that is there twice is not unique, one that is there once may be.
function derive(entity, name, { how, of, entity: other, by }, rows, complete) {
  if (how === "count_same") {
    const counts = tally(rows[entity].values(), of);
    for (const row of rows[entity].values()) {
      const count = counts.get(keyOf(row[of]));
      if (count !== undefined && (complete.has(entity) || count > 1) && !(name in row)) row[name] = count;
    }
  } else if (complete.has(other)) {
    const counted = [...(rows[other]?.values() ?? [])];
    if (counted.some((row) => !(by in row))) return; // one that does not say whose it is may be anybody's
    const counts = tally(counted, by);
    for (const [key, row] of rows[entity]) if (!(name in row)) row[name] = counts.get(key) ?? 0;
  }
}

const keyOf = (value = NONE) => value.valueOf();
function tally(several, name) {
  const counts = new Map();
  for (const row of several) counts.set(keyOf(row[name]), (counts.get(keyOf(row[name])) ?? 0) + 1);
  counts.delete(NONE);
  return counts;
}
