/* The site's search: a web worker in place of the theme's own, which loses the end of a Chinese query. It answers the
 * theme's messages, so that the theme's box, list and marks work as they are, and looks for the words as they stand in
 * every section: there is no segmentation of Chinese on which page and query could disagree. Why it is our own, and
 * what was measured: docs/decisions/0007-search.md.
 *
 * guiju/site/search.py adds to the theme's index:
 *   config.synonyms  [[name, …], …]   the names of one thing, in both languages
 *   config.rules     {id: [name, …]}  what a rule is called
 *   docs[].names     [words, …]       further words by which a section is found
 *   docs[].rule      the id of the rule whose text the section is
 *   docs[].eId       its place in the rule: art_9__para_2
 *   docs[].boost     a factor on its score; 1 where absent
 *   config.groups    [[name, [folder, …]], …]  under which heading a hit is listed, by the first folder of its address
 */
"use strict";
importScripts("text.js", "list.js");

const WORTH = {
  title: 8,
  tags: 4,
  names: 1,
  text: 1,
  page: 0.5, // the title of the page, for a section of it
  synonym: 0.3, // another name of the same thing
  synonymOfLaw: 0.03, // the same where the law itself has the words
  phrase: 8, // all that is asked for in one piece
  place: 100, // the very place that is cited
  part: 60, // a part of it
  around: 40, // the article around it
  rule: 20, // the page of the rule that is named
  inRule: 2, // its text
};
const LONGEST_NAME = 8; // words

// ---- index ---------------------------------------------------------------------------------------------------------

/** The sections as they are searched, all their text in one string, and the lexicon: folded name → meanings. */
function buildIndex({ config, docs }) {
  const pages = new Map();
  const sections = docs.map((doc) => {
    const page = doc.location.split("#")[0];
    if (!pages.has(page)) pages.set(page, doc);
    const [title, text] = [fold(plain(doc.title)), fold(plain(doc.text))];
    const [tags, names] = [doc.tags || [], doc.names || []].map((words) => words.map((word) => fold(word).text));
    const context = pages.get(page) === doc ? "" : fold(plain(pages.get(page).title)).text;
    const all = [title.text, ...tags, ...names, text.text, context].join("\n");
    return { doc, page, title, text, tags, names, context, all };
  });
  const rules = Object.entries(config.rules || {}).map(([rule, names]) => [rule, names.map((name) => fold(name).text)]);
  const known = lexiconOf(rules, config.synonyms || []);
  return {
    sections,
    pages,
    lexicon: known,
    names: [...known.keys()]
      .filter((name) => name.length > 1 && CHINESE.test(name))
      .sort((a, b) => b.length - a.length),
    everything: sections.map(({ all }) => all).join("\n"),
    law: sections.map(({ doc, text }) => (doc.eId ? text.text : "")).join("\n"),
    groups: config.groups || [],
    citations: [chineseCitations(rules.flatMap(([, names]) => names)), ENGLISH],
  };
}

function lexiconOf(rules, synonyms) {
  const entries = new Map();
  const enter = (name, meaning) => entries.set(name, [...(entries.get(name) || []), meaning]);
  for (const [rule, names] of rules) for (const name of names) enter(name, { rule });
  for (const group of synonyms) {
    const names = [...new Set(group.map((name) => fold(name).text))];
    for (const name of names) for (const needle of names) if (needle !== name) enter(name, { needle });
  }
  return entries;
}

// ---- query → concepts ----------------------------------------------------------------------------------------------

/* A concept is one thing that is asked for: {words, needles: [{needle, worth, bounds}], rules, eId}. */

const PLURAL = /(?<=[a-z]{3})s$/;
const ATOM = /[0-9]+|[a-z\u00df-\u024f\u0370-\u052f]+|./gu;
const EMPTY_CHINESE = /的|了|吗|呢|是什么|什么|怎么样|怎么|怎样|如何|哪些|在哪里?|哪里|是否|为何|多久|多少/;
const EMPTY_ENGLISH = new Set("a an and are by do does for how in is of on or the to what which who".split(" "));

