// Which questions still matter, and in which order: guiju.assessment.next_facts in the reader's browser, and beyond it,
// what could change a verdict together with others. Nothing here touches the page.
//
// A question is "entity key name"; whether all rows of an entity are there is "coverage entity".

import { current, outcome, RANK, seen } from "./assessment.js";
import { NOTHING, possible } from "./possible.js";

const UNDETERMINED = RANK.indexOf("undetermined");

// What could still change a fact of a row, as the form asks: its own question, or those that a count follows from.
// `unknown` are the questions that were answered with "don't know"; they are asked no more.
function opennessOf(given, profile, counted, unknown) {
  const cache = new Map();
  const once = (id, make) => cache.get(id) ?? cache.set(id, make()).get(id);
  const coverage = (entity) => {
    const isOpen = entity !== "service" && profile.coverage?.[entity] === undefined;
    return isOpen ? new Set([`coverage ${entity}`]) : NOTHING;
  };
  // Whether the row itself says what would else be counted.
  const says = (entity, key, name) => {
    const isSame = ([e, k, n]) => e === entity && k === key && n === name;
    return name in (profile.rows?.[entity]?.[key] ?? {}) && !counted.setAside.some(isSame);
  };
  // The questions that a count hangs on: of each row what it is counted by, and whether all rows are there.
  const source = ({ how, of: same, entity: other, by }, entity) => {
    const [one, name] = how === "count_same" ? [entity, same] : [other, by];
    return once(`${one} ${name}`, () => {
      const keys = [...(counted.rows[one]?.keys() ?? [])];
      const isAsked = Object.values(given.facts[one]).some(({ question }) => question !== undefined);
      return new Set([...keys.flatMap((key) => [...of(one, key, name)]), ...(isAsked ? coverage(one) : [])]);
    });
  };
  const of = (entity, key, name) => {
    const id = `${entity} ${key} ${name}`;
    return once(id, () => {
      const { question, derived } = given.facts[entity][name];
      if (derived && says(entity, key, name)) return NOTHING;
      const isKnown = name in (counted.rows[entity]?.get(key) ?? {});
      const own = isKnown || question === undefined || unknown.has(id) ? [] : [id];
      return new Set([...(derived ? source(derived, entity) : []), ...own]);
    });
  };
  return { coverage, of };
}

// What a row could still come out as, and the questions that could change that. Of the rows that are not there nothing
// is known; they may turn out not to exist, or be entered and come out in any way.
function range({ check, key, row, verdict: now }, openness) {
  const isAbsent = key === "" && check.entity !== "service";
  const others = isAbsent ? openness.coverage(check.entity) : NOTHING;
  const opens = (name, ofService) => {
    if (ofService) return openness.of("service", "service", name);
    return isAbsent ? others : openness.of(check.entity, key, name);
  };
  if (!others.size && !check.reads.some(([entity, name]) => opens(name, entity === "service").size)) {
    return { questions: NOTHING, least: RANK.indexOf(now), most: RANK.indexOf(now) };
  }
  const [applies, holds] = [check.applies, check.requires].map((predicate) => possible(predicate, row, opens));
  const verdicts = new Set(applies.each.flatMap((a) => holds.each.map((h) => outcome(check, a, h))));
  const differ = (one, verdictOf) => new Set(one.each.map(verdictOf)).size > 1;
  const questions = new Set([
    ...(holds.each.some((h) => differ(applies, (a) => outcome(check, a, h))) ? applies.open : []),
    ...(applies.each.some((a) => differ(holds, (h) => outcome(check, a, h))) ? holds.open : []),
  ]);
  if (others.size && [...verdicts].some((verdict) => verdict !== "not_applicable")) {
    verdicts.add("undetermined");
    if (check.needs_rows) verdicts.add("not_applicable");
    for (const question of others) questions.add(question);
  }
  const ranks = [...verdicts].map((verdict) => RANK.indexOf(verdict));
  return { questions, least: Math.min(...ranks), most: Math.max(...ranks), others };
}

// A row, and what is open, once the gate is: behind a closed one no other answer counts.
function behind(gate, { check, key, row }, openness) {
  const services = { ...row.services, [gate]: true };
  const facts = check.entity === "service" ? services : row.facts;
  const of = (entity, at, name) => (entity === "service" && name === gate ? NOTHING : openness.of(entity, at, name));
  return range(seen(check, key, Object.assign(Object.create(row), { facts, services })), { ...openness, of });
}

// The worst of the rows decides a duty. So a row matters only if it can become worse than the best that the others can
// be; and that there are no more rows, only if the others may come out better than undetermined.
function* asked(rows) {
  const floors = rows.map((row) => row.least).sort((one, other) => other - one);
  for (const { questions, least, most, others: more = NOTHING } of rows) {
    const others = (least === floors[0] ? floors[1] : floors[0]) ?? -1;
    const isAsked = (question) => others < UNDETERMINED || !more.has(question);
    if (most > others && most > least) yield* [...questions].filter(isAsked);
  }
}

/** {questions: those that could still change a verdict, whatever else is answered; settled: the duties whose
 *  verdict none can change}. */
export function matters(given, profile, { lines, counted }, unknown = NOTHING) {
  const [open, settled] = [new Set(), new Set()];
  const openness = opennessOf(given, profile, counted, unknown);
  for (const { duty, judgement } of current(lines)) {
    const rows = judgement.rows.map((entry) => range(entry, openness));
    const [gate, ...gates] = duty.gate;
    const ofGate = gate && !gates.length ? openness.of("service", "service", gate) : NOTHING;
    const inside = ofGate.size ? judgement.rows.map((entry) => behind(gate, entry, openness)) : [];
    for (const question of asked(rows)) if (!ofGate.size || ofGate.has(question)) open.add(question);
    for (const question of asked(inside)) open.add(question);
    const best = rows.length ? Math.max(...rows.map((row) => row.least)) : UNDETERMINED;
    if (rows.every((row) => row.most <= best)) settled.add(duty.id);
  }
  return { questions: open, settled };
}

/** The facts that undetermined duties wait for, the one that decides most first: {entity, fact, decides, waiting}. */
export function nextFacts({ lines }) {
  const facts = new Map();
  for (const { entity, fact, alone } of lines.flatMap((line) => line.missing.facts)) {
    const id = `${entity} ${fact}`;
    const { decides, waiting } = facts.get(id) ?? { decides: 0, waiting: 0 };
    facts.set(id, { entity, fact, decides: decides + (alone ? 1 : 0), waiting: waiting + 1 });
  }
  const byName = [...facts.keys()].sort().map((id) => facts.get(id));
  return byName.sort((one, other) => other.decides - one.decides || other.waiting - one.waiting);
}
