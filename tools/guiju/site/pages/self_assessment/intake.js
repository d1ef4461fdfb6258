// A file that the reader chooses, or drops on the page: a profile is loaded; of a receipt the page says what is still
// right.

import { fill, make } from "../elements.js";
import { attempt } from "../attempt.js";
import { LARGEST, Refused } from "../files.js";
import { parsed } from "./file.js";
import { canHash } from "./receipt.js";

/** `form` has root, given, one(selector), say(key, values), whole(), views, keeper with load(text) and
 *  take(answers). */
export function intakeOf(form) {
  const { given, root } = form;
  const { words, verdicts } = given;
  const place = form.one("[data-verification]");
  const duties = new Map(given.duties.map((duty) => [duty.id, duty]));
  const item = (kind, text) => make("li", { class: `outcome outcome--${kind}` }, text);
  const command = () => make("p", { class: "muted" }, words["verify.full"], " ", make("code", {}, "guiju verify FILE"));
  const close = () => place.replaceChildren();

  function show(heading, nodes, ...buttons) {
    const title = make("h2", { tabindex: "-1" }, heading);
    buttons.push(make("button", { type: "button", onclick: close }, words["verify.close"]));
    place.replaceChildren(title, ...nodes, make("p", { class: "verification__go" }, ...buttons));
    place.scrollIntoView({ block: "center" });
    title.focus({ preventScroll: true });
  }
  const changeText = ({ id, what, before, now }) => {
    const { title, cited } = duties.get(id) ?? { title: id, cited: "" };
    const values = { duty: `${title} ${cited}`.trim(), before: verdicts[before?.verdict], now: verdicts[now?.verdict] };
    const key = what === "verdict" && before.verdict === now.verdict ? "grounds" : what;
    return item("differs", fill(words[`verify.${key}`], values));
  };
  function showVerification(name, { stated, answers, same, changes }) {
    const total = stated.verdicts.length;
    const differing = new Set(changes.filter(({ what }) => ["verdict", "gone"].includes(what)).map(({ id }) => id))
      .size;
    const verdict = changes.length || !same.text || !same.obligations ? "some" : "all";
    const about = { name, day: stated.as_of, data: stated.data_version, guiju: stated.guiju };
    const load = make("button", { type: "button", class: "assess__next" }, words["verify.load"]);
    load.addEventListener("click", () => {
      if (!form.keeper.take(answers)) return;
      close();
      form.views.toResult();
    });
    const of = (key) => item(same[key] ? "same" : "differs", words[`verify.${key}_${same[key] ? "same" : "differs"}`]);
    const again = fill(words["verify.verdicts"], { same: total - differing, total });
    const outcomes = [
      item("same", words["verify.whole"]),
      of("text"),
      of("obligations"),
      item(differing ? "differs" : "same", again),
      ...changes.map(changeText),
    ];
    const nodes = [
      make("p", { class: "muted" }, fill(words["verify.about"], about)),
      make("ul", { class: "outcomes" }, ...outcomes),
      make("p", { class: "muted" }, words["verify.proves"]),
      command(),
    ];
    show(words[`verify.heading_${verdict}`], nodes, load);
  }
  function refuse({ key, values }) {
    const problem = words[`refused.${key}`];
    const text = problem ? fill(words["verify.shape"], { problem: fill(problem, values) }) : fill(words[key], values);
    show(words["verify.refused"], [make("p", { class: "notice", role: "alert" }, text), command()]);
  }
  // A receipt in a file is verified and shown; what a file without one is for, the caller knows.
  async function read(file, withoutReceipt, showReceipt) {
    close();
    if (file.size > LARGEST) return form.say("too_large");
    const text = await file.text();
    const value = attempt(() => parsed(text));
    const loaded = await form.whole();
    if (!loaded) return form.say("no_result");
    if (!loaded.holdsReceipt(value)) return withoutReceipt(text);
    if (!canHash()) return form.say("no_hash");
    try {
      return await showReceipt(file.name, await loaded.verification(given, value));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refuse(error);
    }
  }
  const open = (file) => read(file, (text) => form.keeper.load(text), showVerification);
  const compare = (file) => read(file, () => form.say("compare.no_receipt"), showComparison);

  // Last time's file beside what is answered now: a receipt says of which day and which law it is.
  async function showComparison(name, { stated, answers, changes }) {
    const { as_of: now } = given.receipt;
    if (stated.as_of > now) return form.say("compare.later", { day: stated.as_of, now });
    const changed = changes.filter(({ what }) => what === "text" || what === "reading").map(({ id }) => id);
    form.earlier = { answers, as_of: stated.as_of, stale: new Set(changed) };
    const { headline, notes, sections } = await form.reporter.compared();
    const nodes = sections.flatMap(({ title, rows, columns }) => {
      const cells = (row) => row.map((text, at) => text && make("span", { "data-title": columns[at].title }, text));
      const items = rows.map((row) => make("li", {}, ...cells(row).filter(Boolean)));
      return [make("h3", {}, title), make("ul", { class: "compared" }, ...items)];
    });
    const lead = make("p", {}, `${name}${words.is}${headline}`);
    return show(words["compare.heading"], [
      lead,
      ...nodes,
      ...notes.map((text) => make("p", { class: "muted" }, text)),
    ]);
  }

  const onFile = (name, act) =>
    form.one(`[data-do="${name}"]`).addEventListener("change", ({ target: field }) => {
      const [file] = field.files;
      if (file) act(file);
      field.value = ""; // so that the same file can be read in again
    });
  onFile("import", open);
  onFile("compare", compare);
  const isFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    root.classList.add("takes-file");
  });
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? root.classList.remove("takes-file"));
  addEventListener("drop", (event) => {
    root.classList.remove("takes-file");
    if (!isFile(event)) return;
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}
