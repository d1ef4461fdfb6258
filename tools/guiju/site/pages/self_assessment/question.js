// One question of the form: its answer, and on what that rests. It knows nothing of verdicts.

import { fill, make } from "../elements.js";
import { answerOf } from "./answer.js";
import { choices, dayField, labelled, note, readFields, showFields, textField } from "./controls.js";
import { recorded } from "./counting.js";

// On what an answer rests, folded away; a finding that only a reviewer can make shows who made it.
function grounds({ judged }, { bases, words }) {
  const dated = { date: dayField(), expires: dayField() };
  const fields = { evidence: textField(), ...dated, reviewer: textField(), reason: textField(), approver: textField() };
  const all = { basis: choices(bases), ...fields };
  const summary = make("summary");
  const parts = ["basis", "evidence", "date", "expires", "reason", "approver"].map((key) =>
    labelled(words[key], all[key]),
  );
  const reviewer = labelled(words[judged ? "reviewer_needed" : "reviewer"], fields.reviewer);
  const folded = make("details", { class: "ask__details" }, summary, ...parts, ...(judged ? [] : [reviewer]));
  const say = () => (summary.textContent = fill(words.details, { basis: bases[all.basis.value] }));
  return {
    nodes: judged ? [reviewer, folded] : [folded],
    read() {
      say();
      return readFields(all, words);
    },
    show(entry) {
      showFields(all, { basis: "declared", ...entry }, words);
      say();
    },
  };
}

export class Question {
  // `node` is the question as the page has it. `changed` is called after each answer.
  constructor(node, given, changed) {
    const { entity, fact: name } = node.dataset;
    this.node = node;
    this.entity = entity;
    this.name = name;
    this.key = "service"; // rows set their own key
    this.note = note();
    const fact = given.facts[entity][name];
    this.answer = answerOf(fact, given.words, node.querySelector("legend").textContent);
    this.grounds = grounds(fact, given);
    node.querySelector(".ask__duties").before(this.answer.node, this.note, ...this.grounds.nodes);
    node.addEventListener("input", () => changed(this));
    this.show();
  }
  get id() {
    return `${this.entity} ${this.key} ${this.name}`;
  }
  // What was answered: {entry}, or {unknown, draft}, the draft being what an answer would rest on.
  read() {
    const { value, unknown } = this.answer.read();
    const grounded = this.grounds.read();
    if (value !== undefined) return { entry: { value, ...grounded } };
    return { unknown, draft: Object.keys(grounded).length > 1 ? grounded : undefined }; // more than the basis
  }
  show(fact, unknown, draft) {
    const entry = fact === undefined ? null : recorded(fact);
    this.answer.show(entry?.value, unknown);
    this.grounds.show(entry ?? draft);
  }
  focus = () => this.answer.focus();
}
