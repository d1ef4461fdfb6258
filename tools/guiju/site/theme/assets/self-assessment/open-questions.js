// Which questions still matter, and in which order: guiju.assessment.next_facts in the reader's browser, and beyond it, what could change a
// verdict together with others. Nothing here touches the page.
//
// A question is "entity key name"; whether all rows of an entity are there is "coverage entity".

import { current, outcome, RANK } from './assessment.js';
import { maybe, OpenRow, truths } from './possible.js';

const NOTHING = new Set();
const UNDETERMINED = RANK.indexOf('undetermined');

// What could still change a fact of a row, as the form asks: its own question, or those that what is counted follows from. `unknown` are the
// questions that were answered with "don't know"; they are asked no more.
class Openness {
  constructor(given, profile, counted, unknown) {
    Object.assign(this, { given, profile, counted, unknown });
    this.sources = new Map();
  }
  coverage(entity) {
    const told = (this.profile.coverage || {})[entity];
    return told === undefined && entity !== 'service' ? new Set([`coverage ${entity}`]) : NOTHING;
  }
  of(entity, key, name) {
    const fact = this.given.facts[entity][name], facts = this.counted.rows[entity] && this.counted.rows[entity].get(key);
    const own = fact.question === undefined ? [] : [`${entity} ${key} ${name}`].filter((id) => !this.unknown.has(id));
    if (!fact.derived) return facts && name in facts ? NOTHING : new Set(own);
    if (this.says(entity, key, name)) return NOTHING;
    const known = facts && name in facts;
    return new Set([...this.source(fact.derived, entity), ...(known ? [] : own)]);
  }
  // Whether the row itself says what would else be counted.
  says(entity, key, name) {
    const row = ((this.profile.rows || {})[entity] || {})[key] || {};
    return name in row && !this.counted.setAside.some(([e, k, n]) => e === entity && k === key && n === name);
  }
  // The questions that a count hangs on: of each row counted what it is counted by, and whether all rows are there.
  source({ how, of, entity: other, by }, entity) {
    const [counted, name] = how === 'count_same' ? [entity, of] : [other, by];
    const id = `${counted} ${name}`;
    if (!this.sources.has(id)) {
      const keys = [...(this.counted.rows[counted] || new Map()).keys()];
      const found = keys.flatMap((key) => [...this.of(counted, key, name)]);
      this.sources.set(id, new Set([...found, ...(this.asks(counted) ? this.coverage(counted) : [])]));
    }
    return this.sources.get(id);
  }
  // Whether the form asks about this kind of thing at all.
  asks(entity) { return Object.values(this.given.facts[entity]).some((fact) => fact.question !== undefined); }
}

// What a row could still come out as, and the questions that could change that. Of the rows that are not there nothing is known; they may
// turn out not to exist, or be entered and come out in any way.
function range(entry, openness) {
  const { check, key, row } = entry, absent = key === '' && check.entity !== 'service';
  const others = absent ? openness.coverage(check.entity) : NOTHING;
  const opens = (entity, name) => entity === 'service' ? openness.of('service', 'service', name) : absent ? others : openness.of(entity, key, name);
  const view = new OpenRow(row, check.entity, opens);
  const applies = check.applies ? truths(check.applies(view, maybe)) : truths(true), holds = truths(check.requires(view, maybe));
  const found = new Set(applies.each.flatMap((a) => holds.each.map((h) => outcome(check, a, h))));
  const differ = (one, told) => new Set(one.each.map(told)).size > 1;
  const questions = new Set();
  if (holds.each.some((h) => differ(applies, (a) => outcome(check, a, h)))) applies.open.forEach((question) => questions.add(question));
  if (applies.each.some((a) => differ(holds, (h) => outcome(check, a, h)))) holds.open.forEach((question) => questions.add(question));
  if (others.size && [...found].some((verdict) => verdict !== 'not_applicable')) {
    found.add('not_applicable').add('undetermined');
    others.forEach((question) => questions.add(question));
  }
  const ranks = [...found].map((verdict) => RANK.indexOf(verdict));
  return { questions, least: Math.min(...ranks), most: Math.max(...ranks) };
}

// {asked: the questions that could still change a verdict, whatever else is answered; settled: the duties whose verdict none can change}.
// The worst of the rows decides a duty. So a row matters only if it can become worse than the best that the others can be.
export function matters(given, profile, { lines, counted }, unknown = NOTHING) {
  const asked = new Set(), settled = new Set(), openness = new Openness(given, profile, counted, unknown);
  for (const { duty, judgement } of current(lines)) {
    const rows = judgement.rows.map((entry) => range(entry, openness));
    const floors = rows.map((row) => row.least).sort((one, other) => other - one);
    for (const row of rows) {
      const others = (row.least === floors[0] ? floors[1] : floors[0]) ?? -1;
      if (row.most > others && row.most > row.least) row.questions.forEach((question) => asked.add(question));
    }
    const best = floors[0] ?? UNDETERMINED;
    if (rows.every((row) => row.most <= best)) settled.add(duty.id);
  }
  return { asked, settled };
}

// The facts that undetermined duties wait for, the one that decides most first, as {entity, fact, decides, waiting}.
export function nextFacts({ lines }) {
  const found = new Map();
  for (const { entity, fact, alone } of lines.flatMap((line) => line.missing.facts)) {
    const id = `${entity} ${fact}`, entry = found.get(id) || { entity, fact, decides: 0, waiting: 0 };
    entry.waiting += 1;
    entry.decides += alone ? 1 : 0;
    found.set(id, entry);
  }
  const order = (one, other) => other.decides - one.decides || other.waiting - one.waiting
    || compared(one.entity, other.entity) || compared(one.fact, other.fact);
  return [...found.values()].sort(order);
}
const compared = (one, other) => one < other ? -1 : one > other ? 1 : 0;
