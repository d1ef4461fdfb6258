// Facts and predicates in the reader's browser: the same values and the same three-valued logic as guiju.reasoning.facts, guiju.model.durations and
// guiju.predicates.kleene. A test in a browser holds the two, and DuckDB, to the same verdicts on random facts.

export const NONE = Symbol('none'); // looked for and not there; a fact that is missing is null
const DAY = 86400000;
const FIRST = -719162, LAST = 2932896; // the calendar runs from 0001-01-01 to 9999-12-31

export class Day { // days since 1970-01-01
  constructor(days) { this.days = days; }
  valueOf() { return this.days; }
}
export class Moment { // a clock in China, without offset: days since 1970-01-01, and microseconds since midnight
  constructor(days, micros) { this.days = days; this.micros = micros; }
  valueOf() { return BigInt(this.days) * 86400000000n + BigInt(this.micros); }
}
export class Duration { // whole months or whole days, never both; its length in days where the calendar makes it shortest and longest
  constructor(months, days) {
    this.months = months;
    this.days = days;
    [this.shortest, this.longest] = days ? [days, days] : span(months);
  }
}

const firstOfMonth = (year, month) => { // month from 1, and beyond 12
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return Math.round(date.getTime() / DAY);
};
function span(months) { // four years hold every case of a leap year
  const lengths = [];
  for (let year = 2000; year < 2004; year++) {
    for (let month = 1; month <= 12; month++) {
      lengths.push(firstOfMonth(year, month + months) - firstOfMonth(year, month));
    }
  }
  return [Math.min(...lengths), Math.max(...lengths)];
}

export function dayFrom(text) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || match[1] === '0000') return null;
  const date = new Date(0);
  date.setUTCFullYear(+match[1], +match[2] - 1, +match[3]);
  const same = date.getUTCMonth() === +match[2] - 1 && date.getUTCDate() === +match[3];
  return same ? new Day(Math.round(date.getTime() / DAY)) : null;
}
function momentFrom(text) { // as a form gives it, or with seconds; with an offset it is moved to China
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.](\d{1,6}))?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const day = match && dayFrom(match[1]);
  if (!day || +match[2] > 23 || +match[3] > 59 || +(match[4] || 0) > 59) return null;
  let minutes = +match[2] * 60 + +match[3];
  if (match[6]) {
    const offset = offsetFrom(match[6]);
    if (offset === null) return null;
    minutes += 8 * 60 - offset;
  }
  const days = day.days + Math.floor(minutes / 1440);
  if (days < FIRST || days > LAST) return null; // the first and the last hours of the calendar have no time in China
  const seconds = (minutes - Math.floor(minutes / 1440) * 1440) * 60 + +(match[4] || 0);
  return new Moment(days, seconds * 1000000 + +(match[5] || '').padEnd(6, '0'));
}
function offsetFrom(text) { // minutes east of Greenwich
  if (text === 'Z') return 0;
  const [hours, minutes] = text.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) return null;
  return (hours * 60 + minutes) * (text[0] === '-' ? -1 : 1);
}
function durationFrom(text) {
  const match = /^P(\d{1,4})([DWMY])$/.exec(text);
  if (!match) return null;
  const count = +match[1];
  const months = { M: 1, Y: 12 }[match[2]] || 0, days = { D: 1, W: 7 }[match[2]] || 0;
  return new Duration(count * months, count * days);
}
function dayBefore(day, period) { // counted forward: of 31 August, for six months, 1 March; the calendar ends with its first day
  if (period.days) return new Day(Math.max(FIRST, day.days - period.days));
  const date = new Date(day.days * DAY);
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() - period.months;
  const year = Math.floor(total / 12), month = total - year * 12 + 1;
  if (year < 1) return new Day(FIRST);
  return new Day(Math.min(firstOfMonth(year, month) + date.getUTCDate() - 1, firstOfMonth(year, month + 1)));
}

// A recorded fact as a value; undefined where it does not fit its type. What has a unit is counted, and never below 0.
export function valueOf(fact, recorded) {
  if (recorded === 'none' && fact.none && !(fact.values || []).includes('none')) return NONE;
  switch (fact.type) {
    case 'boolean': return typeof recorded === 'boolean' ? recorded : undefined;
    case 'integer': return Number.isSafeInteger(recorded) && counted(fact, recorded) ? recorded : undefined;
    case 'number': return Number.isFinite(recorded) && counted(fact, recorded) ? recorded : undefined;
    case 'enum': return fact.values.includes(recorded) ? recorded : undefined;
  }
  if (typeof recorded !== 'string') return undefined;
  const read = { date: dayFrom, datetime: momentFrom, duration: durationFrom }[fact.type];
  const value = read ? read(recorded) : recorded;
  return value === null ? undefined : value;
}

const counted = (fact, number) => !fact.unit || number >= 0;

const any = (truths) => truths.includes(true) ? true : truths.includes(null) ? null : false;
const not = (truth) => truth === null ? null : !truth;
const compare = (left, right, holds) => left === null || right === null ? null : holds(left.valueOf(), right.valueOf());
const longerOrSame = (one, other) => {
  const short = one.shortest >= other.shortest, long = one.longest >= other.longest;
  return short === long ? short : null; // where the two disagree, it depends on the day from which the period runs
};
const ordered = (left, right, holds, periods) => {
  if (left instanceof Duration && right instanceof Duration) return periods(left, right);
  return compare(left, right, holds);
};
const number = (left, right, result) => left === null || right === null ? null : result(left, right);

export const three = {
  and: (...truths) => not(any(truths.map(not))),
  or: (...truths) => any(truths),
  not,
  equal: (left, right) => compare(left, right, (a, b) => a === b),
  unequal: (left, right) => compare(left, right, (a, b) => a !== b),
  less: (left, right) => ordered(left, right, (a, b) => a < b, (a, b) => not(longerOrSame(a, b))),
  atMost: (left, right) => ordered(left, right, (a, b) => a <= b, (a, b) => longerOrSame(b, a)),
  more: (left, right) => ordered(left, right, (a, b) => a > b, (a, b) => not(longerOrSame(b, a))),
  atLeast: (left, right) => ordered(left, right, (a, b) => a >= b, longerOrSame),
  isIn: (item, choices) => any(choices.map((choice) => three.equal(item, choice))),
  daysBetween: (start, end) => number(start, end, (a, b) => b.days - a.days),
  plus: (left, right) => number(left, right, (a, b) => a + b),
  minus: (left, right) => number(left, right, (a, b) => b instanceof Duration ? dayBefore(a, b) : a - b),
  times: (left, right) => number(left, right, (a, b) => a * b),
};

// What a predicate sees. `facts` and `service` are values by name; `params` numbers, or periods as {months, days}.
export class Row {
  constructor(facts, service, params, asOf, inForceFrom) {
    Object.assign(this, { facts, services: service, params, asOf, inForceFrom });
  }
  fact(name) { return known(this.facts, name); }
  service(name) { return known(this.services, name); }
  factIsNone(name) { return isNone(this.facts, name); }
  serviceIsNone(name) { return isNone(this.services, name); }
  param(name) {
    if (name === 'as_of') return this.asOf;
    if (name === 'in_force_from') return this.inForceFrom;
    const value = this.params[name];
    return typeof value === 'number' ? value : new Duration(value.months, value.days);
  }
}
const own = (facts, name) => Object.prototype.hasOwnProperty.call(facts, name) ? facts[name] : null;
const known = (facts, name) => own(facts, name) === NONE ? null : own(facts, name);
const isNone = (facts, name) => own(facts, name) === null ? null : own(facts, name) === NONE;
