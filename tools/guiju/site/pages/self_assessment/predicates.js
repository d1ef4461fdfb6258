// Facts and predicates in the reader's browser: the same values and the same three-valued logic as
// guiju.reasoning.facts, guiju.model.durations and guiju.predicates.kleene. A test compares their verdicts, and those
// of DuckDB, on random facts.

export const NONE = Symbol("none"); // looked for and not there; a fact that is missing is null
const DAY = 86400000;
export const FIRST = -719162; // the calendar runs from 0001-01-01
export const LAST = 2932896; // to 9999-12-31

/** Days since 1970-01-01. */
export class Day {
  constructor(days) {
    this.days = days;
  }
  valueOf() {
    return this.days;
  }
}

/** A clock in China, without offset: days since 1970-01-01, and microseconds since midnight. */
export class Moment {
  constructor(days, micros) {
    this.days = days;
    this.micros = micros;
  }
  valueOf() {
    return BigInt(this.days) * 86400000000n + BigInt(this.micros);
  }
}

/** Whole months or whole days, never both; its length in days where the calendar makes it shortest and longest. */
export class Duration {
  constructor(months, days) {
    const [shortest, longest] = days ? [days, days] : span(months);
    this.months = months;
    this.days = days;
    this.shortest = shortest;
    this.longest = longest;
  }
}

// Days since 1970-01-01 of a day of the calendar; a month beyond 12, or a day beyond the month, runs on.
function daysTo(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY);
}

// Four years have every case of a leap year.
function span(months) {
  const lengths = [2000, 2001, 2002, 2003].flatMap((year) =>
    [...Array(12).keys()].map((month) => daysTo(year, month + 1 + months, 1) - daysTo(year, month + 1, 1)),
  );
  return [Math.min(...lengths), Math.max(...lengths)];
}

export function dayFrom(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(text); // of what is not in the calendar another day, or none
  const days = date.getTime() / DAY;
  return days >= FIRST && date.toJSON().startsWith(text) ? new Day(days) : null;
}

const HOUR = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const MOMENT = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})T(${HOUR})(?::([0-5]\\d)(?:[.](\\d{1,6}))?)?(Z|[+-]${HOUR})?$`);
// As a form gives it, or with seconds; with an offset it is moved to China. The first and the last hours of the
// calendar have no time there.
function momentFrom(text) {
  const [, date, time, second = "00", fraction = "", offset = "+08:00"] = MOMENT.exec(text) ?? [];
  const inChina = Date.parse(`${date}T${time}:${second}${offset}`) + 8 * 3600000;
  const days = Math.floor(inChina / DAY);
  if (!dayFrom(date) || days < FIRST || days > LAST) return null;
  return new Moment(days, (inChina - days * DAY) * 1000 + Number(fraction.padEnd(6, "0")));
}

export const PERIOD = /^P(\d{1,4})([DWMY])$/;
function durationFrom(text) {
  const [, count, unit] = PERIOD.exec(text) ?? [];
  if (!unit) return null;
  return new Duration(Number(count) * ({ M: 1, Y: 12 }[unit] ?? 0), Number(count) * ({ D: 1, W: 7 }[unit] ?? 0));
}

// Counted forward: of 31 August, for six months, 1 March. The calendar ends with its first day.
function dayBefore(day, period) {
  if (period.days) return new Day(Math.max(FIRST, day.days - period.days));
  const date = new Date(day.days * DAY);
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() - period.months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (year < 1) return new Day(FIRST);
  return new Day(Math.min(daysTo(year, month, 1) + date.getUTCDate() - 1, daysTo(year, month + 1, 1)));
}

const textOnly = (read) => (value) => (typeof value === "string" ? read(value) : null);
const countOnly = (isNumber) => (value, fact) => (isNumber(value) && (!fact.unit || value >= 0) ? value : null);
const READ = {
  boolean: (value) => (typeof value === "boolean" ? value : null),
  integer: countOnly(Number.isSafeInteger),
  number: countOnly(Number.isFinite),
  enum: (value, fact) => (fact.values.includes(value) ? value : null),
  string: textOnly((text) => text),
  date: textOnly(dayFrom),
  datetime: textOnly(momentFrom),
  duration: textOnly(durationFrom),
};

/** A recorded fact as a value; undefined where it does not fit its type. What has a unit is never below 0. */
export function valueOf(fact, recorded) {
  if (recorded === "none" && fact.none && !fact.values?.includes("none")) return NONE;
  return READ[fact.type](recorded, fact) ?? undefined;
}

const any = (truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false);
const not = (truth) => (truth === null ? null : !truth);
const both = (left, right, result) => (left === null || right === null ? null : result(left, right));
const equal = (left, right) => both(left, right, (a, b) => a.valueOf() === b.valueOf());

// Where shortest and longest disagree, it depends on the day from which the periods run.
function longerOrSame(one, other) {
  const short = one.shortest >= other.shortest;
  return short === one.longest >= other.longest ? short : null;
}
const atLeast = (left, right) =>
  both(left, right, (a, b) => (a instanceof Duration ? longerOrSame(a, b) : a.valueOf() >= b.valueOf()));

export const three = {
  and: (...truths) => not(any(truths.map(not))),
  or: (...truths) => any(truths),
  not,
  equal,
  unequal: (left, right) => not(equal(left, right)),
  less: (left, right) => not(atLeast(left, right)),
  atMost: (left, right) => atLeast(right, left),
  more: (left, right) => not(atLeast(right, left)),
  atLeast,
  isTrue: (one) => one === true, // an exception counts only where it is recorded
  isIn: (item, choices) => any(choices.map((choice) => equal(item, choice))),
  daysBetween: (start, end) => both(start, end, (a, b) => b.days - a.days),
  plus: (left, right) => both(left, right, (a, b) => a + b),
  minus: (left, right) => both(left, right, (a, b) => (b instanceof Duration ? dayBefore(a, b) : a - b)),
  times: (left, right) => both(left, right, (a, b) => a * b),
};

/** What a predicate sees: values by name, of its row and of the service; `params` are numbers, or {months, days}. */
export class Row {
  constructor(facts, services, params, asOf, inForceFrom) {
    this.facts = facts;
    this.services = services;
    this.params = params;
    this.asOf = asOf;
    this.inForceFrom = inForceFrom;
  }
  /** The value of a fact of the row, or of the service, as recorded: NONE, or undefined where it is missing. */
  recorded(name, ofService = false) {
    return (ofService ? this.services : this.facts)[name];
  }
  fact(name, ofService) {
    const value = this.recorded(name, ofService);
    return value === NONE ? null : (value ?? null);
  }
  isNone(name, ofService) {
    const value = this.recorded(name, ofService);
    return value === undefined ? null : value === NONE;
  }
  param(name) {
    if (name === "as_of") return this.asOf;
    if (name === "in_force_from") return this.inForceFrom;
    const value = this.params[name];
    return typeof value === "number" ? value : new Duration(value.months, value.days);
  }
}
