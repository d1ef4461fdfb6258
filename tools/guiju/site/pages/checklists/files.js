// The entries of a checklist as files, there and back: a profile that guiju assess reads, and a table. Nothing here
// touches the page.
//
// An entry is {status, by, evidence, reason, reviewer, approver, date, hash}, each a text, empty where nothing is said;
// `hash` is that of the words of the law it was made for, UNTOLD where a file does not tell. `desk` is what
// guiju.site.pages.checklists wrote for the script.

import { attempt } from "../attempt.js";
import { fill } from "../elements.js";
import { isRecord, Refused } from "../files.js";
import { lengthOf, LONGEST, plain } from "../limit.js";
import { rowsOf } from "./text.js";

export const PARTY = ["entity", "prepared_by"];
export const TEXTS = ["by", "evidence", "reason", "reviewer", "approver"];
export const UNTOLD = "unknown";
const FIELDS = ["status", ...TEXTS, "date"];
const HASH = /^([0-9a-f]{64}|unknown|)$/;
const KEYS = [...FIELDS, "hash"];
export const EMPTY = Object.freeze({ ...Object.fromEntries(KEYS.map((key) => [key, ""])), status: "to_verify" });

const isText = (value) => typeof value === "string" && lengthOf(value) <= LONGEST;
const isDay = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
export const says = (entry) => entry.status !== EMPTY.status || TEXTS.some((key) => entry[key] !== "");
export const isIncomplete = (entry) =>
  entry.status === "not_applicable" && (plain(entry.reason) === "" || plain(entry.approver) === "");

/** The first field that cannot be what it is; undefined where all are sound. */
export const unfit = (desk, entry) =>
  KEYS.find((key) => {
    const value = entry[key];
    if (!isText(value)) return true;
    if (key === "status") return !Object.keys(desk.statuses).includes(value);
    if (key === "hash") return !HASH.test(value);
    return key === "date" && value !== "" && !isDay(value);
  });

/** Lines {id, entry, isStale} that say something → the profile, and how many were left out or changed on the way. */
export function profileOf(desk, party, lines) {
  const counted = lines.filter((line) => !line.isStale);
  const declarations = Object.fromEntries(counted.map(({ id, entry }) => [id, declarationOf(desk, party, entry)]));
  const scope = fill(desk.words.scope, { name: desk.name, as_of: desk.as_of, version: desk.version });
  const report = { entity: plain(party.entity), scope: plain(scope), prepared_by: plain(party.prepared_by) };
  return {
    profile: { report: withoutBlanks(report), facts: {}, declarations },
    number: counted.length,
    stale: lines.length - counted.length,
    incomplete: counted.filter(({ entry }) => isIncomplete(entry)).length,
    unnamed: Object.values(declarations).filter(({ by }) => by === desk.unnamed[desk.lang]).length,
  };
}

/** The status that counts: “not applicable” is open until it has its reason and its approver. */
export const statusOf = (entry) => (isIncomplete(entry) ? EMPTY.status : entry.status);

function declarationOf(desk, party, entry) {
  const texts = Object.fromEntries(TEXTS.map((key) => [key, plain(entry[key])]));
  const status = statusOf(entry);
  const by = texts.by || plain(party.prepared_by) || desk.unnamed[desk.lang];
  return withoutBlanks({ status, ...texts, by, date: entry.date });
}

const withoutBlanks = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ""));

