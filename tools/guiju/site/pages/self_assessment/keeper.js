// What becomes of the answers: kept in this browser until the reader forgets them, downloaded as a profile or a
// receipt, read in again.

import { fill, setText } from "../elements.js";
import { download, Refused, written } from "../files.js";
import { Kept } from "../kept.js";
import { readProfile } from "./file.js";
import { accepts, answersFrom, valuesOf } from "./kept-answers.js";
import { canHash, receipt } from "./receipt.js";

/** `form` has root, given, profile, unknown, drafts, lines, impossible, counted, message, one(selector),
 *  isBegun(), whole(), show(profile, unknown, drafts), and take, which assesses them too, say(key, values). */
export function keeperOf(form) {
  const slug = form.root.dataset.assess;
  const control = (name) => form.one(`[data-do="${name}"]`);
  const place = form.one("[data-kept]");
  const sentence = place.textContent;
  let isSaved = true; // whether everything answered was downloaded or is kept

  const recalled = (values) => {
    const { profile, unknown, drafts } = answersFrom(values);
    return [profile, unknown, drafts];
  };
  const kept = new Kept(`guiju.self-assessment.${slug}`, {
    accepts: (name, value) => accepts(form.given, name, value),
    older: (content) => (content?.facts ? valuesOf(content) : null),
    changed(values) {
      form.take(...recalled(values));
      tell();
    },
  });
  const touched = () => {
    kept.save(valuesOf(form.profile, form.unknown, form.drafts));
    isSaved = kept.problem !== "blocked";
    tell();
  };
  const tell = () => {
    setText(place, kept.problem ? form.given.words[kept.problem] : sentence);
    place.classList.toggle("is-problem", Boolean(kept.problem));
  };
  const save = (kind, content) =>
    download(`guiju-${kind}-${slug}-${form.given.receipt.as_of}.json`, "application/json", written(content));

  // Whether answers may take the place of those that are there.
  const mayReplace = () => !form.isBegun() || confirm(form.given.words.replace_sure);

  // Whether the text is a profile, which then takes the place of what was answered; else the reader is told why not.
  function take(text) {
    try {
      const profile = readProfile(form.given, text);
      if (!mayReplace()) return false;
      form.take(profile);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = form.given.words[`refused.${error.key}`];
      if (problem) form.say("refused", { problem: fill(problem, error.values) });
      else form.say(error.key);
      return false;
    }
    return true;
  }

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
    if (!(await form.whole())) return form.say("no_result");
    const content = await receipt(form.given, form.profile, form.lines);
    save("receipt", content);
    isSaved = true;
    return form.say("saved_receipt", { hash: content.receipt });
  });
  control("forget").addEventListener("click", () => {
    if (!confirm(form.given.words.forget_sure)) return;
    kept.forget();
    form.take();
    isSaved = true;
    tell();
    form.say("forgotten");
  });
  addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });

  return {
    touched,
    /** Answers in place of what was answered, unless the reader would rather keep that. A file holds them. */
    take(answers) {
      if (!mayReplace()) return false;
      form.take(answers);
      touched();
      isSaved = true;
      return true;
    },
    /** A profile as text, in place of what was answered. */
    load(text) {
      if (!take(text)) return;
      const { facts, rows } = form.profile;
      const entered = Object.values(rows ?? {}).flatMap((keyed) => Object.values(keyed));
      const count = [facts, ...entered].flatMap((row) => Object.keys(row)).length;
      touched();
      isSaved = true;
      const { length: aside } = form.counted.setAside;
      form.say("imported", { facts: count, rows: entered.length });
      if (aside) form.message.append(fill(form.given.words.imported_aside, { count: aside }));
    },
    /** Whether this browser keeps answers of the form. */
    isKept: () => kept.text() !== null,
    /** Put what was kept into the form. */
    recall() {
      form.show(...recalled(kept.load()));
      tell();
    },
  };
}
