/* The site's search: a web worker that looks for the words as they stand in every section, so that there is no
 * segmentation of Chinese on which page and query could disagree. Why it is our own, and what was measured:
 * docs/decisions/0007-search.md. box.js asks it.
 *
 * guiju/site/search.py makes the index:
 *   docs[].location, title, text      a section of a page; `text` may be the place of an earlier one with the same text
 *   docs[].names     [words, …]       further words by which it is found
 *   docs[].rule      the id of the rule whose text it is
 *   docs[].eId       its place in the rule: art_9__para_2
 *   docs[].places    the places of a provision of a cited law; docs[].past those that it had before
 *   docs[].boost     a factor on its score; 1 where absent
 *   config.synonyms  [[name, …], …]   the names of one thing, in both languages
 *   config.rules     {id: [name, …]}  what a rule is called
 *   config.groups    [[name, [folder, …]], …]  under which heading a hit is listed, by the first folder of its address
 *   config.traditional {traditional: simplified}, config.readings {syllable: characters}
 */
"use strict";
// Where the address of the index is given, it is asked for before anything else.
const fetched = self.location.hash && fetch(self.location.hash.slice(1)).then((response) => response.json());
importScripts("text.js", "numbers.js", "guesses.js", "query.js", "list.js");

const WORTH = {
  title: 8,
  names: 1,
  text: 1,
  page: 0.5, // the title of the page, for a section of it
  synonym: 0.3, // another name of the same thing
  begun: 0.1, // the beginning of a word
  phrase: 8, // all that is asked for in one piece
  place: 100, // the very place that is cited
  part: 60, // a part of it
  around: 40, // the article around it
  past: 0.8, // the number that a provision had before
  rule: 20, // the page of the rule that is named
  inRule: 2, // its text
};

// ---- index ---------------------------------------------------------------------------------------------------------

function buildIndex({ config, docs }) {
  const pages = new Map();
  const sections = docs.map((doc, id) => {
    const page = doc.location.split("#")[0];
    if (!pages.has(page)) pages.set(page, doc);
    if (typeof doc.text === "number") doc.text = docs[doc.text].text;
    const [title, text, names] = [fold(doc.title), fold(doc.text), (doc.names ?? []).map(fold)];
    const context = pages.get(page) === doc ? "" : fold(pages.get(page).title);
    const all = [title, ...names, text, context].join("\n");
    const textFrom = all.length - context.length - 1 - text.length;
    return { id, doc, page, title, names, text, all, textFrom, textTo: textFrom + text.length };
  });
  const rules = Object.entries(config.rules ?? {}).map(([rule, names]) => [rule, names.map(fold)]);
  const lexicon = lexiconOf(rules, config.synonyms ?? []);
  const readings = readingsOf(config.readings ?? {});
  const traditional = Object.entries(config.traditional ?? {}).sort(([a], [b]) => b.length - a.length);
  const chineseNames = [...new Set([...lexicon.keys(), ...sections.map(({ title }) => title)])].filter(
    (name) => name.length > 1 && name.length < 40 && HAN.test(name),
  );
  const shown = [...(config.synonyms ?? []), ...Object.values(config.rules ?? {}), [...pages.values()].map(titleOf)];
  return {
    sections,
    pages,
    lexicon,
    readings,
    chineseNames,
    nameText: chineseNames.join("\n"),
    grams: gramsOf(sections),
    groups: config.groups ?? [],
    places: new Set(docs.flatMap(({ eId, places = [] }) => [...places, ...(eId ? [eId] : [])])),
    traditional: {
      words: traditional.filter(([words]) => words.length > 1),
      characters: new Map(traditional.filter(([words]) => words.length === 1)),
    },
    alike: alikeOf(config.readings ?? {}),
    names: [...new Map(shown.flat().map((name) => [fold(name), { text: fold(name), shown: name }])).values()],
    citations: citationsAfter(rules.flatMap(([, names]) => names)),
  };
}

const titleOf = ({ title }) => title;

function lexiconOf(rules, synonyms) {
  const entries = new Map();
  const enter = (name, meaning) => entries.set(name, [...(entries.get(name) ?? []), meaning]);
  for (const [rule, names] of rules) for (const name of names) enter(name, { rule });
  for (const group of synonyms) {
    const names = [...new Set(group.map(fold))];
    for (const name of names) for (const needle of names) if (needle !== name) enter(name, { needle });
  }
  return entries;
}

