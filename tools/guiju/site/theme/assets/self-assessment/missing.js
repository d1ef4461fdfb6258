// What could still change the verdict of a duty, and why it is not known: guiju.assessment.missing and guiju.assessment.reasons in the
// reader's browser. Nothing here touches the page.

import { candidates, contains, every, fit, keyOf, named, nameOf, opened, residual, smallest, treeOf, union, ways } from './ways.js';

const ALL = 'all-rows'; // the name, in a way, of the statement that the rows of an entity are all there are
export const NONE_MISSING = Object.freeze({ facts: Object.freeze([]), rows: Object.freeze([]) });
const isService = (entry) => entry.startsWith('service ');
const isAll = (entry) => entry.split(' ')[1] === ALL;

// {facts: [{entity, fact, alone, supplied}], rows: [entity]}
export function missing(given, duty, judgement, counted) {
  const groups = groupsOf(judgement, counted);
  const base = groups.length ? judgement.rows[0].row : null; // what every predicate of the duty can name besides facts
  const tried = triedBy(groups, given, base);
  const standing = groups.filter((group) => group.kind !== 'new');
  const nothing = nothingToJudge(duty, judgement);
  const settled = standing.map((group) => settledBy(group, base, tried, nothing));
  const breached = smallestBreaches(groups.map((group) => breachedBy(group, base, tried)));
  const found = new Map();
  const offer = (group, id, alone) => {
    const before = found.get(id) || { alone: false, supplied: true };
    found.set(id, { alone: before.alone || alone, supplied: before.supplied && group.supplied.has(id) });
  };
  const empty = (entity) => !counted.rows[entity] || !counted.rows[entity].size;
  groups.forEach((group, place) => {
    if (group.kind === 'new' && !empty(group.entity)) return;
    for (const way of breached[place]) for (const entry of way) offer(group, nameOf(entry), way.length === 1);
  });
  const usable = settled.map((several) => several.filter((way) => !way.some(isAll)));
  for (const [group, id] of needed(standing, usable)) offer(group, id, alone(id, settled));
  const aside = new Set(counted.setAside.filter(([entity]) => entity === 'service').map(([, , name]) => `service ${name}`));
  for (const [id, byItself] of closing(duty, counted, settled)) {
    found.set(id, { alone: byItself || Boolean(found.get(id) && found.get(id).alone), supplied: aside.has(id) });
  }
  const rows = groups.filter((group, place) => group.kind === 'new' && breached[place].length).map((group) => group.entity);
  for (const [, id] of needed(standing, settled)) if (isAll(id)) rows.push(id.split(' ')[0]);
  const reads = [...duty.checks.flatMap((check) => check.reads.map(([entity, name]) => `${entity} ${name}`)), ...duty.gate.map((name) => `service ${name}`)];
  const order = [...found.keys()].sort((one, other) => (isService(other) - isService(one)) || (reads.indexOf(one) - reads.indexOf(other)));
  const facts = order.map((id) => ({ entity: id.split(' ')[0], fact: id.split(' ')[1], ...found.get(id) }));
  return { facts, rows: [...new Set(rows)] };
}

// The undetermined rows, those that lack the same once; and of each entity that may have other rows, one to supply.
function groupsOf(judgement, counted) {
  const tests = new Map(), aside = new Map();
  for (const { check, key, row, verdict } of judgement.rows) {
    if (verdict !== 'undetermined') continue;
    const absent = key === '' && check.entity !== 'service', id = JSON.stringify([check.entity, key]);
    if (!tests.has(id)) tests.set(id, { entity: check.entity, absent, tests: [] });
    const applies = check.applies ? residual(treeOf(check.applies), row) : true;
    tests.get(id).tests.push({ decides: check.decides, applies, requires: residual(treeOf(check.requires), row) });
  }
  for (const [entity, key, name] of counted.setAside) {
    const id = JSON.stringify([entity, key]);
    aside.set(id, [...(aside.get(id) || []), `${entity} ${name}`]);
  }
  const ofService = aside.get(JSON.stringify(['service', 'service'])) || [], groups = new Map();
  for (const [id, { entity, absent, tests: several }] of tests) {
    const supplied = new Set([...(aside.get(id) || []), ...ofService]);
    const left = several.map((test) => `${test.decides} ${keyOf(test.applies)} ${keyOf(test.requires)}`).join('\n');
    const kind = absent ? 'absent' : 'row';
    groups.set([entity, kind, left, ...[...supplied].sort()].join('\n'), { entity, kind, tests: several, supplied });
    if (absent) groups.set([entity, 'new', left].join('\n'), { entity, kind: 'new', tests: several, supplied: new Set(ofService) });
  }
  return [...groups.values()];
}
const openOf = (group) => group.tests.flatMap((test) => [test.applies, test.requires].flatMap(opened)).map((open) => [group.entity, open]);
const lackedBy = (entries) => new Set(entries.flatMap(([entity, open]) => open.missing.map((one) => named(entity, one))));

