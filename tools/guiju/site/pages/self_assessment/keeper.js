// What becomes of the answers: downloaded as a profile or a receipt, read in again, remembered in this browser,
// deleted.

import { fill } from "../elements.js";
import { download, LARGEST, Refused, written } from "../files.js";
import { Memory, readProfile } from "./file.js";
import { canHash, receipt } from "./receipt.js";

const ACTS = ["profile", "receipt", "clear"];

export class Keeper {
  // `form` has root, given, profile, lines, impossible, take(profile), showAll(), clear(), say(key, values).
  constructor(form) {
    this.form = form;
    this.slug = form.root.dataset.assess;
    this.memory = new Memory(this.slug);
    this.saved = true; // whether everything answered was downloaded or is remembered
    const control = (name) => form.one(`[data-do="${name}"]`);
    this.checkbox = control("remember");
    this.checkbox.addEventListener("change", () => this.remember());
    control("import").addEventListener("change", ({ target }) => this.import(target));
    for (const name of ACTS) control(name).addEventListener("click", () => this[name]());
    addEventListener("beforeunload", (event) => {
      if (!this.saved) event.preventDefault();
    });
  }
  // What was remembered, where anything was.
  recall() {
    const text = this.memory.load();
    this.checkbox.checked = text !== null;
    if (text === null || !this.take(text)) this.form.showAll();
    this.saved = true;
  }
  touched() {
    this.saved = this.checkbox.checked && this.memory.save(written(this.form.profile));
  }
  remember() {
    const { checked } = this.checkbox;
    if (!checked) this.memory.forget();
    this.touched();
    this.checkbox.checked = this.saved;
    this.form.say(!checked ? "forgotten" : this.saved ? "remembered" : "not_remembered");
  }
  download(kind, content) {
    const name = `guiju-${kind}-${this.slug}-${this.form.given.receipt.as_of}.json`;
    download(name, "application/json", written(content));
  }
  profile() {
    this.download("profile", this.form.profile);
    this.saved = true;
    this.form.say("saved_profile");
  }
  async receipt() {
    const { form } = this;
    if (form.impossible.length) return form.say("not_while_impossible");
    if (!canHash()) return form.say("no_hash");
    const content = await receipt(form.given, form.profile, form.lines);
    this.download("receipt", content);
    return form.say("saved_receipt", { hash: content.receipt });
  }
  async import(field) {
    const [file] = field.files;
    if (!file) return;
    if (file.size > LARGEST) return this.form.say("too_large");
    const text = await file.text();
    field.value = ""; // so that the same file can be read in again
    if (!this.take(text)) return;
    const { facts, rows } = this.form.profile;
    const entered = Object.values(rows ?? {}).flatMap((keyed) => Object.values(keyed));
    const count = [facts, ...entered].reduce((sum, row) => sum + Object.keys(row).length, 0);
    this.touched();
    this.saved = true; // the file holds it
    this.form.say("imported", { facts: count, rows: entered.length });
  }
  // Whether the text is a profile, which then takes the place of what was answered; else the reader is told why not.
  take(text) {
    try {
      this.form.take(readProfile(this.form.given, text));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = this.form.words[`refused.${error.key}`];
      if (problem) this.form.say("refused", { problem: fill(problem, error.values) });
      else this.form.say(error.key);
      return false;
    }
    return true;
  }
  clear() {
    const { form } = this;
    if (!confirm(form.words.clear_sure)) return;
    form.clear();
    form.showAll();
    this.touched();
    this.saved = true;
    form.say("cleared");
  }
}
