// Profiles as files: read in, and checked against what the form knows.

import { attempt } from "../attempt.js";
import { isRecord, Refused } from "../files.js";
import { lengthOf, LONGEST } from "../limit.js";
import { recorded } from "./counting.js";
import { valueOf } from "./predicates.js";

const TEXT = /^(?![\s\S]*[\u0000-\u001f\u007f-\u009f\u2028\u2029])\S(?:.*\S)?$/;
const HALF_CHARACTER = /[\ud800-\udfff]/u;
const PLAIN_NUMBER = /^-?\d{1,14}(?:\.\d{1,14})?$/; // YAML readers disagree on more digits, and on exponents
export const isText = (value) =>
  typeof value === "string" && lengthOf(value) <= LONGEST && TEXT.test(value) && !HALF_CHARACTER.test(value);

/** Whether guiju assess takes a recorded value for this fact. */
export function fits(fact, value) {
  if (typeof value === "string" && !isText(value)) return false;
  if (typeof value === "number" && !PLAIN_NUMBER.test(String(value))) return false;
  return valueOf(fact, value) !== undefined;
}

const bare = (_, value) => (isRecord(value) ? Object.assign(Object.create(null), value) : value);
/** A JSON text as records without a prototype, so that a row may have any key. */
export const parsed = (text) => JSON.parse(text, bare);

function demand(holds, key, place) {
  if (!holds) throw new Refused(key, { place: place.slice(0, 120) });
}

function demandRoom(value, place) {
  demand(typeof value !== "string" || lengthOf(value) <= LONGEST, "long", place);
}

/** The profile in a JSON text. It must be one that the form, and guiju assess, can take. */
export function readProfile(given, text) {
  const value = attempt(() => parsed(text));
  demand(value !== undefined, "not_json", "");
  checkProfile(given, value);
  return value;
}

export function checkProfile(given, value) {
  const { shapes } = given;
  demand(isRecord(value) && Object.hasOwn(value, "facts"), "shape", "facts");
  for (const [part, content] of Object.entries(value)) {
    demand(Object.hasOwn(shapes.profile, part) && (content === null || isRecord(content)), "shape", part);
  }
  const entriesOf = (part) => Object.entries(value[part] || {});
  if (value.report) checkShape(shapes.report, value.report, "report");
  checkRow(given, "service", value.facts || {}, "facts");
  for (const [entity, extent] of entriesOf("coverage")) {
    demand(isEntity(given, entity) && ["all", "sample"].includes(extent), "shape", `coverage.${entity}`);
  }
  for (const [entity, keyed] of entriesOf("rows")) {
    demand(isEntity(given, entity) && isRecord(keyed), "shape", `rows.${entity}`);
    for (const [key, row] of Object.entries(keyed)) {
      demand(isText(key) && isRecord(row), "shape", `rows.${entity}.${key}`);
      checkRow(given, entity, row, `rows.${entity}.${key}`);
    }
  }
  for (const part of ["declarations", "plans"]) {
    for (const [id, entry] of entriesOf(part)) {
      demand(isDuty(given, part === "plans" ? id.split("/", 1)[0] : id), "duty", id);
      checkShape(shapes[part], entry, `${part}.${id}`);
      demand(part === "plans" || missingOf(entry).length === 0, "shape", `${part}.${id}`);
    }
  }
}

// The ids of all duties come with what a result needs. Without them, as where the network failed, what this browser
// kept is taken; a file is read only with them.
function isDuty({ obligations }, id) {
  const [rule, name, ...rest] = id.split("#");
  if (!obligations) return Boolean(name) && !rest.length;
  return !rest.length && Object.hasOwn(obligations, rule) && obligations[rule].includes(name);
}

const isEntity = (given, name) => name !== "service" && Object.hasOwn(given.facts, name);

function checkRow(given, entity, row, place) {
  for (const [name, entry] of Object.entries(row)) {
    const here = `${place}.${name}`;
    demand(Object.hasOwn(given.facts[entity], name), "fact", here);
    demand(entry !== null && !Array.isArray(entry), "shape", here);
    demandRoom(recorded(entry).value, here);
    if (isRecord(entry)) checkShape(given.shapes.fact, entry, here);
    demand(fits(given.facts[entity][name], recorded(entry).value), "value", here);
  }
}

const KINDS = {
  text: isText,
  day: (value) => fits({ type: "date" }, value),
  texts: (several) => Array.isArray(several) && several.every(isText),
  value: () => true,
};

// `shape` is {needed: keys, kinds: key → one of KINDS, or the words to choose from}.
function checkShape({ needed, kinds }, entry, place) {
  demand(isRecord(entry), "shape", place);
  for (const key of needed) demand(Object.hasOwn(entry, key), "shape", `${place}.${key}`);
  const fitsKind = (kind, value) => (Array.isArray(kind) ? kind.includes(value) : KINDS[kind](value));
  for (const [key, value] of Object.entries(entry)) {
    demandRoom(value, `${place}.${key}`);
    demand(Object.hasOwn(kinds, key) && fitsKind(kinds[key], value), "shape", `${place}.${key}`);
  }
}

/** What a declaration lacks to count. */
export function missingOf(declaration) {
  const needed = declaration.status === "not_applicable" ? ["by", "reason", "approver"] : ["by"];
  return needed.filter((key) => !declaration[key]);
}