// Of each group the values to try of what it lacks: of the service's facts the same for all.
function triedBy(groups, given, base) {
  const fact = (id) => given.facts[id.split(' ')[0]][id.split(' ')[1]];
  const all = groups.flatMap(openOf), service = [...lackedBy(all)].filter(isService).map((id) => [id, candidates(fact(id), id, all, base)]);
  return new Map(groups.map((group) => {
    const own = openOf(group), ids = group.kind === 'absent' ? [] : [...lackedBy(own)].filter((id) => !isService(id));
    return [group, new Map([...service, ...ids.map((id) => [id, candidates(fact(id), id, own, base)])])];
  }));
}
const waysOf = (group, part, wanted, base, tried) => ways(part, wanted, base, group.entity, tried.get(group));

function breachedBy(group, base, tried) {
  const tests = group.tests.filter((test) => ['both', 'breached'].includes(test.decides));
  return smallest(tests.flatMap((test) =>
    every([waysOf(group, test.applies, true, base, tried), waysOf(group, test.requires, false, base, tried)])));
}
function smallestBreaches(several) {
  const ofService = several.flat().filter((way) => way.every(isService));
  return several.map((found) => found.filter((way) =>
    !ofService.some((other) => other.length < way.length && contains(way, other))));
}
function settledBy(group, base, tried, nothing) {
  const parts = group.tests.map((test) => {
    const met = ['both', 'met'].includes(test.decides)
      ? every([waysOf(group, test.applies, true, base, tried), waysOf(group, test.requires, true, base, tried)]) : [];
    return smallest([...waysOf(group, test.applies, false, base, tried), ...met]);
  });
  const found = every(parts);
  return group.kind === 'absent' && !nothing ? [...found, [`${group.entity} ${ALL} true`]] : found;
}

// Whether nothing is left once all rows are said to be there: none is, and the checks are of incidents.
function nothingToJudge(duty, judgement) {
  return !judgement.rows.some((row) => row.key || row.check.entity === 'service') && !duty.checks.some((check) => check.needs_rows);
}

// The facts that close the gate of the duty, behind which nothing binds, each with whether it does so by itself.
function* closing(duty, counted, settled) {
  const service = counted.rows.service.get('service') || {};
  if (duty.gate.some((fact) => fact in service && service[fact] !== false)) return;
  const way = duty.gate.filter((fact) => !(fact in service)).map((fact) => `service ${fact} boolean:false`).sort();
  const ofService = every(settled.map((several) => several.filter((one) => one.every(isService))));
  for (const entry of way) {
    const rest = way.filter((other) => other !== entry);
    if (!(settled.length && ofService.some((other) => contains(rest, other)))) yield [nameOf(entry), way.length === 1];
  }
}

// The facts of which each is needed for all groups to be settled, in some way.
function* needed(groups, settled) {
  const shared = (way) => way.filter((entry) => isService(entry) || isAll(entry));
  const distinct = new Map(settled.map((several) => smallest(several.map(shared))).map((several) => [JSON.stringify(several), several]));
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
function alone(id, settled) {
  const single = settled.map((several) => several.filter((way) => way.length === 1 && nameOf(way[0]) === id).map(([entry]) => entry));
  return isService(id) ? single[0].some((entry) => single.every((several) => several.includes(entry))) : single.every((several) => several.length);
}

// Why an undetermined verdict is not known.
export function reason(duty, judgement, { facts, rows }) {
  if (rows.length || !facts.every((fact) => fact.supplied)) return 'facts_missing';
  if (facts.length) return 'stale';
  const undetermined = judgement.rows.filter((row) => row.verdict === 'undetermined');
  if (undetermined.some(undecidable)) return 'needs_person';
  return testedPart(duty, judgement).length ? 'tested_part_holds' : 'needs_person';
}
// The checks that came out as met of whatever they apply to, and that can show no more than a breach.
export function testedPart(duty, judgement) {
  const unmet = (row) => row.verdict === 'undetermined' && row.holds !== true;
  return duty.checks.filter((check) => {
    const rows = judgement.rows.filter((row) => row.check === check);
    return check.tests && check.decides === 'breached' && rows.some((row) => row.holds === true) && !rows.some(unmet);
  });
}
function undecidable({ check, row, applies, holds }) {
  if (applies === true && holds !== null) return !holds;
  return !check.reads.some(([entity, name]) => !(name in (entity === 'service' ? row.services : row.facts)));
}
