// The entries of a checklist in its workbook: the blank one, as the site offers it, with cells filled in. It is found
// out from the workbook's hidden sheet which sheet and which column is which, as guiju assess does.

import { Refused } from "../files.js";
import { plain } from "../limit.js";
import { EMPTY, statusOf } from "./files.js";
import { looksLikeFormula } from "./text.js";
import { archiveOf, partsOf, textOf, withText } from "./zip.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LEGEND = "guiju"; // the hidden sheet
const STYLES = "xl/styles.xml";
const DAY = 86400000;
const FIRST_DAY = Date.UTC(1899, 11, 30);
// Where the reasons stand, by status; guiju.assessment.workbook.declared reads them there.
const REASON = { met: "present_control", partly_met: "gap", not_met: "gap", not_applicable: "applicability_reason" };

const all = (node, name) => [...node.getElementsByTagName(name)];
const columnOf = (cell) => cell.getAttribute("r").replace(/\d/g, "");
const numberOf = (column) => [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

// What XML cannot hold, or a cell not show, becomes a space; what would be read as an escaped character is escaped.
const cellText = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, " ")
    .replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

class Book {
  constructor(buffer) {
    this.parts = partsOf(buffer);
    this.documents = new Map();
    this.quoted = new Map();
  }
  async load() {
    const relations = all(await this.open("xl/_rels/workbook.xml.rels"), "Relationship");
    const targets = new Map(relations.map((one) => [one.getAttribute("Id"), `xl/${one.getAttribute("Target")}`]));
    const sheets = all(await this.open("xl/workbook.xml"), "sheet");
    this.names = new Map(sheets.map((one) => [one.getAttribute("name"), targets.get(one.getAttribute("r:id"))]));
    this.texts = all(await this.open("xl/sharedStrings.xml"), "si").map((one) => one.textContent);
    this.styles = await this.open(STYLES);
    for (const name of this.names.values()) await this.open(name);
    const cells = all(this.sheet(LEGEND), "row").map((row) => all(row, "c").map((cell) => this.text(cell)));
    this.legend = new Map(cells.map(([key, value]) => [key, value]));
  }
  async open(name) {
    const document = new DOMParser().parseFromString(await textOf(this.parts.get(name)), "application/xml");
    this.documents.set(name, document);
    return document;
  }
  sheet = (name) => this.documents.get(this.names.get(name));
  text = (cell) => (cell.getAttribute("t") === "s" ? this.texts[cell.textContent] : cell.textContent);

  write(cell, text) {
    const node = cell.ownerDocument.createElementNS(MAIN, "t");
    node.textContent = cellText(text);
    node.setAttribute("xml:space", "preserve");
    const inline = cell.ownerDocument.createElementNS(MAIN, "is");
    inline.append(node);
    cell.setAttribute("t", "inlineStr");
    cell.replaceChildren(inline);
    if (looksLikeFormula(text)) cell.setAttribute("s", this.quotedStyle(cell.getAttribute("s")));
  }
  writeDay(cell, day) {
    const value = cell.ownerDocument.createElementNS(MAIN, "v");
    value.textContent = (Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY;
    cell.removeAttribute("t");
    cell.replaceChildren(value);
  }
  // The same style for a text that stays text, whatever it begins with, also when its cell is edited.
  quotedStyle(style) {
    if (!this.quoted.has(style)) {
      const [formats] = all(this.styles, "cellXfs");
      const format = formats.children[style].cloneNode(true);
      format.setAttribute("quotePrefix", "1");
      this.quoted.set(style, String(formats.children.length));
      formats.append(format);
      formats.setAttribute("count", formats.children.length);
    }
    return this.quoted.get(style);
  }
  // The archive with what was filled in. What formulas came to is left out: it is counted when the workbook is opened.
  async archive() {
    for (const [name, document] of this.documents) {
      for (const formula of all(document, "f")) formula.parentNode.querySelector("v")?.remove();
      this.parts.set(name, await withText(this.parts.get(name), new XMLSerializer().serializeToString(document)));
    }
    return archiveOf(this.parts);
  }
}

// What stands in the columns of a line, by their keys.
function cellsOf({ entry, isStale }, book, by) {
  const status = statusOf(entry);
  const isDeclared = status !== EMPTY.status;
  return {
    status: book.legend.get(`status.${status}`),
    applicability: status === "not_applicable" ? book.legend.get("applicability.not_applicable") : "",
    [REASON[entry.status] ?? "present_control"]: entry.reason,
    applicability_approver: entry.approver,
    evidence_location: entry.evidence,
    prepared_by: entry.by || (isDeclared ? by : ""),
    reviewed_by: entry.reviewer,
    prepared_on: entry.date,
    text_hash: isStale ? entry.hash : "",
  };
}

function fillDuties(book, lines, by) {
  const sheet = book.sheet(book.legend.get("sheet"));
  const rows = all(sheet, "row").map((row) => new Map(all(row, "c").map((cell) => [columnOf(cell), cell])));
  const heading = rows.find((row) => [...row.values()].some((cell) => book.text(cell) === "text_hash"));
  const columns = new Map([...heading].map(([column, cell]) => [book.text(cell), column]));
  const column = (key) => columns.get(book.legend.get(`column.${key}`));
  const rowOf = new Map(rows.map((row) => [row.get(column("id")) && book.text(row.get(column("id"))), row]));
  const used = new Set();
  for (const line of lines) {
    const row = rowOf.get(line.id);
    for (const [key, text] of Object.entries(cellsOf(line, book, by)).filter(([, one]) => one !== "")) {
      const cell = row.get(column(key));
      if (key === "prepared_on") book.writeDay(cell, text);
      else book.write(cell, text);
      if (key !== "text_hash") used.add(numberOf(column(key)));
      // As high as its texts: spreadsheet programs see to it where no height is set.
      for (const name of ["ht", "customHeight"]) cell.parentNode.removeAttribute(name);
    }
  }
  // What holds something is not folded away.
  for (const one of all(sheet, "col")) {
    const [first, last] = ["min", "max"].map((name) => Number(one.getAttribute(name)));
    if ([...used].some((place) => first <= place && place <= last)) one.removeAttribute("hidden");
  }
}

function fillCover(book, party) {
  for (const row of all(book.sheet(book.legend.get("cover_sheet")), "row")) {
    const [, blank, name] = all(row, "c");
    const text = name && party[book.text(name).replace("report.", "")];
    if (text) book.write(blank, text);
  }
}

/** The blank workbook `buffer`, filled in: `party` is who is assessed, `lines` those that say something. The desk has
 *  the version of the data, which both must share, and the words for nobody. */
export async function filledWorkbook(buffer, { version, unnamed, lang }, party, lines) {
  const book = new Book(buffer);
  await book.load();
  if (book.legend.get("data_version") !== version) throw new Refused("other_workbook");
  fillCover(book, party);
  fillDuties(book, lines, plain(party.prepared_by) ? "" : unnamed[lang]);
  return book.archive();
}
