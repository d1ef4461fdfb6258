// The smallest sets of values of missing facts that make a predicate true, or false: guiju.predicates.ways in the
// reader's browser.
//
// A way is a sorted list of "entity name value": two ways are compared as text, and a fact has one value in each.

import { named, textOf, truth } from "./tree.js";

export const nameOf = (entry) => entry.split(" ", 2).join(" ");
export const contains = (way, part) => part.every((entry) => way.includes(entry));
export const fit = (one, other) =>
  one.every((entry) => other.every((there) => entry === there || nameOf(entry) !== nameOf(there)));
export const union = (one, other) => [...new Set([...one, ...other])].sort();

export function smallest(several) {
  const kept = [];
  const unique = new Map(several.map((way) => [way.join("\n"), way]));
  for (const way of [...unique.values()].sort((one, other) => one.length - other.length)) {
    if (!kept.some((other) => contains(way, other))) kept.push(way);
  }
  return kept;
}

/** Ways of all parts at once, from the ways of each. */
export function every(parts) {
  const both = (one, part) => part.filter((other) => fit(one, other)).map((other) => union(one, other));
  return parts.reduce((all, part) => smallest(all.flatMap((one) => both(one, part))), [[]]);
}

/** How a residual becomes the truth `goal`; `tried` are the values by fact: a fact without any cannot be supplied. */
export function ways(rest, goal, base, entity, tried) {
  if (rest === null) return [];
  if (typeof rest === "boolean") return rest === goal ? [[]] : [];
  if (rest.part) return comparison(rest, goal, base, entity, tried);
  const parts = rest.parts.map((part) => ways(part, goal, base, entity, tried));
  return rest.every === goal ? every(parts) : smallest(parts.flat());
}

function comparison(open, goal, base, entity, tried) {
  let choices = [[]];
  for (const one of open.missing) {
    const values = tried.get(named(entity, one)) || [];
    choices = choices.flatMap((before) => [before, ...values.map((value) => [...before, [one, value]])]);
  }
  const settling = choices.filter((supplied) => supplied.length && truth(open, supplied, base) === goal);
  const wayOf = (supplied) => supplied.map(([one, value]) => `${named(entity, one)} ${textOf(value)}`).sort();
  return smallest(settling.map(wayOf).filter((way) => fit(way, way)));
}
