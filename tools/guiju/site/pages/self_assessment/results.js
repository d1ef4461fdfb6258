// The verdicts beside the form: duties with an apparent gap first, each opening to its quotation and its proof.

import { countsOf, current } from "./assessment.js";
import { proof } from "./proof.js";

export class Results {
  lines = new Map();

  // `node` is the section of all verdicts. `form` has given, profile, settled, goTo(entity, key, name), declare(id).
  constructor(node, form) {
    this.form = form;
    this.lists = [...node.querySelectorAll("[data-verdicts]")];
    this.duties = new Map([...node.querySelectorAll("[data-duty]")].map((duty) => [duty.dataset.duty, duty]));
    for (const [id, duty] of this.duties) duty.addEventListener("toggle", () => this.prove(id));
    this.why = node.querySelector("[data-why]");
    this.why.addEventListener("change", () => form.say("why_shown", this.narrow()));
    node.querySelector("[data-why-filter]").hidden = false;
  }
  show(lines) {
    this.lines = new Map(lines.map((line) => [line.duty.id, line]));
    for (const line of lines) this.word(line);
    for (const section of this.lists) this.arrange(section);
    this.narrow();
    for (const id of this.duties.keys()) this.prove(id);
  }
  word({ duty, why, words }) {
    const open = why && duty.state !== "displaced"; // the heading says that it is to be verified
    const place = this.duties.get(duty.id).querySelector("[data-words]");
    place.textContent = open ? this.form.given.reasons[why].label : words;
  }
  arrange(section) {
    const { verdicts: verdict } = section.dataset;
    const list = section.querySelector("[data-list]");
    const lines = current([...this.lines.values()]).filter((line) => line.verdict === verdict);
    section.querySelector("[data-none]").hidden = lines.length > 0;
    for (const [place, { duty }] of lines.entries()) {
      const node = this.duties.get(duty.id);
      node.dataset.verdict = verdict;
      if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
    }
  }
  // Of the duties to be verified only those with the reason that the reader chose; each reason says how many have it.
  narrow() {
    const { given } = this.form;
    const { value: chosen } = this.why;
    const open = current([...this.lines.values()]).filter((line) => line.why);
    const counts = countsOf(open, "why", Object.keys(given.reasons));
    for (const choice of this.why.options) {
      if (choice.value) choice.textContent = `${given.reasons[choice.value].label} ${counts[choice.value]}`;
    }
    const shown = open.filter((line) => !chosen || line.why === chosen);
    for (const [id, line] of this.lines) this.duties.get(id).hidden = open.includes(line) && !shown.includes(line);
    return { shown: shown.length, total: open.length };
  }
  // What a verdict rests on, written when the reader opens it.
  prove(id) {
    const [node, line] = [this.duties.get(id), this.lines.get(id)];
    if (node.open && line) node.querySelector("[data-proof]").replaceChildren(...proof(line, this.form));
  }
}
