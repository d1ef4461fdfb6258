'use strict';
// Facts × duties → verdicts with what decided them, in the reader's browser: guiju.verdicts and guiju.assessment once more, and which
// questions still matter. Nothing here touches the page. Tests hold verdicts, wording and what to ask next to those of Python.
//
// A profile is what its file says: {report, facts, rows, declarations, plans}, a fact a bare value or {value, basis, …}.
// `given` is what guiju.site.self_assessment wrote: facts by entity, duties with their checks, contradictions, words.
(() => {
  const { NONE, OpenRow, Row, dayFrom, maybe, three, truths, valueOf } = window.guiju;
  const RANK = ['not_applicable', 'met', 'undetermined', 'breached']; // of several verdicts the worst that is known
  const FIRMNESS = ['measured', 'reported', 'inferred', 'declared']; // a verdict is worded by the weakest fact that decided it
  const NO_FACTS = Object.freeze(Object.create(null));

  const worst = (verdicts) => RANK[Math.max(...verdicts.map((verdict) => RANK.indexOf(verdict)))];
  const entries = (record) => Object.entries(record || {});
  const recorded = (entry) => typeof entry === 'object' ? entry : { value: entry, basis: 'declared' };

  // entity → key → facts as the profile has them; the service is the row `service` of the entity `service`.
  function* rowsOf(profile) {
    yield ['service', 'service', profile.facts || {}];
    for (const [entity, keyed] of entries(profile.rows)) {
      for (const [key, row] of entries(keyed)) yield [entity, key, row];
    }
  }

  // Whether a fact counts: not past its expiry, and where only a reviewer may find it, with one named.
  function counts(given, entry, fact) {
    const expires = entry.expires && dayFrom(entry.expires);
    return !(expires && expires <= dayFrom(given.receipt.as_of)) && !(fact.judged && !entry.reviewer);
  }

  // The values of every row that count, entity → key → name → value; and those that do not, as [entity, key, name].
  function valuesOf(given, profile) {
    const rows = { service: new Map() }, setAside = [];
    for (const [entity, key, row] of rowsOf(profile)) {
      const values = Object.create(null);
      for (const [name, entry] of entries(row)) {
        const fact = given.facts[entity][name], told = recorded(entry);
        if (counts(given, told, fact)) values[name] = valueOf(fact, told.value);
        else setAside.push([entity, key, name]);
      }
      rows[entity] = rows[entity] || new Map();
      rows[entity].set(key, values);
    }
    return { rows, setAside };
  }

  // The rows that a check sees, each with its key: one without facts and without a key where the entity has none.
  function seen(given, duty, check, rows) {
    const service = rows.service.get('service') || NO_FACTS;
    const keyed = rows[check.entity] && rows[check.entity].size ? rows[check.entity] : new Map([['', NO_FACTS]]);
    const first = duty.in_force_from && dayFrom(duty.in_force_from), asOf = dayFrom(given.receipt.as_of);
    return [...keyed].map(([key, facts]) => [key, new Row(facts, service, duty.params, asOf, first)]);
  }

  // The verdict of a check on a row, from the truths of its two predicates; a partial test decides one side only.
  function outcome(check, applies, holds) {
    if (applies === false) return 'not_applicable';
    if (applies === null || holds === null) return 'undetermined';
    const verdict = holds ? 'met' : 'breached';
    return ['both', verdict].includes(check.decides) ? verdict : 'undetermined';
  }

  function judge(given, duty, rows) {
    const found = duty.checks.flatMap((check) => seen(given, duty, check, rows).map(([key, row]) => {
      const applies = check.applies ? check.applies(row, three) : true;
      const holds = applies === false ? null : check.requires(row, three);
      const missing = check.reads.filter(([entity, name]) => !(name in (entity === 'service' ? row.services : row.facts)));
      return { check, key, row, missing, verdict: outcome(check, applies, holds) };
    }));
    return { verdict: found.length ? worst(found.map((entry) => entry.verdict)) : 'undetermined', rows: found };
  }

  // A declaration as a verdict; partly met is not met; still to be verified is none.
  function declaredVerdict(declaration) {
    const verdicts = { met: 'met', partly_met: 'breached', not_met: 'breached', not_applicable: 'not_applicable' };
    return declaration ? verdicts[declaration.status] || null : null;
  }

  function factOf(profile, entity, key, name) {
    const row = entity === 'service' ? profile.facts : ((profile.rows || {})[entity] || {})[key];
    return row && Object.prototype.hasOwnProperty.call(row, name) ? recorded(row[name]) : null;
  }

  // Whom a verdict is worded by: the facts of the rows that decided, or the declaration.
  function standing(profile, judgement, declaration) {
    const declared = declaredVerdict(declaration);
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
      basis: used.length ? FIRMNESS[Math.max(...used.map((fact) => FIRMNESS.indexOf(fact.basis)))] : null,
      reviewed: used.length > 0 && used.every((fact) => fact.reviewer),
    };
  }

  // How guiju.assessment words it: the table of wordings comes from there.
  function wordsOf(given, { verdict, decidedBy, basis, reviewed }, declaration) {
    const partly = declaration && declaration.status === 'partly_met' ? 'partly' : '';
    return given.wordings[[verdict, decidedBy, basis || '', reviewed ? 'reviewed' : '', partly].join(' ')];
  }

  // One line a duty, in the order of the checklist.
  function assess(given, profile) {
    const { rows, setAside } = valuesOf(given, profile);
    const lines = given.duties.map((duty) => {
      const judgement = judge(given, duty, rows), declaration = (profile.declarations || {})[duty.id] || null;
      const found = standing(profile, judgement, declaration);
      const declared = declaredVerdict(declaration);
      return {
        duty, judgement, declaration, ...found,
        words: wordsOf(given, found, declaration),
        disagreement: found.decidedBy === 'test' && declared !== null && declared !== judgement.verdict,
        setAside: setAside.filter(([entity, , name]) => duty.checks.some((c) => c.reads.some(([e, n]) => e === entity && n === name))),
      };
    });
    return { lines, rows, setAside };
  }

  function countsOf(lines) {
    const found = { breached: 0, undetermined: 0, met: 0, not_applicable: 0 };
    for (const line of lines) found[line.verdict] += 1;
    return found;
  }

  // What each row could still come out as, and the facts of it that could change that.
  function open(entry) {
    const { check, row } = entry, view = new OpenRow(row, check.entity, () => true);
    const applies = check.applies ? truths(check.applies(view, maybe)) : truths(true);
    const holds = truths(check.requires(view, maybe));
    const found = new Set(applies.each.flatMap((a) => holds.each.map((h) => outcome(check, a, h))));
    const differ = (one, other) => new Set(one.each.map(other)).size > 1;
    const facts = new Set();
    if (holds.each.some((h) => differ(applies, (a) => outcome(check, a, h)))) applies.open.forEach((fact) => facts.add(fact));
    if (applies.each.some((a) => differ(holds, (h) => outcome(check, a, h)))) holds.open.forEach((fact) => facts.add(fact));
    const ranks = [...found].map((verdict) => RANK.indexOf(verdict));
    return { entry, facts, least: Math.min(...ranks), most: Math.max(...ranks) };
  }

  // Which missing facts could still change a verdict, whatever else is supplied: a set of "entity key name"; and the duties that none can.
  // The worst of the rows decides a duty. So a row matters only if it can become worse than the best that the others can be.
  function matters(lines) {
    const asked = new Set(), settled = new Set();
    for (const { duty, judgement } of lines) {
      const rows = judgement.rows.map(open);
      const floors = rows.map((row) => row.least).sort((one, other) => other - one);
      for (const row of rows) {
        const others = (row.least === floors[0] ? floors[1] : floors[0]) ?? -1;
        if (row.most <= others || row.most === row.least) continue;
        for (const fact of row.facts) {
          const [entity, name] = fact.split(' ');
          asked.add(`${entity} ${entity === 'service' ? 'service' : row.entry.key} ${name}`);
        }
      }
      const best = floors[0] ?? RANK.indexOf('undetermined');
      if (rows.every((row) => row.most <= best)) settled.add(duty.id);
    }
    return { asked, settled };
  }

  // The facts that undetermined duties wait for, the one that decides most first: guiju.assessment.next_facts.
  function nextFacts(lines) {
    const found = new Map();
    for (const { judgement, verdict } of lines) {
      if (verdict !== 'undetermined') continue;
      const undecided = judgement.rows.filter((row) => row.verdict === 'undetermined');
      const missing = new Map(undecided.flatMap((row) => row.missing).map(([entity, name]) => [`${entity} ${name}`, [entity, name]]));
      for (const [id, [entity, fact]] of missing) {
        const told = found.get(id) || { entity, fact, decides: 0, waiting: 0 };
        told.waiting += 1;
        told.decides += decides(entity, fact, undecided) ? 1 : 0;
        found.set(id, told);
      }
    }
    const order = (one, other) => other.decides - one.decides || other.waiting - one.waiting
      || compared(one.entity, other.entity) || compared(one.fact, other.fact);
    return [...found.values()].sort(order);
  }
  const compared = (one, other) => one < other ? -1 : one > other ? 1 : 0;

  // Whether a fact by itself could settle a duty: one row that is breached does, else every row must be settled.
  function decides(entity, fact, undecided) {
    let settled = true;
    for (const { check, row, missing } of undecided) {
      const view = new OpenRow(row, check.entity, (e, n) => e === entity && n === fact);
      const could = missing.some(([e, n]) => e === entity && n === fact) ? outcomes(check, view) : new Set();
      if (could.has('breached')) return true;
      could.delete('undetermined');
      settled = settled && could.size > 0;
    }
    return settled;
  }
  function outcomes(check, view) {
    const applies = check.applies ? truths(check.applies(view, maybe)).each : [true];
    const holds = truths(check.requires(view, maybe)).each;
    return new Set(applies.flatMap((a) => holds.map((h) => outcome(check, a, h))));
  }

  // Facts of one row that cannot hold together: guiju assess refuses a profile that has them. What nobody has reviewed does not count.
  function impossible(given, profile) {
    const found = [];
    for (const [entity, key, row] of rowsOf(profile)) {
      const values = Object.create(null);
      for (const [name, entry] of entries(row)) {
        const fact = given.facts[entity][name], told = recorded(entry);
        if (told.reviewer || !fact.judged) values[name] = valueOf(fact, told.value);
      }
      const view = new Row(values, NO_FACTS, {}, null, null);
      for (const entry of given.contradictions) {
        if (entry.entity === entity && entry.when(view, three) === true) found.push({ entity, key, ...entry });
      }
    }
    return found;
  }

  Object.assign(window.guiju, { NONE, assess, countsOf, factOf, impossible, matters, nextFacts, recorded });
})();
