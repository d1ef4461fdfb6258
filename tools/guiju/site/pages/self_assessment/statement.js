// The status of a duty, as a person states it.

import { fill, make, setNote } from "../elements.js";
import { choices, dayField, labelled, note, readFields, showFields, textField } from "./controls.js";
import { missingOf } from "./file.js";

const OF_EXEMPTION = ["reason", "approver"]; // asked only where the duty is said not to apply

/** The controls, put into `node`; `changed` is called after each change. */
export function statementOf(node, { statuses, words }, changed) {
  const status = choices({ "": "—", ...statuses });
  const first = { status, by: textField(), reason: textField(), approver: textField() };
  const folded = { evidence: textField(), date: dayField(), reviewer: textField() };
  const fields = { ...first, ...folded };
  const incomplete = note();
  const details = Object.entries(folded).map(([key, field]) => labelled(words[key], field));
  node.append(
    ...Object.entries(first).map(([key, field]) => labelled(words[`declare.${key}`], field)),
    incomplete,
    make("details", { class: "ask__details" }, make("summary", {}, words.evidence), ...details),
  );
  // {declaration}, or {draft} as long as it lacks something.
  const read = () => {
    const isExemption = status.value === "not_applicable";
    const declaration = readFields(fields, words);
    const draft = { ...declaration };
    for (const key of OF_EXEMPTION) if (!isExemption) delete declaration[key];
    for (const key of OF_EXEMPTION) fields[key].parentNode.hidden = !isExemption;
    fields.by.parentNode.hidden = !status.value;
    const missing = status.value ? missingOf(declaration).map((key) => words[`declare.${key}`]) : [];
    const texts = missing.join(words.comma);
    setNote(incomplete, texts && fill(words["declare.incomplete"], { fields: texts }));
    if (status.value && !texts) return { declaration };
    return { draft: Object.keys(draft).length ? draft : undefined };
  };
  const show = (declaration) => {
    showFields(fields, declaration, words);
    read();
  };
  node.addEventListener("input", changed);
  show();
  return { node, read, show, focus: () => status.focus() };
}
