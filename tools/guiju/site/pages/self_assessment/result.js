// The result: what is wrong, what nobody knows yet, what is fine. For a reader of one minute, and for two sheets of
// paper.

import { fill, make } from "../elements.js";
import { countsOf, current, RANK } from "./assessment.js";
import { goButton } from "./controls.js";
import { folded, gap } from "./duty.js";
import { asFailed, gapsOf } from "./gaps.js";
import { nextFacts } from "./open-questions.js";
import { paperOf } from "./paper.js";

const FIRST = 3; // questions that the result names
const BRIEF = 5; // gaps that a manager reads first, where there are more

/** Draws the result, in the section `node`, whenever it is called. `form` has given, lines, assessed, isBegun(),
 *  keyOf(entity, fact), and what a proof needs. */
export function resultOf(node, form) {
  const { words, reasons } = form.given;
  const one = (selector) => node.querySelector(selector);
  const of = (verdict) => current(form.lines).filter((line) => line.verdict === verdict);
  const put = (name, ...nodes) => one(`[data-verdicts="${name}"]`).replaceChildren(...nodes);
  const sentence = (text) => make("p", { class: "muted" }, text);
  const list = (lines) => lines.map((line) => folded(line, form));

  const headline = () => {
    const counts = countsOf(form.lines, "verdict", RANK);
    const total = current(form.lines).length;
    const kind = counts.breached ? "gaps" : counts.undetermined ? "open" : "clear";
    const key = form.isBegun() ? `headline.${kind}` : "unanswered"; // nothing is found where nothing was asked
    one("[data-headline]").textContent = fill(words[key], { ...counts, total });
    for (const [verdict, count] of Object.entries(counts)) {
      one(`[data-of="${verdict}"]`).textContent = `${count} / ${total}`;
    }
  };
  // Title, the heaviest penalty, the first step that closes it.
  const inBrief = ({ line }, place) => {
    const { title, heaviest, remedy } = line.duty;
    const go = () => document.getElementById(`gap-${place + 1}`).scrollIntoView();
    const most = make("strong", {}, heaviest.join(words.then));
    return make("li", {}, goButton(title, go), " · ", most, make("span", { class: "brief__step" }, remedy[0] ?? ""));
  };
  const gaps = () => {
    const first = new Map();
    const found = gapsOf(form).map((failed) => ({ ...failed, line: asFailed(failed) }));
    const entries = found.map((failed, place) => gap(failed, place + 1, first, form));
    const brief = found.slice(0, found.length > BRIEF ? BRIEF : 0).filter(({ line }) => line.duty.heaviest.length);
    const counts = { count: brief.length, total: found.length };
    const lead = make("p", { class: "result__ask" }, fill(words.in_brief, counts));
    const top = make("ol", { class: "brief" }, ...brief.map(inBrief));
    one("[data-brief]").replaceChildren(...(brief.length ? [lead, top] : []));
    put("breached", entries.length ? make("ol", { class: "gaps" }, ...entries) : sentence(words.no_gap));
  };
  const question = ({ entity, fact, decides, waiting }) => {
    const { question: text } = form.given.facts[entity][fact];
    const weight = make("span", { class: "muted" }, fill(words.next_weight, { decides, waiting }));
    const go = goButton(text, () => form.goTo(entity, form.keyOf(entity, fact), fact));
    return make("li", {}, go, " ", weight);
  };
  const unknown = () => {
    const open = of("undetermined");
    if (!open.length) return put("undetermined", sentence(words.nothing_open));
    const byReason = Object.keys(reasons).map(
      (why) => /** @type {[string, any[]]} */ ([why, open.filter((line) => line.why === why)]),
    );
    const some = byReason.filter(([, lines]) => lines.length);
    const counted = ([why, lines]) => `${reasons[why].label} ${lines.length}`;
    const fold = (entry) =>
      make("details", { class: "fold", "data-why": entry[0] }, make("summary", {}, counted(entry)), ...list(entry[1]));
    const asked = nextFacts(form.assessed).filter(({ entity, fact }) => form.given.facts[entity][fact].question);
    // Whose things nobody has entered, those questions come after.
    const isThere = ({ entity }) => entity === "service" || form.assessed.counted.rows[entity]?.size > 0;
    const inOrder = [...asked.filter(isThere), ...asked.filter((fact) => !isThere(fact))];
    const first = make("ol", { class: "next-facts" }, ...inOrder.slice(0, FIRST).map(question));
    const ask = asked.length ? [make("p", { class: "result__ask" }, words.next_three), first] : [];
    return put("undetermined", make("p", {}, some.map(counted).join(words.then)), ...ask, ...some.map(fold));
  };

  // On paper what is fine, and what does not apply, has its title alone.
  const titles = (verdict) => {
    const all = of(verdict).map(({ duty }) => duty.title);
    one(`[data-titles="${verdict}"]`).textContent = [all.length, all.join(words.then)].join(all.length ? words.is : "");
  };

  const draw = () => {
    headline();
    gaps();
    unknown();
    put("met", ...list(of("met")));
    put("not_applicable", ...list(of("not_applicable")));
    titles("met");
    titles("not_applicable");
    one("[data-paper]").replaceChildren(...paperOf(form));
    const historical = form.lines.filter(({ duty }) => duty.state === "displaced");
    if (historical.length) put("historical", ...list(historical));
  };

  // What the reader had opened, and where the focus was, stays so.
  const nameOf = ({ gap: id, duty }) => id ?? duty;
  const about = (fold) =>
    fold && (fold.dataset.why ?? `${nameOf(fold.closest("[data-duty]")?.dataset ?? {})} ${fold.className}`);
  return () => {
    const wasOpen = new Set([...node.querySelectorAll("[data-verdicts] details[open]")].map(about));
    const { activeElement } = document;
    const focused = node.contains(activeElement) ? about(activeElement.closest("[data-verdicts] details")) : undefined;
    draw();
    for (const fold of node.querySelectorAll("[data-verdicts] details")) {
      fold.open = wasOpen.has(about(fold));
      if (focused && about(fold) === focused) fold.querySelector("summary").focus({ preventScroll: true });
    }
  };
}
