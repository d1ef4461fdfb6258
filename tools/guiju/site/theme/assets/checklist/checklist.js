// A checklist to fill in: statuses, filters, progress, files. Without scripts the page is the list. Entries stay in this browser.

import { Entries } from './entries.js';
import { profileOf, read, tableOf } from './files.js';
import { Filter } from './filter.js';
import { Line } from './line.js';
import { csvOf, decoded, fill, partNamed, Refused } from './text.js';
import { written } from '../self-assessment/receipt.js';

const LARGEST = 8 * 1024 * 1024;

const root = document.querySelector('[data-desk]');
const desk = JSON.parse(root.dataset.desk);
const { words } = desk;
const progress = document.querySelector('[data-progress]'); // none where nothing binds
const find = (selector) => root.querySelector(selector);
const setText = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };
const say = (...sentences) => setText(find('[data-said]'), sentences.filter(Boolean).join(' '));
const counted = (key, number, values = {}) => number > 0 ? fill(words[key], { number, ...values }) : '';

const entries = new Entries(desk, () => say(words.not_saved));
const lines = [...document.querySelectorAll('[data-line]')].map((node) => new Line(node, desk, entries));
const duties = lines.filter((line) => line.binds);
const lineOf = new Map(duties.map((line) => [line.id, line]));
const filter = new Filter([...root.querySelectorAll('[data-filter]')], () => showFiltered());

// Of the roles chosen: those of the reader.
function showProgress() {
  if (!progress) return;
  const own = duties.filter((line) => filter.isOfRoles(line));
  const numbers = Object.keys(desk.statuses).map((status) => [status, own.filter((line) => line.status === status).length]);
  const present = numbers.filter(([, number]) => number > 0);
  const stale = counted('stale_counted', own.filter((line) => line.isStale).length);
  const told = present.map(([status, number]) => [status, fill(words.counted, { word: desk.statuses[status][desk.lang], number })]);
  setText(progress.querySelector('[data-told]'), fill(words.progress, { done: own.filter((line) => !line.isOpen).length, duties: own.length }));
  progress.querySelector('[data-tally]').replaceChildren(...told.map((pair) => made('li', ...pair)), ...(stale ? [made('li', 'stale', stale)] : []));
  progress.querySelector('[data-bar]').replaceChildren(...present.map(([status, number]) => {
    const part = made('span', status, '');
    part.style.flexGrow = number;
    return part;
  }));
}
function made(name, status, text) {
  const node = document.createElement(name);
  node.className = `is-${status}`;
  node.textContent = text;
  return node;
}

// What was recorded while the open items are shown stays until the filter is used again: nothing vanishes under the reader's hand.
function showFiltered() {
  for (const line of lines) line.node.hidden = !filter.passes(line);
  document.documentElement.dataset.filtered = ''; // asked.js need not stand in any more
  const shown = lines.filter((line) => !line.node.hidden).length;
  find('[data-do="reset"]').hidden = filter.used.length === 0;
  setText(find('[data-shown]'), shown ? fill(words.shown, { shown, total: lines.length }) : words.shown_none);
  showContents();
  showProgress();
  tellPaper();
}

// The table of contents lists what is shown.
function showContents() {
  for (const link of document.querySelectorAll('.md-nav--secondary a[href^="#"]')) {
    const group = partNamed(link.hash)?.closest('[data-group]');
    if (group) link.closest('li').hidden = group.querySelector('[data-line]:not([hidden])') === null;
  }
}

// What stands above the list on paper: whose it is, and which part of the whole.
function tellPaper() {
  const shown = lines.filter((line) => !line.node.hidden).length;
  const extent = fill(shown < lines.length ? words.printed : words.printed_all, { shown, total: lines.length });
  const party = [...root.querySelectorAll('[data-party]')].filter(({ value }) => value !== '');
  const told = party.map((field) => fill(words.told, { key: field.closest('label').querySelector('span').textContent, value: field.value }));
  const how = progress ? [progress.querySelector('[data-told]').textContent, ...[...progress.querySelectorAll('li')].map((item) => item.textContent)] : [];
  setText(document.querySelector('[data-printed]'), [...told, extent, ...filter.words, ...how].filter(Boolean).join(' · '));
}

