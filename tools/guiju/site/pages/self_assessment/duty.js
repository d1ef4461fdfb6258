// A duty in the result: a gap with all that a manager needs, any other folded.

import { fill, make } from "../elements.js";
import { planFields, planWords } from "./plan.js";
import { proof } from "./proof.js";

const quote = ({ quotation }) => make("p", { class: "quote", lang: "zh-Hans" }, `“${quotation}”`);
const translation = ({ translation: text }, { unofficial }) =>
  text ? [make("p", { class: "translation" }, make("span", { class: "muted" }, unofficial), ` ${text}`)] : [];
const badge = (text) => make("span", { class: "verdict__words", "data-words": "" }, text);
const place = ({ cited }) => make("span", { class: "muted" }, cited);
const links = ({ links: to, cited }, words) =>
  make(
    "p",
    { class: "verdict__links" },
    make("a", { href: to.text }, `${words.read_text}${words.open}${cited}${words.close}`),
    " · ",
    make("a", { href: to.duty }, words.read_duty),
  );
// A fold whose content is written when the reader opens it.
function opened(attributes, summary, content) {
  const body = make("div");
  const ontoggle = ({ target }) => target.open && body.replaceChildren(...content());
  return make("details", { ...attributes, ontoggle }, make("summary", {}, ...summary), body);
}
const proofOf = (line, form) => make("div", { class: "verdict__proof", "data-proof": "" }, ...proof(line, form));

/** Title, place, wording; opened, what the duty says and what its verdict rests on. */
export function folded(line, form) {
  const { reasons, words } = form.given;
  const { duty, why } = line;
  const text = why && duty.state !== "displaced" ? reasons[why].label : line.words;
  const attributes = { class: "verdict", "data-duty": duty.id, "data-verdict": line.verdict };
  const title = make("span", { class: "verdict__title" }, duty.title);
  return opened(attributes, [badge(text), " ", title, " ", place(duty)], () => [
    make("p", {}, duty.summary),
    proofOf(line, form),
    quote(duty),
    ...translation(duty, form.given),
    links(duty, words),
  ]);
}

// Penalties by provision; of those that a gap before has too, only where they are written out: `first` has its number.
function* penaltiesOf({ penalties }, number, first, words) {
  const before = new Map();
  for (const text of penalties) {
    const [provision, ranges] = text.split(" · ");
    if (ranges && first.has(text)) before.set(first.get(text), [...(before.get(first.get(text)) ?? []), provision]);
    else yield text;
    if (!first.has(text)) first.set(text, number);
  }
  for (const [other, provisions] of before) {
    yield fill(words.same_penalty, { provisions: provisions.join(words.comma), number: other });
  }
}

// What many gaps on paper have room for: the heaviest penalties, and where these are set.
function inShort({ heaviest, penalties }, words) {
  const set = penalties.filter((text) => heaviest.some((most) => text.includes(most)));
  const places = (set.length ? set : penalties).map((text) => text.split(" · ")[0]).join(words.then);
  return `${heaviest.join(words.then)}${words.open}${places}${words.close}`;
}

/** What is wrong, who must do what, what it may cost, what would close it, of the part that failed: a gap as gapsOf has
 *  it, with its line asFailed. `first` has, of each penalty that was written out, the number of its gap. */
export function gap({ line, id, plan }, number, first, form) {
  const { headings, words } = form.given;
  const { duty } = line;
  const row = (name, texts) =>
    make(
      "div",
      { class: `gap__${name}` },
      make("dt", {}, headings[name] ?? words[name]),
      ...texts.map((text) => make("dd", {}, text)),
    );
  return make(
    "li",
    { class: "gap", id: `gap-${number}`, "data-duty": duty.id, "data-gap": id, "data-verdict": line.verdict },
    make(
      "p",
      { class: "gap__head" },
      make("strong", {}, duty.what ? `${duty.title}${words.is}${duty.what}` : duty.title),
      " ",
      badge(line.words),
      " ",
      place(duty),
      make("span", { class: "muted gap__bearers" }, ` · ${duty.bearers}`),
    ),
    quote(duty),
    ...translation(duty, form.given),
    make(
      "dl",
      {},
      row("summary", [duty.summary]),
      row("penalties", [...penaltiesOf(duty, number, first, words)]),
      ...(duty.heaviest.length ? [row("most", [inShort(duty, words)])] : []),
      row("remedy", duty.remedy),
      row("evidence", duty.evidence),
      row("planned", [planWords(plan, form) || words.plan_none]),
    ),
    opened({ class: "gap__proof" }, [headings.proof], () => [proofOf(line, form), links(duty, words)]),
    planFields(id, form),
  );
}
