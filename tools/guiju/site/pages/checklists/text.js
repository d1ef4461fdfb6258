// Texts of a checklist in tables that spreadsheets read.

import { Refused } from "../files.js";

// What a spreadsheet could take for a formula gets an apostrophe in front; so does what begins with apostrophes before
// one, so that taking one away always gives the text back.
const FORMULA = /^'*[ \u3000\ufeff]*[=+\-@\t\r\n\0＝＋－＠]/;
export const looksLikeFormula = (text) => FORMULA.test(text);
const guarded = (cell) => (looksLikeFormula(cell) ? `'${cell}` : cell);
const unguarded = (cell) => (cell.startsWith("'") && looksLikeFormula(cell.slice(1)) ? cell.slice(1) : cell);

/** Rows of cells → CSV with byte-order mark, every cell quoted. */
export function csvOf(rows) {
  const quoted = (cell) => `"${guarded(cell).replace(/"/g, '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("")}`;
}

/** CSV → rows of cells. Spreadsheets also write semicolons or tabs between the cells. */
export function rowsOf(text) {
  const source = text.replace(/^\ufeff/, "");
  const mark = separatorOf(source);
  const pattern = `(?:"([^"]*(?:""[^"]*)*)("?))?([^${mark}\r\n]*)(${mark}|\r\n|[\r\n]|$)`;
  const rows = [[]];
  for (const [, quoted = "", closing, bare, end] of source.matchAll(new RegExp(pattern, "g"))) {
    if (closing === "") throw new Refused("bad_quotes", { row: rows.length });
    rows.at(-1).push(unguarded(quoted.replaceAll('""', '"') + bare));
    if (end === "") break;
    if (end !== mark) rows.push([]);
  }
  return rows;
}

function separatorOf(source) {
  const heading = source.split(/[\r\n]/, 1)[0].replace(/"[^"]*"/g, "");
  const count = (mark) => heading.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The text of a file: UTF-8, else what a spreadsheet on a Chinese system writes. */
export function decoded(bytes) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      /* the next one */
    }
  }
  throw new Refused("bad_text");
}
