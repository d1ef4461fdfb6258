// The report as sections, {key, name, title, texts, columns, rows}, which a workbook, a document and paper lay out: the
// first of guiju.documents.report, without its proofs. A column is {title, width}; a cell is a text, its lines apart.
// Nothing here touches the page.

import { answersOf } from "./answers.js";
import { comparedWords } from "./compared.js";
import { comparison } from "./comparison.js";
import { briefly, columnsOf, filled, inWords, knownOf, pageOne } from "./page-one.js";

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
  const open = questions(page, report);
  return [
    gaps(page, form, report),
    { ...open, rows: open.rows.slice(0, report.shown.questions) },
    rest(page, form, report),
    { ...open, key: "every_question", title: texts.open_sheet },
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

function gaps({ sentence, gaps: all }, { given }, report) {
  const { page, shown } = report;
  const steps = ({ remedy }) => {
    const text = remedy.slice(0, shown.steps).join(page.space);
    const more = remedy.length - shown.steps;
    return more > 0 ? text + given.words.open + filled(page.more, { count: more }) + given.words.close : text;
  };
  const rows = all.map((gap) => [
    gap.number,
    inLines(gap.title, gap.failed, filled(page.quoted, { law: gap.law, place: gap.citation, words: gap.quotation })),
    inLines(
      (gap.consequence ? [gap.consequence, ...gap.beside] : []).map((one) => inWords(one, report, given)),
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
    texts: [sentence, filled(page.gaps_heading, { count: all.length })],
    columns: columnsOf(page.column, { number: 9, gap: 48, consequence: 40, remedy: 32, plan: 16 }),
    rows,
  };
}

const planned = ({ owner, due, overdue }, page) => (due ? inLines(owner, due, overdue && page.late) : page.unplanned);

function questions({ open }, { page, texts }) {
  const rows = open.map(({ question, decides, waiting, could }, place) => [
    String(place + 1),
    question,
    could ? briefly(could, page) : "—",
    filled(page.decides, { alone: decides, waiting }),
  ]);
  const columns = columnsOf(page.column, { position: 8, question: 66, could: 42, decides: 26 });
  return { key: "open", name: texts.open_sheet, title: page.questions_heading, columns, rows };
}

// What is met, how many duties facts decide, and evidence that expired.
function rest({ met, counts, expired, unsupported }, { given }, { page, texts, unsupported: told }) {
  const { words, entities } = given;
  const inBrackets = (text, remark) => text + words.open + remark + words.close;
  const aged = expired.map(({ entity, key, question, expired_on: day }) => {
    const about = entity === "service" ? "" : `${entities[entity]} ${key}${words.is}`;
    return inBrackets(about + question, filled(page.expired_on, { day }));
  });
  const rows = [
    [
      page.row.met,
      inLines(met.map((one) => inBrackets(`${one.citation} ${one.title}`, one.words))) || page.nothing_met,
    ],
    [page.row.counts, filled(page.counts, counts)],
    ...(aged.length ? [[page.row.expired, inLines(aged)]] : []),
    ...(unsupported.length ? [[told.label, inLines(unsupported.map(({ words: sentence }) => sentence))]] : []),
  ];
  const columns = [
    { title: "", width: 24 },
    { title: texts.said, width: 110 },
  ];
  return { key: "rest", name: texts.more_of_page, title: texts.more_of_page, columns, rows };
}

function verdicts({ lines, given, profile }, { page }) {
  return lines.map(({ duty, words, declaration: said }) => [
    inLines(duty.title, duty.cited, duty.id.split("#")[1]),
    words,
    said ? inLines(given.statuses[said.status], said.by, said.reason) : "",
    profile.plans?.[duty.id] ? planned(profile.plans[duty.id], page) : "",
  ]);
}

// The plans, by the duty or the gap that they are of.
function plans({ profile, given }, { kinds, parts, compared }) {
  const titles = new Map(given.duties.map((duty) => [duty.id, inLines(duty.title, duty.cited)]));
  return Object.entries(profile.plans ?? {}).map(([name, plan]) => {
    const [duty, part] = name.split("/");
    const { kind, action, owner, due, note = "", acceptance = "", closed } = plan;
    const title = inLines(part && parts[`${duty}/${part}`]?.number, titles.get(duty) ?? duty);
    const closing = closed ? filled(compared.closed, { ...closed, day: closed.date }) : "";
    return [title, kinds[kind], action, owner, due, note, acceptance, closing];
  });
}
