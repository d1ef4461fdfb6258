'use strict';
// A second reading of the same predicates: not what they say, but what they could still say once facts that are open are supplied, and
// which of those facts that hangs on. guiju.predicates.possible reads them so for one fact; here any number may be open.
//
// A comparison with an open fact may come out any way, if nothing else in it is unknown. Where a fact stands twice, its places are looked
// at one by one: more may seem possible than is, never less.
(() => {
  const { NONE, three } = window.guiju;
  const TRUE = 1, FALSE = 2, UNKNOWN = 4;
  const NOTHING = new Set();

  class Term { // `open` are the facts that its value waits for; where none is, `value`, which is null for what stays unknown
    constructor(value, open = NOTHING) { this.value = value; this.open = open; }
  }
  class Truths { // a bit for each truth that is possible, and the facts that decide between them
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

  function truths(part) {
    if (part instanceof Truths) return part;
    const { value, open } = term(part);
    return open.size ? anyWay(open) : new Truths(bitOf(value), NOTHING);
  }
  // Waiting only where nothing in it stays unknown whatever is supplied.
  function waits(parts) {
    return parts.some((part) => !part.open.size && part.value === null) ? NOTHING : union(parts);
  }
  const comparison = (name) => (left, right) => {
    const parts = [term(left), term(right)], open = waits(parts);
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

  const maybe = {
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

  // What a predicate sees: a row of known facts, and of those that are missing the ones for which `isOpen(entity, name)` holds.
  class OpenRow {
    constructor(row, entity, isOpen) { Object.assign(this, { row, entity, isOpen }); }
    fact(name) { return this.term(this.entity, name, this.row.facts); }
    service(name) { return this.term('service', name, this.row.services); }
    factIsNone(name) { return this.none(this.fact(name)); }
    serviceIsNone(name) { return this.none(this.service(name)); }
    param(name) { return new Term(this.row.param(name)); }
    term(entity, name, facts) {
      if (Object.prototype.hasOwnProperty.call(facts, name)) return facts[name] === NONE ? new Absent() : new Term(facts[name]);
      return this.isOpen(entity, name) ? new Term(null, new Set([`${entity} ${name}`])) : new Term(null);
    }
    none(part) {
      if (part.open.size) return new Truths(TRUE | FALSE, part.open);
      return new Truths(part instanceof Absent ? TRUE : part.value === null ? UNKNOWN : FALSE, NOTHING);
    }
  }
  class Absent extends Term { // explicitly none: known to be absent, and unknown to every comparison
    constructor() { super(null); }
  }

  Object.assign(window.guiju, { OpenRow, maybe, truths });
})();
