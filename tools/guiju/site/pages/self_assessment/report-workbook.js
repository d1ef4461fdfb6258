// The report as a workbook: the blank one of the form, filled in, so that guiju assess reads it back, with the sheets
// of the report before it.

import { Refused } from "../files.js";
import { all as cellsIn, Book, cellText } from "../checklists/book.js";
import { EMPTY } from "../checklists/files.js";
import { looksLikeFormula } from "../checklists/text.js";
import { cellsOf, fillCover } from "../checklists/workbook.js";
import { recorded, rowsOf } from "./counting.js";
import { knownOf } from "./page-one.js";
import { inWords } from "./period.js";
import { PERIOD } from "./predicates.js";
import { questionOf } from "./proof.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DUTIES = { sheet: "sheet", group: "column", key: "id" };
const FACTS = { sheet: "facts_sheet", group: "fact_column", key: "fact" };
const ELSEWHERE = new Set(["open", "answers", "plans"]); // what is on another sheet, or more of it
// Sheets that are read back: their columns, with the width of each; what is in SHOWN is only for people.
const RECORDS = { sheet: "rows_sheet", group: "row_column" };
const OF_RECORDS =
  "id 10 entity 24 question 46 value 16 basis 12 evidence 26 date 13 expires 13 reviewer 16 reason 26 approver 16";
const PLANS = { sheet: "plans_sheet", group: "plan_column" };
const OF_PLANS =
  "id 10 duty 38 kind 14 action 40 owner 16 due 13 risk 10 note 26 acceptance 26 closed 13 closed_by 16 " +
  "closed_evidence 26 sign_off 16";
const SHOWN = new Set(["entity", "question", "duty"]);
const WIDE = 0.5; // a Latin letter beside a Chinese one
const LINE = 15; // points

const element = (name, content, attributes = "") => `<${name}${attributes}>${content}</${name}>`;
const letter = (place) => String.fromCharCode(65 + place);
const escaped = (text) => cellText(text).replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
const widthOf = (text) => [...text].reduce((sum, one) => sum + (one < "\u2e80" ? WIDE : 1), 0) * 2;

