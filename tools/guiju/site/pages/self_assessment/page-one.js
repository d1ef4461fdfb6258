// The first page of a report as a value, with the keys that guiju assess --format json gives it:
// guiju.documents.report.page_one in the reader's browser. Nothing here touches the page.

import { fill } from "../elements.js";
import { current } from "./assessment.js";
import { recorded } from "./counting.js";
import { gapsOf, readingOf } from "./gaps.js";
import { nextFacts } from "./open-questions.js";
import { answerText, factText, questionOf } from "./proof.js";
import { filled } from "./phrases.js";
import { sentenceOf } from "./sentence.js";
import { treeOf, walk, yields } from "./tree.js";
import { unsupportedFacts } from "./unsupported.js";

// Facts of these types say when and by whom; what was done comes before them.
const WHEN_WHO = new Set(["date", "datetime", "string"]);

/** `asked` has given, profile, lines, counted, assessed; `report` what report.py wrote. */
export function pageOne(asked, report) {
  const form = { ...asked, given: { ...asked.given, words: { ...asked.given.words, ...report.answers } } };
  const lines = current(form.lines);
  const gaps = gapsOf(form).map((gap) => gapRecord(gap, form, report));
  const open = openFacts(form, report);
  const numbers = [...gaps.map(({ gap }) => gap), ...lines.filter(isOpen).map(({ duty }) => duty.id)];
  const isAlike = (id) => numbers.some((one) => one !== id && report.parts[one].number === report.parts[id].number);
  for (const gap of gaps) if (isAlike(gap.gap)) gap.number = report.longer[gap.gap];
  const claims = unsupported(form, report);
  return {
    ...sentenceOf({ gaps, open, claims, isUrgent: (one) => isUrgent(one, form, report) }, form, report),
    gaps,
    open,
    met: lines.filter(({ verdict }) => verdict === "met").map((line) => metRecord(line, report)),
    counts: counts(lines),
    expired: expired(form, report),
    unsupported: claims,
  };
}

const isOpen = ({ verdict }) => verdict === "undetermined";
const metRecord = ({ duty, words }, { parts, page }) => {
  const citation = placeOf(parts[duty.id], page);
  return { obligation: duty.id, title: duty.title, citation, words };
};
/** 群组规定第六条, in the words of the page. */
export const placeOf = ({ law, citation }, page) => law + page.space + citation;

function gapRecord({ line, id, part, keys, plan }, form, report) {
  const { duty } = line;
  const reading = report.parts[`${duty.id}/${readingOf(line, part)}`];
  const { number, law, citation, consequences, turns_on, route, lifted_by = [], remedy } = reading;
  const [consequence = null, ...beside] = consequences;
  const day = form.given.receipt.as_of;
  return {
    number,
    gap: id,
    obligation: duty.id,
    title: duty.title,
    citation,
    law,
    quotation: duty.quotation,
    translation: duty.translation || null,
    failed: failedWords(line, { id, part, keys }, form, report),
    rows: keys.length,
    consequence,
    beside,
    turns_on,
    route,
    lifted_by,
    remedy,
    owner: plan?.owner ?? null,
    due: plan?.due ?? null,
    overdue: plan ? plan.due < day : null,
    ...(plan?.closed?.date <= day ? { closed: { sign_off: null, ...plan.closed } } : {}),
    proof: `#${number}`,
  };
}

// What failed: the facts that fail the test; of rows how many, which first, and the facts and days of the first.
function failedWords(line, { id, part, keys }, form, { page, parts, shown, details }) {
  const { words, entities } = form.given;
  if (part === "declared") return declaredWords(line.declaration, form.given, details);
  const isFailed = (one) => one.verdict === "breached" && one.check.part === part;
  const { check, key, row } = line.judgement.rows.find(isFailed);
  const names = [...new Set(failing(treeOf(check.requires), row, check.entity))];
  const typeOf = (path) => {
    const [entity, name] = path.split(" ");
    return form.given.facts[entity][name].type;
  };
  const isLater = (path) => Number(WHEN_WHO.has(typeOf(path)));
  names.sort((one, other) => isLater(one) - isLater(other));
  const read = check.reads.filter(([entity]) => entity === check.entity && entity !== "service");
  const days = read.map((one) => one.join(" ")).filter((path) => typeOf(path) === "date");
  const first = new Set([...names.slice(0, shown.facts), ...days]);
  const sentences = [...first].map((path) => {
    const [entity, name] = path.split(" ");
    return factText(line, entity, entity === "service" ? "service" : key, name, form);
  });
  const more = names.filter((name) => !first.has(name)).length;
  if (more) sentences.push(filled(page.more, { count: more }));
  if (check.entity !== "service") {
    const named = [...keys.slice(0, shown.facts), ...(keys.length > shown.facts ? ["…"] : [])].join(words.comma);
    const count = filled(page.of_rows, { entity: entities[check.entity], count: keys.length });
    sentences.unshift(count + words.open + named + words.close);
  }
  const text = sentences.join(words.then);
  return parts[id].what ? parts[id].what + words.is + text : text;
}

