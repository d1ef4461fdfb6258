// What a verdict rests on: the facts that each check read, how they came out, and what a person declared.

import { fill, make } from "../elements.js";
import { factOf } from "./assessment.js";
import { goButton } from "./controls.js";

const ROWS = 10; // that a proof names

/** The parts of a proof. `form` has given, profile, counted, settled, goTo(entity, key, name), declare(id). */
export function* proof(line, form) {
  const { words, statuses, entities } = form.given;
  const { judgement, declaration, duty } = line;
  const isOpen = judgement.verdict === "undetermined";
  if (isOpen && !duty.checks.some((check) => check.tests)) yield make("p", {}, words.no_check);
  const same = judgement.rows.filter((row) => row.verdict === judgement.verdict);
  const deciding = same.length ? same : judgement.rows;
  for (const check of duty.checks) {
    const rows = deciding.filter((row) => row.check === check);
    if (rows.length) yield* proofOfCheck(line, check, rows, form);
    else if (check.tests && !judgement.rows.some((row) => row.check === check)) {
      yield make("p", {}, fill(words.there_is_none, { entity: entities[check.entity] }));
    }
  }
  if (declaration) {
    yield make("p", {}, fill(words.declared, { status: statuses[declaration.status], by: declaration.by }));
  }
  if (line.disagreement) yield make("p", { class: "notice" }, words.disagreement);
  if (isOpen && form.settled.has(duty.id)) {
    const button = goButton(words.declare_it, () => form.declare(duty.id));
    yield make("p", {}, words.settled, " ", button);
  }
}

function* proofOfCheck(line, check, rows, form) {
  const { verdicts, words } = form.given;
  const ofService = check.reads.filter(([entity]) => entity === "service");
  const facts = ofService.map(([entity, name]) => factItem(line, entity, "service", name, form));
  if (check.entity !== "service") {
    facts.push(make("li", {}, ...countOf(line, check, rows, form)));
    const keyed = rows.filter((row) => row.key);
    for (const { key } of keyed.slice(0, ROWS)) {
      const ofRow = check.reads.filter(([entity]) => entity !== "service");
      const items = ofRow.map(([entity, name]) => factItem(line, entity, key, name, form));
      facts.push(make("li", {}, make("strong", {}, key), make("ul", {}, ...items)));
    }
    if (keyed.length > ROWS) facts.push(make("li", {}, fill(words.more_rows, { count: keyed.length - ROWS })));
  }
  const [{ verdict }] = rows;
  const test = make("code", { class: "predicate" }, check.text);
  yield make("ul", { class: "proof__facts" }, ...facts);
  yield make("p", { class: "proof__test" }, test, ` → ${verdicts[verdict]}`);
  if (check.remaining && verdict === "undetermined") yield make("p", { class: "proof__remaining" }, check.remaining);
}

// How many rows came out so; and of what was not entered, that nothing is known.
function* countOf(line, check, rows, form) {
  const { words, entities } = form.given;
  const entity = entities[check.entity];
  const total = line.judgement.rows.filter((row) => row.check === check && row.key).length;
  const count = rows.filter((row) => row.key).length;
  if (!total) yield fill(words.no_rows, { entity });
  else if (count) yield fill(words.of_rows, { entity, total, count });
  if (count === rows.length) return;
  yield total ? `${count ? words.then : ""}${words.not_all} ` : " ";
  yield goButton(words.answer_it, () => form.goTo(check.entity, "", ""));
}

// A fact as question and answer: “…? 6 months (declared)”.
function factItem(line, entity, key, name, form) {
  const { given, profile, counted } = form;
  const { words, bases } = given;
  const fact = given.facts[entity][name];
  const entry = factOf(profile, entity, key, name);
  const item = (answer, ...more) =>
    make("li", {}, `${fact.question || fact.sentence || name} `, make("em", {}, answer), ...more);
  if (entry !== null) {
    if (line.setAside.some(([e, k, n]) => e === entity && k === key && n === name)) return item(words.set_aside);
    const basis = bases[entry.basis] + (entry.evidence ? words.comma + entry.evidence : "");
    return item(answerText(fact, entry.value, words) + words.open + basis + words.close);
  }
  const count = counted.rows[entity]?.get(key)?.[name];
  if (count !== undefined) return item(`${count}${words.open}${words.follows}${words.close}`);
  if (!line.missing.facts.some((one) => one.entity === entity && one.fact === name)) return item(words.missing_idle);
  return item(
    words.missing,
    " ",
    goButton(words.answer_it, () => form.goTo(entity, key, name)),
  );
}

// A recorded value in the words in which it was asked for.
function answerText(fact, value, words) {
  if (fact.type === "enum" && fact.values.includes(value)) return fact.labels[fact.values.indexOf(value)];
  if (value === "none" && fact.none) return words.none;
  if (fact.type === "boolean") return value ? words.yes : words.no;
  const period = fact.type === "duration" && /^P(\d+)([DWMY])$/.exec(value);
  return period ? `${period[1]} ${words[`unit.${period[2]}`]}` : String(value);
}
