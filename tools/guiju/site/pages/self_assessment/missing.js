// What could still change the verdict of a duty, and why it is not known: guiju.assessment.missing and reasons in the
// reader's browser. Nothing here touches the page.

import { candidates } from "./candidates.js";
import { keyOf, named, opened, residual, treeOf } from "./tree.js";
import { contains, every, fit, nameOf, smallest, union, ways } from "./ways.js";

const ALL = "all-rows"; // the name, in a way, of the statement that the rows of an entity are all there are
export const NONE_MISSING = Object.freeze({ facts: Object.freeze([]), rows: Object.freeze([]) });
const isService = (entry) => entry.startsWith("service ");
const isAll = (entry) => entry.split(" ")[1] === ALL;
const ofServiceOnly = (several) => several.filter((way) => way.every(isService));

/** {facts: [{entity, fact, alone, supplied}], rows: [entity]} */
export function missing(given, duty, judgement, counted) {
  const groups = withWays(groupsOf(judgement, counted), judgement, given);
  const present = groups.filter(({ kind }) => kind !== "new");
  const nothing = nothingToJudge(duty, judgement);
  const settled = present.map((group) => settledBy(group, nothing));
  const breached = smallestBreaches(groups.map(breachedBy));
  const offers = new Map();
  const offer = (group, id, alone) => {
    const before = offers.get(id) ?? { alone: false, supplied: true };
    offers.set(id, { alone: before.alone || alone, supplied: before.supplied && group.supplied.has(id) });
  };
  for (const [place, group] of groups.entries()) {
    if (group.kind === "new" && counted.rows[group.entity]?.size) continue;
    for (const way of breached[place]) for (const entry of way) offer(group, nameOf(entry), way.length === 1);
  }
  const usable = settled.map((several) => several.filter((way) => !way.some(isAll)));
  for (const [group, id] of needed(present, usable)) offer(group, id, settlesAlone(id, settled));
  const aside = new Set(counted.setAside.map(([entity, , name]) => `${entity} ${name}`));
  for (const [id, alone] of closing(duty, counted, settled)) {
    offers.set(id, { alone: alone || offers.get(id)?.alone === true, supplied: aside.has(id) });
  }
  const reads = [...duty.checks.flatMap((check) => check.reads), ...duty.gate.map((name) => ["service", name])];
  const order = reads.map((entry) => entry.join(" "));
  const rank = (id) => (isService(id) ? 0 : order.length) + order.indexOf(id);
  const sorted = [...offers].sort(([one], [other]) => rank(one) - rank(other));
  const facts = sorted.map(([id, entry]) => ({ entity: id.split(" ")[0], fact: id.split(" ")[1], ...entry }));
  const rows = groups.filter(({ kind }, place) => kind === "new" && breached[place].length).map(({ entity }) => entity);
  const statements = [...needed(present, settled)].map(([, id]) => id).filter(isAll);
  return { facts, rows: [...new Set([...rows, ...statements.map((id) => id.split(" ")[0])])] };
}

// The undetermined rows, those that lack the same once; and of each entity that may have other rows, one to supply.
function groupsOf(judgement, counted) {
  const open = new Map();
  for (const { check, key, row, verdict } of judgement.rows) {
    if (verdict !== "undetermined") continue;
    const { entity, decides } = check;
    const id = JSON.stringify([entity, key]);
    if (!open.has(id)) open.set(id, { entity, key, tests: [] });
    const applies = check.applies ? residual(treeOf(check.applies), row) : true;
    open.get(id).tests.push({ decides, applies, requires: residual(treeOf(check.requires), row) });
  }
  const asideOf = (entity, key) =>
    counted.setAside.filter(([e, k]) => e === entity && k === key).map(([, , name]) => `${entity} ${name}`);
  const ofService = asideOf("service", "service");
  const groups = new Map();
  const add = (kind, entity, tests, supplied) => {
    const left = tests.map((test) => `${test.decides} ${keyOf(test.applies)} ${keyOf(test.requires)}`);
    const id = [entity, kind, ...left, ...[...supplied].sort()].join("\n");
    groups.set(id, { entity, kind, tests, supplied });
  };
  for (const { entity, key, tests } of open.values()) {
    const absent = key === "" && entity !== "service";
    add(absent ? "absent" : "row", entity, tests, new Set([...asideOf(entity, key), ...ofService]));
    if (absent) add("new", entity, tests, new Set(ofService));
  }
  return [...groups.values()];
}

