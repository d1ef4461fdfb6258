// The smallest sets of values of missing facts that make a predicate true, or false: guiju.predicates.residual, ways and candidates in the
// reader's browser. The functions of a duty's predicates are called with `tree` in place of the logic, and give the predicate as a tree.
//
// A way is a sorted list of "entity name value": two ways are compared as text, and a fact has one value in each.

import { Day, Duration, Moment, NONE, Row, three } from './predicates.js';

const DAY_MICROS = 86400000000, SECOND = 1000000;
const STRANGE = '\ufffd'; // a text that no predicate names
const FIRST = -719162, LAST = 2932896; // the calendar

let count = 0;
const node = (kind, parts, more) => ({ kind, parts, id: ++count, ...more });
const leaf = (name) => (...parts) => node('leaf', parts, { name });
const tree = {
  and: (...parts) => node('junction', parts, { every: true }),
  or: (...parts) => node('junction', parts, { every: false }),
  not: (part) => node('not', [part]),
  isIn: (item, choices) => node('in', [item], { choices }),
};
for (const name of ['equal', 'unequal', 'less', 'atMost', 'more', 'atLeast', 'daysBetween', 'plus', 'minus', 'times']) tree[name] = leaf(name);
const treeRow = {
  fact: (name) => node('fact', [], { service: false, name }),
  service: (name) => node('fact', [], { service: true, name }),
  factIsNone: (name) => node('none', [treeRow.fact(name)]),
  serviceIsNone: (name) => node('none', [treeRow.service(name)]),
  param: (name) => node('param', [], { name }),
};
const isNode = (part) => typeof part === 'object' && part !== null && 'kind' in part;
export const treeOf = (predicate) => predicate.tree || (predicate.tree = predicate(treeRow, tree));

// What a part yields over a row, of whatever type; null where that is unknown.
function yields(part, row) {
  if (!isNode(part)) return part;
  switch (part.kind) {
    case 'fact': return part.service ? row.service(part.name) : row.fact(part.name);
    case 'param': return row.param(part.name);
    case 'none': return part.parts[0].service ? row.serviceIsNone(part.parts[0].name) : row.factIsNone(part.parts[0].name);
    case 'not': return three.not(yields(part.parts[0], row));
    case 'in': return three.isIn(yields(part.parts[0], row), part.choices);
    case 'junction': return three[part.every ? 'and' : 'or'](...part.parts.map((one) => yields(one, row)));
    default: return three[part.name](...part.parts.map((one) => yields(one, row)));
  }
}
function* walk(part) {
  yield part;
  for (const below of isNode(part) ? [...part.parts, ...(part.choices || [])] : []) yield* walk(below);
}
const textOf = (value) => {
  if (value === NONE) return 'none';
  if (value instanceof Day) return `d${value.days}`;
  if (value instanceof Moment) return `m${value.days}+${value.micros}`;
  if (value instanceof Duration) return `p${value.months}+${value.days}`;
  return `${typeof value}:${value}`;
};

// What is left of a predicate over a row: true, false, null for what stays unknown, {every, parts, key} or, of a comparison that waits,
// {part, known, missing, negated, key}.
export function residual(part, row, negated = false) {
  if (isNode(part) && part.kind === 'not') return residual(part.parts[0], row, !negated);
  if (isNode(part) && part.kind === 'junction') {
    const unique = new Map(part.parts.map((one) => residual(one, row, negated)).map((one) => [keyOf(one), one]));
    return joined(part.every !== negated, [...unique.values()]);
  }
  const truth = yields(part, row);
  if (truth !== null) return truth !== negated;
  const names = new Map([...walk(part)].filter((one) => one.kind === 'fact').map((one) => [`${one.service ? '$' : ''}${one.name}`, one]));
  const held = ({ service, name }) => service ? row.services[name] : row.facts[name];
  const missing = [], known = [];
  for (const one of names.values()) (held(one) === undefined ? missing : known).push(one);
  if (!missing.length) return null;
  const values = known.map((one) => [one, held(one)]);
  return { part, known: values, missing, negated, key: `${negated ? '!' : ''}${part.id}(${values.map(([, value]) => textOf(value))})` };
}
export const keyOf = (found) => typeof found === 'object' && found !== null ? found.key : String(found);
function joined(every, parts) {
  if (parts.includes(!every)) return !every;
  const left = parts.filter((part) => typeof part !== 'boolean');
  if (left.every((part) => part === null)) return left.length ? null : every;
  return left.length === 1 ? left[0] : { every, parts: left, key: `${every ? '&' : '|'}[${left.map(keyOf)}]` };
}
export function opened(found) {
  if (found && found.parts) return found.parts.flatMap(opened);
  return found && found.part ? [found] : [];
}

// The truth of an open comparison with more facts supplied: [[fact, value]].
function truth(open, supplied, base) {
  const facts = Object.create(null), services = Object.create(null);
  for (const [{ service, name }, value] of [...open.known, ...supplied]) (service ? services : facts)[name] = value;
  const found = yields(open.part, new Row(facts, services, base.params, base.asOf, base.inForceFrom));
  return found === null ? null : found !== open.negated;
}
export const named = (entity, { service, name }) => `${service ? 'service' : entity} ${name}`;