function conceptOf(index, words, eId) {
  const meanings = meaningsOf(index, words);
  const forms = PLURAL.test(words) ? [words, words.replace(PLURAL, "")] : [words];
  const own = forms.map((needle) => ({ needle, worth: 1, bounds: "begin" }));
  const others = [...new Set(meanings.map(({ needle }) => needle).filter(Boolean))];
  const lawful = own.some((needle) => occurs(index.law, needle));
  const synonym = { worth: lawful ? WORTH.synonymOfLaw : WORTH.synonym, bounds: "whole" };
  const synonyms = others.map((needle) => ({ needle, ...synonym }));
  const standing = (needles) => needles.filter((needle) => occurs(index.everything, needle));
  let needles = standing([...own, ...synonyms]);
  // A number cut in two, 017年, only where it stands nowhere whole.
  if (!needles.length && CHINESE.test(words)) needles = standing([{ needle: words, worth: 1, bounds: "none" }]);
  return { words, needles, rules: meanings.map((meaning) => meaning.rule).filter(Boolean), eId };
}

const meaningsOf = ({ lexicon }, words) => lexicon.get(words) || lexicon.get(words.replace(PLURAL, "")) || [];
const stands = (index, words) => meaningsOf(index, words).length > 0 || conceptOf(index, words).needles.length > 0;

/** What is asked for: citations, then names of several words, then words. */
function conceptsOf(index, query) {
  const all = [];
  let rest = query;
  for (const pattern of index.citations) {
    rest = rest.replace(pattern, (cited, ...numerals) => {
      all.push(conceptOf(index, cited.trim(), placeOf(...numerals.slice(0, 4))));
      return " ";
    });
  }
  const words = rest.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word));
  for (let at = 0; at < words.length;) {
    const joined = (length) => words.slice(at, at + length).join(" ");
    let length = Math.min(words.length - at, LONGEST_NAME);
    while (length > 1 && !meaningsOf(index, joined(length)).length) length--;
    all.push(...(length > 1 ? [conceptOf(index, joined(length))] : pieces(index, words[at])));
    at += length;
  }
  const each = [...new Map(all.map((concept) => [concept.words, concept])).values()];
  const full = each.filter((concept) => !EMPTY_ENGLISH.has(concept.words));
  return full.length ? full : each;
}

/** A word as one concept where it stands somewhere; else, and where 的 joins two words that do, its pieces. */
function pieces(index, word) {
  const bare = stands(index, word) ? word : word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const parts = bare.split(EMPTY_CHINESE);
  const joined = parts.length > 1 && parts.every((part) => part.length > 1 && stands(index, part));
  const whole = !CHINESE.test(bare) || index.lexicon.has(bare) || (stands(index, bare) && !joined);
  const words = whole ? [bare] : parts.flatMap((part) => cut(index, part)).filter((piece) => piece.length > 1);
  return (words.length ? words : [bare]).map((piece) => conceptOf(index, piece));
}

/** Chinese in pieces that stand somewhere: what is before a known name, the name, what is after it; else the longest
 *  pieces, left to right. A number or a Latin word stays whole. */
function cut(index, part) {
  if (!part || stands(index, part)) return part ? [part] : [];
  const name = index.names.find((known) => part.includes(known));
  if (name) return part.split(name).flatMap((rest, i) => [...(i ? [name] : []), ...cut(index, rest)]);
  const atoms = part.match(ATOM);
  let end = 1;
  while (stands(index, atoms.slice(0, end + 1).join(""))) end++;
  return [atoms.slice(0, end).join(""), ...cut(index, atoms.slice(end).join(""))];
}

// ---- concepts → pages ----------------------------------------------------------------------------------------------

