// The verdicts beside the form: duties with an apparent gap first, each with what it rests on, opening to its quotation.

import { current, factOf, reasonsOf } from './assessment.js';
import { filled, make } from './question.js';

const ORDER = ['breached', 'undetermined', 'met', 'not_applicable'];
const ROWS = 10; // rows that a proof names

export class Results {
  // `node` is the section of all verdicts. `form` has given, profile, goTo(entity, key, name), declare(id).
  constructor(node, form) {
    this.form = form;
    this.lists = Object.fromEntries(ORDER.map((key) => [key, node.querySelector(`[data-verdicts="${key}"]`)]));
    this.duties = new Map([...node.querySelectorAll('[data-duty]')].map((duty) => [duty.dataset.duty, duty]));
    for (const [id, duty] of this.duties) duty.addEventListener('toggle', () => this.prove(id));
    this.lines = new Map();
    this.why = node.querySelector('[data-why]');
    node.querySelector('[data-why-filter]').hidden = false;
    this.why.addEventListener('change', () => this.narrow(true));
  }
  show(lines, settled, counted) {
    this.lines = new Map(lines.map((line) => [line.duty.id, line]));
    this.settled = settled;
    this.counted = counted;
    for (const verdict of ORDER) this.fill(verdict, current(lines).filter((line) => line.verdict === verdict));
    for (const line of lines) if (line.duty.state === 'displaced') this.word(line);
    this.narrow(false);
    for (const id of this.duties.keys()) this.prove(id);
  }
  fill(verdict, lines) {
    const section = this.lists[verdict], list = section.querySelector('[data-list]');
    section.querySelector('[data-none]').hidden = lines.length > 0;
    lines.forEach((line, place) => {
      const node = this.word(line);
      node.dataset.verdict = verdict;
      if (list.children[place] !== node) list.insertBefore(node, list.children[place] || null);
    });
  }
  // Of the duties to be verified only those with the reason that the reader chose; each reason says how many have it.
  narrow(aloud) {
    const { given } = this.form, open = current([...this.lines.values()]).filter((line) => line.why), counts = reasonsOf(given, open);
    for (const option of this.why.options) {
      if (option.value) option.textContent = `${given.reasons[option.value].label} ${counts[option.value]}`;
    }
    const shown = open.filter((line) => !this.why.value || line.why === this.why.value);
    for (const line of this.lines.values()) this.duties.get(line.duty.id).hidden = line.duty.state !== 'displaced' && Boolean(line.why) && !shown.includes(line);
    if (aloud) this.form.say('why_shown', { shown: shown.length, total: open.length });
  }
  word(line) {
    const node = this.duties.get(line.duty.id);
    const open = line.why && line.duty.state !== 'displaced'; // the heading says that it is to be verified
    node.querySelector('[data-words]').textContent = open ? this.form.given.reasons[line.why].label : line.words;
    return node;
  }
  // What a verdict rests on, written when the reader opens it.
  prove(id) {
    const node = this.duties.get(id), line = this.lines.get(id);
    if (!node.open || !line) return;
    node.querySelector('[data-proof]').replaceChildren(...this.proof(line));
  }
  * proof(line) {
    const { words } = this.form.given, { judgement, declaration, duty } = line;
    const tested = duty.checks.some((check) => check.tests);
    if (!tested && judgement.verdict === 'undetermined') yield make('p', {}, words.no_check);
    const same = judgement.rows.filter((row) => row.verdict === judgement.verdict);
    const deciding = same.length ? same : judgement.rows;
    for (const check of duty.checks) {
      const rows = deciding.filter((row) => row.check === check);
      if (rows.length) yield* this.check(line, check, rows);
      else if (check.tests && !judgement.rows.some((row) => row.check === check)) yield make('p', {}, filled(words.there_is_none, { entity: this.kind(check.entity) }));
    }
    if (declaration) {
      const status = this.form.given.statuses[declaration.status];
      yield make('p', {}, filled(words.declared, { status, by: declaration.by }));
    }
    if (line.disagreement) yield make('p', { class: 'notice' }, words.disagreement);
    if (this.settled.has(duty.id) && judgement.verdict === 'undetermined') {
      const button = make('button', { type: 'button', class: 'go' }, words.declare_it);
      button.addEventListener('click', () => this.form.declare(duty.id));
      yield make('p', {}, words.settled, ' ', button);
    }
  }
  * check(line, check, rows) {
    const { given } = this.form, { words } = given;
    const facts = check.reads.filter(([entity]) => entity === 'service').map(([, name]) => this.fact(line, 'service', 'service', name));
    if (check.entity !== 'service') facts.push(make('li', {}, ...this.counting(line, check, rows)));
    const named = rows.filter((row) => row.key && check.entity !== 'service').slice(0, ROWS), all = rows.filter((row) => row.key).length;
    for (const row of named) {
      const own = check.reads.filter(([entity]) => entity !== 'service').map(([entity, name]) => this.fact(line, entity, row.key, name));
      facts.push(make('li', {}, make('strong', {}, row.key), make('ul', {}, ...own)));
    }
    const hidden = all - named.length;
    if (named.length && hidden) facts.push(make('li', {}, filled(words.more_rows, { count: hidden })));
    yield make('ul', { class: 'proof__facts' }, ...facts);
    yield make('p', { class: 'proof__test' }, make('code', { class: 'predicate' }, check.text), ` → ${given.verdicts[rows[0].verdict]}`);
    if (check.remaining && rows[0].verdict === 'undetermined') yield make('p', { class: 'proof__remaining' }, check.remaining);
  }
  asked(fact, name) { return fact.question || fact.told || name; }
  kind(entity) { return this.form.given.entities[entity]; }
  // How many rows came out so; and of what was not entered, that nothing is known.
  * counting(line, check, rows) {
    const { words } = this.form.given, entity = this.kind(check.entity);
    const total = line.judgement.rows.filter((row) => row.check === check && row.key).length;
    const count = rows.filter((row) => row.key).length;
    if (!total) yield filled(words.no_rows, { entity });
    else if (count) yield filled(words.of_rows, { entity, total, count });
    if (count === rows.length) return;
    const button = make('button', { type: 'button', class: 'go' }, words.answer_it);
    button.addEventListener('click', () => this.form.goTo(check.entity, '', ''));
    yield* [total ? `${count ? words.then : ''}${words.not_all} ` : ' ', button];
  }
  // A fact as question and answer: “…? 6 months (declared)”.
  fact(line, entity, key, name) {
    const { given, profile } = this.form, { words } = given;
    const fact = given.facts[entity][name], told = factOf(profile, entity, key, name);
    if (told === null) {
      const followed = ((this.counted.rows[entity] || new Map()).get(key) || {})[name];
      if (followed !== undefined) return make('li', {}, `${this.asked(fact, name)} `, make('em', {}, `${followed}${words.open}${words.follows}${words.close}`));
      if (!line.missing.facts.some((one) => one.entity === entity && one.fact === name)) {
        return make('li', {}, `${this.asked(fact, name)} `, make('em', {}, words.missing_idle));
      }
      const button = make('button', { type: 'button', class: 'go' }, words.answer_it);
      button.addEventListener('click', () => this.form.goTo(entity, key, name));
      return make('li', {}, `${this.asked(fact, name)} `, make('em', {}, words.missing), ' ', button);
    }
    const aside = line.setAside.some(([e, k, n]) => e === entity && k === key && n === name);
    const basis = given.bases[told.basis] + (told.evidence ? words.comma + told.evidence : '');
    const answer = aside ? words.set_aside : shown(fact, told.value, words) + words.open + basis + words.close;
    return make('li', {}, `${this.asked(fact, name)} `, make('em', {}, answer));
  }
}

// A recorded value in the words in which it was asked for.
function shown(fact, value, words) {
  if (fact.type === 'enum' && fact.values.includes(value)) return fact.labels[fact.values.indexOf(value)];
  if (value === 'none' && fact.none) return words.none;
  if (fact.type === 'boolean') return value ? words.yes : words.no;
  const period = fact.type === 'duration' && /^P(\d+)([DWMY])$/.exec(value);
  return period ? `${period[1]} ${words[`unit.${period[2]}`]}` : String(value);
}
