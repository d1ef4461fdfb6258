// The form of the self-assessment: it keeps the profile, and after each answer asks anew what it says and what still matters.

import { assess, countsOf, current, impossible } from './assessment.js';
import { asideFor } from './counting.js';
import { bare, download, MAX_BYTES, Memory, readProfile } from './file.js';
import { matters, nextFacts } from './open-questions.js';
import { filled, make, Question, Statement } from './question.js';
import { canHash, receipt, written } from './receipt.js';
import { Results } from './results.js';
import { Things } from './rows.js';

const QUIET = 800; // milliseconds without an answer, after which the new state is read aloud

class Form {
  constructor(root, given) {
    this.root = root;
    this.given = given;
    this.words = given.words;
    this.slug = root.dataset.assess;
    this.memory = new Memory(this.slug);
    this.changed = this.changed.bind(this);
    this.profile = empty();
    this.unknown = new Set(); // questions answered with "don't know", by their id
    this.saved = true; // whether everything answered was downloaded or is remembered
    this.things = this.each('[data-things]', (node) => new Things(node, this));
    this.questions = this.each('fieldset[data-fact]', (node) => new Question(node, given, this.changed));
    this.statements = new Map(this.each('[data-declare]', (node) => [node.dataset.declare, this.statement(node)]));
    this.groups = this.each('[data-about]', (node) => this.group(node));
    this.results = new Results(this.one('.assess__results'), this);
    this.listen();
  }
  one(selector) { return this.root.querySelector(selector); }
  each(selector, make_) { return [...this.root.querySelectorAll(selector)].map(make_); }
  group(node) {
    const note = make('p', { class: 'assess__hidden', hidden: true });
    node.append(note);
    return { node, note, questions: this.questions.filter((question) => node.contains(question.node)) };
  }
  statement(node) {
    const made = new Statement(node, this.given, () => this.stated(made));
    return made;
  }

