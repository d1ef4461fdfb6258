// The report as sections, {key, name, title, texts, columns, rows}, which a workbook, a document and paper lay out: the
// first of guiju.documents.report, without its proofs. A column is {title, width}; a cell is a text, its lines apart.
// Nothing here touches the page.

import { answersOf } from "./answers.js";
import { closedInWords, comparedWords } from "./compared.js";
import { comparison } from "./comparison.js";
import { isSupplied, knownOf, pageOne, placeOf } from "./page-one.js";
import { briefly, columnsOf, filled, followsInWords } from "./phrases.js";

const inLines = (...texts) => texts.flat().filter(Boolean).join("\n");

/** Last time's answers beside those of now, in words. */
export const comparedOf = (form, report) => comparedWords(comparison(form, form.earlier), form, report);

/** All sections of the report of a form; `report` is what report.py wrote. */
export function sectionsOf(form, report) {
  const page = pageOne(form, report);
  const { texts } = report;
  const section = (key, widths, rows) => {
    return { key, name: texts[key], title: texts[key], columns: columnsOf(texts, widths), rows };
  };
  const ofAnswers = { entity: 18, question: 48, answer: 22, basis: 12, evidence: 26, date: 14, reviewer: 16 };
  const ofPlans = { duty: 38, kind: 14, action: 40, owner: 16, due: 14, note: 30, acceptance: 26, closed: 30 };
  const ofVerdicts = { duty: 44, verdict: 26, declaration: 30, owner_due: 20 };
  const open = (asked) => questions(asked, form, report);
  const single = page.open.map((one) => ({ ...one, text: asks(one, form) }));
  return [
    gaps(page, form, report),
    open(together(page, form, report).slice(0, report.shown.questions)),
    rest(page, form, report),
    { ...open(single), key: "every_question", title: texts.open_sheet },
    section("verdicts", ofVerdicts, verdicts(form, report)),
    section(
      "answers",
      ofAnswers,
      answersOf(form, (...fact) => knownOf(form, report, ...fact)),
    ),
    section("plans", ofPlans, plans(form, report)),
    ...(form.earlier ? comparedOf(form, report).sections : []),
  ];
}

function gaps({ sentence, lines, gaps: all }, { given }, report) {
  const { page, shown } = report;
  const steps = ({ remedy }) => {
    const text = remedy.slice(0, shown.steps).join(page.space);
    const more = remedy.length - shown.steps;
    return more > 0 ? text + given.words.open + filled(page.more, { count: more }) + given.words.close : text;
  };
  const rows = all.map((gap) => [
    gap.number,
    inLines(
      gap.title,
      gap.failed,
      filled(page.quoted, { law: gap.law, place: gap.citation, words: gap.quotation }),
      gap.lifted_by,
    ),
    inLines(
      (gap.consequence ? [gap.consequence, ...gap.beside] : []).map((one) => followsInWords(one, report, given)),
      gap.turns_on,
      gap.route,
    ),
    steps(gap),
    planned(gap, page),
  ]);
  return {
    key: "page_one",
    name: page.heading,
    title: page.heading,
    texts: [
      sentence,
      ...(lines.length ? [lines.join(page.space)] : []),
      ...(all.length ? [page.legend] : []),
      filled(page.gaps_heading, { count: all.length }),
    ],
    columns: columnsOf(page.column, { number: 8, gap: 56, consequence: 54, remedy: 30, plan: 17 }),
    rows,
  };
}

function planned({ owner, due, overdue, closed }, page) {
  const isClosed = closed && filled(page.closed_but_found, { day: closed.date });
  return due ? inLines(owner, due, overdue && page.late, isClosed) : page.unplanned;
}

// A question, after what it is about.
const asks = ({ entity, question }, { given: { entities, words } }) =>
  entity === "service" ? question : entities[entity] + words.is + question;

// What to ask, as `text` of the first question of it: where nothing of a kind was supplied, all about it are one.
function together({ open }, form, { page }) {
  const groups = Map.groupBy(open, ({ entity, fact }) => (isSupplied(entity, form) ? `${entity} ${fact}` : entity));
  return [...groups.values()].map(([first, ...more]) => {
    const { entity, question } = first;
    const words = { entity: form.given.entities[entity], count: more.length + 1, question };
    return { ...first, text: isSupplied(entity, form) ? asks(first, form) : filled(page.nothing_supplied, words) };
  });
}

