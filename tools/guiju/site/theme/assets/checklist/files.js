// The entries of a checklist as files, there and back: a profile that guiju assess reads, and a table. Nothing here touches the page.
//
// An entry is {status, by, evidence, reason, reviewer, approver, date, hash}, each a text, empty where nothing is said; `hash` is that of the
// words of the law it was made for, UNTOLD where a file does not tell. `desk` is what guiju.site.checklists wrote for the script.

import { fill, plain, Refused, rowsOf } from './text.js';

const TEXTS = ['by', 'evidence', 'reason', 'reviewer', 'approver'];
const FIELDS = ['status', ...TEXTS, 'date'];
export const UNTOLD = 'unknown';
const HASH = /^([0-9a-f]{64}|unknown|)$/;
const LONGEST = 4000; // as the schema of profiles has it
export const EMPTY = Object.freeze({ status: 'to_verify', by: '', evidence: '', reason: '', reviewer: '', approver: '', date: '', hash: '' });

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
export const says = (entry) => entry.status !== EMPTY.status || TEXTS.some((key) => entry[key] !== '');
export const isIncomplete = (entry) => entry.status === 'not_applicable' && (plain(entry.reason) === '' || plain(entry.approver) === '');

// The first field that cannot be what it is; undefined where all are sound.
const isText = (value) => typeof value === 'string' && [...value].length <= LONGEST;
export const unfit = (desk, entry) => [...FIELDS, 'hash'].find((key) => {
  const value = entry[key];
  if (!isText(value)) return true;
  if (key === 'status') return !Object.keys(desk.statuses).includes(value);
  if (key === 'hash') return !HASH.test(value);
  return key === 'date' && value !== '' && !isDay(value);
});

// Lines {id, entry, isStale} that say something → the profile, and how many were left out or changed on the way.
export function profileOf(desk, party, lines) {
  const counted = lines.filter((line) => !line.isStale);
  const declarations = Object.fromEntries(counted.map(({ id, entry }) => [id, declarationOf(desk, party, entry)]));
  const scope = fill(desk.words.scope, { name: desk.name, as_of: desk.as_of, version: desk.version });
  const report = { entity: plain(party.entity), scope: plain(scope), prepared_by: plain(party.prepared_by) };
  return {
    profile: { report: filled(report), facts: {}, declarations },
    number: counted.length,
    stale: lines.length - counted.length,
    incomplete: counted.filter(({ entry }) => isIncomplete(entry)).length,
    unnamed: Object.values(declarations).filter(({ by }) => by === desk.unnamed[desk.lang]).length,
  };
}
function declarationOf(desk, party, entry) {
  const texts = Object.fromEntries(TEXTS.map((key) => [key, plain(entry[key])]));
  const status = isIncomplete(entry) ? 'to_verify' : entry.status;
  const by = texts.by || plain(party.prepared_by) || desk.unnamed[desk.lang];
  return filled({ status, ...texts, by, date: entry.date });
}
const filled = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));

