// The verdicts beside the form: duties with an apparent gap first, each opening to its quotation and its proof.

import { current, reasonsOf } from "./assessment.js";
import { proof } from "./proof.js";

const ORDER = ["breached", "undetermined", "met", "not_applicable"];

export class Results {
  // `node` is the section of all verdicts. `form` has given, profile, settled, goTo(entity, key, name), declare(id).
  constructor(node, form) {
    this.form = form;
    this.lists = new Map(ORDER.map((key) => [key, node.querySelector(`[data-verdicts="${key}"]`)]));
    this.duties = new Map([...node.querySelectorAll("[data-duty]")].map((duty) => [duty.dataset.duty, duty]));
    this.lines = new Map();
    for (const [id, duty] of this.duties) duty.addEventListener("toggle", () => this.prove(id));
    this.why = node.querySelector("[data-why]");
    node.querySelector("[data-why-filter]").hidden = false;
    this.why.addEventListener("change", () => this.narrow(true));
  }
  show(lines) {
    this.lines = new Map(lines.map((line) => [line.duty.id, line]));
    for (const line of lines) this.word(line);
    for (const [verdict, section] of this.lists) {
      const own = current(lines).filter((line) => line.verdict === verdict);
      this.arrange(section, verdict, own);
    }
    this.narrow(false);
    for (const id of this.duties.keys()) this.prove(id);
  }
  word({ duty, why, words }) {
    const open = why && duty.state !== "displaced"; // the heading says that it is to be verified
    const place = this.duties.get(duty.id).querySelector("[data-words]");
    place.textContent = open ? this.form.given.reasons[why].label : words;
  }
  arrange(section, verdict, lines) {
    const list = section.querySelector("[data-list]");
    section.querySelector("[data-none]").hidden = lines.length > 0;
    for (const [place, { duty }] of lines.entries()) {
      const node = this.duties.get(duty.id);
      node.dataset.verdict = verdict;
      if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
    }
  }
  // Of the duties to be verified only those with the reason that the reader chose; each reason says how many have it.
  narrow(aloud) {
    const { given } = this.form;
    const open = current([...this.lines.values()]).filter((line) => line.why);
    const counts = reasonsOf(given, open);
    for (const choice of this.why.options) {
      if (choice.value) choice.textContent = `${given.reasons[choice.value].label} ${counts[choice.value]}`;
    }
    const chosen = open.filter((line) => !this.why.value || line.why === this.why.value);
    for (const [id, node] of this.duties) {
      const line = this.lines.get(id);
      node.hidden = open.includes(line) && !chosen.includes(line);
    }
    if (aloud) this.form.say("why_shown", { shown: chosen.length, total: open.length });
  }
  // What a verdict rests on, written when the reader opens it.
  prove(id) {
    const [node, line] = [this.duties.get(id), this.lines.get(id)];
    if (node.open && line) node.querySelector("[data-proof]").replaceChildren(...proof(line, this.form));
  }
}
