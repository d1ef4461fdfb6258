// A period said back: how long what was entered is, and how that compares with the period of the law. It compares as
// the checks do (predicates.js), which never convert months into days.

import { fill } from "../elements.js";
import { Duration, PERIOD, three, valueOf } from "./predicates.js";

const UNITS = { D: "day", W: "week", M: "month", Y: "year" };

// 180 days; five months: `inFull` writes small numbers as words.
function lengthOf(count, unit, words, inFull = false) {
  const format = new Intl.NumberFormat(words.locale, { style: "unit", unit, unitDisplay: "long", useGrouping: false });
  const numerals = inFull ? words.numerals.split(" ") : [];
  const parts = format.formatToParts(count);
  return parts.map(({ type, value }) => (type === "integer" ? (numerals[count] ?? value) : value)).join("");
}

// Days in months: as many as fit where months are longest, so that a period never sounds longer than it is.
function aboutOf(days, words) {
  let months = Math.ceil(days / 28);
  while (new Duration(months, 0).longest > days) months -= 1;
  const rest = days - new Duration(months, 0).longest;
  const inMonths = lengthOf(months, "month", words, true);
  if (months === 0 || rest === 0) return months && inMonths;
  return fill(words["period.and"], { months: inMonths, days: lengthOf(rest, "day", words) });
}

function threshold({ months, days, quote }, words) {
  return words.locale === "zh" ? quote : lengthOf(months || days, months ? "month" : "day", words, true);
}

/** “180 days”, of a period. */
export function inWords(text, words) {
  const [, count, letter] = PERIOD.exec(text);
  return lengthOf(Number(count), UNITS[letter], words);
}

/** “180 days, about five months and 27 days: shorter than six months”, of a period that fits the fact. */
export function saidBack(fact, text, words) {
  const period = valueOf(fact, text);
  const same = { W: [period.days, "day"], Y: [period.months, "month"] }[text.at(-1)];
  const about = period.days && aboutOf(period.days, words);
  const parts = [
    inWords(text, words),
    same && fill(words["period.same"], { same: lengthOf(...same, words) }),
    about && fill(words["period.about"], { about }),
  ];
  const compared = (fact.thresholds ?? []).map((other) => {
    const isLong = three.atLeast(period, new Duration(other.months, other.days));
    const key = { true: "period.enough", false: "period.shorter", null: "period.depends" }[isLong];
    return fill(words[key], { threshold: threshold(other, words) });
  });
  return parts.filter(Boolean).join(words["period.then"]) + compared.map((one) => words["period.is"] + one).join("");
}