function questions(asked, { given: { words } }, { page, texts }) {
  const rows = asked.map(({ text, decides, waiting, could }, place) => [
    String(place + 1),
    text,
    could ? briefly(could, page, words) : page.nothing_at_stake,
    filled(page.decides, { alone: decides, together: waiting - decides }),
  ]);
  const columns = columnsOf(page.column, { position: 8, question: 66, could: 36, decides: 34 });
  return { key: "open", name: texts.open_sheet, title: page.questions_heading, columns, rows };
}

// What is met, how many duties facts decide, evidence that expired, and law that is missing.
function rest({ gaps: all, met, counts, expired, unsupported }, { given }, report) {
  const { page, texts, shown, unsupported: claim, later_law: law } = report;
  const { words, entities, verdicts: labels } = given;
  const aged = expired.map(({ entity, key, question, expired_on: day }) => {
    const about = entity === "service" ? "" : `${entities[entity]} ${key}${words.is}`;
    return about + question + words.open + filled(page.expired_on, { day }) + words.close;
  });
  const worded = [...Map.groupBy(met, (one) => one.words)];
  const named = worded.map(([heading, those]) => {
    const duties = those.slice(0, shown.met).map(({ citation, title }) => {
      const beside = all.filter((gap) => placeOf(gap, page) === citation).map(({ number }) => number);
      const note = filled(page.gaps_beside, {}, beside.join(words.comma));
      return `${citation} ${title}${beside.length ? words.open + note + words.close : ""}`;
    });
    const more = those.length > shown.met ? [filled(page.more, { count: those.length - shown.met })] : [];
    return [heading[0].toUpperCase() + heading.slice(1), [...duties, ...more].join(words.then)];
  });
  const applicable = counts.decidable + counts.person;
  const breached = new Set(all.map(({ obligation }) => obligation)).size;
  const undetermined = applicable - met.length - breached;
  const sums = met.length ? worded.map(([of, those]) => [of, those.length]) : [[labels.met, 0]];
  const values = {
    total: applicable + counts.not_applicable,
    met: sums.map(([of, count]) => filled(page.counted, { words: of, count })).join(" + "),
    breached,
    gaps: all.length,
    undetermined,
    open: counts.open,
    left: undetermined - counts.open,
    not_applicable: counts.not_applicable,
  };
  const rows = [
    ...(met.length ? named : [[page.row.met, page.nothing_met]]),
    [page.row.counts, filled(page.counts, values)],
    ...(aged.length ? [[page.row.expired, inLines(aged)]] : []),
    ...(unsupported.length ? [[claim.label, inLines(unsupported.map(({ words: sentence }) => sentence))]] : []),
    ...(law.length ? [[page.row.law, law.join(words.then)]] : []),
  ];
  const columns = [
    { title: "", width: 24 },
    { title: texts.content, width: 110 },
  ];
  return { key: "rest", name: texts.more_of_page, title: texts.more_of_page, columns, rows };
}

function verdicts({ lines, given, profile }, { page }) {
  return lines.map(({ duty, words, declaration: declared }) => [
    inLines(duty.title, duty.cited, duty.id.split("#")[1]),
    words,
    declared ? inLines(given.statuses[declared.status], declared.by, declared.reason) : "",
    profile.plans?.[duty.id] ? planned({ ...profile.plans[duty.id], closed: null }, page) : "",
  ]);
}

// The plans, by the duty or the gap that they are of.
function plans({ profile, given }, { kinds, parts, compared }) {
  const titles = new Map(given.duties.map((duty) => [duty.id, inLines(duty.title, duty.cited)]));
  return Object.entries(profile.plans ?? {}).map(([name, plan]) => {
    const [duty, part] = name.split("/");
    const { kind, action, owner, due, note = "", acceptance = "", closed } = plan;
    const title = inLines(part && parts[`${duty}/${part}`]?.number, titles.get(duty) ?? duty);
    const closing = closed ? closedInWords(closed, compared) : "";
    return [title, kinds[kind], action, owner, due, note, acceptance, closing];
  });
}
