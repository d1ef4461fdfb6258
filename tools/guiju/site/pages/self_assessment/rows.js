// The groups, violations, complaints and so on that the reader enters: each a row with its own copy of the questions.

import { fill, make, setNote } from "../elements.js";
import { focusChecked, labelled, option } from "./controls.js";
import { isText } from "./file.js";
import { Question } from "./question.js";

const SHOWN = 50; // rows on the page; what a file brings beyond that counts, and is not shown
let number = 0;

export class Things {
  rows = [];

  // `node` is the section of one kind of thing. `form` has given, profile, show(question, facts), changed(question),
  // hold(question), release(question), touched(), say(key).
  constructor(node, form) {
    this.node = node;
    this.form = form;
    this.entity = node.dataset.things;
    this.words = form.given.words;
    this.label = form.given.entities[this.entity];
    this.template = node.querySelector("[data-template]");
    this.template.remove();
    this.list = node.querySelector("[data-rows]");
    this.none = make("p", { class: "muted" }, this.words.row_none);
    this.more = make("p", { class: "muted", hidden: true });
    this.list.after(this.none, this.more);
    this.button = node.querySelector('[data-do="add"]');
    this.button.addEventListener("click", () => this.add());
    this.coverage = this.coverageQuestion();
    node.append(this.coverage);
  }
  // Whether these are all that there are: of some only so much can be said.
  coverageQuestion() {
    const name = `extent-${++number}`;
    const onchange = ({ target }) => {
      (this.form.profile.coverage ??= Object.create(null))[this.entity] = target.value;
      this.form.touched();
    };
    const options = ["all", "sample"].map((value) => option("", { type: "radio", name, value, onchange }));
    this.extents = options.map((node) => node.firstChild);
    return make(
      "fieldset",
      { class: "ask", "data-coverage": this.entity },
      make("legend", { class: "ask__text" }, fill(this.words.extent, { entity: this.label })),
      make("p", { class: "ask__about" }, this.words.extent_about),
      make("div", { class: "options" }, ...options),
    );
  }
  // The rows as the profile has them: key → facts.
  get entered() {
    return this.form.profile.rows?.[this.entity] ?? {};
  }
  enter(key, facts) {
    const rows = (this.form.profile.rows ??= Object.create(null));
    (rows[this.entity] ??= Object.create(null))[key] = facts;
  }
  drop(key) {
    delete this.entered[key];
    if (!Object.keys(this.entered).length) delete this.form.profile.rows[this.entity];
  }
  // Make the page show the rows of the profile.
  show() {
    const keys = Object.keys(this.entered);
    this.list.replaceChildren();
    this.rows = keys.slice(0, SHOWN).map((key) => this.row(key, keys.length === 1));
  }
  focus = () => focusChecked(this.extents, this.extents[0]);
  add() {
    let count = this.rows.length + 1;
    while (`${this.entity}-${count}` in this.entered) count += 1;
    const key = `${this.entity}-${count}`;
    this.enter(key, Object.create(null));
    const row = this.row(key, true);
    this.rows.push(row);
    this.form.touched();
    this.form.say("row_added", { row: this.named(key) });
    row.questions[0].focus();
  }
  named = (key) => fill(this.words.row, { entity: this.label, key });
  row(key, open) {
    const { words, form } = this;
    const onchange = () => (problem.hidden = this.isRenamed(row, field.value.trim()));
    const field = make("input", { type: "text", value: key, autocomplete: "off", onchange });
    const problem = make("p", { class: "ask__problem", hidden: true }, words.row_key_taken);
    const remove = make("button", { type: "button", onclick: () => this.remove(row) }, words.row_remove);
    const [name, left] = [make("span"), make("span", { class: "muted" })];
    const copies = [...this.template.cloneNode(true).children];
    const head = make("div", { class: "thing__head" }, labelled(words.row_key, field), remove);
    const summary = make("summary", {}, name, " ", left);
    const node = make("details", { class: "thing", open }, summary, head, problem, ...copies);
    const row = { node, left, name, questions: copies.map((copy) => new Question(copy, form.given, form.changed)) };
    this.rename(row, key);
    for (const question of row.questions) {
      form.showAnswer(question, this.entered[key]);
    }
    this.list.append(node);
    return row;
  }
  rename(row, key) {
    row.key = key;
    row.name.textContent = this.named(key);
    for (const question of row.questions) question.key = key;
  }
  // Whether the row may have this key; then it has.
  isRenamed(row, key) {
    const { key: old } = row;
    if (key === old) return true;
    if (!isText(key) || key in this.entered) return false;
    const facts = this.entered[old];
    for (const question of row.questions) this.form.release(question);
    this.drop(old);
    this.enter(key, facts);
    this.rename(row, key);
    for (const question of row.questions) this.form.hold(question);
    this.form.touched();
    return true;
  }
  remove(row) {
    for (const question of row.questions) this.form.release(question);
    this.rows = this.rows.filter((one) => one !== row);
    this.drop(row.key);
    row.node.remove();
    this.form.touched();
    this.form.say("row_removed", { row: this.named(row.key) });
    this.button.focus();
  }
  // After each answer: which rows wait for something, and whether rows of this kind could matter at all.
  refresh() {
    const { words, form, node } = this;
    const extent = form.profile.coverage?.[this.entity];
    const count = Object.keys(this.entered).length;
    this.none.hidden = count > 0;
    const hidden = count - this.rows.length;
    setNote(this.more, hidden > 0 && fill(words.row_more, { count: hidden }));
    for (const radio of this.extents) {
      radio.checked = radio.value === extent;
      radio.nextSibling.textContent = words[`extent.${radio.value}${count ? "" : "_none"}`];
    }
    this.isNeeded = form.openQuestions.has(`coverage ${this.entity}`);
    this.coverage.classList.toggle("is-answered", extent !== undefined);
    node.hidden = !(count > 0 || this.isNeeded || extent !== undefined || node.contains(document.activeElement));
    for (const { questions, left } of this.rows) {
      const open = questions.filter(form.waits).length;
      left.textContent = open ? fill(words.row_left, { count: open }) : words.row_done;
    }
  }
}