function readingsOf(table) {
  const readings = new Map();
  for (const [syllable, characters] of Object.entries(table)) {
    for (const character of characters) readings.set(character, [...(readings.get(character) ?? []), syllable]);
  }
  return readings;
}

function alikeOf(table) {
  const alike = new Map();
  for (const characters of Object.values(table)) {
    for (const one of characters) alike.set(one, [...(alike.get(one) ?? []), ...characters]);
  }
  return alike;
}

// Which sections have a pair of characters: a bit each, by a hash of the pair. A pair that shares a hash costs a look.
const HASHES = 4096;
const hashOf = (first, second) => ((first << 5) - first + second) & (HASHES - 1);

function gramsOf(sections) {
  const width = (sections.length + 31) >> 5;
  const bits = new Uint32Array(HASHES * width);
  for (const { id, all } of sections) {
    const [word, bit] = [id >> 5, 1 << (id & 31)];
    let before = all.charCodeAt(0);
    for (let i = 1; i < all.length; i++) {
      const code = all.charCodeAt(i);
      bits[hashOf(before, code) * width + word] |= bit;
      before = code;
    }
  }
  return { width, bits };
}

/** The sections that can have all these parts: most have not, and are not looked at. */
function candidates({ sections, grams: { width, bits } }, parts) {
  const rows = parts.flatMap((part) =>
    Array.from({ length: part.length - 1 }, (_, i) => hashOf(part.charCodeAt(i), part.charCodeAt(i + 1)) * width),
  );
  if (!rows.length) return sections;
  const found = [];
  for (let word = 0; word < width; word++) {
    let all = -1;
    for (const row of rows) all &= bits[row + word];
    for (; all; all &= all - 1) found.push(sections[(word << 5) + 31 - Math.clz32(all & -all)]);
  }
  return found;
}

// ---- concepts → pages ----------------------------------------------------------------------------------------------

const NOTHING = { best: 0, own: false, literal: false, leading: false, seen: [] };
/** What a section has of a concept: its worth (0: nothing), whether it is the section's own and not only its page's or
 *  its rule's, whether it is there as it was typed, and the needles that a reader sees in it. What is typed leads where
 *  it is in a title, in the law or in the name of a rule; elsewhere only if there is no other name for it. */
function matchOf(section, { needles, rules, eId, within, known }) {
  const { doc, all } = section;
  const cited = eId && !(within.length && !within.includes(doc.rule)) ? citedWorth(doc, eId) : 0;
  const named = rules.includes(doc.rule) ? (doc.eId || doc.places ? WORTH.inRule : WORTH.rule) : 0;
  let best = Math.max(cited, named);
  let own = cited > 0;
  let literal = cited > 0 || named === WORTH.rule;
  let leading = literal;
  const seen = [];
  for (const needle of needles) {
    if (!all.includes(needle.needle)) continue;
    const { value, context, inTitle, inNames, count } = fieldsWorth(section, needle);
    own ||= value > 0;
    best = Math.max(best, needle.worth * (value + WORTH.page * context));
    const visible = inTitle > 0 || count > 0;
    if (visible) seen.push(needle);
    if (needle.grade !== LITERAL) continue;
    const isRule = inNames > 0 && doc.rule && !doc.eId;
    literal ||= visible || isRule;
    leading ||= isRule || (visible && (!known || inTitle > 0 || Boolean(doc.eId)));
  }
  if (!best) return NOTHING;
  const typed = seen.filter(({ grade }) => grade === LITERAL);
  return { best, own, literal, leading, seen: typed.length ? typed : seen };
}

/** What the needle is worth in the fields of a section, and what it has of it in which. */
function fieldsWorth({ all, title, textFrom, textTo }, needle) {
  let [inTitle, inNames, count, context] = [0, 0, 0, 0];
  for (let at = next(all, needle, 0); at >= 0; at = next(all, needle, at + 1)) {
    if (at >= textFrom && at < textTo) count++;
    else {
      const from = all.lastIndexOf("\n", at) + 1;
      const end = all.indexOf("\n", at);
      const length = (end < 0 ? all.length : end) - from;
      // How much of the line is the needle: 0 nothing, ½ to 1 a part, 2 all of it.
      const share = length === needle.needle.length ? 2 : 0.5 + (0.5 * needle.needle.length) / length;
      if (at < title.length) inTitle = Math.max(inTitle, share);
      else if (at < textFrom) inNames = Math.max(inNames, share);
      else context = Math.max(context, share);
    }
  }
  const inText = count && 1 + Math.log2(count) / 4;
  const value = WORTH.title * inTitle + WORTH.names * inNames + WORTH.text * inText;
  return { value, context, inTitle, inNames, count };
}

