// The groups, violations, complaints and so on that the reader enters: each a row with its own copy of the questions.

import { isText } from './file.js';
import { filled, make, Question } from './question.js';

const SHOWN = 50; // rows on the page; what a file brings beyond that counts, and is not shown
const EXTENTS = ['all', 'sample'];
let number = 0;

export class Things {
  // `node` is the section of one kind of thing. `form` has given, profile, changed(question), touched(), say(key).
  constructor(node, form) {
    this.node = node;
    this.form = form;
    this.entity = node.dataset.things;
    this.label = form.given.entities[this.entity];
    const template = node.querySelector('[data-template]');
    this.template = [...template.children];
    template.remove();
    this.list = node.querySelector('[data-rows]');
    this.none = make('p', { class: 'muted' }, form.given.words.row_none);
    this.more = make('p', { class: 'muted', hidden: true });
    this.list.after(this.none, this.more);
    this.button = node.querySelector('[data-do="add"]');
    this.button.addEventListener('click', () => this.add());
    this.rows = new Map();
    this.coverage = this.asked();
    node.append(this.coverage);
  }
  // Whether these are all that there are: of some only so much can be said.
  asked() {
    const { words } = this.form.given, group = `extent-${++number}`;
    this.extents = EXTENTS.map((extent) => make('input', { type: 'radio', name: group, value: extent }));
    this.extentTexts = EXTENTS.map(() => make('span'));
    const options = EXTENTS.map((_, place) => make('label', { class: 'option' }, this.extents[place], this.extentTexts[place]));
    const legend = make('legend', { class: 'ask__text' }, filled(words.extent, { entity: this.label }));
    for (const radio of this.extents) radio.addEventListener('change', () => this.cover(radio.value));
    const about = make('p', { class: 'ask__about' }, words.extent_about);
    return make('fieldset', { class: 'ask', 'data-coverage': this.entity }, legend, about, make('div', { class: 'options' }, ...options));
  }
  cover(extent) {
    const { profile } = this.form;
    profile.coverage = profile.coverage || Object.create(null);
    profile.coverage[this.entity] = extent;
    this.form.touched();
  }
  covered() { return (this.form.profile.coverage || {})[this.entity]; }
  // Make the page show the rows of the profile.
  show() {
    for (const row of this.rows.values()) row.node.remove();
    const keys = Object.keys(this.held());
    this.rows = new Map(keys.slice(0, SHOWN).map((key) => [key, this.row(key, keys.length === 1)]));
  }
  held() { return (this.form.profile.rows || {})[this.entity] || {}; }
  hold(key, row) {
    const { profile } = this.form;
    profile.rows = profile.rows || Object.create(null);
    profile.rows[this.entity] = profile.rows[this.entity] || Object.create(null);
    profile.rows[this.entity][key] = row;
  }
  focus() { (this.extents.find((radio) => radio.checked) || this.extents[0]).focus(); }
  drop(key) {
    const { profile } = this.form;
    delete profile.rows[this.entity][key];
    if (!Object.keys(profile.rows[this.entity]).length) delete profile.rows[this.entity];
  }
  add() {
    let number = this.rows.size + 1;
    while (`${this.entity}-${number}` in this.held()) number += 1;
    const key = `${this.entity}-${number}`;
    this.hold(key, Object.create(null));
    this.rows.set(key, this.row(key, true));
    this.form.touched();
    this.form.say('row_added', { row: this.named(key) });
    this.rows.get(key).questions[0].focus();
  }
  named(key) { return filled(this.form.given.words.row, { entity: this.label, key }); }
  row(key, open) {
    const { words } = this.form.given;
    const field = make('input', { type: 'text', value: key, maxlength: '100', autocomplete: 'off' });
    const problem = make('p', { class: 'ask__problem', hidden: true }, words.row_key_taken);
    const remove = make('button', { type: 'button' }, words.row_remove);
    const summary = make('summary');
    const left = make('span', { class: 'muted' });
    const copies = this.template.map((node) => node.cloneNode(true));
    const label = make('label', { class: 'field' }, make('span', {}, words.row_key), field);
    const node = make('details', { class: 'thing', open }, summary, make('div', { class: 'thing__head' }, label, remove), problem, ...copies);
    const row = { key, node, left, name: make('span'), questions: copies.map((copy) => new Question(copy, this.form.given, this.form.changed)) };
    summary.append(row.name, ' ', left);
    this.rename(row, key);
    for (const question of row.questions) question.show(this.held()[key][question.name], this.form.unknown.has(question.id));
    field.addEventListener('change', () => { problem.hidden = this.renamed(row, field.value.trim()); });
    remove.addEventListener('click', () => this.remove(row));
    this.list.append(node);
    return row;
  }
  rename(row, key) {
    row.key = key;
    row.name.textContent = this.named(key);
    for (const question of row.questions) question.key = key;
  }
  // Whether the row may have this key; then it has.
  renamed(row, key) {
    if (key === row.key) return true;
    if (!isText(key) || key in this.held()) return false;
    const old = row.key, facts = this.held()[old];
    for (const question of row.questions) {
      if (this.form.unknown.delete(question.id)) this.form.unknown.add(`${this.entity} ${key} ${question.name}`);
    }
    this.rows = new Map([...this.rows].map(([name, held]) => [name === old ? key : name, held]));
    this.drop(old);
    this.hold(key, facts);
    this.rename(row, key);
    this.form.touched();
    return true;
  }
  remove(row) {
    for (const question of row.questions) this.form.unknown.delete(question.id);
    this.rows.delete(row.key);
    this.drop(row.key);
    row.node.remove();
    this.form.touched();
    this.form.say('row_removed', { row: this.named(row.key) });
    this.button.focus();
  }
  // After each answer: which rows wait for something, and whether rows of this kind could matter at all.
  refresh(asked) {
    const { words } = this.form.given;
    const held = Object.keys(this.held()).length;
    this.none.hidden = held > 0;
    this.more.hidden = held <= this.rows.size;
    this.more.textContent = filled(words.row_more, { count: held - this.rows.size });
    this.extents.forEach((radio, place) => {
      radio.checked = radio.value === this.covered();
      this.extentTexts[place].textContent = words[`extent.${radio.value}${held ? '' : '_none'}`];
    });
    this.wanted = asked.has(`coverage ${this.entity}`);
    this.coverage.classList.toggle('is-answered', this.covered() !== undefined);
    this.node.hidden = held === 0 && !this.wanted && this.covered() === undefined && !this.node.contains(document.activeElement);
    for (const { questions, left } of this.rows.values()) {
      const count = questions.filter((question) => asked.has(question.id) && !this.form.unknown.has(question.id)).length;
      left.textContent = count ? filled(words.row_left, { count }) : words.row_done;
    }
  }
}
