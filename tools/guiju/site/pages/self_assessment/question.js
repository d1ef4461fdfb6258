// One question of the form: its answer, and on what that rests. It knows nothing of verdicts.

import { fill, make } from "../elements.js";
import { answerOf } from "./answer.js";
import { choices, dayField, labelled, note, onChange, readFields, showFields, textField } from "./controls.js";
import { recorded } from "./counting.js";

// On what an answer rests, folded away; a finding that only a reviewer can make shows who made it.
class Details {
  constructor({ judged }, { bases, words }) {
    this.basis = choices(bases);
    this.heading = () => fill(words.details, { basis: bases[this.basis.value] });
    this.fields = { evidence: textField(500), date: dayField(), expires: dayField(), reviewer: textField(200) };
    this.summary = make("summary");
    const reviewer = labelled(words[judged ? "reviewer_needed" : "reviewer"], this.fields.reviewer);
    const parts = ["evidence", "date", "expires"].map((key) => labelled(words[key], this.fields[key]));
    const folded = [this.summary, labelled(words.basis, this.basis), ...parts, ...(judged ? [] : [reviewer])];
    this.nodes = [...(judged ? [reviewer] : []), make("details", { class: "ask__details" }, ...folded)];
    this.show(null);
  }
  read() {
    this.summary.textContent = this.heading();
    return { basis: this.basis.value, ...readFields(this.fields) };
  }
  show(entry) {
    this.basis.value = entry?.basis ?? "declared";
    showFields(this.fields, entry);
    this.summary.textContent = this.heading();
  }
}

export class Question {
  // `node` is the question as the page has it. `changed` is called after each answer.
  constructor(node, given, changed) {
    const { entity, fact: name } = node.dataset;
    Object.assign(this, { node, entity, name, key: "service" }); // rows set their own key
    const fact = given.facts[entity][name];
    this.answer = answerOf(fact, given.words, node.querySelector("legend").textContent);
    this.details = new Details(fact, given);
    this.note = note();
    for (const still of node.querySelectorAll("[data-still]")) still.remove();
    node.querySelector(".ask__duties").before(this.answer.node, this.note, ...this.details.nodes);
    onChange(node, () => changed(this));
  }
  get id() {
    return `${this.entity} ${this.key} ${this.name}`;
  }
  // What was answered: {entry} or {unknown}.
  read() {
    const { value, unknown } = this.answer.read();
    const details = this.details.read();
    return value === undefined ? { unknown: Boolean(unknown) } : { entry: { value, ...details } };
  }
  show(fact, unknown) {
    const entry = fact === undefined ? null : recorded(fact);
    this.answer.show(entry?.value, unknown);
    this.details.show(entry);
  }
  say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }
  focus() {
    this.answer.focus();
  }
}