// The text of a file → {party, entries, isPart}: id → entry; whether it holds what a checklist has no place for.
// Refused with the reason for what is none.
export function read(desk, text) {
  if (/^\s*[{[]/.test(text)) return ofProfile(desk, parsed(text));
  return { party: {}, entries: ofTable(desk, rowsOf(text)), isPart: false };
}
function parsed(text) {
  try { return JSON.parse(text); } catch { throw new Refused('bad_json'); }
}
function ofProfile(desk, profile) {
  if (!isRecord(profile) || !isRecord(profile.declarations)) throw new Refused('bad_profile');
  const report = isRecord(profile.report) ? profile.report : {};
  const party = Object.fromEntries(['entity', 'prepared_by'].filter((key) => Object.hasOwn(report, key)).map((key) => [key, report[key]]));
  const wrong = Object.keys(party).find((key) => !isText(party[key]));
  if (wrong) throw new Refused('bad_entry', { id: 'report', key: wrong, value: said(party[wrong]) });
  const version = typeof report.scope === 'string' ? report.scope.match(/\b[0-9a-f]{12}\b/) : null;
  const hash = version && version[0] !== desk.version ? UNTOLD : '';
  const entries = new Map();
  for (const [id, declaration] of Object.entries(profile.declarations)) {
    if (!isRecord(declaration)) throw new Refused('bad_entry', { id, key: 'status', value: said(declaration) });
    const unknown = Object.keys(declaration).find((key) => !FIELDS.includes(key));
    const entry = { ...EMPTY, ...declaration, hash };
    const key = unknown || unfit(desk, entry);
    if (key) throw new Refused('bad_entry', { id, key, value: said(declaration[key]) });
    if (Object.values(desk.unnamed).includes(entry.by)) entry.by = '';
    entries.set(id, entry);
  }
  const isPart = ['facts', 'coverage', 'rows', 'plans'].some((key) => Object.keys(profile[key] || {}).length > 0);
  return { party, entries, isPart };
}
const said = (value) => (JSON.stringify(value) ?? '—').slice(0, 60);

// The table of all lines {id, rule, cited, title, modality, binds, entry}.
export function tableOf(desk, lines) {
  const keys = Object.keys(desk.columns);
  const word = (words) => words[desk.lang];
  const rows = lines.map((line) => {
    const told = line.binds ? { ...line.entry, status: word(desk.statuses[line.entry.status]) } : { status: word(line.state === 'displaced' ? desk.historical : desk.information) };
    const row = { ...line, ...told, text_hash: line.entry.hash || line.hash, as_of: desk.as_of, data_version: desk.version, disclaimers: desk.notice };
    return keys.map((key) => row[key] || '');
  });
  return [keys.map((key) => word(desk.columns[key])), ...rows];
}

// Rows are counted as a spreadsheet counts them: the heading is the first; one that holds nothing is skipped.
function ofTable(desk, [heading, ...rows]) {
  const places = placesOf(desk, heading);
  const entries = new Map();
  rows.forEach((cells, index) => {
    if (cells.every((held) => held === '')) return;
    const row = index + 2;
    if (cells.slice(heading.length).some((held) => held !== '')) throw new Refused('bad_width', { row });
    const cell = (key) => cells[places[key]] || '';
    const refusal = (key) => new Refused('bad_row', { row, column: desk.columns[key][desk.lang], value: said(cell(key)) });
    const id = cell('id').trim();
    if (id === '') throw refusal('id');
    if ([desk.information, desk.historical].some((words) => Object.values(words).includes(cell('status')))) return;
    if (entries.has(id)) throw new Refused('bad_twice', { id });
    const entry = entryOf(desk, cell);
    const key = unfit(desk, entry);
    if (key) throw refusal(key === 'hash' ? 'text_hash' : key);
    entries.set(id, entry);
  });
  return entries;
}
function placesOf(desk, heading) {
  const places = {};
  for (const [key, words] of Object.entries(desk.columns)) {
    places[key] = heading.findIndex((cell) => Object.values(words).includes(cell.trim()) || cell.trim() === key);
    if (places[key] < 0 && (key === 'id' || key === 'status')) {
      throw new Refused(heading.length > 1 ? 'bad_columns' : 'bad_json', { column: words[desk.lang] });
    }
  }
  return places;
}
function entryOf(desk, cell) {
  const word = cell('status').trim();
  const known = Object.entries(desk.statuses).find(([key, words]) => word === key || Object.values(words).includes(word));
  const texts = Object.fromEntries(TEXTS.map((key) => [key, cell(key)]));
  return { ...texts, status: word === '' ? EMPTY.status : known ? known[0] : word, date: dayOf(cell('date').trim()), hash: cell('text_hash').trim() };
}
// Spreadsheets write a day in their own way: 2026/1/31.
const dayOf = (text) => text.replace(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, (_, year, month, day) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
