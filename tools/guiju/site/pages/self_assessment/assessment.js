// Facts × duties → verdicts with what decided them, in the reader's browser: guiju.reasoning.verdicts and
// guiju.assessment once more. Nothing here touches the page. Tests compare verdicts, basis and wording with those of
// Python, and of DuckDB.

import { counting, namedInRow, recorded, rowsOf, serviceRow, valuesOf } from "./counting.js";
import { missing, NONE_MISSING, reason } from "./missing.js";
import { dayFrom, Row, three } from "./predicates.js";

export const RANK = ["not_applicable", "met", "undetermined", "breached"]; // of several verdicts the last
/** Of several bases the last one counts, which is the weakest. */
export const FIRMNESS = ["measured", "reported", "inferred", "declared"];
const DECLARED = { met: "met", partly_met: "breached", not_met: "breached", not_applicable: "not_applicable" };
const NO_FACTS = Object.freeze(Object.create(null));
const last = (order, several) => order[Math.max(...several.map((one) => order.indexOf(one)))];

/** The verdict of a check on a row, from the truths of its two predicates; a partial test decides one side only. */
export function outcome(check, applies, holds) {
  if (applies === false) return "not_applicable";
  if (applies === null || holds === null) return "undetermined";
  const verdict = holds ? "met" : "breached";
  return ["both", verdict].includes(check.decides) ? verdict : "undetermined";
}

/** A check on a row: whether it applies and holds, and its verdict. */
export function seen(check, key, row) {
  const applies = check.applies ? check.applies(row, three) : true;
  const holds = applies === false ? null : check.requires(row, three);
  return { check, key, row, applies, holds, verdict: outcome(check, applies, holds) };
}

// A check on every row that it sees: where there may be others, on one more without facts and without a key.
function judged(given, duty, check, { rows, complete }) {
  const keyed = [...(rows[check.entity] ?? [])];
  if (check.entity !== "service" && !complete.has(check.entity)) keyed.push(["", NO_FACTS]);
  const context = [rows.service.get("service"), duty.params, dayFrom(given.receipt.as_of), dayFrom(duty.in_force_from)];
  const all = keyed.map(([key, facts]) => seen(check, key, new Row(facts, ...context)));
  return check.tests ? all : all.filter(({ applies }) => applies !== true); // behind an open gate a person judges
}

/** The verdict of the checks of a duty on the rows that count. Where all rows are there, and there is none, a check has
 *  nothing to apply to. Behind a closed gate nothing binds, nor what facts of the service rule out. */
export function judge(given, duty, counted) {
  const rows = duty.checks.flatMap((check) => judged(given, duty, check, counted));
  const idle = duty.checks.filter((check) => check.needs_rows && !rows.some((row) => row.check === check));
  const verdicts = [...rows.map((row) => row.verdict), ...idle.map(() => "not_applicable")];
  const service = counted.rows.service.get("service");
  const view = serviceRow(service);
  const isRuledOut = duty.conditions.some(({ decides, when }) => decides !== "applies" && when(view, three) === false);
  const isShut = duty.gate.length > 0 && duty.gate.every((fact) => service[fact] === false);
  return { verdict: isShut || isRuledOut ? "not_applicable" : (last(RANK, verdicts) ?? "undetermined"), rows };
}

// A declaration as a verdict; partly met is not met; one still to be verified is none, nor one made after the day.
function declaredVerdict(given, declaration) {
  if (declaration?.date && declaration.date > given.receipt.as_of) return null;
  return DECLARED[declaration?.status] ?? null;
}

export function factOf(profile, entity, key, name) {
  const row = entity === "service" ? profile.facts : profile.rows?.[entity]?.[key];
  return row && Object.hasOwn(row, name) ? recorded(row[name]) : null;
}

// By what a verdict is worded: the facts of the rows that decided, or the declaration.
function grounds(profile, { verdict, rows }, declaration, declared) {
  if (verdict === "undetermined") {
    const [decidedBy, basis] = declared ? ["declaration", "declared"] : ["none", null];
    return { verdict: declared ?? verdict, decidedBy, basis, reviewed: Boolean(declaration?.reviewer) };
  }
  const facts = rows
    .filter((row) => row.verdict === verdict)
    .flatMap(({ check, key }) => check.reads.map(([entity, name]) => factOf(profile, entity, key, name)))
    .filter((fact) => fact !== null);
  const bases = facts.length ? facts.map((fact) => fact.basis) : declared === verdict ? ["declared"] : [];
  const reviewed = facts.length > 0 && facts.every((fact) => fact.reviewer);
  return { verdict, decidedBy: "test", basis: last(FIRMNESS, bases) ?? null, reviewed };
}

