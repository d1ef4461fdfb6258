// The form of the self-assessment: it keeps the profile, and after each answer works out what that shows and what still
// matters.

import { fill, make } from "../elements.js";
import { assess, countsOf, current, impossible } from "./assessment.js";
import { goButton } from "./controls.js";
import { asideFor } from "./counting.js";
import { bare } from "./file.js";
import { Keeper } from "./keeper.js";
import { matters, nextFacts } from "./open-questions.js";
import { Question } from "./question.js";
import { Results } from "./results.js";
import { Things } from "./rows.js";
import { Statement } from "./statement.js";

const QUIET = 800; // milliseconds without an answer, after which the new state is read aloud
const isFocused = (node) => node.contains(document.activeElement);

class Form {
  constructor(root, given) {
    Object.assign(this, { root, given, words: given.words });
    this.changed = this.changed.bind(this);
    this.clear();
    this.things = this.each("[data-things]", (node) => new Things(node, this));
    this.questions = this.each("fieldset[data-fact]", (node) => new Question(node, given, this.changed));
    this.statements = new Map(this.each("[data-declare]", (node) => [node.dataset.declare, this.statement(node)]));
    this.groups = this.each("[data-about]", (node) => this.group(node));
    this.results = new Results(this.one(".assess__results"), this);
    this.keeper = new Keeper(this);
    this.one('[data-do="next"]').addEventListener("click", () => this.next());
    this.one(".assess__form").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      this.next();
    });
    addEventListener("pointerdown", ({ target }) => {
      if (!this.one("[data-message]").contains(target)) this.hush();
    });
  }
  one(selector) {
    return this.root.querySelector(selector);
  }
  each(selector, act) {
    return [...this.root.querySelectorAll(selector)].map(act);
  }
  group(node) {
    const note = make("p", { class: "assess__hidden", hidden: true });
    node.append(note);
    return { note, questions: this.questions.filter((question) => node.contains(question.node)) };
  }
  statement(node) {
    const statement = new Statement(node, this.given, () => this.declared(statement));
    return statement;
  }
  start() {
    for (const node of this.root.querySelectorAll("[data-still]")) node.remove();
    for (const node of this.root.querySelectorAll("[data-live]")) node.hidden = false;
    this.root.classList.add("is-live");
    this.keeper.recall();
  }

  // An answer was given, or taken back.
  changed(question) {
    const { entry, unknown } = question.read();
    const row = this.rowOf(question);
    if (entry) row[question.name] = entry;
    else delete row[question.name];
    if (unknown) this.unknown.add(question.id);
    else this.unknown.delete(question.id);
    this.touched();
  }
  rowOf({ entity, key }) {
    return entity === "service" ? this.profile.facts : this.profile.rows[entity][key];
  }
  declared(statement) {
    const declaration = statement.read();
    this.profile.declarations ??= Object.create(null);
    if (declaration) this.profile.declarations[statement.id] = declaration;
    else delete this.profile.declarations[statement.id];
    this.touched();
  }
  // The profile has changed.
  touched() {
    this.keeper.touched();
    this.hush();
    this.refresh();
  }
  clear() {
    this.profile = bare({ facts: {} });
    this.unknown = new Set(); // questions answered with "don't know", by their id
  }
  // Another profile in place of what was answered.
  take(profile) {
    this.clear();
    Object.assign(this.profile, profile, { facts: profile.facts ?? this.profile.facts });
    this.showAll();
  }
  showAll() {
    for (const things of this.things) things.show();
    for (const question of this.questions) {
      question.show(this.profile.facts[question.name], this.unknown.has(question.id));
    }
    for (const [id, statement] of this.statements) statement.show(this.profile.declarations?.[id]);
    this.refresh();
  }

  refresh() {
    this.assessed = assess(this.given, this.profile);
    const { lines, counted } = this.assessed;
    const { questions: openQuestions, settled } = matters(this.given, this.profile, this.assessed, this.unknown);
    const setAside = new Set(counted.setAside.map((entry) => entry.join(" ")));
    Object.assign(this, { lines, counted, settled, openQuestions });
    for (const question of this.everyQuestion()) this.refreshQuestion(question, setAside.has(question.id));
    for (const { note, questions } of this.groups) {
      const count = questions.filter((question) => question.node.hidden).length;
      note.hidden = count === 0;
      note.textContent = fill(this.words[count === 1 ? "hidden_one" : "hidden"], { count });
    }
    for (const things of this.things) things.refresh();
    this.refreshStatements();
    this.results.show(lines);
    this.showImpossible();
    this.showProgress();
  }
  *everyQuestion() {
    yield* this.questions;
    for (const things of this.things) for (const row of things.rows.values()) yield* row.questions;
  }
  refreshQuestion(question, isAside) {
    const { entity, name, id, node } = question;
    const row = this.rowOf(question);
    const isAnswered = name in row;
    const isOpen = this.openQuestions.has(id);
    const isUnknown = this.unknown.has(id);
    node.hidden = !isAnswered && !isUnknown && !isOpen && !isFocused(node);
    node.classList.toggle("is-answered", isAnswered);
    const idle = isAnswered || isUnknown || isOpen ? "" : this.words.decides_nothing;
    const why = isAside && asideFor(this.given, this.given.facts[entity], row, name);
    question.say(why ? this.words[`set_aside_${why}`] : idle);
  }
  // A person speaks where facts decide nothing, or nothing more.
  refreshStatements() {
    const section = this.one("[data-declarations]");
    for (const line of this.lines) {
      const { id, title, cited } = line.duty;
      const isWanted = line.declaration || this.toDeclare(line);
      if (!this.statements.has(id) && isWanted) {
        const legend = make("legend", { class: "ask__text" }, `${title} `, make("span", { class: "muted" }, cited));
        const node = make("fieldset", { class: "ask", "data-declare": id }, legend);
        section.append(node);
        this.statements.set(id, this.statement(node));
        this.statements.get(id).show(line.declaration);
      }
      const node = this.statements.get(id)?.node;
      if (node) node.hidden = !isWanted && !isFocused(node);
    }
    section.hidden = [...this.statements.values()].every((statement) => statement.node.hidden);
  }
  toDeclare({ duty, judgement }) {
    return this.settled.has(duty.id) && judgement.verdict === "undetermined";
  }
  showImpossible() {
    this.impossible = impossible(this.given, this.profile);
    const { facts: known, entities } = this.given;
    const notes = this.impossible.map(({ entity, key, facts, message }) => {
      const row = entity === "service" ? "" : fill(this.words.impossible_row, { row: `${entities[entity]} ${key}` });
      const buttons = facts.map((name) =>
        goButton(known[entity][name].question || name, () => this.goTo(entity, key, name)),
      );
      return make("div", {}, make("p", {}, row + fill(this.words.impossible, { message })), ...buttons);
    });
    this.one("[data-impossible]").replaceChildren(...notes);
  }
  showProgress() {
    const counts = countsOf(this.lines);
    const total = current(this.lines).length;
    const left = this.left();
    for (const [verdict, count] of Object.entries(counts)) {
      this.one(`[data-count="${verdict}"]`).textContent = count;
      this.one(`[data-of="${verdict}"]`).textContent = `${count} / ${total}`;
    }
    this.one('[data-count="total"]').textContent = fill(this.words.of_four, { total });
    this.one("[data-left]").textContent = left;
    clearTimeout(this.quiet);
    const state = fill(this.words.status, { ...counts, total, left });
    this.quiet = setTimeout(() => (this.one("[data-status]").textContent = state), QUIET);
  }
  left() {
    const { words, unknown } = this;
    const count = this.open().length + this.uncovered().length;
    const declare = this.lines.filter((line) => this.toDeclare(line) && !line.declaration).length;
    return [
      fill(words[count === 0 ? "left_none" : count === 1 ? "left_one" : "left"], { count }),
      unknown.size ? fill(words.left_unknown, { count: unknown.size }) : "",
      declare ? fill(words.left_declare, { count: declare }) : "",
    ].join("");
  }
  // Whether a question still matters and waits for an answer.
  waits({ id }) {
    return this.openQuestions.has(id) && !this.unknown.has(id);
  }
  open() {
    return [...this.everyQuestion()].filter((question) => this.waits(question));
  }
  // The kinds of things of which nobody has said whether all are there.
  uncovered() {
    return this.things.filter((things) => things.isNeeded);
  }

  // To the question that decides most; then to the things that nobody has counted; then to what a person must say.
  next() {
    const open = this.open();
    const ofFact = ({ entity, fact }) => open.filter((one) => one.entity === entity && one.name === fact);
    const ranked = [...nextFacts(this.assessed).flatMap(ofFact), ...open];
    const question = ranked.find(({ node }) => !isFocused(node));
    if (question) return this.show(question);
    const things = this.uncovered().find(({ coverage }) => !isFocused(coverage));
    if (things) return this.reveal(things, things.coverage);
    const line = this.lines.find(
      (one) => this.toDeclare(one) && !one.declaration && !isFocused(this.statements.get(one.duty.id).node),
    );
    return line ? this.declare(line.duty.id) : this.say("nothing_left");
  }
  show(question) {
    const fold = question.node.closest("details");
    if (fold) fold.open = true;
    this.reveal(question, question.node);
  }
  reveal(target, node) {
    node.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }
  // From a proof to the question that it waits for.
  goTo(entity, key, name) {
    const things = this.things.find((one) => one.entity === entity);
    const question = [...this.everyQuestion()].find(({ id }) => id === `${entity} ${key} ${name}`);
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
    this.one("[data-message]").textContent = fill(this.words[key], values);
  }
  hush() {
    this.one("[data-message]").textContent = "";
  }
}

/** Brings the form of a page to life; `given` is what the script of the page knows of its duties. */
export function start(given) {
  new Form(document.querySelector("[data-assess]"), given).start();
}
