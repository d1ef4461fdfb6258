// A blank workbook of guiju with cells filled in, and with further sheets: its archive stays as it is but for what is
// written. Sheets, columns and words are found out from its hidden sheet, as guiju assess does.

import { looksLikeFormula } from "./text.js";
import { archiveOf, partsOf, textOf, withText } from "./zip.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LEGEND = "guiju"; // the hidden sheet
const LONGEST_NAME = 31; // characters of the name of a sheet
const STYLES = "xl/styles.xml";
const DAY = 86400000;
const FIRST_DAY = Date.UTC(1899, 11, 30);
export const all = (node, name) => [...node.getElementsByTagName(name)];
const columnOf = (cell) => cell.getAttribute("r").replace(/\d/g, "");
const numberOf = (column) => [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

// What XML cannot hold, or a cell not show, becomes a space; what would be read as an escaped character is escaped.
export const cellText = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, " ")
    .replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

export class Book {
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

  /** Put what rows of a table say into its cells. `table` is {sheet, group, key} of the hidden sheet: the name of its
   *  sheet, that of its headings, and the column by which a row is found; `rows` are id → column → a text, {day} or
   *  {number}. No column that holds something stays folded away, but for those of `quiet`. */
  enter(table, rows, quiet = "") {
    const sheet = this.sheet(this.legend.get(table.sheet));
    const { column, rowOf } = this.found(table);
    const used = new Set();
    for (const [id, cells] of rows) {
      for (const [one, content] of Object.entries(cells).filter(([, value]) => value !== "" && value !== undefined)) {
        const cell = rowOf.get(id).get(column(one));
        this.put(cell, content);
        if (one !== quiet) used.add(numberOf(column(one)));
        // As high as its texts: spreadsheet programs see to it where no height is set.
        for (const height of ["ht", "customHeight"]) cell.parentNode.removeAttribute(height);
      }
    }
    for (const one of all(sheet, "col")) {
      const [first, last] = ["min", "max"].map((place) => Number(one.getAttribute(place)));
      if ([...used].some((place) => first <= place && place <= last)) one.removeAttribute("hidden");
    }
  }
  // By the key of a column its letter, and by the id of a row its cells.
  found({ sheet, group, key }) {
    const rows = all(this.sheet(this.legend.get(sheet)), "row");
    const cells = rows.map((row) => new Map(all(row, "c").map((cell) => [columnOf(cell), cell])));
    const title = this.legend.get(`${group}.${key}`);
    const heading = cells.find((row) => [...row.values()].some((cell) => this.text(cell) === title));
    const columns = new Map([...heading].map(([column, cell]) => [this.text(cell), column]));
    const column = (one) => columns.get(this.legend.get(`${group}.${one}`));
    const below = cells.filter((row) => row !== heading && row.has(column(key)));
    return { heading, column, rowOf: new Map(below.map((row) => [this.text(row.get(column(key))), row])) };
  }
  idsOf = (table) => [...this.found(table).rowOf.keys()];
  put(cell, content) {
    if (content.day) this.writeNumber(cell, (Date.parse(`${content.day}T00:00:00Z`) - FIRST_DAY) / DAY);
    else if (content.number !== undefined) this.writeNumber(cell, content.number);
    else this.write(cell, content);
  }
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
  writeNumber(cell, number) {
    const value = cell.ownerDocument.createElementNS(MAIN, "v");
    value.textContent = number;
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
  /** Say something on the hidden sheet: key → text. */
  explain(entries) {
    const [data] = all(this.sheet(LEGEND), "sheetData");
    for (const [key, text] of Object.entries(entries).filter(([one]) => !this.legend.has(one))) {
      const number = data.children.length + 1;
      const row = data.appendChild(data.ownerDocument.createElementNS(MAIN, "row"));
      row.setAttribute("r", number);
      for (const [column, words] of [
        ["A", key],
        ["B", text],
      ]) {
        const cell = row.appendChild(data.ownerDocument.createElementNS(MAIN, "c"));
        cell.setAttribute("r", `${column}${number}`);
        this.write(cell, words);
      }
      this.legend.set(key, text);
    }
  }
  /** The style of the heading of a column, and that of the first cell below it. */
  stylesOf(table, key) {
    const { heading, column, rowOf } = this.found(table);
    const [first] = rowOf.values();
    return [heading, first].map((row) => row.get(column(key)).getAttribute("s"));
  }
  /** Add a sheet, a document of its own, at this place among the others. */
  async addSheet(place, title, xml) {
    const name = title.slice(0, LONGEST_NAME);
    const [workbook, relations, types] = await Promise.all(
      ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"].map((part) => this.opened(part)),
    );
    const number = this.names.size + 1;
    const path = `xl/worksheets/sheet${number}.xml`;
    const like = (nodes, attributes) => {
      const node = nodes.at(-1).cloneNode();
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const ofSheets = (nodes, key) => nodes.filter((node) => node.getAttribute(key).includes("worksheet"));
    const relation = like(ofSheets(all(relations, "Relationship"), "Type"), {
      Id: `rIdGuiju${number}`,
      Target: `worksheets/sheet${number}.xml`,
    });
    relations.documentElement.append(relation);
    types.documentElement.append(like(ofSheets(all(types, "Override"), "PartName"), { PartName: `/${path}` }));
    const sheets = all(workbook, "sheet");
    const sheet = like(
      sheets.filter((one) => !one.hasAttribute("state")),
      { name, sheetId: number, "r:id": `rIdGuiju${number}` },
    );
    sheets[place].before(sheet);
    for (const view of this.views()) view.removeAttribute("tabSelected"); // the first sheet has it
    // Names belong to sheets by their place.
    for (const one of all(workbook, "definedName").filter((node) => node.hasAttribute("localSheetId"))) {
      const at = Number(one.getAttribute("localSheetId"));
      one.setAttribute("localSheetId", at < place ? at : at + 1);
    }
    this.names.set(name, path);
    this.parts.set(path, this.parts.get(STYLES));
    this.documents.set(path, new DOMParser().parseFromString(xml, "application/xml"));
  }
  views = () => [...this.names.keys()].flatMap((name) => all(this.sheet(name), "sheetView"));
  opened = async (name) => this.documents.get(name) ?? this.open(name);

  // The archive with what was filled in. What formulas came to is left out: it is counted when the workbook is opened.
  async archive() {
    for (const [name, document] of this.documents) {
      for (const formula of all(document, "f")) formula.parentNode.querySelector("v")?.remove();
      this.parts.set(name, await withText(this.parts.get(name), new XMLSerializer().serializeToString(document)));
    }
    return archiveOf(this.parts);
  }
}
