// Another reading of the same predicates: what they could still say once facts that are open are supplied, any number of them, and what that
// hangs on. What hides a question is read so; which facts settle a duty, missing.js says exactly.
//
// A comparison with an open fact may come out any way, if nothing else in it is unknown. Where a fact stands twice, its places are looked
// at one by one: more may seem possible than is, never less.

import { NONE, three } from './predicates.js';

const TRUE = 1, FALSE = 2, UNKNOWN = 4;
const NOTHING = new Set();

class Term { // `open` is what its value waits for; where nothing is, `value`, which is null for what stays unknown
  // A count that can only grow has a value now and is open: `least`.
  constructor(value, open = NOTHING) { this.value = open.size ? null : value; this.open = open; this.least = open.size ? value : null; }
}
class Truths { // a bit for each truth that is possible, and what decides between them
  constructor(bits, open) {
    this.bits = bits;
    this.open = [TRUE, FALSE, UNKNOWN].includes(bits) ? NOTHING : open;
  }
  has(truth) { return (this.bits & bitOf(truth)) !== 0; }
  get each() { return [true, false, null].filter((truth) => this.has(truth)); }
}

const bitOf = (truth) => truth === null ? UNKNOWN : truth ? TRUE : FALSE;
const union = (parts) => new Set(parts.flatMap((part) => [...part.open]));
const term = (part) => part instanceof Term ? part : new Term(part);
const anyWay = (open) => new Truths(TRUE | FALSE | UNKNOWN, open);

export function truths(part) {
  if (part instanceof Truths) return part;
  const { value, open } = term(part);
  return open.size ? anyWay(open) : new Truths(bitOf(value), NOTHING);
}
// Waiting only where nothing in it stays unknown whatever is supplied.
function waits(parts) {
  return parts.some((part) => !part.open.size && part.value === null) ? NOTHING : union(parts);
}
// What a number that can only grow, from `least`, says already of a number that stays.
const GROWN = {
  equal: (least, fixed) => least > fixed ? FALSE : null,
  unequal: (least, fixed) => least > fixed ? TRUE : null,
  less: (least, fixed) => least >= fixed ? FALSE : null,
  atMost: (least, fixed) => least > fixed ? FALSE : null,
  more: (least, fixed) => least > fixed ? TRUE : null,
  atLeast: (least, fixed) => least >= fixed ? TRUE : null,
};
const comparison = (name) => (left, right) => {
  const parts = [term(left), term(right)], open = waits(parts), [{ least }, { value: fixed }] = parts;
  const already = least !== null && typeof fixed === 'number' ? GROWN[name](least, fixed) : null;
  if (already !== null) return new Truths(already, NOTHING);
  return open.size ? anyWay(open) : new Truths(bitOf(three[name](...parts.map((part) => part.value))), NOTHING);
};
const number = (name) => (left, right) => {
  const parts = [term(left), term(right)], open = waits(parts);
  return open.size ? new Term(null, open) : new Term(three[name](...parts.map((part) => part.value)));
};
const junction = (name) => (...operands) => {
  const parts = operands.map(truths);
  const bits = parts.reduce((all, part) => {
    let joined = 0;
    for (const one of all) for (const other of part.each) joined |= bitOf(three[name](one, other));
    return new Truths(joined, NOTHING).each;
  }, [name === 'and']);
  return new Truths(bits.map(bitOf).reduce((one, other) => one | other), union(parts));
};

export const maybe = {
  and: junction('and'),
  or: junction('or'),
  not: (part) => {
    const { each, open } = truths(part);
    return new Truths(each.map((truth) => bitOf(three.not(truth))).reduce((one, other) => one | other), open);
  },
  isIn: (item, choices) => {
    const { value, open } = term(item);
    return open.size ? anyWay(open) : new Truths(bitOf(three.isIn(value, choices)), NOTHING);
  },
};
for (const name of ['equal', 'unequal', 'less', 'atMost', 'more', 'atLeast']) maybe[name] = comparison(name);
for (const name of ['daysBetween', 'plus', 'minus', 'times']) maybe[name] = number(name);

// What a predicate sees: a row of known facts, and for each, known or not, the Set of what could still change it: opens(entity, name).
export class OpenRow {
  constructor(row, entity, opens) { Object.assign(this, { row, entity, opens }); }
  fact(name) { return this.term(this.entity, name, this.row.facts); }
  service(name) { return this.term('service', name, this.row.services); }
  factIsNone(name) { return this.none(this.fact(name)); }
  serviceIsNone(name) { return this.none(this.service(name)); }
  param(name) { return new Term(this.row.param(name)); }
  term(entity, name, facts) {
    const known = name in facts ? facts[name] : null;
    return known === NONE ? new Absent() : new Term(known, this.opens(entity, name));
  }
  none(part) {
    if (part.open.size) return new Truths(part.least === null ? TRUE | FALSE : FALSE, part.open);
    return new Truths(part instanceof Absent ? TRUE : part.value === null ? UNKNOWN : FALSE, NOTHING);
  }
}
class Absent extends Term { // explicitly none: known to be absent, and unknown to every comparison
  constructor() { super(null); }
}
