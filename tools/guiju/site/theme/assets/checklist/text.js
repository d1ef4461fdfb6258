// Texts of a checklist as files hold them: words filled in, a text on one line, tables that spreadsheets read. Nothing here changes the page.

// Why a file is not taken: the key of the words that say so, and what fills their blanks.
export class Refused extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

// {number} items → 3 items.
export const fill = (words, values = {}) => words.replace(/\{(\w+)\}/g, (blank, name) => name in values ? String(values[name]) : blank);

// One line, as a profile wants it: breaks, controls and runs of spaces become one space; half a character becomes U+FFFD.
export const plain = (text) => text.replace(/[\ud800-\udfff]/gu, '\ufffd').replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();

// What a spreadsheet could take for a formula gets an apostrophe in front; so does what begins with apostrophes before one, so that
// taking one away always gives the text back.
const FORMULA = /^'*[ \u3000\ufeff]*[=+\-@\t\r\n\0＝＋－＠]/;
const guarded = (cell) => FORMULA.test(cell) ? `'${cell}` : cell;
const unguarded = (cell) => cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

// Rows of cells → CSV with byte-order mark, every cell quoted.
export function csvOf(rows) {
  const quoted = (cell) => `"${guarded(cell).replace(/"/g, '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

// CSV → rows of cells. Spreadsheets also write semicolons or tabs between the cells.
export function rowsOf(text) {
  const source = text.replace(/^\ufeff/, '');
  const mark = separatorOf(source);
  const rows = [[]];
  let cell = '';
  let inQuotes = false;
  const endCell = () => { rows[rows.length - 1].push(unguarded(cell)); cell = ''; };
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    const doubled = character === '"' && source[at + 1] === '"';
    if (inQuotes && doubled) { cell += '"'; at += 1; }
    else if (character === '"' && (inQuotes || cell === '')) inQuotes = !inQuotes;
    else if (inQuotes) cell += character;
    else if (character === mark) endCell();
    else if (character === '\n' || character === '\r') {
      if (character === '\r' && source[at + 1] === '\n') at += 1;
      endCell();
      rows.push([]);
    } else cell += character;
  }
  if (inQuotes) throw new Refused('bad_quotes', { row: rows.length });
  endCell();
  return rows;
}
function separatorOf(source) {
  const heading = source.split(/[\r\n]/, 1)[0].replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].reduce((best, mark) => heading.split(mark).length > heading.split(best).length ? mark : best);
}

// The part of the page that an address names after its #; none where that is not encoded as addresses are (#%).
export function partNamed(hash) {
  try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; }
}

// The text of a file: UTF-8, else what a spreadsheet on a Chinese system writes.
export function decoded(bytes) {
  for (const encoding of ['utf-8', 'gb18030']) {
    try { return new TextDecoder(encoding, { fatal: true }).decode(bytes); } catch { /* the next one */ }
  }
  throw new Refused('bad_text');
}