// How guiju.assessment words it: the table of wordings comes from there.
function wordsOf(given, duty, { verdict, decidedBy, basis, reviewed }, declaration, why) {
  const partly = declaration?.status === "partly_met" ? "partly" : "";
  const key = [verdict, decidedBy, basis ?? "", reviewed ? "reviewed" : "", partly].join(" ");
  const words = why ? given.reasons[why].wording : given.wordings[key];
  return duty.state === "displaced" ? given.historical.replace("{}", () => words) : words;
}

// Under which key a profile tells more of the act that a row is, as conduct_key in guiju/reasoning/breach.py says.
const actOf = (duty, { check, key }) => (check.entity === "service" ? duty.id : key);

/** The lines that are law of the day: what a later rule displaces is neither a gap nor counted. */
export const current = (lines) => lines.filter((line) => line.duty.state !== "displaced");

// How the fact of the service on which a consequence turns is written behind the name of a part.
const SIGNS = { true: "+", false: "-" };

/** What is known of one duty; `counted` is what counts of the profile. */
export function lineOf(given, profile, counted, duty) {
  const judgement = judge(given, duty, counted);
  const declaration = profile.declarations?.[duty.id] ?? null;
  const declared = declaredVerdict(given, declaration);
  const result = grounds(profile, judgement, declaration, declared);
  const isOpen = result.verdict === "undetermined";
  const absent = isOpen ? missing(given, duty, judgement, counted) : NONE_MISSING;
  const why = isOpen ? reason(duty, judgement, absent) : null;
  const read = new Set(judgement.rows.flatMap(({ check }) => check.reads.map((entry) => entry.join(" "))));
  const acts = new Set(judgement.rows.filter((row) => row.verdict === "breached").map((row) => actOf(duty, row)));
  return {
    duty,
    judgement,
    declaration,
    ...result,
    why,
    missing: duty.state === "displaced" ? NONE_MISSING : absent, // nobody is asked of history
    words: wordsOf(given, duty, result, declaration, why),
    disagreement: result.decidedBy === "test" && declared !== null && declared !== judgement.verdict,
    turned: SIGNS[counted.rows.service.get("service")?.[duty.turns]] ?? "",
    setAside: counted.setAside.filter(
      ([entity, key, name]) => read.has(`${entity} ${name}`) || (entity === "conduct" && acts.has(key)),
    ),
  };
}

/** One line a duty, in the order of the checklist. */
export function assess(given, profile) {
  const counted = counting(given, profile);
  return { lines: given.duties.map((duty) => lineOf(given, profile, counted, duty)), counted };
}

/** How many lines have each of the values under a key: verdicts, or the reasons why nothing is known. */
export function countsOf(lines, key, values) {
  const count = (value) => current(lines).filter((line) => line[key] === value).length;
  return Object.fromEntries(values.map((value) => [value, count(value)]));
}

/** Facts of one row that cannot be true together: guiju assess refuses a profile that has them. Findings that nobody
 *  has reviewed do not count. */
export function impossible(given, profile) {
  const contradictions = [];
  const valuesIn = (entity, row) => {
    const known = given.facts[entity];
    const named = namedInRow(known, row, () => true);
    const counts = (name) => recorded(row[name]).reviewer || named.has(name) || !known[name].judged;
    return valuesOf(known, row, Object.keys(row).filter(counts));
  };
  const service = valuesIn("service", profile.facts ?? {});
  for (const [entity, key, row] of rowsOf(profile)) {
    const values = { [entity]: valuesIn(entity, row), service };
    const view = new Row(values[entity], service, {}, null, null);
    const met = ({ entity: whose, when }) => whose === entity && when(view, three) === true;
    for (const one of given.contradictions.filter(met)) {
      const ofService = entity !== "service" && one.facts.some(([owner]) => owner === "service");
      if (ofService && contradictions.some(({ when }) => when === one.when)) continue; // the first stands for all
      const places = one.facts.filter(([owner, name]) => name in values[owner]);
      const facts = places.map(([owner, name]) => [owner, owner === "service" ? "service" : key, name]);
      contradictions.push({ ...one, key, facts });
    }
  }
  return contradictions;
}
