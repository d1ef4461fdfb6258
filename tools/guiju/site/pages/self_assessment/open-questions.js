// Which questions still matter, and in which order: guiju.assessment.next_facts in the reader's browser, and beyond it,
// what could change a verdict together with others. Nothing here touches the page.
//
// A question is "entity key name"; whether all rows of an entity are there is "coverage entity".

import { current, outcome, RANK, seen } from "./assessment.js";
import { candidates } from "./candidates.js";
import { NOTHING, openIn, possible } from "./possible.js";

const MOST = 500; // combinations of answers that are tried: of more, a question that could decide something is asked
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

const isAbsent = ({ check, key }) => key === "" && check.entity !== "service";

// By the name of a fact that a row reads, what could still change it.
function opensOf(entry, openness) {
  const { check, key } = entry;
  const others = isAbsent(entry) ? openness.coverage(check.entity) : NOTHING;
  return (name, ofService) => {
    if (ofService) return openness.of("service", "service", name);
    return isAbsent(entry) ? others : openness.of(check.entity, key, name);
  };
}

// What a row could still come out as, and the questions that could change that. Of the rows that are not there nothing
// is known; they may turn out not to exist, or be entered and come out in any way.
function range(entry, openness) {
  const { check, row, verdict: now } = entry;
  const others = isAbsent(entry) ? openness.coverage(check.entity) : NOTHING;
  const opens = opensOf(entry, openness);
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

// A row once facts of the service are known, and what is open then.
function after(values, { check, key, row }) {
  const services = { ...row.services, ...values };
  const facts = check.entity === "service" ? services : row.facts;
  return seen(check, key, Object.assign(Object.create(row), { facts, services }));
}
function openAfter(values, openness) {
  const of = (entity, at, name) =>
    entity === "service" && Object.hasOwn(values, name) ? NOTHING : openness.of(entity, at, name);
  return { ...openness, of };
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

// The open facts of the service that several rows read.
function sharedBy(entries, openness) {
  const ofService = ({ check }) => new Set(check.reads.flatMap(([entity, name]) => (entity === "service" ? name : [])));
  const readers = Map.groupBy(
    entries.flatMap((entry) => [...ofService(entry)]),
    (name) => name,
  );
  const isOpen = (name) => openness.of("service", "service", name).size;
  return [...readers].flatMap(([name, several]) => (several.length > 1 && isOpen(name) ? name : []));
}

// Of each fact of the service the values that are worth trying, [name, values].
function valuesOf(names, entries, openness, given) {
  const open = entries.flatMap((entry) => {
    const opens = opensOf(entry, openness);
    const parts = [entry.check.applies, entry.check.requires].flatMap((one) => openIn(one, entry.row, opens));
    return parts.map((one) => [entry.check.entity, one]);
  });
  const tried = (name) => candidates(given.facts.service[name], `service ${name}`, open, entries[0].row);
  return names.map((name) => [name, tried(name)]).filter(([, values]) => values.length);
}

function* combined(facts, place = 0) {
  if (place === facts.length) return yield {};
  const [name, values] = facts[place];
  for (const rest of combined(facts, place + 1)) for (const value of values) yield { ...rest, [name]: value };
}

// The questions of the rows of a duty. One answer about the service changes several rows: what else is asked must be
// able to change something beside some such answer, the same for all of them.
function askedOf(entries, openness, given) {
  const found = new Set(asked(entries.map((entry) => range(entry, openness))));
  const shared = sharedBy(entries, openness);
  const kept = new Set(shared.flatMap((name) => [...openness.of("service", "service", name)]));
  const unseen = new Set([...found].filter((question) => !kept.has(question)));
  if (!shared.length || !unseen.size) return found;
  const tried = valuesOf(shared, entries, openness, given);
  if (tried.reduce((count, [, values]) => count * values.length, 1) > MOST) return found;
  for (const values of combined(tried)) {
    if (!unseen.size) break;
    const left = openAfter(values, openness);
    for (const question of asked(entries.map((entry) => range(after(values, entry), left)))) unseen.delete(question);
  }
  return new Set([...found].filter((question) => !unseen.has(question)));
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
    if (ofGate.size) {
      for (const question of asked(rows)) if (ofGate.has(question)) open.add(question);
    }
    const isOpen = ofGate.size ? { [gate]: true } : {}; // behind a closed gate no other answer counts
    const inside = ofGate.size ? judgement.rows.map((entry) => after(isOpen, entry)) : judgement.rows;
    for (const question of askedOf(inside, openAfter(isOpen, openness), given)) open.add(question);
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
