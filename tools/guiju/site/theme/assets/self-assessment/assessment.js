// Facts × duties → verdicts with what decided them, in the reader's browser: guiju.reasoning.verdicts and guiju.assessment once more.
// Nothing here touches the page. Tests hold verdicts, basis and wording to those of Python, and to DuckDB.

import { counting, namedInRow, recorded, rowsOf } from './counting.js';
import { missing, NONE_MISSING, reason } from './missing.js';
import { dayFrom, Row, three, valueOf } from './predicates.js';

export const RANK = ['not_applicable', 'met', 'undetermined', 'breached']; // of several verdicts the worst that is known
const FIRMNESS = ['measured', 'reported', 'inferred', 'declared']; // a verdict is worded by the weakest fact that decided it
const NO_FACTS = Object.freeze(Object.create(null));

const worst = (verdicts) => RANK[Math.max(...verdicts.map((verdict) => RANK.indexOf(verdict)))];
const entries = (record) => Object.entries(record || {});

// The rows that a check sees, each with its key: where there may be others, one more without facts and without a key.
function seen(given, duty, check, { rows, complete }) {
  const service = rows.service.get('service') || NO_FACTS, keyed = [...(rows[check.entity] || [])];
  if (check.entity !== 'service' && !complete.has(check.entity)) keyed.push(['', NO_FACTS]);
  const first = duty.in_force_from && dayFrom(duty.in_force_from), asOf = dayFrom(given.receipt.as_of);
  const judged = keyed.map(([key, facts]) => [key, new Row(facts, service, duty.params, asOf, first)]);
  return check.tests ? judged : judged.filter(([, row]) => check.applies(row, three) !== true); // behind an open gate a person judges
}

// The verdict of a check on a row, from the truths of its two predicates; a partial test decides one side only.
export function outcome(check, applies, holds) {
  if (applies === false) return 'not_applicable';
  if (applies === null || holds === null) return 'undetermined';
  const verdict = holds ? 'met' : 'breached';
  return ['both', verdict].includes(check.decides) ? verdict : 'undetermined';
}

// Where all rows are there, and there is none, a check has nothing to apply to.
function judge(given, duty, counted) {
  const found = duty.checks.map((check) => seen(given, duty, check, counted).map(([key, row]) => {
    const applies = check.applies ? check.applies(row, three) : true;
    const holds = applies === false ? null : check.requires(row, three);
    return { check, key, row, applies, holds, verdict: outcome(check, applies, holds) };
  }));
  const nothing = duty.checks.map((check) => check.needs_rows ? ['not_applicable'] : []);
  const told = found.flatMap((several, place) => several.length ? several.map((row) => row.verdict) : nothing[place]);
  const service = counted.rows.service.get('service') || NO_FACTS;
  const closed = duty.gate.length > 0 && duty.gate.every((fact) => service[fact] === false); // nothing binds behind a closed gate
  return { verdict: closed ? 'not_applicable' : told.length ? worst(told) : 'undetermined', rows: found.flat() };
}

// A declaration as a verdict; partly met is not met; still to be verified is none, nor is what was declared after the day.
function declaredVerdict(given, declaration) {
  const verdicts = { met: 'met', partly_met: 'breached', not_met: 'breached', not_applicable: 'not_applicable' };
  if (!declaration || (declaration.date && declaration.date > given.receipt.as_of)) return null;
  return verdicts[declaration.status] || null;
}

export function factOf(profile, entity, key, name) {
  const row = entity === 'service' ? profile.facts : ((profile.rows || {})[entity] || {})[key];
  return row && Object.prototype.hasOwnProperty.call(row, name) ? recorded(row[name]) : null;
}

