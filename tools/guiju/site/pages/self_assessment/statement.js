// The status of a duty, as a person states it.

import { fill, make } from "../elements.js";
import { choices, dayField, labelled, note, onChange, readFields, showFields, textField } from "./controls.js";
import { missingOf } from "./file.js";

const OF_EXEMPTION = ["reason", "approver"]; // asked only where the duty is said not to apply

export class Statement {
  constructor(node, { statuses, words }, changed) {
    Object.assign(this, { node, id: node.dataset.declare, words, note: note() });
    this.status = choices({ "": "—", ...statuses });
    const first = { by: textField(200), reason: textField(500), approver: textField(200) };
    const folded = { evidence: textField(500), date: dayField(), reviewer: textField(200) };
    this.fields = { ...first, ...folded };
    this.labels = Object.fromEntries(
      Object.entries(first).map(([key, field]) => [key, labelled(words[`declare.${key}`], field)]),
    );
    const details = Object.entries(folded).map(([key, field]) => labelled(words[key], field));
    node.append(
      labelled(words["declare.status"], this.status),
      ...Object.values(this.labels),
      this.note,
      make("details", { class: "ask__details" }, make("summary", {}, words.evidence), ...details),
    );
    onChange(node, () => changed(this));
    this.show(undefined);
  }
  // The declaration; undefined as long as it lacks something.
  read() {
    const status = this.status.value;
    const texts = Object.entries(readFields(this.fields));
    const own = texts.filter(([key]) => status === "not_applicable" || !OF_EXEMPTION.includes(key));
    const declaration = { status, ...Object.fromEntries(own) };
    return this.complete(declaration) ? declaration : undefined;
  }
  complete(declaration) {
    const { status } = declaration;
    for (const key of OF_EXEMPTION) this.labels[key].hidden = status !== "not_applicable";
    this.labels.by.hidden = !status;
    const missing = status ? missingOf(declaration).map((key) => this.words[`declare.${key}`]) : [];
    const fields = missing.join(this.words.comma);
    this.note.textContent = fields ? fill(this.words["declare.incomplete"], { fields }) : "";
    this.note.hidden = !fields;
    return Boolean(status) && !fields;
  }
  show(declaration) {
    this.status.value = declaration?.status ?? "";
    showFields(this.fields, declaration);
    this.complete({ ...declaration, status: this.status.value });
  }
  focus() {
    this.status.focus();
  }
}
