// One question of the form: the controls to answer it, and on what the answer rests. It knows nothing of verdicts.

import { recorded } from './counting.js';
import { fits, isText, missingOf } from './file.js';

let number = 0; // for names and ids that no other control has

// An element with its attributes and children; texts stay texts.
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}
// A sentence with its places filled in; what is filled in stays as it is.
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => name in values ? values[name] : place);
const labelled = (text, control, name = 'field') => make('label', { class: name }, make('span', {}, text), control);

// Answers to choose from; `read` is {value}, {unknown} or {}.
class Choice {
  constructor(fact, words) {
    const options = fact.type === 'boolean'
      ? [[true, words.yes], [false, words.no]]
      : fact.values.map((value, place) => [value, fact.labels[place]]);
    const named = fact.none && !(fact.values || []).includes('none') ? [['none', words.none]] : [];
    this.options = [...options, ...named];
    const group = `answer-${++number}`;
    const radio = (text) => make('label', { class: 'option' }, make('input', { type: 'radio', name: group }), make('span', {}, text));
    this.node = make('div', { class: 'options' }, ...this.options.map(([, text]) => radio(text)), radio(words.unknown));
    this.radios = [...this.node.querySelectorAll('input')];
  }
  read() {
    const place = this.radios.findIndex((radio) => radio.checked);
    if (place < 0) return {};
    return place < this.options.length ? { value: this.options[place][0] } : { unknown: true };
  }
  show(value, unknown) {
    const place = unknown ? this.options.length : this.options.findIndex(([option]) => option === value);
    this.radios.forEach((radio, other) => { radio.checked = other === place; });
  }
  focus() { (this.radios.find((radio) => radio.checked) || this.radios[0]).focus(); }
}

// Answers to write, beside boxes for "there is none" and "don't know"; `read` may be {invalid} too.
class Written {
  constructor(fact, words, legend) {
    this.fact = fact;
    this.field = make('input', { ...KINDS[fact.type], 'aria-label': `${legend} ${words.value}`, autocomplete: 'off' });
    const box = (text) => make('label', { class: 'option' }, make('input', { type: 'checkbox' }), make('span', {}, text));
    this.units = fact.type === 'duration' ? this.unit(words) : null;
    const none = fact.none ? box(words.none) : null, unknown = box(words.unknown);
    this.none = none && none.firstChild;
    this.unknown = unknown.firstChild;
    this.problem = make('p', { class: 'ask__problem', id: `problem-${++number}`, hidden: true },
      filled(words.invalid, { kind: words[`kind.${fact.type}`] }));
    const parts = [this.field, this.units, none, unknown].filter(Boolean);
    this.node = make('div', { class: 'ask__written' }, make('div', { class: 'options' }, ...parts), this.problem);
    for (const [one, other] of [[this.none, this.unknown], [this.unknown, this.none]]) {
      if (one) one.addEventListener('change', () => { if (one.checked) this.clear(other); });
    }
    this.field.addEventListener('input', () => { if (this.field.value) this.clear(this.none, this.unknown, null); });
  }
  unit(words) {
    const options = ['M', 'D', 'W', 'Y'].map((unit) => make('option', { value: unit }, words[`unit.${unit}`]));
    return make('select', { 'aria-label': words.unit }, ...options);
  }
  clear(...boxes) {
    for (const box of boxes) if (box) box.checked = false;
    if (!boxes.includes(null)) this.field.value = '';
  }
  text() {
    const text = this.field.value.trim();
    if (!text) return undefined;
    if (['integer', 'number'].includes(this.fact.type)) return Number(text);
    return this.units ? `P${text}${this.units.value}` : text;
  }
  read() {
    const bad = this.field.validity.badInput, value = this.text();
    const invalid = bad || (value !== undefined && !fits(this.fact, value));
    this.problem.hidden = !invalid;
    this.field.toggleAttribute('aria-invalid', invalid);
    if (invalid) this.field.setAttribute('aria-describedby', this.problem.id); else this.field.removeAttribute('aria-describedby');
    if (invalid) return { invalid: true };
    if (this.unknown.checked) return { unknown: true };
    if (this.none && this.none.checked) return { value: 'none' };
    return value === undefined ? {} : { value };
  }
  show(value, unknown) {
    const none = value === 'none' && this.none !== null;
    if (this.none) this.none.checked = none;
    this.unknown.checked = Boolean(unknown);
    const written = value === undefined || none ? '' : String(value);
    const period = this.units && /^P(\d+)([DWMY])$/.exec(written);
    if (period) this.units.value = period[2];
    this.field.type = KINDS[this.fact.type].type;
    this.field.value = period ? period[1] : written;
    if (written && !this.field.value) { // a time with an offset, read in from a file, which the browser's control does not show
      this.field.type = 'text';
      this.field.value = written;
    }
    this.problem.hidden = true;
  }
  focus() { (this.none && this.none.checked ? this.none : this.unknown.checked ? this.unknown : this.field).focus(); }
}
const KINDS = {
  integer: { type: 'number', min: '0', step: '1', inputmode: 'numeric' },
  number: { type: 'number', min: '0', step: 'any', inputmode: 'decimal' },
  duration: { type: 'number', min: '0', max: '9999', step: '1', inputmode: 'numeric' },
  date: { type: 'date', min: '0001-01-01', max: '9999-12-31' },
  datetime: { type: 'datetime-local', step: '1', min: '0001-01-01T00:00', max: '9999-12-31T23:59:59' },
  string: { type: 'text', maxlength: '500' },
};

