// One line of a checklist: what the page says of it, and the form in which a reader records its status.

import { fill, make, setText } from "../elements.js";
import { EMPTY, isIncomplete, says, TEXTS, UNTOLD } from "./files.js";

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

export class Line {
  constructor(node, desk, entries) {
    const { line, hash, rule, cited, modality, method, topics, roles, binds, state } = node.dataset;
    Object.assign(this, { node, desk, entries, id: line, hash, rule, cited, modality, method, state });
    this.topics = topics.split(" ");
    this.roles = roles.split(" ");
    this.binds = binds === "yes"; // it takes a status: a duty, and law of the day
  }

  get entry() {
    return this.entries.of(this.id);
  }
  get isRecorded() {
    return this.binds && says(this.entry);
  }
  // Made for another wording of the law than that of this page.
  get isStale() {
    return this.isRecorded && this.entry.hash !== this.hash;
  }
  get isIncomplete() {
    return isIncomplete(this.entry);
  }
  get status() {
    return this.isStale || this.isIncomplete ? EMPTY.status : this.entry.status;
  }
  get isOpen() {
    return this.binds && this.status === EMPTY.status;
  }
  // The line as a table has it.
  get row() {
    const { id, rule, cited, binds, state, hash, entry } = this;
    const [title, modality] = [".line__title a", ".badge"].map((part) => this.node.querySelector(part).textContent);
    return { id, rule, cited, title, modality, binds, state, hash, entry };
  }

  // Make the form of the line whole; `part` gives copies of its parts, `changed` is called after each entry.
  addForm(part, number, changed) {
    this.form = this.node.querySelector(".record");
    this.onPaper = make("p", { class: "record__paper" });
    this.find("fieldset").after(part("notice"));
    this.find("details").append(part("fields"));
    this.choices = [...this.form.querySelectorAll('[type="radio"]')];
    this.fields = [...this.form.querySelectorAll("[data-field]")];
    for (const choice of this.choices) {
      choice.name = `status-${number}`;
      choice.addEventListener("change", () => this.record({ status: choice.value, hash: this.hash }, changed));
    }
    for (const field of this.fields) {
      field.addEventListener("input", () => this.record({ [field.dataset.field]: field.value }, changed));
    }
    this.find("[data-confirm]").addEventListener("click", () => {
      this.record({ hash: this.hash }, changed);
      this.find(":checked").focus();
    });
    this.form.after(this.onPaper);
    this.form.hidden = false;
    this.show();
  }

  find(selector) {
    return this.form.querySelector(selector);
  }

  record(change, changed) {
    const { entry } = this;
    this.entries.put(this.id, { ...entry, hash: says(entry) ? entry.hash : this.hash, date: today(), ...change });
    this.showState();
    changed();
  }

  // Everything from the entry: after loading, importing, deleting.
  show() {
    if (!this.form) return;
    for (const choice of this.choices) choice.checked = choice.value === this.entry.status;
    for (const field of this.fields) field.value = this.entry[field.dataset.field];
    this.showState();
  }

  // What follows from the entry, while the reader may be typing.
  showState() {
    const { entry, isStale, notice } = this;
    const { words } = this.desk;
    const notApplicable = entry.status === "not_applicable";
    this.node.dataset.status = this.isRecorded ? this.status : "";
    this.node.classList.toggle("is-stale", isStale);
    setText(this.find("[data-notice]"), notice);
    this.find("[data-notice]").hidden = notice === "";
    this.find("[data-confirm]").hidden = !isStale;
    this.find("[data-approver]").hidden = !notApplicable && entry.approver === "";
    setText(this.find("[data-reason]"), notApplicable ? words.reason_na : words.reason);
    setText(this.find("[data-date]"), entry.date ? fill(words.date, entry) : "");
    setText(this.find("[data-has]"), this.texts.length ? `(${this.texts.length})` : "");
    if (this.isIncomplete && !isStale) this.find("details").open = true;
    this.showOnPaper();
  }

  get notice() {
    const { words } = this.desk;
    if (this.isStale) return this.entry.hash === UNTOLD ? words.stale_version : words.stale;
    return this.isIncomplete ? words.incomplete : "";
  }
  get texts() {
    return TEXTS.filter((key) => this.entry[key] !== "");
  }

  showOnPaper() {
    const { columns, statuses, lang, words } = this.desk;
    const dated = this.isRecorded && this.entry.date ? ["date"] : [];
    const values = { ...this.entry, status: statuses[this.status][lang] };
    const keys = ["status", ...this.texts, ...dated];
    const parts = keys.map((key) => fill(words.pair, { key: columns[key][lang], value: values[key] }));
    setText(this.onPaper, [...parts, this.notice].filter(Boolean).join(words.then));
  }
}