// Whom a verdict is worded by: the facts of the rows that decided, or the declaration.
function standing(given, profile, judgement, declaration) {
  const declared = declaredVerdict(given, declaration);
  if (judgement.verdict === 'undetermined') {
    return declared
      ? { verdict: declared, decidedBy: 'declaration', basis: 'declared', reviewed: Boolean(declaration.reviewer) }
      : { verdict: 'undetermined', decidedBy: 'none', basis: null, reviewed: Boolean(declaration && declaration.reviewer) };
  }
  const used = judgement.rows
    .filter((row) => row.verdict === judgement.verdict)
    .flatMap((row) => row.check.reads.map(([entity, name]) => factOf(profile, entity, row.key, name)))
    .filter((fact) => fact !== null);
  return {
    verdict: judgement.verdict,
    decidedBy: 'test',
    basis: used.length ? FIRMNESS[Math.max(...used.map((fact) => FIRMNESS.indexOf(fact.basis)))] : declared ? 'declared' : null,
    reviewed: used.length > 0 && used.every((fact) => fact.reviewer),
  };
}

// How guiju.assessment words it: the table of wordings comes from there.
function wordsOf(given, duty, { verdict, decidedBy, basis, reviewed }, declaration, why) {
  const partly = declaration && declaration.status === 'partly_met' ? 'partly' : '';
  const words = why ? given.reasons[why].wording : given.wordings[[verdict, decidedBy, basis || '', reviewed ? 'reviewed' : '', partly].join(' ')];
  return duty.state === 'displaced' ? given.historical.replace('{}', () => words) : words;
}

// The lines that are law of the day: what a later rule displaces is neither a gap nor counted.
export const current = (lines) => lines.filter((line) => line.duty.state !== 'displaced');

const reads = (check, entity, name) => check.reads.some(([e, n]) => e === entity && n === name);

// One line a duty, in the order of the checklist.
export function assess(given, profile) {
  const counted = counting(given, profile);
  const lines = given.duties.map((duty) => {
    const judgement = judge(given, duty, counted), declaration = (profile.declarations || {})[duty.id] || null;
    const found = standing(given, profile, judgement, declaration);
    const declared = declaredVerdict(given, declaration);
    const open = found.verdict === 'undetermined', absent = open ? missing(given, duty, judgement, counted) : NONE_MISSING;
    const why = open ? reason(duty, judgement, absent) : null;
    return {
      duty, judgement, declaration, ...found, why, missing: duty.state === 'displaced' ? NONE_MISSING : absent, // nobody is asked of history
      words: wordsOf(given, duty, found, declaration, why),
      disagreement: found.decidedBy === 'test' && declared !== null && declared !== judgement.verdict,
      setAside: counted.setAside.filter(([entity, , name]) => judgement.rows.some((row) => reads(row.check, entity, name))),
    };
  });
  return { lines, counted };
}

export function countsOf(lines) {
  const found = { breached: 0, undetermined: 0, met: 0, not_applicable: 0 };
  for (const line of current(lines)) found[line.verdict] += 1;
  return found;
}

// How many duties are to be verified for which reason.
export function reasonsOf(given, lines) {
  return Object.fromEntries(Object.keys(given.reasons).map((why) => [why, current(lines).filter((line) => line.why === why).length]));
}

// Facts of one row that cannot hold together: guiju assess refuses a profile that has them. What nobody has reviewed does not count.
export function impossible(given, profile) {
  const found = [];
  for (const [entity, key, row] of rowsOf(profile)) {
    const values = Object.create(null), named = namedInRow(given.facts[entity], row, () => true);
    for (const [name, entry] of entries(row)) {
      const fact = given.facts[entity][name], told = recorded(entry);
      if (told.reviewer || named.has(name) || !fact.judged) values[name] = valueOf(fact, told.value);
    }
    const view = new Row(values, NO_FACTS, {}, null, null);
    for (const entry of given.contradictions) {
      if (entry.entity !== entity || entry.when(view, three) !== true) continue;
      found.push({ ...entry, key, facts: entry.facts.filter((name) => name in values) });
    }
  }
  return found;
}
