// The first page of a report as a value, with the keys that guiju assess --format json gives it. Nothing here touches
// the page.

import { fill } from "../elements.js";
import { current } from "./assessment.js";
import { gapsOf } from "./gaps.js";
import { nextFacts } from "./open-questions.js";
import { factsOf } from "./proof.js";

const ROWS = 3; // of a gap of which it is said what failed
const head = ({ duty }) => ({ obligation: duty.id, title: duty.title, citation: duty.cited });

/** `form` has given, profile, lines, assessed; `report` what report.py wrote. */
export function pageOne(form, report) {
  const lines = current(form.lines);
  const of = (verdict) => lines.filter((line) => line.verdict === verdict);
  const gaps = gapsOf(form.lines, form.profile).map((gap) => gapRecord(gap, form, report));
  for (const gap of gaps) {
    if (gaps.some((other) => other !== gap && other.number === gap.number)) gap.number = report.longer[gap.gap];
  }
  const decidable = lines.filter(({ duty }) => duty.checks.some((check) => check.tests));
  const counts = {
    decidable: decidable.length,
    met: decidable.filter(({ verdict }) => verdict === "met").length,
    gaps: gaps.length,
    open: of("undetermined").length,
    person: lines.length - decidable.length,
  };
  const expired = form.counted.setAside.map(([entity, key, fact]) => ({ entity, key, fact }));
  const page = { gaps, open: openFacts(form, report), met: of("met").map(head), counts, expired };
  return { sentence: inOneSentence(page, form, report), ...page };
}

function gapRecord({ line, id, part, keys, plan }, form, report) {
  const { number, consequence = null, remedy } = report.parts[id];
  const due = plan?.due ?? null;
  return {
    number,
    gap: id,
    ...head(line),
    quotation: line.duty.quotation,
    failed: failed(line, part, keys, form, report),
    rows: keys.length,
    consequence,
    remedy,
    owner: plan?.owner ?? null,
    due,
    overdue: plan && due < form.given.receipt.as_of,
  };
}

// What failed: of a person's word that, else what is recorded of the service, or of the first rows.
function failed(line, part, keys, form, { texts }) {
  if (part === "declared") return [texts.by_declaration, line.declaration.reason].filter(Boolean);
  const checks = line.duty.checks.filter((check) => check.part === part);
  const facts = (entity, key) => checks.flatMap((check) => factsOf(line, check, entity, key, form));
  if (checks[0].entity === "service") return [...new Set(facts("service", "service"))];
  const named = keys.slice(0, ROWS).map((key) => `${key}${texts.is}${facts(checks[0].entity, key).join(texts.then)}`);
  const count = fill(texts.rows, { entity: form.given.entities[checks[0].entity], count: keys.length });
  return [count, ...named];
}

// The questions that are open; what could turn out the heaviest comes first.
function openFacts({ assessed, given }, report) {
  const heaviest = (duty) => Object.keys(duty.ranks).reduce((a, b) => (duty.ranks[b] > duty.ranks[a] ? b : a));
  const known = nextFacts(assessed).map(({ entity, fact, decides, waiting }) => {
    const isAbout = ({ missing }) => missing.facts.some((one) => one.entity === entity && one.fact === fact);
    const duties = assessed.lines.filter(isAbout).map(({ duty }) => ({ duty, part: heaviest(duty) }));
    const [most] = duties.sort((one, other) => other.duty.ranks[other.part] - one.duty.ranks[one.part]);
    const could = report.parts[`${most.duty.id}/${most.part}`].consequence ?? null;
    const { question, sentence } = given.facts[entity][fact];
    const record = { entity, fact, question: question || sentence || fact, decides, waiting, could };
    return { record, rank: most.duty.ranks[most.part] };
  });
  return known.sort((one, other) => other.rank - one.rank).map(({ record }) => record);
}

function inOneSentence({ gaps, counts }, { given, profile }, { texts, roles }) {
  const worst = gaps.find(({ consequence }) => consequence)?.consequence;
  const [due] = gaps.flatMap((gap) => gap.due ?? []).sort();
  const parts = [
    gaps.length ? "sentence_gaps" : "sentence_none",
    worst && "sentence_worst",
    counts.open && "sentence_open",
    due && "sentence_due",
  ];
  const values = { ...counts, day: given.receipt.as_of, who: profile.report?.entity || roles };
  const blanks = { ...values, due, worst: worst?.words, reach: worst && texts[worst.reach] };
  return (
    parts
      .map((key) => key && fill(texts[key], blanks))
      .filter(Boolean)
      .join(texts.then) + texts.stop
  );
}
