// The report as a workbook: the blank one of the form, filled in, so that guiju assess reads it back, with the sheets of
// the report before it.

import { Refused } from "../files.js";
import { Book, cellText } from "../checklists/book.js";
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
const RECORD = { record: "entity", question: "question" }; // what is said beside what is read back
const ELSEWHERE = new Set(["open", "answers"]); // what is on another sheet, or more of it
const COLUMNS = [
  ["id", 10],
  ["record", 24],
  ["question", 46],
  ["value", 16],
  ["basis", 12],
  ["evidence", 26],
  ["date", 13],
  ["expires", 13],
  ["reviewer", 16],
];
const WIDE = 0.5; // a Latin letter beside a Chinese one
const LINE = 15; // points

const letter = (place) => String.fromCharCode(65 + place);
const escaped = (text) => cellText(text).replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
const widthOf = (text) => [...text].reduce((sum, one) => sum + (one < "\u2e80" ? WIDE : 1), 0) * 2;

// A sheet with texts, then a table; columns are {title, width, isHidden}.
function sheetOf({ texts = [], columns, rows }, styles, isFirst) {
  // A day or a number is a text here: the sheet is new, and no cell of it has a format for them.
  const cell = (content, row, place, style) => {
    const text = String(content.day ?? content.number ?? content);
    const look = looksLikeFormula(text) ? styles.quoted(style) : style;
    return `<c r="${letter(place)}${row}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  };
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const high = (text) => LINE * text.split("\n").reduce((sum, one) => sum + Math.ceil(widthOf(one) / whole || 1), 0);
  const row = (number, content, more = "") => `<row r="${number}"${more}>${content}</row>`;
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
  return [
    `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>`,
    `<sheetView showGridLines="0"${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">`,
    `<pane ySplit="${heading}" ${below}/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE}"/><cols>`,
    ...columns.map(({ width, isHidden }, place) => {
      const hidden = isHidden ? ' hidden="1"' : "";
      return `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"${hidden}/>`;
    }),
    `</cols><sheetData>${all.join("")}</sheetData>`,
    merged && `<mergeCells count="${texts.length}">${merged}</mergeCells>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>',
  ].join("");
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
  const { value, basis, evidence, date, expires, reviewer } = recorded(entry);
  const days = { date: date && { day: date }, expires: expires && { day: expires } };
  const worded = { value: valueIn(book, fact, name, value, words), basis: book.legend.get(`fact_basis.${basis}`) };
  return { ...worded, evidence, reviewer, ...days };
}

// A plan, in the cells from which it is read back; an accepted risk has none.
function cellsOfPlan(plan, book) {
  if (plan?.kind !== "remediation") return {};
  const { action, owner, due, risk, note } = plan;
  return { remediation: action, owner, due_on: { day: due }, risk: book.legend.get(`risk.${risk}`), gap: note };
}

// What is declared and planned of each duty, and the facts of the service that the workbook asks for, in its cells.
function fill(book, { given, profile }, asked) {
  const { declarations, plans, facts } = profile;
  const particulars = Object.entries(profile.report ?? {}).map(([key, value]) => [key, [value].flat().join("；")]);
  fillCover(book, Object.fromEntries(particulars));
  const duties = given.duties.map(({ id }) => {
    const declaration = declarations?.[id];
    const stated = declaration && cellsOf({ entry: { ...EMPTY, ...declaration }, isStale: false }, book, "");
    return [id, { ...cellsOfPlan(plans?.[id], book), ...stated }];
  });
  book.enter(DUTIES, duties);
  const service = Object.entries(facts ?? {}).filter(([name]) => asked.has(name));
  book.enter(
    FACTS,
    service.map(([name, entry]) => [name, cellsOfFact(book, given.facts.service[name], name, entry, given.words)]),
  );
}

// What else is recorded, a row each: column → content. `id` is entity/fact/key, of a statement about all rows the entity.
function recordsOf(book, form, report, asked) {
  const { profile } = form;
  const { words, entities } = form.given;
  const records = [];
  for (const [entity, key, row] of rowsOf(profile)) {
    const record = entity === "service" ? entities.service : `${entities[entity]} ${key}`;
    const own = Object.entries(row).filter(([name]) => entity !== "service" || !asked.has(name));
    for (const [name, entry] of own) {
      const fact = knownOf(form, report, entity, name);
      const labels = fact.labels ? fact.values.map((value, at) => [`choice.${name}.${value}`, fact.labels[at]]) : [];
      book.explain(Object.fromEntries(labels));
      const cells = cellsOfFact(book, fact, name, entry, words);
      records.push({ id: `${entity}/${name}/${key}`, record, question: questionOf(fact, name), ...cells });
    }
    if (entity !== "service" && !own.length) records.push({ id: `${entity}//${key}`, record });
  }
  for (const [entity, extent] of Object.entries(profile.coverage ?? {})) {
    const question = words.extent.replace("{entity}", () => entities[entity]);
    records.push({ id: entity, record: entities[entity], question, value: words[`extent.${extent}`] });
  }
  return records;
}

/** The workbook, as a blob. `buffer` is the blank one, `sections` those of the report. */
export async function workbookOf(form, report, sections, buffer) {
  const { texts } = report;
  const { words, receipt } = form.given;
  const book = new Book(buffer);
  await book.load();
  if (book.legend.get("data_version") !== receipt.data_version) throw new Refused("other_workbook");
  const asked = new Set(book.idsOf(FACTS));
  fill(book, form, asked);
  const columns = COLUMNS.map(([key, width]) => {
    const title = texts[RECORD[key] ?? key] ?? book.legend.get(`fact_column.${key}`) ?? key;
    return { key, width, title, isHidden: key === "id" };
  });
  const headings = columns.filter(({ key }) => !(key in RECORD)).map(({ key, title }) => [`row_column.${key}`, title]);
  const extents = ["extent.all", "extent.sample"].map((key) => [key, words[key]]);
  book.explain({ rows_sheet: texts.records, ...Object.fromEntries([...headings, ...extents]) });
  const records = recordsOf(book, form, report, asked).map((record) => columns.map(({ key }) => record[key] ?? ""));

  const [heading, cell] = book.stylesOf(DUTIES, "title");
  const styles = { heading, cell, quoted: (style) => book.quotedStyle(style) };
  const shown = sections.filter(({ rows, key }) => key === "page_one" || (rows.length && !ELSEWHERE.has(key)));
  const sheets = [...shown, { name: texts.records, columns, rows: records }];
  for (const [place, section] of sheets.entries()) {
    await book.addSheet(place, section.name, sheetOf(section, styles, place === 0));
  }
  return book.archive();
}
