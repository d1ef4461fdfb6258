// What becomes of the answers: downloaded as a profile or a receipt, read in again, remembered in this browser,
// deleted.

import { attempt } from "../attempt.js";
import { fill } from "../elements.js";
import { download, Refused, written } from "../files.js";
import { readProfile } from "./file.js";
import { canHash, receipt } from "./receipt.js";

/** `form` has root, given, profile, lines, impossible, one(selector), take(profile), say(key, values). */
export function keeperOf(form) {
  const slug = form.root.dataset.assess;
  const memory = `guiju.self-assessment.${slug}`;
  const control = (name) => form.one(`[data-do="${name}"]`);
  const checkbox = control("remember");
  let isSaved = true; // whether everything answered was downloaded or is remembered

  const touched = () => {
    isSaved = checkbox.checked && attempt(() => localStorage.setItem(memory, written(form.profile)) ?? true, false);
  };
  const save = (kind, content) =>
    download(`guiju-${kind}-${slug}-${form.given.receipt.as_of}.json`, "application/json", written(content));

  // Whether the text is a profile, which then takes the place of what was answered; else the reader is told why not.
  function take(text) {
    try {
      form.take(readProfile(form.given, text));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = form.given.words[`refused.${error.key}`];
      if (problem) form.say("refused", { problem: fill(problem, error.values) });
      else form.say(error.key);
      return false;
    }
    return true;
  }

  checkbox.addEventListener("change", ({ target: { checked } }) => {
    if (!checked) attempt(() => localStorage.removeItem(memory));
    touched();
    checkbox.checked = isSaved;
    form.say(!checked ? "forgotten" : isSaved ? "remembered" : "not_remembered");
  });
  // One press saves all that can be saved: where no receipt can be made, the answers.
  control("save").addEventListener("click", () => {
    control(form.impossible.length || !canHash() ? "profile" : "receipt").click();
  });
  control("profile").addEventListener("click", () => {
    save("profile", form.profile);
    isSaved = true;
    form.say("saved_profile");
  });
  control("receipt").addEventListener("click", async () => {
    if (form.impossible.length) return form.say("not_while_impossible");
    if (!canHash()) return form.say("no_hash");
    const content = await receipt(form.given, form.profile, form.lines);
    save("receipt", content);
    isSaved = true;
    return form.say("saved_receipt", { hash: content.receipt });
  });
  control("clear").addEventListener("click", () => {
    if (!confirm(form.given.words.clear_sure)) return;
    form.take();
    touched();
    isSaved = true;
    form.say("cleared");
  });
  addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });

  return {
    touched,
    /** Answers in place of what was answered. A file holds them. */
    take(answers) {
      form.take(answers);
      touched();
      isSaved = true;
    },
    /** A profile as text, in place of what was answered. */
    load(text) {
      if (!take(text)) return;
      const { facts, rows } = form.profile;
      const entered = Object.values(rows ?? {}).flatMap((keyed) => Object.values(keyed));
      const count = [facts, ...entered].flatMap((row) => Object.keys(row)).length;
      touched();
      isSaved = true;
      form.say("imported", { facts: count, rows: entered.length });
    },
    // What was remembered, where anything was.
    recall() {
      const text = attempt(() => localStorage.getItem(memory), null);
      checkbox.checked = text !== null;
      if (text === null || !take(text)) form.take();
      isSaved = true;
    },
  };
}
