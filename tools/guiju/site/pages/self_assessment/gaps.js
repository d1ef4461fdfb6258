// The gaps of an assessment, each with a name of its own, in the order in which every report has them: what
// guiju.assessment.gaps and the first page of its reports do. Nothing here touches the page.

import { current } from "./assessment.js";

const NO_DAY = "9999-12-31"; // what nobody has planned comes after what has a day

/** The parts of a duty that failed: {id, part, keys}, the keys being those of the rows that failed it. */
export function failedParts({ duty, verdict, decidedBy, judgement }) {
  if (verdict !== "breached") return [];
  const failed = judgement.rows.filter((row) => row.verdict === "breached");
  const named = decidedBy === "declaration" ? [["declared", ""]] : failed.map(({ check, key }) => [check.part, key]);
  const parts = new Map();
  for (const [part, key] of named) parts.set(part, [...(parts.get(part) ?? []), key]);
  return [...parts].map(([part, keys]) => ({ id: `${duty.id}/${part}`, part, keys }));
}

/** The name of a part with what the facts say of the one on which its consequence turns, if it does. */
export const readingOf = ({ duty, turned = "" }, part) =>
  duty.ranks[part + turned] === undefined ? part : part + turned;

/** The line of a gap, with the duty as far as it failed: what follows from this part, what would close it, and the
 *  checks that found it. */
export function asFailed({ line, part }) {
  const { duty } = line;
  const checks = part === "declared" ? duty.checks : duty.checks.filter((check) => check.part === part);
  return { ...line, duty: { ...duty, ...duty.parts[readingOf(line, part)], checks } };
}

/** Whether a plan should have been carried out by the day, and nothing shows that it was. */
export const isOverdue = ({ due, closed }, day) => due < day && !(closed?.date <= day);

/** The names under which a plan for a gap may stand: its own, that of its part, that of its duty; the closest first. */
export function planNames(id) {
  const [duty, part] = id.split("/");
  return [id, `${duty}/${part}`, duty];
}

/** The closest plan for a gap. */
export const closest = (plans, id) =>
  planNames(id)
    .map((name) => plans?.[name])
    .find(Boolean);

// The plan of a gap, the closest one to each of its rows: of several the one that is due first, since none of them is
// closed in fact.
function planOf({ plans }, { id, keys }) {
  const own = keys.map((key) => closest(plans, `${id}/${key}`));
  return own.filter(Boolean).reduce((one, other) => (one && one.due <= other.due ? one : other), null);
}

/** All gaps: {line, id, part, keys, plan}. The heaviest consequence first, then the earliest day, then the text. */
export function gapsOf({ lines, profile }) {
  const gaps = current(lines).flatMap((line, place) =>
    failedParts(line).map((gap) => ({ ...gap, line, place, plan: planOf(profile, gap) })),
  );
  const day = ({ plan }) => plan?.due ?? NO_DAY;
  const rank = ({ line, part }) => line.duty.ranks[readingOf(line, part)];
  return gaps.sort(
    (one, other) => rank(other) - rank(one) || day(one).localeCompare(day(other)) || one.place - other.place,
  );
}