// What a person declared: status, by whom, when, on what.
function declaredWords(declaration, { words, statuses }, details) {
  const known = Object.entries(details).filter(([key]) => declaration[key]);
  const first = fill(words.declared, { ...declaration, status: statuses[declaration.status] });
  return [first, ...known.map(([key, text]) => filled(text, {}, declaration[key]))].join(words.clause);
}

// The facts of the parts by which a predicate does not hold, as "entity name".
function* failing(part, row, entity) {
  if (part?.kind === "and" || part?.kind === "or") {
    for (const one of part.parts) if (yields(one, row) === false) yield* failing(one, row, entity);
  } else {
    for (const one of walk(part)) if (one?.kind === "fact") yield `${one.service ? "service" : entity} ${one.name}`;
  }
}

// What open duties wait for: first by when an authority wants an answer, then what the gravest consequence turns on.
function openFacts(form, report) {
  const { lines, assessed, given } = form;
  const { parts } = report;
  const weight = ({ duty }) => parts[duty.id].weight;
  const entries = nextFacts(assessed).map(({ entity, fact, decides, waiting }) => {
    const isWaiting = ({ missing }) => missing.facts.some((one) => one.entity === entity && one.fact === fact);
    const gravest = current(lines)
      .filter(isWaiting)
      .reduce((most, line) => (weight(line) > weight(most) ? line : most));
    const { consequences, rank } = parts[gravest.duty.id];
    const question = questionOf(given.facts[entity][fact], fact);
    const record = { entity, fact, question, decides, waiting, could: consequences[0] ?? null };
    return { record, order: [isUrgent(record, form, report) ? 1 : 0, rank, decides > 0 ? 1 : 0, decides, waiting] };
  });
  const apart = ({ order }, other) => order.map((one, place) => other.order[place] - one).find((one) => one) ?? 0;
  return entries.sort(apart).map(({ record }) => record);
}

// Of the duties that tests decided, or can decide either way, how many are met; the others are for a person.
function counts(lines) {
  const isEither = ({ duty }) => duty.checks.some(({ decides }) => decides === "both" || decides === "met");
  const isDecidable = (line) =>
    line.decidedBy === "test" || (isEither(line) && line.decidedBy === "none" && line.why !== "needs_person");
  const applicable = lines.filter(({ verdict }) => verdict !== "not_applicable");
  const decided = applicable.filter(isDecidable);
  const of = (verdict) => decided.filter((line) => line.verdict === verdict).length;
  return {
    decidable: decided.length,
    met: of("met"),
    gaps: of("breached"),
    open: of("undetermined"),
    person: applicable.length - decided.length,
    not_applicable: lines.length - applicable.length,
  };
}

/** What is known of a fact, its words too where the form does not ask for it. */
export const knownOf = ({ given }, { unasked }, entity, name) => ({
  ...given.facts[entity][name],
  ...unasked[entity]?.[name],
});

function expired(form, report) {
  const { counted, given, profile } = form;
  const rows = counted.setAside.map(([entity, key, fact]) => {
    const { expires } = recorded(entity === "service" ? profile.facts[fact] : profile.rows[entity][key][fact]);
    const question = questionOf(knownOf(form, report, entity, fact), fact);
    return { entity, key: entity === "service" ? "" : key, fact, question, expired_on: expires };
  });
  const orderOf = (one) => [one.entity, one.key || one.entity, one.fact].join("\u0000");
  const stale = rows.filter(({ expired_on: day }) => day && day <= given.receipt.as_of);
  return stale.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

// Answers that switch off many duties and rest on somebody's word alone: declared, not supported.
function unsupported(form, report) {
  const { unsupported: claim } = report;
  const { given, lines } = form;
  return unsupportedFacts(form).map(({ fact, entry: { basis }, lacks, duties }) => {
    const words = filled(claim.sentence, {
      question: questionOf(knownOf(form, report, "service", fact), fact),
      answer: answerText(given.facts.service[fact], false, given.words),
      basis: given.bases[basis],
      count: duties,
      total: current(lines).length,
      lacks: claim.lacks[lacks.join("_")],
    });
    return { entity: "service", fact, lacks, basis, duties, words };
  });
}

/** Whether anything of this kind was supplied. */
export const isSupplied = (entity, { counted }) => entity === "service" || Boolean(counted.rows[entity]?.size);
const isUrgent = ({ entity, fact }, form, { page }) => fact in page.urgent && isSupplied(entity, form);
