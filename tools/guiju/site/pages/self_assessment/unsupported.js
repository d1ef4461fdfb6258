// Answers that switch off many duties and rest on somebody's word alone: guiju.assessment.unsupported in the reader's
// browser. Nothing here touches the page.

import { current, judge } from "./assessment.js";
import { recorded } from "./counting.js";
import { NOTHING } from "./possible.js";

/** [{fact, entry, lacks, duties}]: what it has not, and how many duties it alone makes not applicable, most first. */
export function unsupportedFacts({ given, profile, lines, counted }) {
  const known = given.facts.service;
  const isAside = (name) => counted.setAside.some(([entity, , fact]) => entity === "service" && fact === name);
  const found = Object.entries(profile.facts ?? {}).flatMap(([name, fact]) => {
    const entry = recorded(fact);
    const lacks = ["reason", "approver"].filter((key) => !entry[key]);
    const isMeasured = entry.basis === "measured" && entry.evidence;
    if (!known[name]?.switch || entry.value !== false || !lacks.length || isMeasured || isAside(name)) return [];
    const alone = { rows: { service: new Map([["service", { [name]: false }]]) }, complete: NOTHING };
    const isOff = ({ duty, judgement }) =>
      judgement.verdict === "not_applicable" && judge(given, duty, alone).verdict === "not_applicable";
    const duties = current(lines).filter(isOff).length;
    return duties ? [{ fact: name, entry, lacks, duties }] : [];
  });
  return found.sort((one, other) => other.duties - one.duties || (one.fact < other.fact ? -1 : 1));
}
