// The report as sections, {key, title, texts, columns, rows}, which a workbook, a document and paper lay out. A column
// is {title, width}; a cell is a text, its lines apart. Nothing here touches the page.

import { fill } from "../elements.js";
import { recorded, rowsOf } from "./counting.js";
import { pageOne } from "./page-one.js";
import { answerText, questionOf } from "./proof.js";

const lines = (...texts) => texts.flat().filter(Boolean).join("\n");

/** 危害后果…（待定），由公安机关；authority named where the law names it. */
function inWords(consequence, { texts }) {
  if (!consequence) return texts.no_penalty;
  const { words, reach, subject, authority, provision } = consequence;
  const first = `${subject}${texts.is}${words}${texts.then}${texts[reach]}`;
  return lines(first, `${provision}${texts.then}${fill(texts.by, { authority })}`);
}

const planned = ({ owner, due, overdue }, { texts }) =>
  due ? lines(owner, due, overdue && texts.overdue) : texts.no_owner;

/** All sections of the report of a form; `report` is what report.py wrote. */
export function sectionsOf(form, report) {
  const { texts } = report;
  const page = pageOne(form, report);
  const counts = fill(texts.counts, page.counts);
  const columns = (...all) => all.map(([key, width]) => ({ title: texts[key] ?? key, width }));
  const gaps = page.gaps.map((gap) => [
    gap.number,
    lines(gap.title, gap.citation, `“${gap.quotation}”`),
    lines(gap.failed),
    inWords(gap.consequence, report),
    lines(gap.remedy),
    planned(gap, report),
  ]);
  const open = page.open.map(({ question, could, decides, waiting }, place) => [
    String(place + 1),
    question,
    could ? `${could.words}${texts.then}${texts[could.reach]}` : texts.no_penalty,
    `${decides} / ${waiting}`,
  ]);
  return {
    page,
    sections: [
      {
        key: "page_one",
        title: texts.gaps,
        texts: [page.sentence, counts],
        columns: columns(
          ["number", 9],
          ["duty", 34],
          ["failed", 34],
          ["consequence", 36],
          ["remedy", 30],
          ["owner_due", 16],
        ),
        rows: gaps,
      },
      {
        key: "open",
        title: texts.open_questions,
        columns: columns(["position", 6], ["question", 60], ["could", 40], ["decides", 14]),
        rows: open,
      },
      {
        key: "verdicts",
        title: texts.verdicts,
        columns: columns(["duty", 44], ["verdict", 26], ["declaration", 30], ["owner_due", 20]),
        rows: verdicts(form, report),
      },
      {
        key: "answers",
        title: texts.answers,
        columns: columns(
          ["entity", 18],
          ["question", 48],
          ["answer", 22],
          ["basis", 12],
          ["evidence", 26],
          ["date", 14],
          ["reviewer", 16],
        ),
        rows: answers(form),
      },
      {
        key: "plans",
        title: texts.plans,
        columns: columns(
          ["duty", 38],
          ["kind", 14],
          ["action", 40],
          ["owner", 16],
          ["due", 14],
          ["risk", 10],
          ["note", 30],
        ),
        rows: plans(form, report),
      },
    ],
  };
}

function verdicts({ lines: all, given, profile }, report) {
  return all.map(({ duty, words, declaration }) => [
    lines(duty.title, duty.cited, duty.id.split("#")[1]),
    words,
    declaration ? lines(given.statuses[declaration.status], declaration.by, declaration.reason) : "",
    planned(profile.plans?.[duty.id] ?? {}, report),
  ]);
}

/** Each recorded fact: of whom, the question, the answer in words, and what it rests on. */
export function answers({ profile, given }) {
  const { facts, entities, bases, words } = given;
  return [...rowsOf(profile)].flatMap(([entity, key, row]) =>
    Object.entries(row).map(([name, entry]) => {
      const { value, basis, evidence = "", date = "", reviewer = "" } = recorded(entry);
      const whose = entity === "service" ? entities.service : `${entities[entity]} ${key}`;
      const fact = facts[entity][name];
      return [whose, questionOf(fact, name), answerText(fact, value, words), bases[basis], evidence, date, reviewer];
    }),
  );
}

// The plans, by the duty or the gap that they are of.
function plans({ profile, given }, { texts, parts }) {
  const titles = new Map(given.duties.map((duty) => [duty.id, lines(duty.title, duty.cited)]));
  return Object.entries(profile.plans ?? {}).map(([name, plan]) => {
    const [duty] = name.split("/");
    const gap = parts[name.split("/").slice(0, 2).join("/")];
    const title = lines(gap?.number, titles.get(duty) ?? duty);
    const { kind, action, owner, due, risk = "", note = "" } = plan;
    return [title, texts[kind], action, owner, due, risk, note];
  });
}