// On what an answer rests, folded away; a finding that only a reviewer can make shows who made it.
class Details {
  constructor(fact, given) {
    const { words } = given;
    this.given = given;
    this.basis = make('select', {}, ...Object.entries(given.bases).map(([id, text]) => make('option', { value: id }, text)));
    this.fields = {
      evidence: make('input', { type: 'text', maxlength: '500' }),
      date: make('input', { type: 'date' }),
      expires: make('input', { type: 'date' }),
      reviewer: make('input', { type: 'text', maxlength: '200' }),
    };
    this.summary = make('summary');
    const reviewer = labelled(words[fact.judged ? 'reviewer_needed' : 'reviewer'], this.fields.reviewer);
    const folded = [labelled(words.basis, this.basis), ...['evidence', 'date', 'expires'].map((key) => labelled(words[key], this.fields[key]))];
    this.nodes = [make('details', { class: 'ask__details' }, this.summary, ...folded, ...(fact.judged ? [] : [reviewer]))];
    if (fact.judged) this.nodes.unshift(reviewer);
    this.show(null);
  }
  read() {
    const told = { basis: this.basis.value };
    for (const [key, field] of Object.entries(this.fields)) {
      const text = field.value.trim();
      if (text && (field.type === 'date' ? fits({ type: 'date' }, text) : isText(text))) told[key] = text;
    }
    this.name();
    return told;
  }
  show(entry) {
    this.basis.value = entry ? entry.basis : 'declared';
    for (const [key, field] of Object.entries(this.fields)) field.value = (entry && entry[key]) || '';
    this.name();
  }
  name() { this.summary.textContent = filled(this.given.words.details, { basis: this.given.bases[this.basis.value] }); }
}

export class Question {
  // `node` is the question as the page has it. `changed` is called after each answer.
  constructor(node, given, changed) {
    this.node = node;
    this.entity = node.dataset.entity;
    this.name = node.dataset.fact;
    this.key = 'service'; // rows set their own
    const { words } = given, fact = given.facts[this.entity][this.name];
    const legend = node.querySelector('legend').textContent;
    this.answer = ['boolean', 'enum'].includes(fact.type) ? new Choice(fact, words) : new Written(fact, words, legend);
    this.details = new Details(fact, given);
    this.note = make('p', { class: 'ask__note', hidden: true });
    for (const still of node.querySelectorAll('[data-still]')) still.remove();
    node.querySelector('.ask__duties').before(this.answer.node, this.note, ...this.details.nodes);
    for (const kind of ['input', 'change']) node.addEventListener(kind, () => changed(this));
  }
  get id() { return `${this.entity} ${this.key} ${this.name}`; }
  // What was answered: {entry}, {unknown} or {}.
  read() {
    const { value, unknown } = this.answer.read(), details = this.details.read();
    return value === undefined ? { unknown: Boolean(unknown) } : { entry: { value, ...details } };
  }
  show(entry, unknown) {
    const told = entry === undefined ? null : recorded(entry);
    this.answer.show(told ? told.value : undefined, unknown);
    this.details.show(told);
  }
  say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }
  focus() { this.answer.focus(); }
}

// How a duty stands, as a person says.
export class Statement {
  constructor(node, given, changed) {
    const { words } = given;
    this.node = node;
    this.id = node.dataset.declare;
    this.given = given;
    const statuses = Object.entries(given.statuses).map(([id, text]) => make('option', { value: id }, text));
    this.status = make('select', {}, make('option', { value: '' }, '—'), ...statuses);
    const text = (size) => make('input', { type: 'text', maxlength: size });
    this.fields = {
      by: text('200'), reason: text('500'), approver: text('200'),
      evidence: text('500'), date: make('input', { type: 'date' }), reviewer: text('200'),
    };
    const name = { by: 'declare.by', reason: 'declare.reason', approver: 'declare.approver', evidence: 'evidence', date: 'date', reviewer: 'reviewer' };
    this.labels = Object.fromEntries(Object.entries(this.fields).map(([key, field]) => [key, labelled(words[name[key]], field)]));
    this.note = make('p', { class: 'ask__note', hidden: true });
    const { evidence, date, reviewer, ...first } = this.labels;
    const folded = make('details', { class: 'ask__details' }, make('summary', {}, words.evidence), evidence, date, reviewer);
    node.append(labelled(words['declare.status'], this.status), ...Object.values(first), this.note, folded);
    for (const kind of ['input', 'change']) node.addEventListener(kind, () => changed(this));
    this.show(undefined);
  }
  read() {
    const told = { status: this.status.value };
    const exempt = told.status === 'not_applicable';
    for (const [key, field] of Object.entries(this.fields)) {
      const text = field.value.trim();
      if (text && (exempt || !['reason', 'approver'].includes(key)) && isText(text)) told[key] = text;
    }
    return this.complete(told) ? told : undefined;
  }
  complete(told) {
    const { words } = this.given;
    for (const key of ['reason', 'approver']) this.labels[key].hidden = told.status !== 'not_applicable';
    for (const [key, label] of Object.entries(this.labels)) if (key === 'by') label.hidden = !told.status;
    const missing = told.status ? missingOf(told).map((key) => words[`declare.${key}`]) : [];
    this.note.textContent = missing.length ? filled(words['declare.incomplete'], { fields: missing.join(words.comma) }) : '';
    this.note.hidden = !missing.length;
    return Boolean(told.status) && !missing.length;
  }
  show(declaration) {
    const told = declaration || {};
    this.status.value = told.status || '';
    for (const [key, field] of Object.entries(this.fields)) field.value = told[key] || '';
    this.complete({ ...told, status: this.status.value });
  }
  focus() { this.status.focus(); }
}
