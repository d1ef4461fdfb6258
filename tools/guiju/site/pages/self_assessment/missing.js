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
  const groups = groupsOf(judgement, counted);
  const base = groups.length ? judgement.rows[0].row : null; // what every predicate of the duty can name besides facts
  const tried = triedBy(groups, given, base);
  const present = groups.filter((group) => group.kind !== "new");
  const nothing = nothingToJudge(duty, judgement);
  const settled = present.map((group) => settledBy(group, base, tried, nothing));
  const breached = smallestBreaches(groups.map((group) => breachedBy(group, base, tried)));
  const offers = new Map();
  const offer = (group, id, alone) => {
    const before = offers.get(id) || { alone: false, supplied: true };
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
  const rows = groups.filter((group, place) => group.kind === "new" && breached[place].length);
  const statements = [...needed(present, settled)].map(([, id]) => id).filter(isAll);
  const reads = [...duty.checks.flatMap((check) => check.reads), ...duty.gate.map((name) => ["service", name])];
  const order = reads.map((entry) => entry.join(" "));
  const ids = [...offers.keys()].sort(
    (one, other) => isService(other) - isService(one) || order.indexOf(one) - order.indexOf(other),
  );
  const factOf = (id) => ({ entity: id.split(" ")[0], fact: id.split(" ")[1], ...offers.get(id) });
  const entities = [...rows.map((group) => group.entity), ...statements.map((id) => id.split(" ")[0])];
  return { facts: ids.map(factOf), rows: [...new Set(entities)] };
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

// Of each group the values to try of what it lacks: of the service's facts the same for all.
function triedBy(groups, given, base) {
  const openOf = ({ entity, tests }) =>
    tests.flatMap((test) => [test.applies, test.requires].flatMap(opened)).map((open) => [entity, open]);
  const lackedBy = (entries) => [
    ...new Set(entries.flatMap(([entity, open]) => open.missing.map((one) => named(entity, one)))),
  ];
  const valuesOf = (id, entries) => {
    const [entity, name] = id.split(" ");
    return [id, candidates(given.facts[entity][name], id, entries, base)];
  };
  const all = groups.flatMap(openOf);
  const service = lackedBy(all)
    .filter(isService)
    .map((id) => valuesOf(id, all));
  const ofGroup = (group) => {
    const own = openOf(group);
    const ids = group.kind === "absent" ? [] : lackedBy(own).filter((id) => !isService(id));
    return new Map([...service, ...ids.map((id) => valuesOf(id, own))]);
  };
  return new Map(groups.map((group) => [group, ofGroup(group)]));
}

const waysOf = (group, part, goal, base, tried) => ways(part, goal, base, group.entity, tried.get(group));

// How a test applies and is kept, or not.
function decided(group, test, isKept, base, tried) {
  if (!["both", isKept ? "met" : "breached"].includes(test.decides)) return [];
  const applies = waysOf(group, test.applies, true, base, tried);
  return every([applies, waysOf(group, test.requires, isKept, base, tried)]);
}
const breachedBy = (group, base, tried) =>
  smallest(group.tests.flatMap((test) => decided(group, test, false, base, tried)));

function smallestBreaches(several) {
  const ofService = ofServiceOnly(several.flat());
  const isSmallest = (way) => !ofService.some((other) => other.length < way.length && contains(way, other));
  return several.map((own) => own.filter(isSmallest));
}

function settledBy(group, base, tried, nothing) {
  const parts = group.tests.map((test) =>
    smallest([...waysOf(group, test.applies, false, base, tried), ...decided(group, test, true, base, tried)]),
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
