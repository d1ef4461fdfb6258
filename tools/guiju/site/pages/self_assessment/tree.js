// A predicate as a tree, and what is left of it over a row: guiju.predicates.residual in the reader's browser.
//
// The functions of a duty's predicates are called with `logic` in place of the three-valued one, and give the tree.

import { Day, Duration, Moment, NONE, Row, three } from "./predicates.js";

let count = 0;
const node = (kind, parts, over, more) => ({ kind, parts, over, id: ++count, ...more });
const isNode = (part) => typeof part === "object" && part !== null && "over" in part;
/** What a part yields over a row, of whatever type; null where that is unknown. */
export const yields = (part, row) => (isNode(part) ? part.over(row) : part);

const operation = (kind) => [
  kind,
  (...parts) => node(kind, parts, (row) => three[kind](...parts.map((part) => yields(part, row)))),
];
const logic = {
  ...Object.fromEntries(Object.keys(three).map(operation)),
  isIn: (item, choices) => node("isIn", [item, ...choices], (row) => three.isIn(yields(item, row), choices)),
};
const names = {
  fact: (name, service = false) => node("fact", [], (row) => row.fact(name, service), { service, name }),
  isNone: (name, service) => node("none", [names.fact(name, service)], (row) => row.isNone(name, service)),
  param: (name) => node("param", [], (row) => row.param(name)),
};

export const treeOf = (predicate) => (predicate.tree ??= predicate(names, logic));

export function* walk(part) {
  yield part;
  for (const below of isNode(part) ? part.parts : []) yield* walk(below);
}

export function textOf(value) {
  if (value === NONE) return "none";
  if (value instanceof Day) return `d${value.days}`;
  if (value instanceof Moment) return `m${value.days}+${value.micros}`;
  if (value instanceof Duration) return `p${value.months}+${value.days}`;
  return `${typeof value}:${value}`;
}

/** What is left of a predicate over a row: true, false, null for what stays unknown, {every, parts, key} or, of a
 *  comparison that waits, {part, known, missing, negated, key}. An exception that waits is false until it is recorded;
 *  in a view of what is possible it is {rest, negated, key}. */
export function residual(part, row, negated = false) {
  if (part?.kind === "not") return residual(part.parts[0], row, !negated);
  if (part?.kind === "and" || part?.kind === "or") {
    const unique = new Map(part.parts.map((one) => residual(one, row, negated)).map((one) => [keyOf(one), one]));
    return joined((part.kind === "and") !== negated, [...unique.values()]);
  }
  if (part?.kind === "isTrue" && row.isOpen) {
    const rest = residual(part.parts[0], row);
    if (rest === null || typeof rest === "boolean") return (rest === true) !== negated;
    return { rest, negated, key: `${negated ? "!" : ""}true(${keyOf(rest)})` };
  }
  const outcome = yields(part, row);
  if (outcome !== null) return outcome !== negated;
  const valueOf = ({ service, name }) => row.recorded(name, service);
  const facts = [...walk(part)].filter((one) => one.kind === "fact");
  const each = [...new Map(facts.map((one) => [`${one.service} ${one.name}`, one])).values()];
  const missing = each.filter((one) => valueOf(one) === undefined);
  if (!missing.length) return null;
  const known = each.filter((one) => !missing.includes(one)).map((one) => [one, valueOf(one)]);
  const key = `${negated ? "!" : ""}${part.id}(${known.map(([, value]) => textOf(value))})`;
  return { part, known, missing, negated, key };
}

function joined(every, parts) {
  if (parts.includes(!every)) return !every;
  const left = parts.filter((part) => typeof part !== "boolean");
  if (left.every((part) => part === null)) return left.length ? null : every;
  return left.length === 1 ? left[0] : { every, parts: left, key: `${every ? "&" : "|"}[${left.map(keyOf)}]` };
}

export const keyOf = (rest) => rest?.key ?? String(rest);
/** The comparisons in a residual that wait for facts. */
export const opened = (rest) =>
  rest?.rest ? opened(rest.rest) : (rest?.parts?.flatMap(opened) ?? (rest?.part ? [rest] : []));
/** The row in which a comparison is looked at: its known facts and, where given, others: [[fact, value]]. */
export function rowWith(open, supplied, base) {
  const row = new Row({}, {}, base.params, base.asOf, base.inForceFrom);
  const given = [...open.known, ...supplied];
  for (const [{ service, name }, value] of given) (service ? row.services : row.facts)[name] = value;
  return row;
}

/** The truth of an open comparison with more facts supplied. */
export function truth(open, supplied, base) {
  const outcome = yields(open.part, rowWith(open, supplied, base));
  return outcome === null ? null : outcome !== open.negated;
}

export const named = (entity, { service, name }) => `${service ? "service" : entity} ${name}`;