  start() {
    for (const node of this.root.querySelectorAll('[data-still]')) node.remove();
    for (const node of this.root.querySelectorAll('[data-live]')) node.hidden = false;
    this.root.classList.add('is-live');
    const kept = this.memory.load();
    this.one('[data-do="remember"]').checked = kept !== null;
    if (kept === null || !this.take(kept)) this.showAll();
    this.saved = true;
  }
  listen() {
    const actions = {
      profile: () => this.saveProfile(), receipt: () => this.saveReceipt(), clear: () => this.clear(), next: () => this.next(),
    };
    for (const [name, act] of Object.entries(actions)) this.one(`[data-do="${name}"]`).addEventListener('click', act);
    this.one('[data-do="import"]').addEventListener('change', (event) => this.import(event.target));
    this.one('[data-do="remember"]').addEventListener('change', (event) => this.remember(event.target.checked));
    this.one('.assess__form').addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.target.tagName !== 'INPUT') return;
      event.preventDefault();
      this.next();
    });
    addEventListener('pointerdown', (event) => { if (!this.one('[data-said]').contains(event.target)) this.one('[data-said]').textContent = ''; });
    addEventListener('beforeunload', (event) => { if (!this.saved) event.preventDefault(); });
  }

  // An answer was given, or taken back.
  changed(question) {
    const { entry, unknown } = question.read();
    const row = this.rowOf(question.entity, question.key);
    if (entry) row[question.name] = entry; else delete row[question.name];
    if (unknown) this.unknown.add(question.id); else this.unknown.delete(question.id);
    this.touched();
  }
  rowOf(entity, key) { return entity === 'service' ? this.profile.facts : this.profile.rows[entity][key]; }
  stated(statement) {
    const told = statement.read();
    this.profile.declarations = this.profile.declarations || Object.create(null);
    if (told) this.profile.declarations[statement.id] = told; else delete this.profile.declarations[statement.id];
    this.touched();
  }
  // The profile has changed.
  touched() {
    this.saved = this.kept();
    this.one('[data-said]').textContent = '';
    this.refresh();
  }
  kept() { return this.one('[data-do="remember"]').checked && this.memory.save(written(this.profile)); }
  showAll() {
    for (const things of this.things) things.show();
    for (const question of this.questions) question.show(this.profile.facts[question.name], this.unknown.has(question.id));
    for (const [id, statement] of this.statements) statement.show((this.profile.declarations || {})[id]);
    this.refresh();
  }

  refresh() {
    const assessed = assess(this.given, this.profile), { lines, counted } = assessed;
    const { asked, settled } = matters(this.given, this.profile, assessed, this.unknown);
    Object.assign(this, { assessed, lines, asked, settled, setAside: new Set(counted.setAside.map((entry) => entry.join(' '))) });
    for (const question of this.everyQuestion()) this.refreshQuestion(question);
    for (const { note, questions } of this.groups) this.tellHidden(note, questions.filter((question) => question.node.hidden).length);
    for (const things of this.things) things.refresh(asked);
    this.refreshStatements();
    this.results.show(lines, settled, counted);
    this.showImpossible();
    this.showProgress();
  }
  * everyQuestion() {
    yield* this.questions;
    for (const things of this.things) for (const row of things.rows.values()) yield* row.questions;
  }
  refreshQuestion(question) {
    const answered = question.name in this.rowOf(question.entity, question.key);
    const used = answered || this.unknown.has(question.id) || question.node.contains(document.activeElement);
    question.node.hidden = !used && !this.asked.has(question.id);
    question.node.classList.toggle('is-answered', answered);
    const aside = this.setAside.has(question.id) ? this.words[`set_aside_${this.asideFor(question)}`] : '';
    question.say(aside || (!answered && !this.unknown.has(question.id) && !this.asked.has(question.id) ? this.words.decides_nothing : ''));
  }
  asideFor({ entity, key, name }) { return asideFor(this.given, this.given.facts[entity], this.rowOf(entity, key), name); }
  tellHidden(note, count) {
    note.hidden = count === 0;
    note.textContent = filled(this.words[count === 1 ? 'hidden_one' : 'hidden'], { count });
  }
  // A person speaks where facts decide nothing, or nothing more.
  refreshStatements() {
    const section = this.one('[data-declarations]');
    for (const line of this.lines) {
      const { id, title, cited } = line.duty;
      if (!this.statements.has(id) && (line.declaration || this.toDeclare(line))) {
        const legend = make('legend', { class: 'ask__text' }, `${title} `, make('span', { class: 'muted' }, cited));
        const node = make('fieldset', { class: 'ask', 'data-declare': id }, legend);
        section.append(node);
        this.statements.set(id, this.statement(node));
        this.statements.get(id).show(line.declaration);
      }
      const statement = this.statements.get(id);
      if (statement) statement.node.hidden = !line.declaration && !this.toDeclare(line) && !statement.node.contains(document.activeElement);
    }
    section.hidden = [...this.statements.values()].every((statement) => statement.node.hidden);
  }
  toDeclare(line) { return this.settled.has(line.duty.id) && line.judgement.verdict === 'undetermined'; }
  showImpossible() {
    this.impossible = impossible(this.given, this.profile);
    const told = this.impossible.map(({ entity, key, facts, message }) => {
      const row = entity === 'service' ? '' : filled(this.words.impossible_row, { row: `${this.given.entities[entity]} ${key}` });
      const places = facts.map((name) => {
        const button = make('button', { type: 'button', class: 'go' }, this.given.facts[entity][name].question || name);
        button.addEventListener('click', () => this.goTo(entity, key, name));
        return button;
      });
      return make('div', {}, make('p', {}, row + filled(this.words.impossible, { message })), ...places);
    });
    this.one('[data-impossible]').replaceChildren(...told);
  }
  showProgress() {
    const counts = countsOf(this.lines), total = current(this.lines).length;
    for (const [verdict, count] of Object.entries(counts)) {
      this.one(`[data-count="${verdict}"]`).textContent = count;
      this.one(`[data-of="${verdict}"]`).textContent = `${count} / ${total}`;
    }
    this.one('[data-count="total"]').textContent = filled(this.words.of_four, { total });
    const left = this.left();
    this.one('[data-left]').textContent = left;
    clearTimeout(this.quiet);
    const told = filled(this.words.status, { ...counts, total, left });
    this.quiet = setTimeout(() => { this.one('[data-status]').textContent = told; }, QUIET);
  }
  left() {
    const count = this.open().length + this.uncovered().length, unknown = this.unknown.size;
    const declare = this.lines.filter((line) => this.toDeclare(line) && !line.declaration).length;
    const text = filled(this.words[count === 0 ? 'left_none' : count === 1 ? 'left_one' : 'left'], { count });
    return text + (unknown ? filled(this.words.left_unknown, { count: unknown }) : '')
      + (declare ? filled(this.words.left_declare, { count: declare }) : '');
  }
  // The questions that still matter and wait for an answer.
  open() { return [...this.everyQuestion()].filter((question) => this.asked.has(question.id) && !this.unknown.has(question.id)); }
  // The kinds of things of which nobody has said whether all are there.
  uncovered() { return this.things.filter((things) => things.wanted); }

  // To the question that decides most; then to the things that nobody has counted; then to what a person must say.
  next() {
    const open = this.open();
    const ranked = nextFacts(this.assessed).flatMap(({ entity, fact }) => open.filter((q) => q.entity === entity && q.name === fact));
    const current = (node) => node.contains(document.activeElement);
    const question = [...ranked, ...open].find((candidate) => !current(candidate.node));
    if (question) return this.show(question);
    const things = this.uncovered().find((candidate) => !current(candidate.node));
    if (things) return this.reveal(things, things.coverage);
    const line = this.lines.find((candidate) => this.toDeclare(candidate) && !candidate.declaration && !current(this.statements.get(candidate.duty.id).node));
    if (line) return this.declare(line.duty.id);
    return this.say('nothing_left');
  }
  show(question) {
    const fold = question.node.closest('details');
    if (fold) fold.open = true;
    this.reveal(question, question.node);
  }
  reveal(target, node) {
    node.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  }
  // From a proof to the question that it waits for.
  goTo(entity, key, name) {
    const things = this.things.find((candidate) => candidate.entity === entity);
    const question = [...this.everyQuestion()].find((q) => q.id === `${entity} ${key || ''} ${name}`);
    if (question) {
      question.node.hidden = false;
      this.show(question);
    } else if (things) {
      things.node.hidden = false;
      this.reveal(things, things.coverage);
    }
  }
  declare(id) {
    const statement = this.statements.get(id);
    this.reveal(statement, statement.node);
  }

  say(key, values = {}) {
    this.one('[data-said]').textContent = filled(this.words[key], values);
  }
  fileName(kind) { return `guiju-${kind}-${this.slug}-${this.given.receipt.as_of}.json`; }
  saveProfile() {
    download(this.fileName('profile'), written(this.profile));
    this.saved = true;
    this.say('saved_profile');
  }
  async saveReceipt() {
    if (this.impossible.length) return this.say('not_while_impossible');
    if (!canHash()) return this.say('no_hash');
    const made = await receipt(this.given, this.profile, this.lines);
    download(this.fileName('receipt'), written(made));
    return this.say('saved_receipt', { hash: made.receipt });
  }
  async import(field) {
    const [file] = field.files;
    if (!file) return;
    if (file.size > MAX_BYTES) return this.say('too_large');
    const text = await file.text();
    field.value = ''; // so that the same file can be read in again
    if (!this.take(text)) return;
    const rows = Object.values(this.profile.rows || {}).flatMap((keyed) => Object.values(keyed));
    const facts = [this.profile.facts, ...rows].reduce((sum, row) => sum + Object.keys(row).length, 0);
    this.kept();
    this.saved = true; // the file holds it
    this.say('imported', { facts, rows: rows.length });
  }
  // Take a profile over, in place of what was answered; false, and what is wrong with it told, where it is none.
  take(text) {
    try {
      this.profile = { ...empty(), ...readProfile(this.given, text) };
    } catch (error) {
      if (!error.kind) throw error;
      if (error.kind === 'not_json') this.say('not_json');
      else this.say('refused', { problem: filled(this.words[`refused.${error.kind}`], { place: error.place.slice(0, 120) }) });
      return false;
    }
    this.profile.facts = this.profile.facts || Object.create(null);
    this.unknown.clear();
    this.showAll();
    return true;
  }
  remember(wanted) {
    if (!wanted) this.memory.forget();
    this.saved = wanted && this.kept();
    this.one('[data-do="remember"]').checked = this.saved;
    this.say(!wanted ? 'forgotten' : this.saved ? 'remembered' : 'not_remembered');
  }
  clear() {
    if (!confirm(this.words.clear_sure)) return;
    this.profile = empty();
    this.unknown.clear();
    this.showAll();
    this.saved = true;
    if (this.one('[data-do="remember"]').checked) this.kept();
    this.say('cleared');
  }
}
const empty = () => bare({ facts: {} });

/** Brings the form of a page to life; `given` is what the script of the page knows of its duties. */
export function start(given) {
  new Form(document.querySelector('[data-assess]'), given).start();
}
