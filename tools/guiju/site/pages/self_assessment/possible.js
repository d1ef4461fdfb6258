// What a predicate could still say once facts that are open are supplied, any number of them, and what that hangs on.
// It decides which questions are hidden; missing.js says exactly which facts settle a duty.
//
// A comparison with an open fact may come out any way, if nothing else in it is unknown. Where a fact is named twice,
// its places are looked at one by one: more may seem possible than is, never less.

import { NONE, three } from "./predicates.js";
import { opened, residual, treeOf, yields } from "./tree.js";

export const NOTHING = new Set();
const union = (several) => new Set(several.flatMap((one) => [...one]));

// The truths that are possible, and what decides between them.
function truths(several, open = NOTHING) {
  const each = [...new Set(several)];
  return { each, open: each.length === 1 ? NOTHING : open };
}

// What a predicate, where there is one, still waits for over a row.
function restOf(predicate, row, opens) {
  const recorded = (name, ofService) => (opens(name, ofService).size ? undefined : row.recorded(name, ofService));
  const view = Object.assign(Object.create(row), { recorded, isOpen: true });
  return { view, rest: predicate ? residual(treeOf(predicate), view) : true };
}

/** The comparisons of a predicate that wait for facts. */
export const openIn = (predicate, row, opens) => opened(restOf(predicate, row, opens).rest);

/** The truths that a predicate, where there is one, can have over a row; `opens` gives of each fact, known or not, the
 *  Set of what could still change it. */
export function possible(predicate, row, opens) {
  const { view, rest: whole } = restOf(predicate, row, opens);
  const truthsOf = (rest) => {
    if (rest === null || typeof rest === "boolean") return truths([rest]);
    if (rest.part) return truthsOfComparison(rest, row, view, opens);
    if (rest.rest) {
      const { each, open } = truthsOf(rest.rest);
      return truths(
        each.map((one) => (one === true) !== rest.negated),
        open,
      );
    }
    const both = rest.every ? three.and : three.or;
    const joined = (all, { each }) => [...new Set(all.flatMap((one) => each.map((other) => both(one, other))))];
    const parts = rest.parts.map(truthsOf);
    return truths(parts.reduce(joined, [rest.every]), union(parts.map(({ open }) => open)));
  };
  return truthsOf(whole);
}

function truthsOfComparison({ part: { kind, parts }, known, missing, negated }, row, view, opens) {
  const waiting = missing.map(({ name, service }) => opens(name, service));
  if (known.some(([, value]) => value === NONE) || waiting.some(({ size }) => !size)) return truths([null]);
  // A count that can only grow has a value now: beyond a number that stays, it settles some comparisons.
  const [least, fixed] = [parts[0]?.kind === "fact" && row.recorded(parts[0].name, parts[0].service), parts[1]];
  if (kind === "none") return truths(least === undefined ? [true, false] : [negated], union(waiting));
  const now = kind !== "isIn" && typeof least === "number" ? yields(fixed, view) : null;
  if (typeof now === "number" && least >= now && three[kind](least, now) === three[kind](Infinity, now)) {
    return truths([three[kind](least, now) !== negated]);
  }
  return truths([true, false, null], union(waiting));
}
