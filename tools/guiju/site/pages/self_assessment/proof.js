// What a verdict rests on: the facts that each check read, how they came out, and what a person declared.

import { fill, make } from "../elements.js";
import { factOf } from "./assessment.js";
import { goButton } from "./controls.js";
import { inWords } from "./period.js";
import { PERIOD } from "./predicates.js";

const ROWS = 10; // that a proof names
const paragraph = (...parts) => make("p", {}, ...parts);
const item = (...parts) => make("li", {}, ...parts);

/** The parts of a proof. `form` has given, profile, counted, settled, goTo(entity, key, name), declare(id). */
export function* proof(line, form) {
  const { words, statuses, entities } = form.given;
  const { judgement, declaration, duty } = line;
  const isOpen = judgement.verdict === "undetermined";
  if (isOpen && !duty.checks.some((check) => check.tests)) yield paragraph(words.no_check);
  const same = judgement.rows.filter((row) => row.verdict === judgement.verdict);
  for (const check of duty.checks) {
    const all = judgement.rows.filter((row) => row.check === check);
    const rows = same.length ? all.filter((row) => same.includes(row)) : all;
    if (rows.length) yield* proofOfCheck(line, check, rows, all, form);
    else if (check.tests && !all.length) yield paragraph(fill(words.there_is_none, { entity: entities[check.entity] }));
  }
  if (declaration) yield paragraph(fill(words.declared, { ...declaration, status: statuses[declaration.status] }));
  if (line.disagreement) yield make("p", { class: "notice" }, words.disagreement);
  const declareIt = () => goButton(words.declare_it, () => form.declare(duty.id));
  if (isOpen && form.settled.has(duty.id)) yield paragraph(words.settled, " ", declareIt());
}

// Of `all` rows that a check judged those that decided.
function* proofOfCheck(line, check, rows, all, form) {
  const { verdicts, words } = form.given;
  const [ofService, ofRow] = [true, false].map((is) => check.reads.filter(([entity]) => (entity === "service") === is));
  const facts = ofService.map(([entity, name]) => factItem(line, entity, "service", name, form));
  if (check.entity !== "service") {
    const keyed = rows.filter((row) => row.key);
    facts.push(item(...countOf(check, rows, keyed.length, all.filter((row) => row.key).length, form)));
    for (const { key } of keyed.slice(0, ROWS)) {
      const items = ofRow.map(([entity, name]) => factItem(line, entity, key, name, form));
      facts.push(item(make("strong", {}, key), make("ul", {}, ...items)));
    }
    if (keyed.length > ROWS) facts.push(item(fill(words.more_rows, { count: keyed.length - ROWS })));
  }
  const [{ verdict }] = rows;
  const test = make("code", { class: "predicate" }, check.text);
  yield make("ul", { class: "proof__facts" }, ...facts);
  yield make("p", { class: "proof__test" }, test, ` → ${verdicts[verdict]}`);
  if (check.remaining && verdict === "undetermined") yield make("p", { class: "proof__remaining" }, check.remaining);
}

// How many rows came out so; and of what was not entered, that nothing is known.
function* countOf(check, rows, count, total, { given: { words, entities }, goTo }) {
  const entity = entities[check.entity];
  if (!total) yield fill(words.no_rows, { entity });
  else if (count) yield fill(words.of_rows, { entity, total, count });
  if (count === rows.length) return;
  yield total ? `${count ? words.then : ""}${words.not_all} ` : " ";
  yield goButton(words.answer_it, () => goTo(check.entity, "", ""));
}

// A fact as question and answer: “…? 6 months (declared)”; where it is not given, with a way to its question.
function factItem(line, entity, key, name, form) {
  const { words, facts } = form.given;
  const answer = answerOf(line, entity, key, name, form);
  const more = answer === words.missing ? [" ", goButton(words.answer_it, () => form.goTo(entity, key, name))] : [];
  return item(`${questionOf(facts[entity][name], name)} `, make("em", {}, answer), ...more);
}

export const questionOf = ({ question, sentence }, name) => question || sentence || name;
/** A fact by which a duty was judged, as question and answer. */
export const factText = (line, entity, key, name, form) =>
  `${questionOf(form.given.facts[entity][name], name)} ${answerOf(line, entity, key, name, form)}`;

function answerOf(line, entity, key, name, { given, profile, counted }) {
  const { words, bases } = given;
  const entry = factOf(profile, entity, key, name);
  if (entry !== null) {
    if (line.setAside.some(([e, k, n]) => e === entity && k === key && n === name)) return words.set_aside;
    const basis = bases[entry.basis] + (entry.evidence ? words.clause + entry.evidence : "");
    return answerText(given.facts[entity][name], entry.value, words) + words.open + basis + words.close;
  }
  const count = counted.rows[entity]?.get(key)?.[name];
  if (count !== undefined) return `${count}${words.open}${words.follows}${words.close}`;
  const isMissing = line.missing.facts.some((one) => one.entity === entity && one.fact === name);
  return isMissing ? words.missing : words.missing_idle;
}

/** A recorded value in the words in which it was asked for. */
export function answerText(fact, value, words) {
  if (fact.type === "enum" && fact.values.includes(value)) return fact.labels?.[fact.values.indexOf(value)] ?? value;
  if (value === "none" && fact.none) return words.none;
  if (fact.type === "boolean") return value ? words.yes : words.no;
  return fact.type === "duration" && PERIOD.test(value) ? inWords(value, words) : String(value);
}