/** Whether a section can have anything of a concept: most have not, and are passed over without a second look. */
const mayHave = ({ doc, all }, { needles, rules, eId }) =>
  (eId && doc.eId) || rules.includes(doc.rule) || needles.some(({ needle }) => all.includes(needle));
const NOTHING = { best: 0, own: false, seen: [] };
/** What a section has of a concept: its worth (0: nothing), whether it is the section's own and not only its page's or
 *  its rule's, and the needles that a reader sees in it. */
function matchOf(section, concept) {
  if (!mayHave(section, concept)) return NOTHING;
  const { eId, rule } = section.doc;
  const cited = citedWorth(eId, concept.eId);
  let best = concept.rules.includes(rule) ? Math.max(cited, eId ? WORTH.inRule : WORTH.rule) : cited;
  let own = cited > 0;
  const seen = [];
  for (const needle of concept.needles) {
    if (!section.all.includes(needle.needle)) continue;
    const value = fieldsWorth(section, needle);
    own ||= value > 0;
    best = Math.max(best, needle.worth * (value + WORTH.page * share(section.context, needle)));
    if (occurs(section.title.text, needle) || occurs(section.text.text, needle)) seen.push(needle);
  }
  const literal = seen.filter(({ worth }) => worth === 1);
  return { best, own, seen: literal.length ? literal : seen };
}

function fieldsWorth({ title, tags, names, text }, needle) {
  const largest = (words) => Math.max(0, ...words.map((word) => share(word, needle)));
  const count = occurrences(text.text, needle).length;
  return (
    WORTH.title * share(title.text, needle) +
    WORTH.tags * largest(tags) +
    WORTH.names * largest(names) +
    WORTH.text * (count && 1 + Math.log2(count) / 4)
  );
}

/** How much of a title is the needle: 0 nothing, ½ to 1 a part, 2 all of it. */
function share(title, needle) {
  if (title === needle.needle) return 2;
  return occurs(title, needle) ? 0.5 + (0.5 * needle.needle.length) / title.length : 0;
}

function citedWorth(own, cited) {
  if (!cited || !own) return 0;
  if (own === cited) return WORTH.place;
  if (own.startsWith(`${cited}__`)) return WORTH.part;
  return cited.startsWith(`${own}__`) ? WORTH.around : 0;
}

/** A section with its score and the concepts it has; null where it has none of its own. */
function hit(section, concepts, query) {
  const parts = concepts.map((concept) => matchOf(section, concept));
  const has = parts.map(({ best }) => best > 0);
  const covered = has.filter(Boolean).length;
  if (!covered || (section.context && !parts.some(({ own }) => own))) return null;
  const whole = concepts.length > 1 && section.all.includes(query);
  const sum = parts.reduce((total, { best }) => total + best, whole ? WORTH.phrase * concepts.length : 0);
  const score = sum * (covered / concepts.length) ** 2 * (section.doc.boost ?? 1);
  return { section, has, score, seen: parts.flatMap(({ seen }) => seen) };
}

/** The pages that have most of what is asked for, best first, each with its sections, best first. */
function search(index, text) {
  const query = foldQuery(text);
  const concepts = conceptsOf(index, query);
  const pages = new Map();
  for (const section of index.sections) {
    const entry = concepts.some((concept) => mayHave(section, concept)) && hit(section, concepts, query);
    if (entry) pages.set(section.page, [...(pages.get(section.page) ?? []), entry]);
  }
  const coverage = (hits) => concepts.filter((_, i) => hits.some(({ has }) => has[i])).length;
  const most = Math.max(0, ...[...pages.values()].map(coverage));
  const best = [...pages].filter(([, hits]) => coverage(hits) === most);
  for (const [, hits] of best) hits.sort((a, b) => b.score - a.score);
  best.sort(([, [a]], [, [b]]) => b.score - a.score);
  return grouped(index, best, concepts);
}

// ---- messages ------------------------------------------------------------------------------------------------------

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
let current;

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    current = buildIndex(data);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(current, data) } });
  }
});
