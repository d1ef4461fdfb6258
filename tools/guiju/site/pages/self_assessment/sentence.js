// The first sentence of a report, and the lines that complete it: guiju.documents.report.sentence in the reader's
// browser. Nothing here touches the page.

import { current } from "./assessment.js";
import { dayInWords } from "./day.js";
import { briefly, filled } from "./phrases.js";

/** {sentence, lines} of what page one has: gaps, open questions and whether one is urgent, claims. */
export function sentenceOf({ gaps, open, claims, isUrgent }, form, report) {
  const { page, shown } = report;
  const { words, receipt } = form.given;
  const { services = [], entity } = form.profile.report ?? {};
  const service = [...(services.join(words.comma) || entity || page.service)];
  const name = service.length > shown.name ? `${service.slice(0, shown.name - 1).join("")}…` : service.join("");
  const every = current(form.lines);
  const duties = every.filter(({ verdict }) => verdict === "undetermined").length;
  const count = gaps.length;
  const { named, fine } = heaviest(gaps, report);
  const unsure = gaps.filter(({ turns_on: act }) => act).length;
  const said = (key, one) => filled(page[key][one.reach], {}, briefly(one, page, words));
  const day = dayInWords(receipt.as_of, words);
  const parts = [
    [0, filled(page[!count ? "no_gaps" : count > 1 ? "gaps" : "one_gap"], { service: name, day, count })],
    ...(claims.length ? [[3, unsupported(claims, every.length, page)]] : []),
    ...named.map((one) => [2, said("gravest", one)]),
    ...(fine ? [[5, said("fine", fine)]] : []),
    ...(unsure ? [[2, filled(page.may_be_graver, {}, unsure)]] : []),
    [1, filled(page.to_verify, {}, duties)],
    ...[...when(gaps, receipt.as_of, page)].map((text) => [4, text]),
  ];
  const joined = (texts) => texts.join(words.then) + page.full_stop;
  const urgent = open.slice(0, 1).flatMap((one) => (isUrgent(one) ? [page.urgent[one.fact]] : []));
  const toVerify = filled(page.open, { duties, questions: open.length });
  const lines = [
    [...worst(gaps, words, report)],
    [...urgent, toVerify, ...graver(gaps, open, words, report)],
    [...dates(gaps, receipt.as_of, words, page)],
  ];
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  return {
    sentence: fitting(parts, joined, shown.sentence),
    lines: lines.filter((texts) => texts.length).map((texts) => capital(joined(texts))),
  };
}

// The parts in their order, without those for which there is no room after those of lower ranks.
function fitting(parts, joined, { most, words }) {
  const lengthOf = (text) => (words ? text.split(/\s+/).filter(Boolean) : [...text]).length;
  const texts = (places) => places.map((place) => parts[place][1]);
  let said = [0];
  const places = parts.map((_, place) => place).slice(1);
  for (const place of places.sort((one, other) => parts[one][0] - parts[other][0])) {
    const longer = [...said, place].sort((one, other) => one - other);
    if (lengthOf(joined(texts(longer))) <= most) said = longer;
  }
  return joined(texts(said));
}

const unsupported = (claims, total, page) =>
  filled(page.unsupported, { count: claims.length, duties: claims[0].duties, total });

// How many gaps are overdue; else what is due next, or that nothing is planned.
function* when(gaps, day, page) {
  const late = gaps.filter(({ overdue }) => overdue).length;
  const due = gaps.flatMap((gap) => (gap.due >= day ? [gap.due] : [])).sort();
  if (late) yield filled(page.late_gaps, {}, late);
  else if (due.length) yield filled(page.next_day, {}, due[0]);
  else if (gaps.length) yield page.no_deadline;
}

// The gravest that could apply, and that is open, if that is graver; and where there is but one of these, the highest
// fine of its reach.
function heaviest(gaps, { page, parts }) {
  const gravityOf = gravitiesIn(parts);
  const every = gaps.flatMap(consequencesOf);
  const most = (several) =>
    several.reduce((one, other) => (one && gravityOf.get(one) >= gravityOf.get(other) ? one : other), null);
  const named = [];
  for (const reach of Object.keys(page.worst)) {
    const one = most(every.filter((other) => other.reach === reach));
    if (one && (!named.length || gravityOf.get(one) > gravityOf.get(named[0]))) named.push(one);
  }
  const isOne = named.length === 1;
  const fine = most(every.filter(({ kind, reach }) => isOne && kind === "fine" && reach === named[0].reach));
  return { named, fine: named.includes(fine) ? null : fine };
}

const gravitiesIn = (parts) =>
  new Map(Object.values(parts).flatMap((part) => part.consequences.map((one, at) => [one, part.gravities[at]])));
const consequencesOf = ({ consequence, beside }) => (consequence ? [consequence, ...beside] : beside);

// What is at stake in what is open, if that is graver than of the gaps found.
function graver(gaps, questions, words, { page, parts }) {
  const gravityOf = gravitiesIn(parts);
  const found = gaps.flatMap(consequencesOf).map((one) => gravityOf.get(one));
  const stakes = questions.map(({ could }) => could).filter(Boolean);
  const [first] = stakes.sort((one, other) => gravityOf.get(other) - gravityOf.get(one));
  const isGraver = first && found.length && gravityOf.get(first) > Math.max(...found);
  return isGraver ? [filled(page.open_graver, {}, briefly(first, page, words))] : [];
}

// The gravest that could apply, then what is open, if that is graver, each with the highest fine; which gaps may be
// graver still, and of how many no direct penalty was found.
function* worst(gaps, words, { page, parts, routes }) {
  const gravityOf = gravitiesIn(parts);
  const all = gaps.flatMap(consequencesOf).map((one) => [one, gravityOf.get(one)]);
  const most = (several) => several.reduce((one, other) => (one && one[1] >= other[1] ? one : other), null);
  let highest = -1;
  for (const [reach, text] of Object.entries(page.worst)) {
    const own = all.filter(([one]) => one.reach === reach);
    const [gravest, gravity] = most(own) ?? [null, -1];
    if (gravity > highest) {
      if (highest < 0) highest = gravity;
      const [fine] = most(own.filter(([{ kind }]) => kind === "fine")) ?? [];
      const both = [...new Set([gravest, fine])].filter(Boolean).map((one) => briefly(one, page, words));
      yield filled(text, {}, both.join(page.and));
    }
  }
  const unsure = gaps.filter((gap) => gap.turns_on).map(({ number }) => number);
  if (unsure.length) yield filled(page.apart, {}, unsure.join(words.comma));
  for (const [name, why] of Object.entries(routes)) {
    const count = gaps.filter(({ route }) => route.includes(why)).length;
    if (count) yield filled(page.routes[name], { count });
  }
}

// What is due next, what is overdue, and how many gaps nobody has planned for.
function* dates(gaps, day, words, page) {
  const due = gaps.filter((gap) => gap.due >= day).map((gap) => [gap.due, gap.owner ?? "", gap.number].join("\u0000"));
  if (due.length) {
    const [next, owner, number] = due.sort()[0].split("\u0000");
    yield filled(page.next_due, { day: next, owner, number });
  } else if (gaps.length && !gaps.some((gap) => gap.due)) yield page.no_deadline;
  const late = gaps.filter(({ overdue }) => overdue).map(({ number }) => number);
  if (late.length) yield filled(page.overdue, { count: late.length, numbers: late.join(words.comma) });
  const unplanned = gaps.filter((gap) => !gap.due).length;
  if (unplanned) yield filled(page.no_plan, { count: unplanned });
}
