/* The site's search: a web worker that looks for the words as they stand in every section, so that there is no
 * segmentation of Chinese on which page and query could disagree. Why it is our own, and what was measured:
 * docs/decisions/0007-search.md. box.js asks it.
 *
 * guiju/site/search.py makes the index:
 *   docs[].location, title, text      a section of a page; `text` may be the place of an earlier one with the same text
 *   docs[].names     [words, …]       further words by which it is found
 *   docs[].named     whether these are its own names, and not those of what it is about
 *   docs[].rule      the id of the rule whose text it is
 *   docs[].eId       its place in the rule: art_9__para_2; docs[].old rule@version of a text that is not law on the day
 *   docs[].places    the places of a provision of a cited law; docs[].past those that it had before
 *   docs[].boost     a factor on its score; 1 where absent
 *   docs[].kind      for which question (ASKS) it is, where its folder does not tell
 *   config.synonyms  [[[name, …], [word, …]], …]  the names of a thing in both languages; what else finds it
 *   config.rules     {id: [name, …]}  what a rule is called; config.laws {name: [id, …]} all names by which it is cited
 *   config.standings {rule or rule@version: [law, version and what is known of its force]}
 *   config.groups    [[name, [folder, …]], …]  under which heading a hit is listed, by the first folder of its address
 *   config.kinds      {folder: kind}    for which questions (ASKS) pages are, by the first folder of their address
 *   config.questions [[location, [question, …]], …]  what people ask, and what answers it
 *   config.alike     [[word, …], …]   words that mean the same in a question
 *   config.cards     [{id, location, texts, questions, places}, …]  the answer cards (card.js), whose texts begin with so
 *                    many questions; config.lay, config.terms, config.elsewhere: what a question is compared with them by
 *   config.traditional {traditional: simplified}, config.readings {syllable: characters}
 */
"use strict";
// Where the address of the index is given, it is asked for before anything else.
const fetched = self.location.hash && fetch(self.location.hash.slice(1)).then((response) => response.json());
importScripts("tables.js", "text.js", "postings.js", "numbers.js", "grammar.js", "places.js", "guesses.js");
importScripts("query.js", "cut.js", "match.js", "questions.js", "card.js", "verdict.js", "list.js");

// ---- index ---------------------------------------------------------------------------------------------------------

function buildIndex({ config, docs }) {
  const pages = new Map();
  const [starts, texts] = [new Uint32Array(docs.length + 1), []];
  const sections = docs.map((doc, id) => {
    const page = doc.location.split("#")[0];
    if (!pages.has(page)) pages.set(page, doc);
    if (typeof doc.text === "number") doc.text = docs[doc.text].text;
    const [title, text, names] = [fold(doc.title), fold(doc.text), (doc.names ?? []).map(fold)];
    const context = pages.get(page) === doc ? "" : fold(pages.get(page).title);
    const all = [title, ...names, text, context].join("\n");
    texts.push(all);
    starts[id + 1] = starts[id] + all.length + 1;
    const textFrom = all.length - context.length - 1 - text.length;
    const kind = doc.kind ?? (doc.named && doc.places ? "penalty" : config.kinds?.[page.split("/")[0]]);
    return { id, doc, page, kind, title, names, text, textFrom, textTo: textFrom + text.length };
  });
  const rules = Object.entries(config.rules ?? {}).map(([rule, names]) => [rule, names.map(fold)]);
  const lexicon = lexiconOf(rules, config.synonyms ?? [], sections);
  const readings = readingsOf(config.readings ?? {});
  const traditional = Object.entries(config.traditional ?? {}).sort(([a], [b]) => b.length - a.length);
  const chineseNames = [...new Set([...lexicon.keys(), ...sections.map(({ title }) => title)])].filter(
    (name) => name.length > 1 && name.length < 40 && HAN.test(name),
  );
  const shown = [
    ...(config.synonyms ?? []).flat(),
    ...Object.values(config.rules ?? {}),
    [...pages.values()].map(titleOf),
  ];
  const index = {
    sections,
    pages,
    byLocation: new Map(sections.map((section) => [section.doc.location, section])),
    lexicon,
    numbered: [...lexicon.keys()].flatMap((name) => otherNumerals(name).map((other) => [other, name])),
    readings,
    looseReadings: new Map([...readings].map(([character, all]) => [character, all.map(loosely)])),
    chinese: namesOf(chineseNames),
    starts,
    postings: postingsOf(`${texts.join("\n")}\n`),
    standing: new Map(),
    kept: new Map(),
    latin: latinWords(sections, lexicon),
    byRule: groupedBy(sections, ({ doc }) => (doc.rule ? [doc.rule] : [])),
    byArticle: groupedBy(sections, ({ doc }) => [...new Set(placesIn(doc).map(articleOf))]),
    headings: new Map([...pages.keys()].map((page) => [page, headingOf(config.groups ?? [], page)])),
    traditional: {
      words: traditional.filter(([words]) => words.length > 1),
      characters: new Map(traditional.filter(([words]) => words.length === 1)),
    },
    alike: alikeOf(config.readings ?? {}),
    names: [...new Map(shown.flat().map((name) => [fold(name), { text: fold(name), shown: name }])).values()],
    lengths: lengthsOf(sections),
    texts: textsOf(sections),
    standings: config.standings ?? {},
    language: config.language,
    laws: new Map(Object.entries(config.laws ?? {})),
  };
  return { ...index, questions: questionsOf(config, index), cards: cardsOf(config, index) };
}

