// One line of a checklist: what the page says of it, and the form in which a reader records its status.

import { fill, make, setNote, setText } from "../elements.js";
import { putText, takenOf } from "../limit.js";
import { EMPTY, isIncomplete, says, TEXTS, UNTOLD } from "./files.js";

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toJSON().slice(0, 10); // where we are

export class Line {
  constructor(node, desk, entries) {
    const { line, hash, rule, cited, modality, method, state, topics, roles, binds } = node.dataset;
    this.id = line;
    this.hash = hash;
    this.rule = rule;
    this.cited = cited;
    this.modality = modality;
    this.method = method;
    this.state = state;
    this.node = node;
    this.desk = desk;
    this.entries = entries;
    this.topics = topics.split(" ");
    this.roles = roles.split(" ");
    this.binds = binds === "yes"; // it takes a status: a duty, and law of the day
    this.weigh();
  }

  // What the entry says. It is stale where it was made for another wording of the law than that of this page.
  weigh() {
    const { words } = this.desk;
    const entry = this.entries.of(this.id);
    const isRecorded = this.binds && says(entry);
    const isStale = isRecorded && entry.hash !== this.hash;
    const lacks = isIncomplete(entry);
    const stale = entry.hash === UNTOLD ? words.stale_version : words.stale;
    const notice = isStale ? stale : lacks ? words.incomplete : "";
    const status = notice ? EMPTY.status : entry.status;
    const isOpen = this.binds && status === EMPTY.status;
    this.entry = entry;
    this.isRecorded = isRecorded;
    this.isStale = isStale;
    this.notice = notice;
    this.status = status;
    this.isOpen = isOpen;
  }

  // The line as a table has it.
  row() {
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
    const record = (change) => {
      const hash = says(this.entry) ? this.entry.hash : this.hash;
      this.entries.put(this.id, { ...this.entry, hash, date: today(), ...change });
      this.weigh();
      this.showState();
      changed();
    };
    for (const choice of this.choices) {
      choice.name = `status-${number}`;
      choice.addEventListener("change", () => record({ status: choice.value, hash: this.hash }));
    }
    for (const field of this.fields) {
      field.addEventListener("input", () => record({ [field.dataset.field]: takenOf(field, this.desk.words) }));
    }
    this.find("[data-confirm]").addEventListener("click", () => {
      record({ hash: this.hash });
      this.find(":checked").focus();
    });
    this.form.after(this.onPaper);
    this.form.hidden = false;
  }
  find = (selector) => this.form.querySelector(selector);

  // Everything from the entry: after loading, importing, deleting.
  show() {
    this.weigh();
    if (!this.form) return;
    for (const choice of this.choices) choice.checked = choice.value === this.entry.status;
    for (const field of this.fields) putText(field, this.entry[field.dataset.field], this.desk.words);
    this.showState();
  }

  // What follows from the entry, while the reader may be typing.
  showState() {
    const { entry, isStale, isRecorded, status, notice, desk } = this;
    const { columns, statuses, lang, words } = desk;
    const isExempt = entry.status === "not_applicable";
    const texts = TEXTS.filter((key) => entry[key] !== "");
    this.node.dataset.status = isRecorded ? status : "";
    this.node.classList.toggle("is-stale", isStale);
    setNote(this.find("[data-notice]"), notice);
    this.find("[data-confirm]").hidden = !isStale;
    this.find("[data-approver]").hidden = !isExempt && entry.approver === "";
    setText(this.find("[data-reason]"), isExempt ? words.reason_na : words.reason);
    setText(this.find("[data-date]"), entry.date ? fill(words.date, entry) : "");
    setText(this.find("[data-has]"), texts.length ? `(${texts.length})` : "");
    if (notice && !isStale) this.find("details").open = true;
    const values = { ...entry, status: statuses[status][lang] };
    const keys = ["status", ...texts, ...(isRecorded && entry.date ? ["date"] : [])];
    const parts = keys.map((key) => fill(words.pair, { key: columns[key][lang], value: values[key] }));
    setText(this.onPaper, [...parts, notice].filter(Boolean).join(words.then));
  }
}
