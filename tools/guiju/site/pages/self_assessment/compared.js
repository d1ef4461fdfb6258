// A comparison in the words of guiju compare, as sections of a report. Nothing here touches the page.

import { DECLARATIONS, touches } from "./lost.js";
import { readingOf } from "./gaps.js";
import { knownOf } from "./page-one.js";
import { columnsOf, filled } from "./phrases.js";
import { questionOf } from "./proof.js";

const inLines = (...texts) => texts.flat().filter(Boolean).join("\n");

/** {headline, notes, sections}: what became of gaps, which facts were lost, which law and which verdicts changed. */
export function comparedWords(made, form, report) {
  const { compared, parts } = report;
  const { words, verdicts } = form.given;
  const order = Object.keys(compared.state);
  const gaps = [...made.gaps].sort(
    (one, other) =>
      order.indexOf(one.state) - order.indexOf(other.state) ||
      rankOf(other) - rankOf(one) ||
      (one.plan?.due ?? "~").localeCompare(other.plan?.due ?? "~"),
  );
  const nameOf = ({ entity, key, name }) => {
    if (entity === DECLARATIONS) return form.given.duties.find(({ id }) => id === key)?.title ?? key;
    const whose = [form.given.entities[entity], key === "service" ? "" : key].filter(Boolean).join(" ");
    return name
      ? `${entity === "service" ? "" : whose + words.is}${questionOf(knownOf(form, report, entity, name), name)}`
      : whose;
  };
  const lossOf = (fact) => filled(compared.loss[fact.why], { since: fact.on });
  // What the plan of a gap that is there says of its closing.
  const closingOf = ({ state, closed, before }) => {
    const isAgain = state === "new" && before.closed;
    const told = isAgain ? before.closed : closed;
    return told && filled(compared[isAgain ? "found_again" : "closed_but_found"], told);
  };
  const whatOf = (gap) => {
    const { state, why, line, closed } = gap;
    if (state === "closed") return closedInWords(closed, compared);
    const facts = why === "fact_lost" ? made.lost.filter((fact) => touches(fact, line.duty)) : [];
    return inLines(
      why && compared.doubt[why],
      state === "open" && filled(compared.still_open, { days: made.days, since: made.was }),
      ["open", "new"].includes(state) && closingOf(gap),
      facts.map((fact) => nameOf(fact) + words.is + lossOf(fact)),
    );
  };
  const amountOf = ({ amount, share }) => (share ? filled(compared.or_share, { amount, share }) : String(amount));
  // Owner and day, and what they were before; whether it is overdue; what a plan was that is gone.
  const planOf = ({ plan, overdue, before: { plan: before } }) => {
    if (!plan) return [before ? filled(compared.plan_gone, before) : compared.no_plan, "—"];
    const [owner, due] = ["owner", "due"].map((key) =>
      before && before[key] !== plan[key] ? filled(compared.changed, { old: before[key], new: plan[key] }) : plan[key],
    );
    return [owner, overdue ? due + words.open + compared.late + words.close : due];
  };
  const dutyOf = ({ duty }) => inLines(duty.title, duty.cited);
  const rows = gaps.map((gap) => {
    const { number, consequences } = parts[`${gap.line.duty.id}/${readingOf(gap.line, gap.id.split("/")[1])}`];
    const fines = consequences.filter(({ amount }) => amount).sort((one, other) => other.amount - one.amount);
    const cells = [compared.state[gap.state], number, dutyOf(gap.line), consequences[0]?.words ?? ""];
    return [...cells, fines.length ? amountOf(fines[0]) : "", ...planOf(gap), whatOf(gap) || "—"];
  });
  const section = (key, title, widths, all) => ({
    key,
    name: title,
    title,
    columns: columnsOf(compared.heading, widths),
    rows: all,
  });
  const ofGaps = { kind: 16, number: 10, duty: 30, consequence: 30, amount: 14, owner: 16, due: 12, what: 36 };
  const lost = made.lost.map((fact) => [nameOf(fact), lossOf(fact)]);
  const changed = made.verdicts.map(({ line, change, before }) => [
    dutyOf(line),
    compared.change[change],
    verdicts[before],
    verdicts[line.verdict],
  ]);
  const law = form.given.duties
    .filter(({ id }) => made.stale.has(id))
    .map((duty) => [dutyOf({ duty }), `${compared.law.text} / ${compared.law.reading}`]);
  const counted = order.map((state) => [compared.state[state], made.gaps.filter((gap) => gap.state === state).length]);
  const all = [...counted, [compared.section.lost_facts, lost.length]].filter(([, count]) => count);
  return {
    headline:
      all.map(([state, count]) => filled(compared.counted, { state, count })).join(words.clause) || compared.nothing,
    notes: [compared.caution],
    sections: [
      section("compared", compared.title, ofGaps, rows),
      section("lost_facts", compared.section.lost_facts, { fact: 70, why: 50 }, lost),
      section("law", compared.section.law, { duty: 70, kind: 30 }, law),
      section("changed", compared.section.verdicts, { duty: 60, kind: 24, old: 20, new: 20 }, changed),
    ].filter((one) => one.rows.length),
  };
}

const rankOf = ({ line, id }) => line.duty.ranks[readingOf(line, id.split("/")[1])];

/** When a gap was closed, by whom, on which evidence, and who signed that off. */
export const closedInWords = (closed, { closed: told, signed_off: signed }) =>
  filled(told, { ...closed, day: closed.date }) + (closed.sign_off ? filled(signed, { by: closed.sign_off }) : "");