const articleOf = (eId) => eId.replace(/__.*/, "").replace(/-.*/, "");
const placesIn = ({ eId, places = [], past = [] }) => [...(eId ? [eId] : []), ...places, ...past];

function groupedBy(sections, keysOf) {
  const groups = new Map();
  for (const section of sections) {
    for (const key of keysOf(section)) {
      if (groups.has(key)) groups.get(key).push(section);
      else groups.set(key, [section]);
    }
  }
  return groups;
}

/** Under which heading a page is listed; one that no group has, under the last. */
const headingOf = (groups, page) =>
  (groups.find(([, folders]) => folders.includes(page.split("/")[0])) ?? groups.at(-1) ?? [""])[0];

const titleOf = ({ title }) => title;

function lexiconOf(rules, synonyms, sections) {
  const entries = new Map();
  const enter = (name, meaning) => entries.set(name, [...(entries.get(name) ?? []), meaning]);
  for (const [rule, names] of rules) for (const name of names) enter(name, { rule });
  for (const group of synonyms) {
    const [own, searched] = group.map((names) => [...new Set(names.map(fold))]);
    for (const name of new Set([...own, ...searched])) {
      for (const key of new Set([name, nameKey(name)])) {
        if (!key) continue;
        for (const needle of own) if (needle !== name) enter(key, { needle });
        for (const needle of searched) if (needle !== name) enter(key, { needle, beside: !own.includes(name) });
        if (key !== name) enter(key, { needle: name });
      }
    }
  }
  const pages = sections.filter(({ doc }) => doc.named && !doc.rule);
  for (const name of pages.flatMap(({ names }) => names)) if (!entries.has(name)) enter(name, { page: true });
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

// ---- messages ------------------------------------------------------------------------------------------------------

const [SETUP, READY, QUERY, RESULT, MORE, ITEMS, WHOLE, HITS, FAILED] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const CHUNK = 24; // pages that are sent at once
let index, latest;

const chunk = (from) => latest.list.slice(from, from + CHUNK).map((entry) => listed(index, entry, latest));
const answers = {
  async [SETUP](data) {
    index = buildIndex(await data);
    return { type: READY, data: index.cards.examples };
  },
  [QUERY](text) {
    index.standing.clear();
    const folded = foldQuery(text);
    // The marks of a title, 《网络安全法》第二十一条, are no part of the name.
    const bare = stands(index, folded) ? folded : folded.replace(/[《》〈〉]/g, " ").trim();
    const query = simplified(index, bare);
    const found = search(index, query, text);
    const { concepts, pages } = withQuestions(index, query, found);
    const absent = absentIn(index, text);
    judge(index, { ...found, pages }, absent.length > 0);
    latest = { concepts, list: grouped(index, pages) };
    const hits = pages.flatMap(([, entries]) => entries).sort(better);
    const isCited = concepts.some(({ citing }) => citing);
    const cards = isCited ? { card: null, near: [] } : cardsFor(index, text, hits);
    return {
      type: RESULT,
      data: { ...cards, items: chunk(0), ...aboutAnswer(index, { text, bare, query, absent, ...latest }) },
    };
  },
  [MORE]: (from) => ({ type: ITEMS, data: { items: chunk(from) } }),
  [WHOLE](page) {
    const entry = latest?.list.find(({ name }) => name === page); // none where the answer is another by now
    return { type: HITS, data: { page, hits: entry ? sectionsOf(index, entry, latest) : [] } };
  },
};

// One after the other: what is asked while the index is on its way waits for it.
let before = Promise.resolve();
function answer({ type, data }, port) {
  const reply = (message) => (port ? port.postMessage(message) : postMessage(message));
  before = before
    .then(async () => reply(await answers[type](data)))
    .catch((error) => reply({ type: FAILED, data: String(error) }));
}
// Who asks with a port has the answer there, and not where the box has its own.
addEventListener("message", ({ data, ports }) => answer(data, ports?.[0]));
if (fetched) answer({ type: SETUP, data: fetched });
