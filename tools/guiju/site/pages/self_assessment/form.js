// The form of the self-assessment: it keeps the profile, and after each answer works out what that shows and what still
// matters.

import { fill, make, setNote } from "../elements.js";
import { assess, countsOf, current, impossible, lineOf, RANK } from "./assessment.js";
import { goButton } from "./controls.js";
import { asideFor, counting } from "./counting.js";
import { followDay } from "./day.js";
import { parsed } from "./file.js";
import { intakeOf } from "./intake.js";
import { keeperOf } from "./keeper.js";
import { matters, nextFacts } from "./open-questions.js";
import { Question } from "./question.js";
import { reportFilesOf } from "./report-files.js";
import { Things } from "./rows.js";
import { slices } from "./slices.js";
import { statementOf } from "./statement.js";
import { viewsOf } from "./views.js";

const QUIET = 800; // milliseconds without an answer, after which the new state is read aloud
const isFocused = (node) => node.contains(document.activeElement);
const isElsewhere = ({ node }) => !isFocused(node);

function put(record, key, value) {
  if (value === undefined) delete record[key];
  else record[key] = value;
}

class Form {
  constructor(root, given, load) {
    this.root = root;
    this.given = given;
    this.words = given.words;
    this.message = this.one("[data-message]");
    this.things = this.each("[data-things]", (node) => new Things(node, this));
    this.questions = [];
    this.statements = new Map(this.each("[data-declare]", this.statement));
    const note = () => make("p", { class: "assess__hidden", hidden: true });
    this.groupNotes = this.each("[data-about]", (node) => node.appendChild(note()));
    this.load = load;
    this.drawResult = () => {}; // until there is what draws it
    this.views = viewsOf(this);
    followDay(this);
    this.keeper = keeperOf(this);
    this.earlier = null; // last time's answers, where the reader compares with them
    this.reporter = reportFilesOf(this, load.report);
    intakeOf(this);
    this.one('[data-do="next"]').addEventListener("click", () => this.next());
    this.one(".assess__form").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      this.next();
    });
    addEventListener("pointerdown", ({ target }) => {
      if (!this.message.contains(target)) this.message.textContent = "";
    });
  }
  one = (selector) => this.root.querySelector(selector);
  each = (selector, act) => [...this.root.querySelectorAll(selector)].map((node) => act(node));

  // An answer was given, or taken back.
  changed = (question) => {
    put(this.rowOf(question), question.name, question.read().entry);
    this.hold(question);
    this.touched();
  };
  // What a question has beside an answer: "don't know", and what an answer still to come would rest on.
  hold(question) {
    const { unknown, draft } = question.read();
    this.unknown[unknown ? "add" : "delete"](question.id);
    this.draft(question.id, draft);
  }
  release({ id }) {
    this.unknown.delete(id);
    this.drafts.delete(id);
  }
  draft(id, fields) {
    if (fields) this.drafts.set(id, fields);
    else this.drafts.delete(id);
  }
  rowOf = ({ entity, key }) => (entity === "service" ? this.profile.facts : this.profile.rows[entity][key]);
  // What a person states of a duty, by its id.
  statement = (node) => {
    const id = node.dataset.declare;
    const statement = statementOf(node, this.given, () => {
      const { declaration, draft } = statement.read();
      put((this.profile.declarations ??= Object.create(null)), id, declaration);
      this.draft(id, draft);
      this.touched();
    });
    return [id, statement];
  };
  /** Loads what a result, receipts and files need beside the questions; gives what verifies receipts, null if it did
   *  not come. */
  whole() {
    /** @param {any[]} parts */
    const loaded = ([{ resultOf }, verification]) => {
      this.drawResult = resultOf(this.one("#result"), this);
      return verification;
    };
    const asked = () => [import("./result.js"), import("./verification.js"), this.load.rest()];
    return (this.loading ??= Promise.all(asked()).then(loaded, () => (this.loading = null)));
  }
  // The profile has changed.
  touched() {
    this.keeper.touched();
    this.message.textContent = "";
    this.refresh();
  }
  // Another profile in place of what was answered, or none; `unknown` are the questions answered with "don't know", by
  // their id, and `drafts` what was written and does not count yet, by the id of a question or a duty.
  take(profile, unknown = [], drafts = []) {
    this.show(profile, unknown, drafts);
    this.refresh();
  }
  show(profile, unknown = [], drafts = []) {
    this.profile = Object.assign(parsed('{"facts": {}}'), profile);
    this.profile.facts ??= Object.create(null);
    this.unknown = new Set(unknown);
    this.drafts = new Map(drafts);
    for (const things of this.things) things.show();
    for (const question of this.questions) this.showAnswer(question, this.profile.facts);
    for (const [id, statement] of this.statements) {
      statement.show(this.profile.declarations?.[id] ?? this.drafts.get(id));
    }
  }

  showAnswer = (question, facts) =>
    question.show(facts[question.name], this.unknown.has(question.id), this.drafts.get(question.id));

  refresh(assessed = assess(this.given, this.profile)) {
    this.assessed = assessed;
    this.lines = assessed.lines;
    this.counted = assessed.counted;
    const { questions, settled } = matters(this.given, this.profile, assessed, this.unknown);
    this.openQuestions = questions;
    this.settled = settled;
    const setAside = new Set(this.counted.setAside.map((entry) => entry.join(" ")));
    for (const question of this.everyQuestion()) this.refreshQuestion(question, setAside.has(question.id));
    for (const note of this.groupNotes) {
      const count = note.parentNode.querySelectorAll("fieldset[hidden]").length;
      setNote(note, count > 0 && fill(this.words[count === 1 ? "hidden_one" : "hidden"], { count }));
    }
    for (const things of this.things) things.refresh();
    this.refreshStatements();
    if (this.views.isResult()) this.drawResult();
    this.root.classList.toggle("is-begun", this.isBegun());
    if (this.isBegun()) this.whole(); // before it is asked for, which may be without a network, or for paper
    this.showImpossible();
    this.showProgress();
  }
  everyQuestion = () => [...this.questions, ...this.things.flatMap(({ rows }) => rows.flatMap((row) => row.questions))];
  refreshQuestion(question, isAside) {
    const { entity, name, id, node } = question;
    const row = this.rowOf(question);
    const isAnswered = name in row;
    const isUsed = isAnswered || this.unknown.has(id) || this.openQuestions.has(id);
    node.hidden = !isUsed && !isFocused(node);
    node.classList.toggle("is-answered", isAnswered);
    const why = isAside && asideFor(this.given, this.given.facts[entity], row, name);
    setNote(question.note, why ? this.words[`set_aside_${why}`] : isUsed ? "" : this.words.decides_nothing);
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
        const [, statement] = this.statement(node);
        this.statements.set(id, statement);
        statement.show(line.declaration ?? this.drafts.get(id));
      }
      const node = this.statements.get(id)?.node;
      if (node) node.hidden = !isWanted && !isFocused(node);
    }
    section.hidden = [...this.statements.values()].every(({ node }) => node.hidden);
  }
  toDeclare = ({ duty, judgement }) => this.settled.has(duty.id) && judgement.verdict === "undetermined";
  undeclared = () => this.lines.filter((line) => this.toDeclare(line) && !line.declaration);
  showImpossible() {
    this.impossible = impossible(this.given, this.profile);
    const { facts: known, entities } = this.given;
    const notes = this.impossible.map(({ entity, key, facts, message }) => {
      const row = entity === "service" ? "" : fill(this.words.impossible_row, { row: `${entities[entity]} ${key}` });
      const buttons = facts.map(([whose, place, name]) =>
        goButton(known[whose][name].question || name, () => this.goTo(whose, place, name)),
      );
      return make("div", {}, make("p", {}, row + fill(this.words.impossible, { message })), ...buttons);
    });
    this.one("[data-impossible]").replaceChildren(...notes);
  }
  showProgress() {
    const counts = countsOf(this.lines, "verdict", RANK);
    const total = current(this.lines).length;
    const left = this.left();
    for (const [verdict, count] of Object.entries(counts)) {
      this.one(`[data-count="${verdict}"]`).textContent = count;
    }
    Object.assign(this.one("[data-progress]"), { max: total || 1, value: total - counts.undetermined });
    this.one('[data-count="total"]').textContent = fill(this.words.of_four, { total });
    this.one("[data-left]").textContent = left;
    clearTimeout(this.quiet);
    const state = fill(this.words.status, { ...counts, total, left });
    this.quiet = setTimeout(() => (this.one("[data-status]").textContent = state), QUIET);
  }
  left() {
    const { words, unknown } = this;
    const count = this.open().length + this.uncovered().length;
    const declare = this.undeclared().length;
    return [
      fill(words[count === 0 ? "left_none" : count === 1 ? "left_one" : "left"], { count }),
      unknown.size ? fill(words.left_unknown, { count: unknown.size }) : "",
      declare ? fill(words.left_declare, { count: declare }) : "",
    ].join("");
  }
  // Whether anything was answered.
  isBegun() {
    const { facts, rows, coverage, declarations } = this.profile;
    const parts = [facts, rows, coverage, declarations];
    return this.unknown.size > 0 || parts.some((part) => part && Object.keys(part).length > 0);
  }
  // Whether a question still matters and waits for an answer.
  waits = ({ id }) => this.openQuestions.has(id) && !this.unknown.has(id);
  open = () => this.everyQuestion().filter(this.waits);
  // The kinds of things of which nobody has said whether all are there.
  uncovered = () => this.things.filter((things) => things.isNeeded);

  // To the question that decides most; then to the things that nobody has counted; then to what a person must say.
  next() {
    const open = this.open();
    const ofFact = ({ entity, fact }) => open.filter((one) => one.entity === entity && one.name === fact);
    const question = [...nextFacts(this.assessed).flatMap(ofFact), ...open].find(isElsewhere);
    if (question) return this.reveal(question);
    const things = this.uncovered().find(({ coverage }) => !isFocused(coverage));
    if (things) return this.reveal(things, things.coverage);
    const statement = this.undeclared()
      .map(({ duty }) => this.statements.get(duty.id))
      .find(isElsewhere);
    return statement ? this.reveal(statement) : this.say("nothing_left");
  }
  reveal(target, place = target.node) {
    this.views.toQuestions();
    target.node.hidden = false;
    const fold = place.closest("details");
    if (fold) fold.open = true;
    place.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }
  // The row in which a fact is still asked for, else any.
  keyOf(entity, name) {
    const all = this.everyQuestion().filter((one) => one.entity === entity && one.name === name);
    return (all.find(this.waits) ?? all[0])?.key ?? "";
  }
  // From a proof to the question that it waits for.
  goTo = (entity, key, name) => {
    const question = this.everyQuestion().find(({ id }) => id === `${entity} ${key} ${name}`);
    const things = this.things.find((one) => one.entity === entity);
    if (question) this.reveal(question);
    else if (things) this.reveal(things, things.coverage);
  };
  declare = (id) => this.reveal(this.statements.get(id));

  say(key, values) {
    this.message.textContent = fill(this.words[key], values);
  }
}

/** Brings the form of a page to life; `given` is what the script of the page knows of its duties, `load` loads the
 *  `rest` that a result says of them, and what a `report` does. */
export async function start(given, load) {
  const root = document.querySelector("[data-assess]");
  const giveWay = slices();
  const form = new Form(root, given, load);
  const rest = form.keeper.isKept() ? form.whole() : null; // by which what was kept is held against what there is
  for (const node of root.querySelectorAll("fieldset[data-fact]")) {
    form.questions.push(new Question(node, given, form.changed));
    await giveWay();
  }
  await rest;
  form.keeper.recall();
  const counted = counting(given, form.profile);
  const lines = [];
  for (const duty of given.duties) {
    lines.push(lineOf(given, form.profile, counted, duty));
    await giveWay();
  }
  for (const node of root.querySelectorAll("[data-still]")) node.remove();
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-live]"))) node.hidden = false;
  root.classList.add("is-live");
  form.refresh(form.assessed ? undefined : { lines, counted }); // another window may have answered meanwhile
  form.views.follow();
}