function citedWorth({ eId, places = [], past = [] }, cited) {
  const worth = (own) => {
    if (own === cited) return WORTH.place;
    if (own.startsWith(`${cited}__`)) return WORTH.part;
    return cited.startsWith(`${own}__`) ? WORTH.around : 0;
  };
  const now = [...(eId ? [eId] : []), ...places].map(worth);
  return Math.max(0, ...now, ...past.map((place) => WORTH.past * worth(place)));
}

/** A section with its score and the concepts it has; null where it has none of its own. */
function hit(section, concepts, query) {
  const parts = concepts.map((concept) => matchOf(section, concept));
  const has = parts.map(({ best }) => best > 0);
  const covered = has.filter(Boolean).length;
  const isPage = section.page === section.doc.location;
  if (!covered || (!isPage && !parts.some(({ own }) => own))) return null;
  const wholes = concepts.length > 1 ? section.title.includes(query) + section.all.includes(query) : 0;
  const sum = parts.reduce((total, { best }) => total + best, wholes * WORTH.phrase * concepts.length);
  const score = sum * (covered / concepts.length) ** 2 * (section.doc.boost ?? 1);
  const seen = parts.flatMap((part) => part.seen);
  const literal = parts.some((part) => part.literal);
  const leading = parts.some((part) => part.leading);
  return { section, has, score, seen, literal, leading };
}

/** The sections that can have something of a concept. */
function* near(index, { needles, rules, eId }) {
  for (const { needle } of needles) yield* candidates(index, [needle]);
  if (!eId && !rules.length) return;
  for (const section of index.sections) {
    const { rule, eId: own, places } = section.doc;
    if ((eId && (own || places)) || rules.includes(rule)) yield section;
  }
}

/** The pages that have most of what is asked for, each with its sections, best first. */
function search(index, query) {
  const concepts = conceptsOf(index, query);
  const pages = new Map();
  for (const section of new Set(concepts.flatMap((concept) => [...near(index, concept)]))) {
    const entry = hit(section, concepts, query);
    if (!entry) continue;
    if (pages.has(section.page)) pages.get(section.page).push(entry);
    else pages.set(section.page, [entry]);
  }
  const coverage = (hits) => concepts.filter((_, i) => hits.some(({ has }) => has[i])).length;
  const most = Math.max(0, ...[...pages.values()].map(coverage));
  const best = [...pages].filter(([, hits]) => coverage(hits) === most);
  const better = (a, b) => b.leading - a.leading || b.score - a.score;
  for (const [, hits] of best) hits.sort(better);
  best.sort(([, [a]], [, [b]]) => better(a, b));
  return { concepts, pages: best };
}

// ---- messages ------------------------------------------------------------------------------------------------------

const [SETUP, READY, QUERY, RESULT, MORE, ITEMS, WHOLE, HITS, FAILED] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const CHUNK = 24; // pages that are sent at once
let index, latest;

const chunk = (from) => latest.list.slice(from, from + CHUNK).map((entry) => listed(index, entry, latest));
const answers = {
  async [SETUP](data) {
    index = buildIndex(await data);
    return { type: READY };
  },
  [QUERY](text) {
    const folded = foldQuery(text);
    // The marks of a title, 《网络安全法》第二十一条, are no part of the name.
    const bare = stands(index, folded) ? folded : folded.replace(/[《》〈〉]/g, " ").trim();
    const query = simplified(index, bare);
    const { concepts, pages } = search(index, query);
    latest = { concepts, list: grouped(index, pages) };
    return { type: RESULT, data: { items: chunk(0), ...aboutAnswer(index, { text, bare, query, ...latest }) } };
  },
  [MORE]: (from) => ({ type: ITEMS, data: { items: chunk(from) } }),
  [WHOLE](page) {
    const entry = latest?.list.find(({ name }) => name === page); // none where the answer is another by now
    return { type: HITS, data: { page, hits: entry ? sectionsOf(entry, latest) : [] } };
  },
};

// One after the other: what is asked while the index is on its way waits for it.
let before = Promise.resolve();
function answer({ type, data }) {
  before = before
    .then(async () => postMessage(await answers[type](data)))
    .catch((error) => postMessage({ type: FAILED, data: String(error) }));
}
addEventListener("message", ({ data }) => answer(data));
if (fetched) answer({ type: SETUP, data: fetched });
