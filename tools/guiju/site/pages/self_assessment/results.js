// The verdicts beside the form: duties with an apparent gap first, each opening to its quotation and its proof.

import { countsOf, current } from "./assessment.js";
import { proof } from "./proof.js";

/** Draws the verdicts, in the section `node`, whenever it is called. */
export function resultsOf(node, form) {
  const { reasons } = form.given;
  const duties = new Map([...node.querySelectorAll("[data-duty]")].map((duty) => [duty.dataset.duty, duty]));
  const why = node.querySelector("[data-why]");
  const word = ({ duty, why: reason, words }) => {
    const isOpen = reason && duty.state !== "displaced"; // the heading says that it is to be verified
    duties.get(duty.id).querySelector("[data-words]").textContent = isOpen ? reasons[reason].label : words;
  };
  const arrange = (section) => {
    const { verdicts: verdict } = section.dataset;
    const list = section.querySelector("[data-list]");
    const own = current(form.lines).filter((line) => line.verdict === verdict);
    section.querySelector("[data-none]").hidden = own.length > 0;
    for (const [place, { duty }] of own.entries()) {
      const entry = duties.get(duty.id);
      entry.dataset.verdict = verdict;
      if (list.children[place] !== entry) list.insertBefore(entry, list.children[place] ?? null);
    }
  };
  // Of the duties to be verified only those with the reason that the reader chose; each reason says how many have it.
  const narrow = () => {
    const open = current(form.lines).filter((line) => line.why);
    const counts = countsOf(open, "why", Object.keys(reasons));
    for (const choice of why.options) {
      if (choice.value) choice.textContent = `${reasons[choice.value].label} ${counts[choice.value]}`;
    }
    const shown = open.filter((line) => !why.value || line.why === why.value);
    for (const line of form.lines) duties.get(line.duty.id).hidden = open.includes(line) && !shown.includes(line);
    return { shown: shown.length, total: open.length };
  };
  // What a verdict rests on, written when the reader opens it.
  const prove = (line) => {
    const duty = duties.get(line.duty.id);
    if (duty.open) duty.querySelector("[data-proof]").replaceChildren(...proof(line, form));
  };

  for (const [id, duty] of duties) {
    duty.addEventListener("toggle", () => prove(form.lines.find((line) => line.duty.id === id)));
  }
  why.addEventListener("change", () => form.say("why_shown", narrow()));
  node.querySelector("[data-why-filter]").hidden = false;
  return () => {
    for (const line of form.lines) word(line);
    for (const section of node.querySelectorAll("[data-verdicts]")) arrange(section);
    narrow();
    for (const line of form.lines) prove(line);
  };
}
