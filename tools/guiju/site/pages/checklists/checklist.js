// A checklist to fill in: statuses, filters, progress, files. Without scripts the page is the list. Entries stay in
// this browser.

import { attempt } from "../attempt.js";
import { fill, make, setText } from "../elements.js";
import { download, LARGEST, Refused, written } from "../files.js";
import { putText, takenOf } from "../limit.js";
import { Entries } from "./entries.js";
import { PARTY, profileOf, read, tableOf } from "./files.js";
import { filterOf } from "./filter.js";
import { Line } from "./line.js";
import { csvOf, decoded } from "./text.js";
import { filledWorkbook } from "./workbook.js";

/** @type {HTMLElement} */
const root = document.querySelector("[data-desk]");
const desk = JSON.parse(root.dataset.desk);
const { words } = desk;
const progress = document.querySelector("[data-progress]"); // none where nothing binds
const find = (selector) => root.querySelector(selector);
const findAll = (selector) => [...root.querySelectorAll(selector)];
const say = (...sentences) => setText(find("[data-message]"), sentences.filter(Boolean).join(" "));
const counted = (key, number) => (number > 0 ? fill(words[key], { number }) : "");

const entries = new Entries(desk, showAll);
const lines = [...document.querySelectorAll("[data-line]")].map((node) => new Line(node, desk, entries));
const duties = lines.filter((line) => line.binds);
const lineOf = new Map(duties.map((line) => [line.id, line]));
const party = findAll("[data-party]");
const filter = filterOf(findAll("[data-filter]"), showFiltered);
const visible = () => lines.filter((line) => !line.node.hidden).length;
const asks = find('[data-filter="all"]') !== null; // nothing is shown before it is asked for

// Of the roles chosen: those of the reader.
function showProgress() {
  if (!progress) return;
  const own = duties.filter((line) => filter.isOfRoles(line));
  const count = (isOne) => own.filter(isOne).length;
  const numbers = Object.keys(desk.statuses).map(
    (status) => /** @type {[string, number]} */ ([status, count((line) => line.status === status)]),
  );
  const present = numbers.filter(([, number]) => number > 0);
  const items = present.map(([status, number]) =>
    make("li", { class: `is-${status}` }, fill(words.counted, { word: desk.statuses[status][desk.lang], number })),
  );
  const stale = counted(
    "stale_counted",
    count((line) => line.isStale),
  );
  if (stale) items.push(make("li", { class: "is-stale" }, stale));
  const bars = present.map(([status]) => make("span", { class: `is-${status}` }));
  for (const [place, bar] of bars.entries()) bar.style.flexGrow = present[place][1];
  const done = count((line) => !line.isOpen);
  setText(progress.querySelector("[data-count]"), fill(words.progress, { done, duties: own.length }));
  progress.querySelector("[data-tally]").replaceChildren(...items);
  progress.querySelector("[data-bar]").replaceChildren(...bars);
}

// An item that is filled in while only open ones are shown stays until the filter is used again: nothing vanishes under
// the reader's hand.
function showFiltered() {
  for (const line of lines) line.node.hidden = !filter.passes(line);
  const { dataset } = document.documentElement;
  dataset.filtered = ""; // address.js has done its part
  const isNamed = Boolean(partNamed(location.hash)?.closest("[data-group]")); // an address of one line asks for it
  const isUnasked = asks && !filter.isUsed() && !isNamed;
  if (isUnasked) dataset.unasked = "";
  else delete dataset.unasked;
  const shown = visible();
  find('[data-do="reset"]').hidden = !filter.isUsed();
  const extent = isUnasked ? words.extent_unasked : shown ? words.extent : words.extent_none;
  setText(find("[data-extent]"), fill(extent, { shown, total: lines.length }));
  // The table of contents lists what is shown.
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll('.md-nav--secondary a[href^="#"]');
  for (const link of links) {
    const group = partNamed(link.hash)?.closest("[data-group]");
    if (group) link.closest("li").hidden = group.querySelector("[data-line]:not([hidden])") === null;
  }
  showCounts();
}

// The part of the page that an address names after its #; none where that is not encoded as addresses are (#%).
const partNamed = (hash) => document.getElementById(attempt(() => decodeURIComponent(hash.slice(1)), ""));

// What the list begins with on paper: whose it is, and which part of the whole.
function showOnPaper() {
  const shown = visible();
  const extent = fill(shown < lines.length ? words.printed : words.printed_all, { shown, total: lines.length });
  const named = party
    .filter(({ value }) => value !== "")
    .map(({ value, labels: [label] }) => fill(words.pair, { key: label.querySelector("span").textContent, value }));
  const counts = [...(progress?.querySelectorAll("[data-count], li") ?? [])].map((node) => node.textContent);
  const parts = [...named, extent, ...filter.inWords(), ...counts].filter(Boolean);
  setText(document.querySelector("[data-printed]"), parts.join(" · "));
}

function showCounts() {
  showProgress();
  showOnPaper();
}