// A sheet with texts, then a table; columns are {title, width, isHidden}.
function sheetOf({ texts = [], columns, rows }, styles, isFirst) {
  // A day or a number is a text here: the sheet is new, and no cell of it has a format for them.
  const cell = (content, row, place, style) => {
    const text = String(content.day ?? content.number ?? content);
    const look = looksLikeFormula(text) ? styles.quoted(style) : style;
    const inline = element("is", element("t", escaped(text), ' xml:space="preserve"'));
    return element("c", inline, ` r="${letter(place)}${row}" s="${look}" t="inlineStr"`);
  };
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const high = (text) => LINE * text.split("\n").reduce((sum, one) => sum + Math.ceil(widthOf(one) / whole || 1), 0);
  const row = (number, content, more = "") => element("row", content, ` r="${number}"${more}`);
  const heading = texts.length + 1;
  const all = [
    ...texts.map((text, at) => row(at + 1, cell(text, at + 1, 0, styles.cell), ` ht="${high(text)}" customHeight="1"`)),
    row(heading, columns.map(({ title }, place) => cell(title, heading, place, styles.heading)).join("")),
    ...rows.map((cells, at) =>
      row(heading + at + 1, cells.map((text, place) => cell(text, heading + at + 1, place, styles.cell)).join("")),
    ),
  ];
  const last = letter(columns.length - 1);
  const merged = texts.map((_, at) => `<mergeCell ref="A${at + 1}:${last}${at + 1}"/>`).join("");
  const below = `topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"`;
  const parts = [
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>`,
    `<sheetView showGridLines="0"${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">`,
    `<pane ySplit="${heading}" ${below}/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE}"/><cols>`,
    ...columns.map(({ width, isHidden }, place) => {
      const hidden = isHidden ? ' hidden="1"' : "";
      return `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"${hidden}/>`;
    }),
    `</cols>`,
    element("sheetData", all.join("")),
    merged && element("mergeCells", merged, ` count="${texts.length}"`),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
  ];
  return element("worksheet", parts.filter(Boolean).join(""), ` xmlns="${MAIN}"`);
}

// The value of a fact, as the workbook words it.
function valueIn(book, fact, name, value, words) {
  if (typeof value === "boolean" || (value === "none" && fact.none)) return book.legend.get(`value.${value}`);
  if (typeof value === "number") return { number: value };
  if (fact.type === "enum") return book.legend.get(`choice.${name}.${value}`) ?? value;
  if (fact.type === "date") return { day: value };
  return fact.type === "duration" && PERIOD.test(value) ? inWords(value, words) : value;
}

function cellsOfFact(book, fact, name, entry, words) {
  const { value, basis, date, expires, ...texts } = recorded(entry);
  const days = { date: date && { day: date }, expires: expires && { day: expires } };
  const worded = { value: valueIn(book, fact, name, value, words), basis: book.legend.get(`fact_basis.${basis}`) };
  return { ...texts, ...worded, ...days };
}

// What is declared of each duty, and the facts of the service that the workbook asks for, in its cells.
function fill(book, { given, profile }, { built }, asked) {
  const { declarations, facts } = profile;
  const particulars = Object.entries(profile.report ?? {}).map(([key, value]) => [key, [value].flat().join("；")]);
  fillCover(book, Object.fromEntries(particulars));
  const cells = cellsIn(book.sheet(book.legend.get("cover_sheet")), "c");
  for (const cell of cells.filter((one) => book.text(one) === built)) book.write(cell, given.receipt.as_of);
  const declared = given.duties.filter(({ id }) => declarations?.[id]);
  const statedOf = ({ id }) => cellsOf({ entry: { ...EMPTY, ...declarations[id] }, isStale: false }, book, "");
  book.enter(
    DUTIES,
    declared.map((duty) => [duty.id, statedOf(duty)]),
  );
  const service = Object.entries(facts ?? {}).filter(([name]) => asked.has(name));
  book.enter(
    FACTS,
    service.map(([name, entry]) => [name, cellsOfFact(book, given.facts.service[name], name, entry, given.words)]),
  );
}

// What else is recorded, a row each: column → content. `id` is entity/fact/key, or the entity for a statement about all
// rows.
function recordsOf(book, form, report, asked) {
  const { profile } = form;
  const { words, entities } = form.given;
  const records = [];
  for (const [entity, key, row] of rowsOf(profile)) {
    const whose = entity === "service" ? entities.service : `${entities[entity]} ${key}`;
    const own = Object.entries(row).filter(([name]) => entity !== "service" || !asked.has(name));
    for (const [name, entry] of own) {
      const fact = knownOf(form, report, entity, name);
      const labels = fact.labels ? fact.values.map((value, at) => [`choice.${name}.${value}`, fact.labels[at]]) : [];
      book.explain(Object.fromEntries(labels));
      const cells = cellsOfFact(book, fact, name, entry, words);
      const cellsOfRecord = { entity: whose, question: questionOf(fact, name), ...cells };
      records.push({ id: `${entity}/${name}/${key}`, ...cellsOfRecord });
    }
    if (entity !== "service" && !own.length) records.push({ id: `${entity}//${key}`, entity: whose });
  }
  for (const [entity, extent] of Object.entries(profile.coverage ?? {})) {
    const question = words.extent.replace("{entity}", () => entities[entity]);
    records.push({ id: entity, entity: entities[entity], question, value: words[`extent.${extent}`] });
  }
  return records;
}

// The plans, a row each; `plans` is their section in the report, which words them.
function plansOf(book, { profile }, { kinds }, { rows }) {
  for (const [kind, words] of Object.entries(kinds)) book.explain({ [`plan_kind.${kind}`]: words });
  return Object.entries(profile.plans ?? {}).map(([id, { closed, ...plan }], place) => {
    const worded = { kind: kinds[plan.kind], risk: book.legend.get(`risk.${plan.risk}`), duty: rows[place][0] };
    const { date, by, evidence, sign_off } = closed ?? {};
    return { ...plan, id, ...worded, closed: date, closed_by: by, closed_evidence: evidence, sign_off };
  });
}

/** The workbook, as a blob. `buffer` is the blank one, `sections` those of the report. */
export async function workbookOf(form, report, sections, buffer) {
  const { texts } = report;
  const { words, receipt } = form.given;
  const book = new Book(buffer);
  await book.load();
  if (book.legend.get("data_version") !== receipt.data_version) throw new Refused("other_workbook");
  const asked = new Set(book.idsOf(FACTS));
  fill(book, form, report, asked);
  // A sheet that is read back, which the hidden sheet tells of.
  const readBack = ({ sheet, group }, name, widths, rows) => {
    const columns = [...widths.matchAll(/(\w+) (\d+)/g)].map(([, key, width]) => {
      return { key, width: Number(width), title: texts[key] ?? key, isHidden: key === "id" };
    });
    const headings = columns.filter(({ key }) => !SHOWN.has(key)).map(({ key, title }) => [`${group}.${key}`, title]);
    book.explain({ [sheet]: name, ...Object.fromEntries(headings) });
    return { name, columns, rows: rows.map((row) => columns.map(({ key }) => row[key] ?? "")) };
  };
  book.explain(Object.fromEntries(["extent.all", "extent.sample"].map((key) => [key, words[key]])));
  const plans = plansOf(
    book,
    form,
    report,
    sections.find(({ key }) => key === "plans"),
  );
  const records = recordsOf(book, form, report, asked);

  const [heading, cell] = book.stylesOf(DUTIES, "title");
  const styles = { heading, cell, quoted: (style) => book.quotedStyle(style) };
  const sheets = [
    ...sections.filter(({ rows, key }) => key === "page_one" || (rows.length && !ELSEWHERE.has(key))),
    readBack(PLANS, texts.plans, OF_PLANS, plans),
    readBack(RECORDS, texts.records, OF_RECORDS, records),
  ];
  for (const [place, section] of sheets.entries()) {
    await book.addSheet(place, section.name, sheetOf(section, styles, place === 0));
  }
  return book.archive();
}
