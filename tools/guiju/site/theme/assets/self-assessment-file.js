'use strict';
// Profiles as files: read in and held against what the form knows, downloaded, remembered in this browser where the reader asks for it.
(() => {
  const { recorded, valueOf } = window.guiju;
  const PARTS = ['report', 'facts', 'rows', 'coverage', 'declarations', 'plans'];
  const FACT_KEYS = ['value', 'basis', 'evidence', 'date', 'expires', 'reviewer'];
  const DECLARATION_KEYS = ['status', 'by', 'reviewer', 'evidence', 'date', 'reason', 'approver'];
  const TEXT = /^(?![\s\S]*[\u0000-\u001f\u007f-\u009f\u2028\u2029])\S(?:.*\S)?$/;
  const PLAIN_NUMBER = /^-?\d{1,14}(?:\.\d{1,14})?$/; // more digits, and exponents, are not the same to every reader of YAML
  const MAX_KEY = 200;

  const isText = (value) => typeof value === 'string' && TEXT.test(value) && !/[\ud800-\udfff]/u.test(value);
  const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  // A recorded value that guiju assess takes for this fact.
  function fits(fact, value) {
    if (typeof value === 'string' && !isText(value)) return false;
    if (typeof value === 'number' && !PLAIN_NUMBER.test(String(value))) return false;
    return valueOf(fact, value) !== undefined;
  }

  // Records without a prototype, so that a row may have any key.
  function bare(value) {
    if (Array.isArray(value)) return value.map(bare);
    if (!isRecord(value)) return value;
    return Object.assign(Object.create(null), Object.fromEntries(Object.entries(value).map(([key, held]) => [key, bare(held)])));
  }

  class Refused extends Error {
    constructor(kind, place) { super(kind); this.kind = kind; this.place = place; }
  }
  const demand = (holds, kind, place) => { if (!holds) throw new Refused(kind, place); };

  // The profile in a JSON text; Refused with the place for what the form, or guiju assess, would not take.
  function readProfile(given, text) {
    let value;
    try { value = bare(JSON.parse(text)); } catch { throw new Refused('not_json', ''); }
    demand(isRecord(value), 'shape', '{}');
    for (const part of Object.keys(value)) {
      demand(PARTS.includes(part) && (value[part] === null || isRecord(value[part])), 'shape', part);
    }
    demand('facts' in value, 'shape', 'facts');
    checkRow(given, 'service', value.facts || {}, 'facts');
    for (const [entity, keyed] of Object.entries(value.rows || {})) {
      demand(entity !== 'service' && given.facts[entity] && isRecord(keyed), 'shape', `rows.${entity}`);
      for (const [key, row] of Object.entries(keyed)) {
        demand(isText(key) && key.length <= MAX_KEY && isRecord(row), 'shape', `rows.${entity}.${key}`);
        checkRow(given, entity, row, `rows.${entity}.${key}`);
      }
    }
    for (const [id, declaration] of Object.entries(value.declarations || {})) checkDeclaration(given, id, declaration);
    return value;
  }
  function checkRow(given, entity, row, place) {
    for (const [name, entry] of Object.entries(row)) {
      const here = `${place}.${name}`;
      demand(Object.prototype.hasOwnProperty.call(given.facts[entity], name), 'fact', here);
      demand(!isRecord(entry) || checkKeys(entry, FACT_KEYS, ['value', 'basis']), 'shape', here);
      const told = recorded(entry);
      demand(told.basis in given.bases && fits(given.facts[entity][name], told.value), 'value', here);
      for (const day of ['date', 'expires']) demand(!(day in told) || isDay(told[day]), 'shape', `${here}.${day}`);
    }
  }
  function checkDeclaration(given, id, declaration) {
    demand(given.obligations.includes(id), 'duty', id);
    demand(isRecord(declaration) && checkKeys(declaration, DECLARATION_KEYS, ['status', 'by']), 'shape', id);
    demand(declaration.status in given.statuses && missingOf(declaration).length === 0, 'shape', id);
    demand(!('date' in declaration) || isDay(declaration.date), 'shape', `${id}.date`);
  }
  const checkKeys = (entry, known, needed) => Object.keys(entry).every((key) => known.includes(key) && (key === 'value' || isText(entry[key])))
    && needed.every((key) => key in entry);
  const isDay = (text) => valueOf({ type: 'date' }, text) !== undefined;

  // What a declaration lacks to count.
  function missingOf(declaration) {
    const needed = declaration.status === 'not_applicable' ? ['by', 'reason', 'approver'] : ['by'];
    return needed.filter((key) => !declaration[key]);
  }

  function download(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // What this browser remembers of one form; it may refuse to.
  class Memory {
    constructor(slug) { this.key = `guiju.self-assessment.${slug}`; }
    load() { try { return localStorage.getItem(this.key); } catch { return null; } }
    save(text) { try { localStorage.setItem(this.key, text); return true; } catch { return false; } }
    forget() { try { localStorage.removeItem(this.key); } catch { /* then nothing was kept either */ } }
  }

  Object.assign(window.guiju, { Memory, Refused, bare, download, fits, isText, missingOf, readProfile });
})();
