// Last time's answers beside those of now: what became of each gap, which facts were lost, which verdicts changed, as
// guiju compare says it: guiju.assessment.gap_changes in the reader's browser. Nothing here touches the page.

import { assess, current } from "./assessment.js";
import { closest, failedParts } from "./gaps.js";
import { lostFacts, touches } from "./lost.js";
import { unsupportedFacts } from "./unsupported.js";

const RANKED = ["breached", "undetermined", "met"];

// The gaps by their ids: {line, part}.
function gapsById(lines) {
  const found = new Map();
  for (const line of current(lines)) {
    for (const { id, part, keys } of failedParts(line)) {
      for (const key of keys) found.set(key && key !== "service" ? `${id}/${key}` : id, { line, part, key });
    }
  }
  return found;
}

// The plan of a gap, and how it was closed by the day: null where nothing shows it.
function closingOf({ plans }, id, day) {
  const plan = closest(plans, id) ?? null;
  const { closed } = plan ?? {};
  return { plan, closed: closed && closed.date <= day ? closed : null };
}

// Whether the day of its plan is past, and the gap is still there, or nobody knows and it is not recorded as closed;
// null without a plan.
function overdueOf({ state, why = "" }, { plan, closed }, day) {
  if (!plan) return null;
  const isUnknown = state === "lost" || why === "not_assessed";
  return (["open", "new"].includes(state) || (isUnknown && !closed)) && plan.due < day;
}

// Whether the check that found a gap ran again on its row, and knew at least what it knew then.
function isTestedAgain({ line, part, key }, now) {
  const missing = ({ check, row }) =>
    check.reads.filter(([entity, name]) => row.recorded(name, entity === "service") === undefined).map(String);
  const failed = line.judgement.rows.filter(
    (row) => row.check.part === part && row.key === key && row.verdict === "breached",
  );
  const again = ({ check, key: at }, rows) => rows.find((row) => row.check === check && row.key === at);
  const knows = (row, before) => row && missing(row).every((name) => missing(before).includes(name));
  return failed.length > 0 && failed.every((row) => knows(again(row, now.judgement.rows), row));
}

function verdictChange(before, after, isLost) {
  const [was, is] = [before, after].map((verdict) => RANKED.indexOf(verdict));
  const isRanked = was >= 0 && is >= 0;
  if (isRanked && is < was) return "worse";
  if ((before === "breached" && after === "undetermined") || (isLost && (isRanked || before === "breached")))
    return "lost";
  return isRanked ? "better" : "changed"; // to or from not applicable: neither better nor worse
}

/** {days, gaps: [{id, state, why, line, plan, closed, overdue, before}], lost, verdicts: [{line, change, before}]}.
 *  `before` is {plan, closed} as they were; `earlier` are {answers, as_of, stale}, the last being the ids of duties
 *  whose law or reading has changed since. */
export function comparison({ given, profile, lines, counted }, { answers, as_of: was, stale }) {
  const day = given.receipt.as_of;
  const then = assess({ ...given, receipt: { ...given.receipt, as_of: was } }, answers).lines;
  const lost = lostFacts(answers, was, profile, day, unsupportedFacts({ given, profile, lines, counted }));
  const isLost = (duty) => lost.some((fact) => touches(fact, duty));
  const [before, after] = [gapsById(then), gapsById(lines)];
  const lineNow = new Map(lines.map((line) => [line.duty.id, line]));
  const gone = (id, gap) => {
    const now = lineNow.get(gap.line.duty.id);
    const { closed } = closingOf(profile, id, day);
    if (isLost(now.duty)) return { state: "lost", why: "fact_lost" };
    const isStale = stale.has(now.duty.id);
    if (now.verdict === "undetermined" && !isStale && !isTestedAgain(gap, now))
      return { state: "lost", why: "to_be_verified" };
    if (closed && closed.date >= was) return { state: "closed" };
    if (isStale) return { state: "not_compared", why: "law_changed" };
    return { state: "unexplained", why: closed ? "closed_before" : undefined };
  };
  const gaps = [...new Map([...before, ...after])].map(([id, gap]) => {
    const isNew = !before.has(id);
    const found = {
      state: isNew ? "new" : "open",
      why: isNew && stale.has(gap.line.duty.id) ? "law_changed" : undefined,
    };
    const state = after.has(id) ? found : gone(id, gap);
    const now = closingOf(profile, id, day);
    const overdue = overdueOf(state, now, day);
    return { id, line: gap.line, ...state, ...now, overdue, before: closingOf(answers, id, was) };
  });
  const covered = new Set(gaps.map(({ line }) => line.duty.id));
  const verdicts = current(then).flatMap((line) => {
    const now = lineNow.get(line.duty.id);
    if (covered.has(line.duty.id) || now.verdict === line.verdict) return [];
    return [{ line: now, before: line.verdict, change: verdictChange(line.verdict, now.verdict, isLost(now.duty)) }];
  });
  const days = (new Date(day).getTime() - new Date(was).getTime()) / 86400000;
  return { was, days, gaps, lost, verdicts, stale };
}