/** The text of a file → {party, entries, isPart}: id → entry; whether it holds what a checklist has no place for. */
export function read(desk, text) {
  if (!/^\s*[{[]/.test(text)) return { party: {}, entries: ofTable(desk, rowsOf(text)), isPart: false };
  const profile = attempt(() => JSON.parse(text));
  if (profile === undefined) throw new Refused("bad_json");
  return ofProfile(desk, profile);
}

function ofProfile(desk, profile) {
  if (!isRecord(profile) || !isRecord(profile.declarations)) throw new Refused("bad_profile");
  const refuse = (id, key, value) => {
    if (isTooLong(value)) throw new Refused("bad_length", { place: `${id}: ${key}` });
    throw new Refused("bad_entry", { id, key, value: excerpt(value) });
  };
  const report = isRecord(profile.report) ? profile.report : {};
  const party = Object.fromEntries(PARTY.filter((key) => Object.hasOwn(report, key)).map((key) => [key, report[key]]));
  const wrong = Object.keys(party).find((key) => !isText(party[key]));
  if (wrong) refuse("report", wrong, party[wrong]);
  const version = typeof report.scope === "string" ? report.scope.match(/\b[0-9a-f]{12}\b/) : null;
  const hash = version && version[0] !== desk.version ? UNTOLD : "";
  const entries = new Map();
  for (const [id, declaration] of Object.entries(profile.declarations)) {
    if (!isRecord(declaration)) refuse(id, "status", declaration);
    const entry = { ...EMPTY, ...declaration, hash };
    const key = Object.keys(declaration).find((name) => !FIELDS.includes(name)) || unfit(desk, entry);
    if (key) refuse(id, key, declaration[key]);
    if (Object.values(desk.unnamed).includes(entry.by)) entry.by = "";
    entries.set(id, entry);
  }
  const isPart = ["facts", "coverage", "rows", "plans"].some((key) => Object.keys(profile[key] || {}).length > 0);
  return { party, entries, isPart };
}

const isTooLong = (value) => typeof value === "string" && lengthOf(value) > LONGEST;
const excerpt = (value) => (JSON.stringify(value) ?? "—").slice(0, 60);

/** The table of all lines {id, rule, cited, title, modality, binds, entry}. */
export function tableOf(desk, lines) {
  const keys = Object.keys(desk.columns);
  const own = { as_of: desk.as_of, data_version: desk.version, disclaimers: desk.notice };
  const wordOf = ({ binds, state, entry }) =>
    binds ? desk.statuses[entry.status] : state === "displaced" ? desk.historical : desk.information;
  const rows = lines.map((line) => {
    const entry = { ...(line.binds ? line.entry : {}), status: wordOf(line)[desk.lang] };
    const row = { ...line, ...entry, text_hash: line.entry.hash || line.hash, ...own };
    return keys.map((key) => row[key] || "");
  });
  return [keys.map((key) => desk.columns[key][desk.lang]), ...rows];
}

// Rows are counted as a spreadsheet counts them: the heading is the first; one that holds nothing is skipped.
function ofTable(desk, /** @type {string[][]} */ [heading, ...rows]) {
  const places = placesOf(desk, heading);
  const entries = new Map();
  rows.forEach((cells, index) => {
    if (cells.every((cell) => cell === "")) return;
    const row = index + 2;
    if (cells.slice(heading.length).some((cell) => cell !== "")) throw new Refused("bad_width", { row });
    const cellOf = (key) => cells[places[key]] || "";
    const refuse = (key) => {
      const column = desk.columns[key][desk.lang];
      if (isTooLong(cellOf(key))) throw new Refused("bad_length", { place: `${row}: ${column}` });
      throw new Refused("bad_row", { row, column, value: excerpt(cellOf(key)) });
    };
    const id = cellOf("id").trim();
    if (id === "") refuse("id");
    if ([desk.information, desk.historical].some((words) => Object.values(words).includes(cellOf("status")))) return;
    if (entries.has(id)) throw new Refused("bad_twice", { id });
    const entry = entryOf(desk, cellOf);
    const key = unfit(desk, entry);
    if (key) refuse(key === "hash" ? "text_hash" : key);
    entries.set(id, entry);
  });
  return entries;
}

function placesOf(desk, heading) {
  const places = {};
  for (const [key, words] of Object.entries(desk.columns)) {
    places[key] = heading.findIndex((cell) => [key, ...Object.values(words)].includes(cell.trim()));
    if (places[key] < 0 && (key === "id" || key === "status")) {
      throw new Refused(heading.length > 1 ? "bad_columns" : "bad_json", { column: words[desk.lang] });
    }
  }
  return places;
}

function entryOf(desk, cellOf) {
  const word = cellOf("status").trim();
  const known = Object.entries(desk.statuses).find(([key, words]) => [key, ...Object.values(words)].includes(word));
  const status = word === "" ? EMPTY.status : known ? known[0] : word;
  const texts = Object.fromEntries(TEXTS.map((key) => [key, cellOf(key)]));
  return { ...texts, status, date: dayOf(cellOf("date").trim()), hash: cellOf("text_hash").trim() };
}

// Spreadsheets write a day in their own way: 2026/1/31.
function dayOf(text) {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return year ? [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-") : text;
}
