// Another reading of the same predicates: what they could still say once facts that are open are supplied, any number
// of them, and what that hangs on. It decides which questions are hidden; missing.js says exactly which facts settle a
// duty.
//
// A comparison with an open fact may come out any way, if nothing else in it is unknown. Where a fact is named twice,
// its places are looked at one by one: more may seem possible than is, never less.

import { NONE, three } from "./predicates.js";

const NOTHING = new Set();

// `open` is what a value waits for; where nothing is, `value`, which is null for what stays unknown. A count that can
// only grow has a value now and is open: `least`.
class Term {
  constructor(value, open = NOTHING) {
    Object.assign(this, { open, value: open.size ? null : value, least: open.size ? value : null });
  }
}

// Explicitly none: known to be absent, and unknown to every comparison.
class Absent extends Term {
  constructor() {
    super(null);
  }
}

// The truths that are possible, and what decides between them.
class Truths {
  constructor(each, open = NOTHING) {
    this.each = [...new Set(each)];
    this.open = this.each.length === 1 ? NOTHING : open;
  }
}

const union = (parts) => new Set(parts.flatMap((part) => [...part.open]));
const term = (part) => (part instanceof Term ? part : new Term(part));
const anyWay = (open) => new Truths([true, false, null], open);

export function truths(part) {
  if (part instanceof Truths) return part;
  const { value, open } = term(part);
  return open.size ? anyWay(open) : new Truths([value]);
}

// Both sides, and what they wait for: nothing where one stays unknown whatever is supplied.
function sides(left, right) {
  const parts = [term(left), term(right)];
  const isLost = parts.some((part) => !part.open.size && part.value === null);
  return { parts, open: isLost ? NOTHING : union(parts), values: parts.map((part) => part.value) };
}

const comparison = (name) => (left, right) => {
  const { parts, open, values } = sides(left, right);
  const [{ least }, { value: fixed }] = parts;
  if (least !== null && typeof fixed === "number" && least >= fixed) {
    const settled = three[name](least, fixed); // a number that can only grow, beyond one that stays
    if (settled === three[name](Infinity, fixed)) return new Truths([settled]);
  }
  return open.size ? anyWay(open) : new Truths([three[name](...values)]);
};
const calculation = (name) => (left, right) => {
  const { open, values } = sides(left, right);
  return open.size ? new Term(null, open) : new Term(three[name](...values));
};
const junction = (name) => {
  const both = (all, part) => all.flatMap((one) => part.each.map((other) => three[name](one, other)));
  return (...operands) => {
    const parts = operands.map(truths);
    return new Truths(
      parts.reduce((all, part) => [...new Set(both(all, part))], [name === "and"]),
      union(parts),
    );
  };
};
const each = (names, make) => Object.fromEntries(names.map((name) => [name, make(name)]));

export const maybe = {
  ...each(["and", "or"], junction),
  ...each(["equal", "unequal", "less", "atMost", "more", "atLeast"], comparison),
  ...each(["daysBetween", "plus", "minus", "times"], calculation),
  not: (part) => {
    const { each: possible, open } = truths(part);
    return new Truths(possible.map(three.not), open);
  },
  isIn: (item, choices) => {
    const { value, open } = term(item);
    return open.size ? anyWay(open) : new Truths([three.isIn(value, choices)]);
  },
};

/** What a predicate sees: a row of known facts, and for each, known or not, the Set of what could still change it:
 *  opens(entity, name). */
export class OpenRow {
  constructor(row, entity, opens) {
    Object.assign(this, { row, entity, opens });
  }
  fact(name) {
    return this.term(this.entity, name, this.row.facts);
  }
  service(name) {
    return this.term("service", name, this.row.services);
  }
  factIsNone(name) {
    return this.none(this.fact(name));
  }
  serviceIsNone(name) {
    return this.none(this.service(name));
  }
  param(name) {
    return new Term(this.row.param(name));
  }
  term(entity, name, facts) {
    const known = facts[name] ?? null;
    return known === NONE ? new Absent() : new Term(known, this.opens(entity, name));
  }
  none(part) {
    if (part.open.size) return new Truths(part.least === null ? [true, false] : [false], part.open);
    return new Truths([part instanceof Absent || (part.value === null ? null : false)]);
  }
}
