// The values of a missing fact that are worth trying: guiju.predicates.candidates in the reader's browser.

import { Day, Duration, FIRST, LAST, Moment, NONE } from "./predicates.js";
import { named, rowWith, textOf, truth, walk, yields } from "./tree.js";

const DAY_MICROS = 86400000000;
const SECOND = 1000000;
const STRANGE = "\ufffd"; // a text that no predicate names

/** One value for each way in which the comparisons [[entity, open]] can come out. */
export function candidates(fact, id, entries, base) {
  const concerned = entries.flatMap(([entity, open]) =>
    open.missing.filter((one) => named(entity, one) === id).map((one) => [one, open]),
  );
  const opens = concerned.map(([, open]) => open);
  const alone = opens.every((open) => open.missing.length === 1);
  const outcomes = new Map();
  for (const value of values(fact, opens, base)) {
    const outcome = alone ? concerned.map(([one, open]) => truth(open, [[one, value]], base)).join() : textOf(value);
    if (!outcomes.has(outcome)) outcomes.set(outcome, value);
  }
  return [...outcomes.values()];
}

function values(fact, opens, base) {
  const anchorsOf = (open, row) =>
    [...walk(open.part)].map((part) => yields(part, row)).filter((value) => value !== null);
  const anchors = opens.flatMap((open) => anchorsOf(open, rowWith(open, [], base)));
  const known = [...new Map(anchors.map((value) => [textOf(value), value])).values()];
  const kinds = new Set(opens.flatMap((open) => [...walk(open.part)]).map((part) => part?.kind));
  const own = VALUES[fact.type]({ fact, known, kinds, base });
  return fact.none ? [...own, NONE] : [...own];
}

const VALUES = {
  boolean: () => [true, false],
  enum: ({ fact }) => fact.values,
  string: ({ known }) => [...known.filter((value) => typeof value === "string"), STRANGE],
  integer: numbers,
  number: numbers,
  date: days,
  datetime: (context) => [...moments(context)].filter((moment) => moment.days <= context.base.asOf.days),
  duration: periods,
};

const isNumber = (value) => typeof value === "number";
const around = (list) => [...new Set(list.flatMap((n) => [n, n - 1, n + 1]))];

function numbers({ fact, known, kinds }) {
  const plain = [0, 1, ...known.filter(isNumber)];
  const combined = (a, b) => [a + b, a - b, a * b, ...(b ? [Math.floor(a / b)] : [])];
  const several = ["plus", "minus", "times"].some((kind) => kinds.has(kind));
  const more = several ? plain.flatMap((a) => plain.flatMap((b) => combined(a, b))) : [];
  return around([...plain, ...more]).filter((n) => n >= 0 || !fact.unit);
}

function* days({ known, kinds, base }) {
  const anchors = known.filter((value) => value instanceof Day || value instanceof Moment);
  const spans = kinds.has("daysBetween") ? known.filter(isNumber) : [];
  const steps = around([0, ...spans.flatMap((n) => [Math.trunc(n), Math.trunc(-n)])]);
  for (const day of new Set([base.asOf, ...anchors].map((value) => value.days))) {
    for (const step of steps) if (day + step >= FIRST && day + step <= LAST) yield new Day(day + step);
  }
}

function* moments(context) {
  for (const { days: day } of days(context)) yield new Moment(day, 0);
  for (const moment of context.known.filter((value) => value instanceof Moment)) {
    for (const step of [0, -SECOND, SECOND]) {
      const micros = moment.micros + step;
      const over = Math.floor(micros / DAY_MICROS);
      yield new Moment(moment.days + over, micros - over * DAY_MICROS);
    }
  }
}

function* periods({ known }) {
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