function showAll() {
  for (const line of lines) line.show();
  for (const field of party) putText(field, entries.party[field.dataset.party], words);
  showFiltered();
  showKept();
}

// Whether this browser keeps what is filled in, in place of the sentence that it does.
const sentence = find("[data-kept]")?.textContent;
function showKept() {
  const { problem } = entries.kept;
  setText(find("[data-kept]"), problem ? words[problem] : sentence);
  find("[data-kept]")?.classList.toggle("is-problem", problem !== "");
}

const save = (ending, type, text) => download(`guiju-${desk.slug}-${desk.as_of}.${ending}`, type, text);

function exportJson() {
  const recorded = duties.filter((line) => line.isRecorded);
  const { profile, number, stale, incomplete, unnamed } = profileOf(desk, entries.party, recorded);
  if (number === 0) return say(words.nothing, counted("left_stale", stale));
  save("json", "application/json", written(profile));
  const left = { exported: number, left_stale: stale, left_incomplete: incomplete, left_unnamed: unnamed };
  return say(...Object.entries(left).map(([key, count]) => counted(key, count)));
}

function exportCsv() {
  const rows = lines.map((line) => line.row());
  save("csv", "text/csv", csvOf(tableOf(desk, rows)));
  say(counted("exported", lines.length));
}

async function exportWorkbook() {
  const recorded = duties.filter((line) => line.isRecorded);
  const { incomplete, unnamed } = profileOf(desk, entries.party, recorded);
  if (recorded.length === 0 && PARTY.every((name) => entries.party[name] === "")) return say(words.nothing);
  const blank = find("[data-blank]");
  try {
    const archive = await (await fetch(blank.href)).arrayBuffer();
    save("xlsx", "", await filledWorkbook(archive, desk, entries.party, recorded));
  } catch (error) {
    say(words[error instanceof Refused ? error.key : "no_workbook"]);
    return blank.focus();
  }
  const stale = recorded.filter((line) => line.isStale).length;
  const counts = { exported: recorded.length, held_stale: stale, left_incomplete: incomplete, left_unnamed: unnamed };
  return say(...Object.entries(counts).map(([key, count]) => counted(key, count)));
}

async function importFile({ target }) {
  const [file] = target.files;
  target.value = "";
  try {
    if (file?.size > LARGEST) throw new Refused("bad_size");
    if (file) await take(read(desk, decoded(await file.arrayBuffer())));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(fill(words.refused, { why: fill(words[error.key], error.values) }));
  }
}

// Everything is read before anything is changed.
async function take({ party: parties, entries: all, isPart }) {
  const here = [...all].filter(([id]) => lineOf.has(id));
  if (here.length === 0) throw new Refused("bad_none");
  for (const [id, entry] of here) entry.hash ||= lineOf.get(id).hash;
  const differs = (id, entry) => Object.keys(entry).some((key) => entry[key] !== entries.of(id)[key]);
  const number = here.filter(([id, entry]) => lineOf.get(id).isRecorded && differs(id, entry)).length;
  if (number && !(await confirmed(fill(words.ask_replace, { number })))) return;
  for (const [id, entry] of here) entries.put(id, entry);
  Object.assign(entries.party, parties);
  const elsewhere = counted("imported_elsewhere", all.size - here.length);
  say(counted("imported", here.length), elsewhere, isPart && words.imported_part);
  entries.save();
  showAll();
}

async function deleteAll() {
  if (!(await confirmed(fill(words.ask_delete, { number: entries.records.size })))) return;
  entries.clear();
  say(words.deleted);
  showAll();
}

function confirmed(question) {
  const dialog = find("dialog");
  setText(dialog.querySelector("[data-what]"), question);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

const ACTS = {
  // The button goes where there is nothing to clear; the reader stays at the filters.
  reset() {
    filter.reset();
    find("[data-filter]").focus();
  },
  json: exportJson,
  csv: exportCsv,
  xlsx: exportWorkbook,
  print: () => window.print(),
  delete: deleteAll,
  import: () => find("[data-file]").click(),
};
for (const button of findAll("[data-do]")) button.addEventListener("click", () => ACTS[button.dataset.do]());
find("[data-file]")?.addEventListener("change", importFile);
const changed = () => {
  entries.save();
  showCounts();
  showKept();
};
for (const field of party) {
  field.addEventListener("input", () => {
    entries.party[field.dataset.party] = takenOf(field, words);
    changed();
  });
}
const part = (name) => find(`[data-entry-${name}]`).content.cloneNode(true);
for (const [number, line] of duties.entries()) line.addForm(part, number, changed);
document.body.classList.add("has-desk");
showAll();
filter.fromAddress();
/** @type {NodeListOf<HTMLElement>} */
const live = document.querySelectorAll("[data-progress], [data-printed]");
for (const node of [root, ...live]) node.hidden = false;
// What is recorded may have moved what the address names.
if (location.hash) partNamed(location.hash)?.scrollIntoView();
