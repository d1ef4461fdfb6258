// What paper has after the result: the open duties by name, all answers, and in English the translations.

import { make } from "../elements.js";
import { answersOf } from "./answers.js";
import { current } from "./assessment.js";

/** The nodes; `form` has given, profile, lines. */
export function* paperOf(form) {
  const { reasons, words } = form.given;
  const heading = (text) => make("h3", {}, text);
  const lines = current(form.lines);
  const named = ({ duty }) => `${duty.title}${words.open}${duty.cited}${words.close}`;
  const open = Object.entries(reasons).map(([why, { label }]) => [label, lines.filter((line) => line.why === why)]);
  if (lines.some(({ why }) => why)) yield heading(words["paper.open"]);
  for (const [label, those] of open.filter(([, some]) => some.length)) {
    yield make("p", {}, make("strong", {}, `${label} ${those.length}${words.is}`), those.map(named).join(words.then));
  }
  const answers = answersOf(form);
  const cells = (row) => row.map((text) => make("td", {}, text));
  if (answers.length) {
    yield heading(words["paper.answers"]);
    const rows = answers.map(([whose, question, answer, ...more]) =>
      make("tr", {}, ...cells([whose, question, answer, more.filter(Boolean).join(words.then)])),
    );
    yield make("table", {}, make("tbody", {}, ...rows));
  }
  const translated = lines.filter(({ verdict, duty }) => verdict === "breached" && duty.translation);
  if (translated.length) yield heading(form.given.unofficial);
  for (const { duty } of translated) yield make("p", {}, make("strong", {}, duty.title), ` ${duty.translation}`);
}
