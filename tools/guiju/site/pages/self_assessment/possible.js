// Another reading of the same predicates: what they could still say once facts that are open are supplied, any number
// of them, and what that hangs on. It decides which questions are hidden; missing.js says exactly which facts settle a
// duty.
//
// A comparison with an open fact may come out any way, if nothing else in it is unknown. Where a fact is named twice,
// its places are looked at one by one: more may seem possible than is, never less.

import { three } from "./predicates.js";

export const NOTHING = new Set();

// `open` is what a value waits for; where nothing is, `value`, which is null for what stays unknown. A count that can
// only grow has a value now and is open: `least`.
class Term {
  constructor(value, open = NOTHING) {
    Object.assign(this, { open, value: open.size ? null : value, least: open.size ? value : null });
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
  const joined = (all, part) => [...new Set(both(all, part))];
  return (...operands) => {
    const parts = operands.map(truths);
    return new Truths(parts.reduce(joined, [name === "and"]), union(parts));
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
export function openRow(row, entity, opens) {
  const fact = (name, ofService) => {
    // Explicitly none: known to be absent, and unknown to every comparison.
    if (row.isNone(name, ofService)) return new Term(null);
    return new Term(row.fact(name, ofService), opens(ofService ? "service" : entity, name));
  };
  const isNone = (name, ofService) => {
    const { open, least } = fact(name, ofService);
    const possible = least === null ? [true, false] : [false];
    return new Truths(open.size ? possible : [row.isNone(name, ofService)], open);
  };
  return { fact, isNone, param: (name) => new Term(row.param(name)) };
}