// Of the values of a fact that are worth trying, one for each way in which the comparisons [[entity, open]] can come out.
export function candidates(fact, id, entries, base) {
  const concerned = entries.flatMap(([entity, open]) => open.missing.filter((one) => named(entity, one) === id).map((one) => [one, open]));
  const alone = concerned.every(([, open]) => open.missing.length === 1), found = new Map();
  for (const value of values(fact, concerned.map(([, open]) => open), base)) {
    const outcome = alone ? concerned.map(([one, open]) => truth(open, [[one, value]], base)).join() : textOf(value);
    if (!found.has(outcome)) found.set(outcome, value);
  }
  return [...found.values()];
}
function* values(fact, opens, base) {
  const anchors = new Map(opens.flatMap((open) => [...anchorsOf(open, base)]).map((value) => [textOf(value), value]));
  const known = [...anchors.values()], parts = opens.flatMap((open) => [...walk(open.part)]);
  const spans = parts.some((part) => part.name === 'daysBetween');
  switch (fact.type) {
    case 'boolean': yield* [true, false]; break;
    case 'enum': yield* fact.values; break;
    case 'string': yield* [...known.filter((value) => typeof value === 'string'), STRANGE]; break;
    case 'date': yield* days(known, spans, base); break;
    case 'datetime': yield* [...moments(known, spans, base)].filter((moment) => moment.days <= base.asOf.days); break;
    case 'duration': yield* periods(known); break;
    default: yield* numbers(known, parts.some((part) => ['plus', 'minus', 'times'].includes(part.name))).filter((n) => n >= 0 || !fact.unit);
  }
  if (fact.none) yield NONE;
}
function* anchorsOf(open, base) {
  const facts = Object.create(null), services = Object.create(null);
  for (const [{ service, name }, value] of open.known) (service ? services : facts)[name] = value;
  const row = new Row(facts, services, base.params, base.asOf, base.inForceFrom);
  for (const part of walk(open.part)) {
    const value = yields(part, row);
    if (value !== null) yield value;
  }
}
const isNumber = (value) => typeof value === 'number';
function numbers(known, several) {
  let plain = [0, 1, ...known.filter(isNumber)];
  if (several) plain = [...plain, ...plain.flatMap((a) => plain.flatMap((b) => [a + b, a - b, a * b, ...(b ? [Math.floor(a / b)] : [])]))];
  return [...new Set(plain.flatMap((n) => [n, n - 1, n + 1]))];
}
function* days(known, spans, base) {
  const from = [base.asOf.days, ...known.filter((value) => value instanceof Day || value instanceof Moment).map((value) => value.days)];
  const steps = [0, ...(spans ? known.filter(isNumber).flatMap((n) => [Math.trunc(n), Math.trunc(-n)]) : [])];
  for (const day of new Set(from)) {
    for (const step of new Set(steps.flatMap((n) => [n, n - 1, n + 1]))) {
      if (day + step >= FIRST && day + step <= LAST) yield new Day(day + step);
    }
  }
}
function* moments(known, spans, base) {
  for (const { days: day } of days(known, spans, base)) yield new Moment(day, 0);
  for (const moment of known.filter((value) => value instanceof Moment)) {
    for (const step of [0, -SECOND, SECOND]) {
      const micros = moment.micros + step, over = Math.floor(micros / DAY_MICROS);
      yield new Moment(moment.days + over, micros - over * DAY_MICROS);
    }
  }
}
function* periods(known) {
  yield new Duration(0, 1);
  for (const period of known.filter((value) => value instanceof Duration)) {
    for (const step of period.months || period.days ? [0, -1, 1] : [0, 1]) {
      yield period.months ? new Duration(period.months + step, 0) : new Duration(0, period.days + step);
      yield new Duration(0, Math.max(period.longest + step, 0));
      yield new Duration(0, Math.max(period.shortest + step, 0));
    }
  }
  yield new Duration(9999 * 12, 0);
}

// Ways.
export const nameOf = (entry) => entry.split(' ', 2).join(' ');
export const contains = (way, part) => part.every((entry) => way.includes(entry));
export const fit = (one, other) => one.every((entry) => other.every((there) => entry === there || nameOf(entry) !== nameOf(there)));
export const union = (one, other) => [...new Set([...one, ...other])].sort();
export function smallest(found) {
  const kept = [], unique = new Map(found.map((way) => [way.join('\n'), way]));
  for (const way of [...unique.values()].sort((one, other) => one.length - other.length)) {
    if (!kept.some((other) => contains(way, other))) kept.push(way);
  }
  return kept;
}
export const every = (parts) => parts.reduce(
  (all, part) => smallest(all.flatMap((one) => part.filter((other) => fit(one, other)).map((other) => union(one, other)))), [[]]);

// How a residual becomes the wanted truth; `tried` are the values by fact, and a fact without any cannot be supplied.
export function ways(found, wanted, base, entity, tried) {
  if (found === null) return [];
  if (typeof found === 'boolean') return found === wanted ? [[]] : [];
  if (found.part) return comparison(found, wanted, base, entity, tried);
  const parts = found.parts.map((part) => ways(part, wanted, base, entity, tried));
  return found.every === wanted ? every(parts) : smallest(parts.flat());
}
function comparison(open, wanted, base, entity, tried) {
  let choices = [[]];
  for (const one of open.missing) {
    const several = tried.get(named(entity, one)) || [];
    choices = choices.flatMap((before) => [before, ...several.map((value) => [...before, [one, value]])]);
  }
  const settling = choices.filter((supplied) => supplied.length && truth(open, supplied, base) === wanted);
  const found = settling.map((supplied) => supplied.map(([one, value]) => `${named(entity, one)} ${textOf(value)}`).sort());
  return smallest(found.filter((way) => fit(way, way)));
}
