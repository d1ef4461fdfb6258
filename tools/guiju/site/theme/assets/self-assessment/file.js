// Profiles as files: read in and held against what the form knows, downloaded, remembered in this browser where the reader asks for it.

import { recorded } from './counting.js';
import { valueOf } from './predicates.js';

const TEXT = /^(?![\s\S]*[\u0000-\u001f\u007f-\u009f\u2028\u2029])\S(?:.*\S)?$/;
const PLAIN_NUMBER = /^-?\d{1,14}(?:\.\d{1,14})?$/; // more digits, and exponents, are not the same to every reader of YAML
const MAX_TEXT = 4000;
export const MAX_BYTES = 8 * 1024 * 1024; // guiju assess reads no more either

const own = (record, key) => Object.prototype.hasOwnProperty.call(record, key);
export const isText = (value) => typeof value === 'string' && value.length <= MAX_TEXT && TEXT.test(value) && !/[\ud800-\udfff]/u.test(value);
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDay = (value) => valueOf({ type: 'date' }, value) !== undefined;

// A recorded value that guiju assess takes for this fact.
export function fits(fact, value) {
  if (typeof value === 'string' && !isText(value)) return false;
  if (typeof value === 'number' && !PLAIN_NUMBER.test(String(value))) return false;
  return valueOf(fact, value) !== undefined;
}

// Records without a prototype, so that a row may have any key.
export function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (!isRecord(value)) return value;
  const held = Object.create(null);
  for (const [key, part] of Object.entries(value)) held[key] = bare(part);
  return held;
}

export class Refused extends Error {
  constructor(kind, place) { super(kind); this.kind = kind; this.place = place; }
}
const demand = (holds, kind, place) => { if (!holds) throw new Refused(kind, place); };

// The profile in a JSON text; Refused with the place for what the form, or guiju assess, would not take.
export function readProfile(given, text) {
  let value;
  try { value = bare(JSON.parse(text)); } catch { throw new Refused('not_json', ''); }
  demand(isRecord(value) && own(value, 'facts'), 'shape', 'facts');
  for (const part of Object.keys(value)) {
    demand(own(given.shapes.profile, part) && (value[part] === null || isRecord(value[part])), 'shape', part);
  }
  if (value.report) checkShape(given.shapes.report, value.report, 'report');
  checkRow(given, 'service', value.facts || {}, 'facts');
  for (const [entity, extent] of Object.entries(value.coverage || {})) {
    demand(isEntity(given, entity) && ['all', 'sample'].includes(extent), 'shape', `coverage.${entity}`);
  }
  for (const [entity, keyed] of Object.entries(value.rows || {})) {
    demand(isEntity(given, entity) && isRecord(keyed), 'shape', `rows.${entity}`);
    for (const [key, row] of Object.entries(keyed)) {
      demand(isText(key) && isRecord(row), 'shape', `rows.${entity}.${key}`);
      checkRow(given, entity, row, `rows.${entity}.${key}`);
    }
  }
  for (const part of ['declarations', 'plans']) {
    for (const [id, entry] of Object.entries(value[part] || {})) {
      demand(given.obligations.includes(id), 'duty', id);
      checkShape(given.shapes[part], entry, `${part}.${id}`);
      demand(part === 'plans' || missingOf(entry).length === 0, 'shape', `${part}.${id}`);
    }
  }
  return value;
}
const isEntity = (given, name) => name !== 'service' && own(given.facts, name);
function checkRow(given, entity, row, place) {
  for (const [name, entry] of Object.entries(row)) {
    const here = `${place}.${name}`;
    demand(own(given.facts[entity], name), 'fact', here);
    demand(entry !== null && !Array.isArray(entry), 'shape', here);
    if (isRecord(entry)) checkShape(given.shapes.fact, entry, here);
    demand(fits(given.facts[entity][name], recorded(entry).value), 'value', here);
  }
}
// `shape` is {needed: keys, kinds: key → "text", "day", "texts", "value" or the words to choose from}.
function checkShape({ needed, kinds }, entry, place) {
  demand(isRecord(entry), 'shape', place);
  for (const key of needed) demand(own(entry, key), 'shape', `${place}.${key}`);
  for (const [key, value] of Object.entries(entry)) demand(own(kinds, key) && isOf(kinds[key], value), 'shape', `${place}.${key}`);
}
function isOf(kind, value) {
  if (Array.isArray(kind)) return kind.includes(value);
  const holds = { text: isText, day: isDay, texts: (several) => Array.isArray(several) && several.every(isText), value: () => true };
  return holds[kind](value);
}

// What a declaration lacks to count.
export function missingOf(declaration) {
  const needed = declaration.status === 'not_applicable' ? ['by', 'reason', 'approver'] : ['by'];
  return needed.filter((key) => !declaration[key]);
}

export function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// What this browser remembers of one form; it may refuse to.
export class Memory {
  constructor(slug) { this.key = `guiju.self-assessment.${slug}`; }
  load() { try { return localStorage.getItem(this.key); } catch { return null; } }
  save(text) { try { localStorage.setItem(this.key, text); return true; } catch { return false; } }
  forget() { try { localStorage.removeItem(this.key); } catch { /* then nothing was kept either */ } }
}
