// The groups, violations, complaints and so on that the reader enters: each a row with its own copy of the questions.

import { fill, make } from "../elements.js";
import { labelled, option } from "./controls.js";
import { isText } from "./file.js";
import { Question } from "./question.js";

const SHOWN = 50; // rows on the page; what a file brings beyond that counts, and is not shown
const EXTENTS = ["all", "sample"];
let number = 0;

export class Things {
  // `node` is the section of one kind of thing. `form` has given, profile, changed(question), touched(), say(key).
  constructor(node, form) {
    Object.assign(this, { node, form, entity: node.dataset.things, words: form.given.words, rows: new Map() });
    this.label = form.given.entities[this.entity];
    const template = node.querySelector("[data-template]");
    this.template = [...template.children];
    template.remove();
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
    const options = EXTENTS.map((value) => option("", { type: "radio", name, value }));
    [this.extents, this.extentTexts] = ["input", "span"].map((tag) => options.map((node) => node.querySelector(tag)));
    for (const radio of this.extents) radio.addEventListener("change", () => this.cover(radio.value));
    return make(
      "fieldset",
      { class: "ask", "data-coverage": this.entity },
      make("legend", { class: "ask__text" }, fill(this.words.extent, { entity: this.label })),
      make("p", { class: "ask__about" }, this.words.extent_about),
      make("div", { class: "options" }, ...options),
    );
  }
  cover(extent) {
    this.part("coverage")[this.entity] = extent;
    this.form.touched();
  }
  // A part of the profile, which is there once something is put into it.
  part(name, within = this.form.profile) {
    return (within[name] ??= Object.create(null));
  }
  get extent() {
    return this.form.profile.coverage?.[this.entity];
  }
  // The rows as the profile has them: key → facts.
  get entered() {
    return this.form.profile.rows?.[this.entity] ?? {};
  }
  enter(key, facts) {
    this.part(this.entity, this.part("rows"))[key] = facts;
  }
  drop(key) {
    delete this.entered[key];
    if (!Object.keys(this.entered).length) delete this.form.profile.rows[this.entity];
  }
  // Make the page show the rows of the profile.
  show() {
    for (const row of this.rows.values()) row.node.remove();
    const keys = Object.keys(this.entered);
    this.rows = new Map(keys.slice(0, SHOWN).map((key) => [key, this.row(key, keys.length === 1)]));
  }
  focus() {
    (this.extents.find((radio) => radio.checked) || this.extents[0]).focus();
  }
  add() {
    let count = this.rows.size + 1;
    while (`${this.entity}-${count}` in this.entered) count += 1;
    const key = `${this.entity}-${count}`;
    this.enter(key, Object.create(null));
    this.rows.set(key, this.row(key, true));
    this.form.touched();
    this.form.say("row_added", { row: this.named(key) });
    this.rows.get(key).questions[0].focus();
  }
  named(key) {
    return fill(this.words.row, { entity: this.label, key });
  }
  row(key, open) {
    const { words, form } = this;
    const field = make("input", { type: "text", value: key, maxlength: "100", autocomplete: "off" });
    const problem = make("p", { class: "ask__problem", hidden: true }, words.row_key_taken);
    const remove = make("button", { type: "button" }, words.row_remove);
    const [name, left] = [make("span"), make("span", { class: "muted" })];
    const copies = this.template.map((copied) => copied.cloneNode(true));
    const head = make("div", { class: "thing__head" }, labelled(words.row_key, field), remove);
    const summary = make("summary", {}, name, " ", left);
    const node = make("details", { class: "thing", open }, summary, head, problem, ...copies);
    const row = {
      key,
      node,
      left,
      name,
      questions: copies.map((copy) => new Question(copy, form.given, form.changed)),
    };
    this.rename(row, key);
    for (const question of row.questions)
      question.show(this.entered[key][question.name], form.unknown.has(question.id));
    field.addEventListener("change", () => {
      problem.hidden = this.renamed(row, field.value.trim());
    });
    remove.addEventListener("click", () => this.remove(row));
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
    const { key: old } = row;
    if (key === old) return true;
    if (!isText(key) || key in this.entered) return false;
    const facts = this.entered[old];
    for (const question of row.questions) {
      if (this.form.unknown.delete(question.id)) this.form.unknown.add(`${this.entity} ${key} ${question.name}`);
    }
    this.rows = new Map([...this.rows].map(([name, one]) => [name === old ? key : name, one]));
    this.drop(old);
    this.enter(key, facts);
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
    this.form.say("row_removed", { row: this.named(row.key) });
    this.button.focus();
  }
  // After each answer: which rows wait for something, and whether rows of this kind could matter at all.
  refresh() {
    const { words, extent, form } = this;
    const count = Object.keys(this.entered).length;
    this.none.hidden = count > 0;
    this.more.hidden = count <= this.rows.size;
    this.more.textContent = fill(words.row_more, { count: count - this.rows.size });
    for (const [place, radio] of this.extents.entries()) {
      radio.checked = radio.value === extent;
      this.extentTexts[place].textContent = words[`extent.${radio.value}${count ? "" : "_none"}`];
    }
    this.isNeeded = form.openQuestions.has(`coverage ${this.entity}`);
    this.coverage.classList.toggle("is-answered", extent !== undefined);
    const isUsed = count > 0 || this.isNeeded || extent !== undefined || this.node.contains(document.activeElement);
    this.node.hidden = !isUsed;
    for (const { questions, left } of this.rows.values()) {
      const open = questions.filter((question) => form.waits(question)).length;
      left.textContent = open ? fill(words.row_left, { count: open }) : words.row_done;
    }
  }
}