function showAll() {
  for (const line of lines) line.show();
  for (const field of root.querySelectorAll('[data-party]')) field.value = entries.party[field.dataset.party];
  showFiltered();
}

function download(ending, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `guiju-${desk.slug}-${desk.as_of}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function exportJson() {
  const made = profileOf(desk, entries.party, duties.filter((line) => line.isRecorded));
  if (made.number === 0) return say(words.nothing, counted('left_stale', made.stale));
  download('json', 'application/json', written(made.profile));
  return say(
    counted('exported', made.number), counted('left_stale', made.stale),
    counted('left_incomplete', made.incomplete), counted('left_unnamed', made.unnamed),
  );
}

function exportCsv() {
  download('csv', 'text/csv', csvOf(tableOf(desk, lines.map((line) => line.row))));
  say(counted('exported', lines.length));
}

async function importFile(file) {
  try {
    if (file.size > LARGEST) throw new Refused('bad_size');
    await take(read(desk, decoded(await file.arrayBuffer())));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(fill(words.refused, { why: fill(words[error.key], error.values) }));
  }
}

// Everything is read before anything is changed.
async function take({ party, entries: found, isPart }) {
  const here = [...found].filter(([id]) => lineOf.has(id)).map(([id, entry]) => [id, { ...entry, hash: entry.hash === '' ? lineOf.get(id).hash : entry.hash }]);
  if (here.length === 0) throw new Refused('bad_none');
  const same = (one, other) => Object.keys(one).every((key) => one[key] === other[key]);
  const replaced = here.filter(([id, entry]) => lineOf.get(id).isRecorded && !same(entries.of(id), entry)).length;
  if (replaced && !await ask(fill(words.ask_replace, { number: replaced }))) return;
  for (const [id, entry] of here) entries.put(id, entry);
  Object.assign(entries.party, party);
  say(counted('imported', here.length), counted('imported_elsewhere', found.size - here.length), isPart && words.imported_part);
  entries.save();
  showAll();
}

async function deleteAll() {
  if (!await ask(fill(words.ask_delete, { number: entries.size }))) return;
  entries.clear();
  say(words.deleted);
  showAll();
}

// The button goes where there is nothing to clear; the reader stays at the filters.
function resetFilter() {
  filter.reset();
  find('[data-filter]').focus();
}

function ask(what) {
  const dialog = find('dialog');
  setText(dialog.querySelector('[data-what]'), what);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

const ACTS = {
  reset: resetFilter, json: exportJson, csv: exportCsv, print: () => window.print(), delete: deleteAll,
  import: () => find('[data-file]').click(),
};

function listen() {
  for (const button of root.querySelectorAll('[data-do]')) button.addEventListener('click', () => ACTS[button.dataset.do]());
  for (const answer of root.querySelectorAll('[data-answer]')) {
    answer.addEventListener('click', () => find('dialog').close(answer.dataset.answer));
  }
  for (const field of root.querySelectorAll('[data-party]')) {
    field.addEventListener('input', () => {
      entries.party[field.dataset.party] = field.value;
      entries.save();
      tellPaper();
    });
  }
  find('[data-file]')?.addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (file) await importFile(file);
  });
  entries.watch(showAll);
}

function start() {
  const part = (name) => find(`[data-entry-${name}]`).content.cloneNode(true);
  const changed = () => { entries.save(); showProgress(); tellPaper(); };
  duties.forEach((line, number) => line.addForm(part, number, changed));
  document.body.classList.add('has-desk');
  listen();
  showAll();
  filter.fromAddress();
  root.hidden = false;
  for (const node of document.querySelectorAll('[data-progress], [data-printed]')) node.hidden = false;
  // What is recorded may have moved what the address names.
  if (location.hash) partNamed(location.hash)?.scrollIntoView();
}

start();
