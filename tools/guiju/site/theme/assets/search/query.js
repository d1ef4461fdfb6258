/* From what is typed to what is asked for. Part of search.js, which loads it.
 *
 * A concept is one thing that is asked for: {words, needles: [{needle, worth, bounds, grade}], rules, citing,
 * cited, why, within, guess, known}. `known` words have other names. The grade of a needle: LITERAL, as it was typed;
 * OTHER, another name or another way to write it. `guess` is what is looked for in place of words that are nowhere. */
"use strict";
const [LITERAL, OTHER] = [0, 1];
const LONGEST_NAME = 8; // words
const LONGEST_PIECE = 12; // characters
const LONGEST_SLIP = 24; // characters, numbers and words: in a longer text, which was pasted, no slip is looked for
const UNCOUNTED = /^(?:(?![零〇一二两三四五六七八九十百千])\p{sc=Han})+$/u; // a number may stand in other numerals
const SPELT_CITATION = /^([a-z\u00c0-\u01dc'’ ]*[a-z]) ?(?:di ?)?([0-9]+)(?: ?tiao)?$/; // wangluo anquanfa 61
const ATOM = /[0-9]+|[a-z\u00df-\u024f\u0370-\u052f]+|./gu;
const EMPTY = TABLE.everyday;
const EMPTY_WORDS = new Set(EMPTY.split(" "));
const ASKED = EMPTY.split(" ")
  .filter((word) => HAN.test(word) && word.length > 1)
  .join("|");
const JOINING = /的|了|吗|呢|是什么|什么|怎么样|怎么|怎样|如何|哪些|在哪里?|哪里|是否|为何|多久|多少/;

/** A piece that begins or ends with a word that only asks: 哪些内容 is 内容. */
const ASKING = new RegExp(`^(?:${ASKED})|(?:${ASKED})$`);

/** A Latin word without its endings: banned → ban, accounts → account. */
function formsOf(words) {
  if (!/[a-z]{3}$/.test(words)) return [words];
  const stems = [/ies$/, /es$/, /s$/, /ing$/, /ed$/, /d$/].map((ending, i) => words.replace(ending, i ? "" : "y"));
  const shorter = stems.filter((stem) => stem !== words && /[a-z]{3}$/.test(stem));
  const single = shorter.filter((stem) => /([b-df-hj-np-tv-z])\1$/.test(stem)).map((stem) => stem.slice(0, -1));
  const silent = /(?:ing|ed)$/.test(words) ? [`${words.replace(/(?:ing|ed)$/, "")}e`] : [];
  return [...new Set([words, ...shorter, ...single, ...silent])];
}

/** What kindred words begin with: defamation, defames → defam; "" where too little is left to say anything. */
const stemOf = (word) =>
  word.match(
    /^([a-z]{5,}?)(?:[aei]?(?:tion|tions|ble|bility|nce|nt)|ments?|ings?|e?[drs]|[eo]rs?|[ai]tory|ous|al|ly)$/,
  )?.[1] ?? "";

/** Several Latin words without what may differ: kicked out of a group, kicks out of the group → group kick out; ""
 *  where they begin or end with one that only asks. */
function nameKey(words) {
  const all = words.split(" ");
  if (all.length < 2 || HAN.test(words) || EMPTY_WORDS.has(all[0]) || EMPTY_WORDS.has(all.at(-1))) return "";
  const rootOf = (word) => word.replace(/(?<=[a-z]{3})(?:ies|y|es|ed|ing|s|e)$/, "").replace(/([^aeiou])\1$/, "$1");
  const roots = all.filter((word) => !EMPTY_WORDS.has(word)).map(rootOf);
  return ` ${roots.sort().join(" ")}`; // no name begins so
}

const writings = (words) => [...formsOf(words), ...otherNumerals(words)];
const meaningsOf = ({ lexicon }, words) =>
  [...writings(words), stemOf(words), nameKey(words)].flatMap((form) => lexicon.get(form) ?? []);
function isThere({ postings, standing }, needle) {
  const key = `${needle.bounds} ${needle.needle}`;
  if (!standing.has(key)) {
    const fits = boundsOf(needle);
    standing.set(
      key,
      someplace(postings, needle.needle, (at) => fits(postings.text, at)),
    );
  }
  return standing.get(key);
}
/** Whether these words, or another way to write them, stand anywhere or are a name. */
const stands = (index, words) =>
  meaningsOf(index, words).length > 0 ||
  writings(words).some((needle) => isThere(index, { needle, bounds: "word" })) ||
  (LETTER.test(words.at(-1)) && isThere(index, { needle: words, bounds: "begin" })) ||
  (HAN.test(words) && isThere(index, { needle: words, bounds: "none" }));

/** Whether a Chinese word stands anywhere as a word and not only within longer ones, as 改名 does in 修改名称: then it has
 *  no neighbour there, or one that varies. */
function isFree({ postings }, word) {
  const { text } = postings;
  const [left, right] = [new Set(), new Set()];
  return someplace(postings, word, (at) => {
    left.add(HAN.test(text[at - 1] ?? "") ? text[at - 1] : at);
    right.add(HAN.test(text[at + word.length] ?? "") ? text[at + word.length] : at);
    return left.size > 1 && right.size > 1;
  });
}

function conceptOf(index, words, others = [], same = []) {
  const meanings = meaningsOf(index, words);
  const known = meanings.some(({ needle, page }) => needle || page);
  const doubtful = known && HAN.test(words) && !isFree(index, words);
  const literal = doubtful ? { worth: WORTH.begun, grade: OTHER } : { worth: 1, grade: LITERAL };
  // minors, which is a name, is not minor.
  const forms = index.lexicon.has(words) ? [words, ...otherNumerals(words)] : writings(words);
  const own = [...new Set([...forms, ...same])].map((needle) => ({ needle, bounds: "word", ...literal }));
  const begun = { needle: words, worth: WORTH.begun, bounds: "begin", grade: OTHER };
  const names = new Map(others.map((needle) => [needle, false]));
  for (const { needle, beside } of meanings)
    if (needle?.length > 1) names.set(needle, (names.get(needle) ?? true) && Boolean(beside));
  const synonyms = [...names].map(([needle, beside]) => ({
    needle,
    worth: beside ? WORTH.beside : WORTH.synonym,
    bounds: "whole",
    grade: OTHER,
  }));
  const stem = stemOf(words);
  const kindred = stem ? [{ needle: stem, worth: WORTH.synonym, bounds: "begin", grade: OTHER }] : [];
  const needles = [...own, ...(LETTER.test(words.at(-1)) ? [begun] : []), ...kindred, ...synonyms];
  let standing = needles.filter((needle) => isThere(index, needle));
  // A number cut in two, 017年, only where it stands nowhere whole.
  const inside = { needle: words, worth: 1, bounds: "none", grade: LITERAL };
  if (!standing.length && CHINESE.test(words) && isThere(index, inside)) standing = [inside];
  return {
    words,
    known: known || others.length > 0,
    needles: standing,
    rules: meanings.map((meaning) => meaning.rule).filter(Boolean),
  };
}

/** What is looked for in place of words that are nowhere. */
function guessed(index, words, guesses) {
  const [first, ...others] = guesses;
  const guess = { words, first, others: others.slice(0, 3) };
  return wholeOrNames(index, first).map((concept, i) => (i ? concept : { ...concept, guess }));
}

/** The concepts of what words that are nowhere are taken for. */
function readAs(words, meant, [first, ...others]) {
  return [{ ...first, guess: { words, first: meant, others: [] } }, ...others];
}

/** What is asked for: citations, then periods, then names of several words, then words. */
function conceptsOf(index, query, raw = query) {
  const all = [];
  // 7条底线 is a name and cites nothing.
  let rest = index.numbered.reduce((text, [other, name]) => text.replaceAll(other, name), query);
  if (!stands(index, query)) {
    const letters = /^[a-z\u00c0-\u01dc'’ ]+$/.test(query) && query.split(" ").some((word) => !stands(index, word));
    const words = letters ? spelledWords(index, query) : [];
    if (words.length) return guessed(index, query, words);
  }
  const spelt = SPELT_CITATION.exec(query);
  if (spelt && !stands(index, spelt[1])) {
    const [name] = spelledWords(index, spelt[1]);
    const meant = `${name}${spelt[2]}条`;
    if (name) return readAs(query, meant, conceptsOf(index, meant));
  }
  if (NUMBERED.test(query)) {
    const meant = query.split(" ").map((word) => corrected(index, word));
    if (meant.join(" ") !== query) return readAs(query, meant.join(" "), conceptsOf(index, meant.join(" ")));
  }
  const source = withoutGroups(rest === query ? raw : rest);
  const plain = plainOf(index, source);
  const citing = citationsIn(index, plain.text);
  const cutOut = (from, to) => simplified(index, foldQuery(source.slice(plain.places[from], plain.places[to])));
  if (citing.length) {
    const edges = [0, ...citing.flatMap(({ start, end }) => [start, end]), plain.text.length];
    rest = edges.flatMap((from, i) => (i % 2 ? [] : cutOut(from, edges[i + 1]))).join(" ");
  }
  const places = citing.map((one) => ({ ...conceptOf(index, cutOut(...one.number)), citing: one }));
  all.push(...places);
  for (const [text, same, forms] of periodsIn(rest)) {
    if (text !== rest.trim() && stands(index, rest.trim())) continue;
    all.push(conceptOf(index, text, forms, same));
    rest = rest.replace(text, " ");
  }
  const words = rest.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word));
  const meant = words.map((word) => corrected(index, word));
  for (let at = 0; at < words.length;) {
    const joined = (list, length) => list.slice(at, at + length).join(" ");
    let length = Math.min(words.length - at, LONGEST_NAME);
    while (length > 1 && !meaningsOf(index, joined(meant, length)).length) length--;
    const [typed, name] = [joined(words, length), joined(meant, length)];
    if (length === 1) all.push(...pieces(index, typed));
    else all.push(...(typed === name ? [conceptOf(index, name)] : guessed(index, typed, [name])));
    at += length;
  }
  const each = [...new Map(all.map((concept) => [concept.words, concept])).values()];
  const full = each.filter((concept) => !EMPTY_WORDS.has(concept.words));
  // An article that is cited with a rule is an article of that rule.
  const named = full.flatMap(({ rules }) => rules);
  for (const place of places) {
    place.within = place.citing.law?.ids.length ? place.citing.law.ids : named;
    Object.assign(place, meantBy(index, place.citing, named));
  }
  return full.length ? full : each;
}

/** A word as one concept where it stands somewhere; else, and where 的 joins two words that do, its pieces. */
function pieces(index, word) {
  const bare = stands(index, word) ? word : word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if (!bare) return [];
  const parts = bare.split(JOINING);
  const joined = parts.length > 1 && parts.every((part) => part.length > 1 && stands(index, part));
  if (!HAN.test(bare)) return stands(index, bare) ? [conceptOf(index, bare)] : latinGuess(index, bare);
  if (index.lexicon.has(bare) || (stands(index, bare) && !joined)) return wholeOrNames(index, bare);
  const near = nearName(index, bare);
  if (near.length) return guessed(index, bare, near);
  const unswapped = withoutSwap(index, bare);
  if (unswapped) return readAs(bare, unswapped, pieces(index, unswapped));
  const cuts = cut(index, bare).filter(({ text }) => !EMPTY_WORDS.has(text));
  if (cuts.every(({ text }) => text.length === 1)) return [conceptOf(index, bare)];
  const long = cuts.filter(({ text }) => text.length > 1 || index.lexicon.has(text));
  const name = long.map(({ text }) => text).join(""); // 建群有什么条件: 建群条件
  if (index.lexicon.has(name)) return [conceptOf(index, name)];
  return long.flatMap(({ text, guesses }) => (guesses ? guessed(index, text, guesses) : conceptOf(index, text)));
}

/** Words that stand only on minor pages, in neither law nor title, are not the only way to say it: where they are names
 *  in a row, 网络日志留存, what has these names is found as well. */
function wholeOrNames(index, word) {
  const names = index.lexicon.has(word) ? [] : cut(index, word);
  const isLeading = (at) => {
    const { id, doc, title, textFrom, textTo } = sectionAt(index, at);
    const own = at - index.starts[id];
    return own < title.length || (doc.eId && own >= textFrom && own < textTo);
  };
  const apart = names.length > 1 && names.every(({ text }) => index.lexicon.has(text));
  if (!apart || someplace(index.postings, word, isLeading)) return [conceptOf(index, word)];
  return names.map(({ text }) => conceptOf(index, text));
}

/** A Latin word, or what it is taken for where it is nowhere. */
const corrected = (index, word) =>
  /^[a-z]{4,}$/.test(word) && !stands(index, word) ? (latinGuesses(index, word)[0] ?? word) : word;

function latinGuesses(index, word) {
  const spelt = spelledWords(index, word);
  return spelt.length ? spelt : nearLatin(index, word);
}

function latinGuess(index, word) {
  const guesses = latinGuesses(index, word);
  return guesses.length ? guessed(index, word, guesses) : [conceptOf(index, word)];
}

/** Beside a name a further character is rather another word, 医生 + 账号, unless the whole sounds like a name. */
function slipsOf(index, text) {
  const isNameAndOne = index.lexicon.has(text.slice(1)) || index.lexicon.has(text.slice(0, -1));
  const near = isNameAndOne ? [] : nearChinese(index, text);
  return near.length ? near : soundingChinese(index, text);
}