// The groups, each with its ways to make a predicate true, or false. What is tried of the service's facts is the same
// for all.
function withWays(groups, { rows: [first] }, given) {
  const openOf = ({ entity, tests }) =>
    tests.flatMap((test) => [test.applies, test.requires].flatMap(opened)).map((open) => [entity, open]);
  const lackedBy = (entries) => [
    ...new Set(entries.flatMap(([entity, open]) => open.missing.map((one) => named(entity, one)))),
  ];
  const valuesOf = (ids, entries) =>
    ids.map((id) => {
      const [entity, name] = id.split(" ");
      return [id, candidates(given.facts[entity][name], id, entries, first.row)];
    });
  const all = groups.flatMap(openOf);
  const service = valuesOf(lackedBy(all).filter(isService), all);
  return groups.map((group) => {
    const own = openOf(group);
    const ids = group.kind === "absent" ? [] : lackedBy(own).filter((id) => !isService(id));
    const tried = new Map([...service, ...valuesOf(ids, own)]);
    return { ...group, ways: (part, goal) => ways(part, goal, first.row, group.entity, tried) };
  });
}

// How a test applies and is kept, or not.
function decided(group, { decides, applies, requires }, isKept) {
  if (!["both", isKept ? "met" : "breached"].includes(decides)) return [];
  return every([group.ways(applies, true), group.ways(requires, isKept)]);
}

const breachedBy = (group) => smallest(group.tests.flatMap((test) => decided(group, test, false)));
function smallestBreaches(several) {
  const ofService = ofServiceOnly(several.flat());
  const isSmallest = (way) => !ofService.some((other) => other.length < way.length && contains(way, other));
  return several.map((own) => own.filter(isSmallest));
}

function settledBy(group, nothing) {
  const parts = group.tests.map((test) =>
    smallest([...group.ways(test.applies, false), ...decided(group, test, true)]),
  );
  return [...every(parts), ...(group.kind === "absent" && !nothing ? [[`${group.entity} ${ALL} true`]] : [])];
}

// Whether a complete profile leaves nothing to judge: there are no rows, and the checks are of incidents.
function nothingToJudge(duty, judgement) {
  const isThere = (row) => row.key || row.check.entity === "service";
  return !judgement.rows.some(isThere) && !duty.checks.some((check) => check.needs_rows);
}

// The facts that close the gate of the duty, behind which nothing binds, each with whether it does so by itself.
function* closing(duty, counted, settled) {
  const service = counted.rows.service.get("service");
  if (duty.gate.some((fact) => fact in service && service[fact] !== false)) return;
  const open = duty.gate.filter((fact) => !(fact in service));
  const way = open.map((fact) => `service ${fact} boolean:false`).sort();
  const ofService = settled.length ? every(settled.map(ofServiceOnly)) : [];
  for (const entry of way) {
    const rest = way.filter((other) => other !== entry);
    if (!ofService.some((other) => contains(rest, other))) yield [nameOf(entry), way.length === 1];
  }
}

// The facts of which each is needed for all groups to be settled, in some way.
function* needed(groups, settled) {
  const shared = (way) => way.filter((entry) => isService(entry) || isAll(entry));
  const distinct = new Map(
    settled.map((several) => smallest(several.map(shared))).map((several) => [JSON.stringify(several), several]),
  );
  const together = every([...distinct.values()]);
  for (const [place, group] of groups.entries()) {
    for (const way of settled[place]) {
      for (const entry of way) {
        const without = (joint) => union(way, joint).filter((other) => other !== entry);
        const pivotal = (joint) => fit(way, joint) && !settled[place].some((other) => contains(without(joint), other));
        if (together.some(pivotal)) yield [group, nameOf(entry)];
      }
    }
  }
}

// Whether values of one fact settle all groups: of the service the same value.
function settlesAlone(id, settled) {
  const isOf = (way) => way.length === 1 && nameOf(way[0]) === id;
  const single = settled.map((several) => several.filter(isOf).flat());
  if (!isService(id)) return single.every((several) => several.length);
  return single[0].some((entry) => single.every((several) => several.includes(entry)));
}

/** Why an undetermined verdict is not known. */
export function reason(duty, judgement, { facts, rows }) {
  const isBroken = ({ check, applies, holds }) => check.decides === "neither" && applies === true && holds === false;
  if (judgement.rows.some(isBroken)) return "own_rule_not_kept";
  if (rows.length || !facts.every((fact) => fact.supplied)) return "facts_missing";
  if (facts.length) return "stale";
  const undetermined = judgement.rows.filter((row) => row.verdict === "undetermined");
  const needsPerson = undetermined.some(undecidable) || !duty.checks.some((check) => testedPartHolds(check, judgement));
  return needsPerson ? "needs_person" : "tested_part_holds";
}

// Whether a check came out as met of whatever it applies to, and can show no more than a breach.
function testedPartHolds(check, judgement) {
  const rows = judgement.rows.filter((row) => row.check === check);
  const unmet = (row) => row.verdict === "undetermined" && row.holds !== true;
  return check.tests && check.decides === "breached" && rows.some((row) => row.holds === true) && !rows.some(unmet);
}

function undecidable({ check, row, applies, holds }) {
  if (applies === true && holds !== null) return !holds;
  return check.reads.every(([entity, name]) => row.recorded(name, entity === "service") !== undefined);
}
