/* Which answer card the words have, as guiju/search chooses it (cards_for, likeliest, features): one that has this very
 * question, or one like it that rests on one of the first hits and is ahead of all others. The hits are those of this
 * search, which ranks in its own way; a question is compared as at every other door. Part of search.js, which loads it. */
"use strict";
const LIKE = TABLE.cards;
const LIKELIEST = 200; // texts that are compared
const [LONGEST_CALLED, LONGEST_ASKED] = [8, 500]; // units of a name, and characters of a question
const PAIR = /^[\u3400-\u9fff]{2}$/;

/** The cards of the index, ready to be compared: what is like a question of theirs, title or sentence. */
function cardsOf({ cards = [], alike = [], lay = [], synonyms = [], terms = [], elsewhere = [], language }, index) {
  const listOf = new Map();
  const enter = (names, list) => {
    for (const name of names.map(narrow)) if (!(listOf.get(name) < list)) listOf.set(name, list);
  };
  alike.forEach((names, i) => enter(names, `=${i}`));
  lay.forEach((names, i) => enter(names, `^${i}`));
  synonyms.forEach((names, i) => enter(names.flat(), `~${terms[i]}`));
  const texts = cards.flatMap((card) =>
    card.texts.zh.flatMap((zh, at) => [zh, card.texts.en[at]].map((text) => ({ card, at, text }))),
  );
  const having = new Map();
  for (const one of texts) {
    one.bare = bare(narrow(one.text));
    one.features = featuresForCards(simplified(index, narrow(one.text)), listOf);
    for (const feature of one.features.keys()) having.set(feature, [...(having.get(feature) ?? []), one]);
  }
  const weights = new Map();
  for (const [feature, all] of having) {
    weights.set(feature, Math.log(1 + cards.length / (1 + new Set(all.map(({ card }) => card)).size)));
  }
  const weightOf = (feature) => weights.get(feature) ?? Math.log(1 + cards.length);
  for (const one of texts) one.length = lengthOfFeatures(one.features, weightOf);
  // The first question of a card for each reader, to show what may be asked.
  const examples = [...Map.groupBy(cards, ({ role }) => role).values()].map(([{ texts: own }]) => own[language][0]);
  return { listOf, having, weightOf, examples, elsewhere: new Set(elsewhere.map((text) => bare(narrow(text)))) };
}

const narrow = (text) => text.normalize("NFKC").toLowerCase();
const bare = (text) => text.replace(/[?？。]+$/, "");

/** Feature → what it counts in this text. */
function featuresForCards(text, listOf) {
  const features = new Map();
  const units = [...text.matchAll(/[a-z]+|[0-9]+|[\u3400-\u9fff]/g)].map((one) => [
    one.index,
    one.index + one[0].length,
  ]);
  let [rest, at] = [text, 0];
  units.forEach(([start], first) => {
    const ends = start < at ? [] : units.slice(first, first + LONGEST_CALLED).map(([, end]) => end);
    const end = ends.findLast((one) => listOf.has(text.slice(start, one)));
    if (!end || (!HAN.test(text.slice(start, end)) && /^\p{L}/u.test(text.slice(end)))) return;
    const list = listOf.get(text.slice(start, end));
    features.set(list, FEATURE.name);
    if (list.startsWith("=")) rest = rest.slice(0, start) + "\n".repeat(end - start) + rest.slice(end);
    at = end;
  });
  for (const run of rest.split(ASIDE)) {
    const pairs = [...run].map((one, i, all) => one + (all[i + 1] ?? ""));
    for (const pair of pairs.filter((one) => PAIR.test(one))) features.set(pair, FEATURE.pair);
  }
  for (const word of rest.match(/[a-z]+|[0-9]+/g) ?? []) {
    const root = word.replace(/(?<=[a-z]{3})(?:ies|ied|y|es|ed|ing|s|e)$/, "");
    if (!EMPTY_WORDS.has(word)) features.set(root, FEATURE.word);
  }
  for (const [feature, asks] of Object.entries(WANTS)) if (asks.test(text)) features.set(feature, FEATURE.asks);
  return features;
}

/** Of each card the text that is likest to a question: [{card, text, at, likeness, isSame}]. */
function likeliest({ listOf, having, weightOf }, query) {
  const own = featuresForCards(query, listOf);
  const [shared, ofCard] = [new Map(), new Map()];
  const add = (sums, key, value) => sums.set(key, (sums.get(key) ?? 0) + value);
  const asked = new Map([...own].map(([one, counts]) => [one, having.has(one) ? counts : counts * FEATURE.unknown]));
  const all = [...asked].reduce((sum, [feature, counts]) => sum + counts * weightOf(feature), 0);
  for (const [feature, counts] of own) {
    const texts = having.get(feature) ?? [];
    for (const one of texts) add(shared, one, weightOf(feature));
    for (const card of new Set(texts.map((one) => one.card))) add(ofCard, card, counts * weightOf(feature));
  }
  const length = lengthOfFeatures(asked, weightOf);
  const best = new Map();
  const likely = [...shared].sort(([, a], [, b]) => b - a).slice(0, LIKELIEST);
  for (const [one] of likely) {
    const product = ([feature, counts]) => counts * (one.features.get(feature) ?? 0) * weightOf(feature) ** 2;
    const cosine = [...own].reduce((sum, each) => sum + product(each), 0) / (length * one.length || 1);
    const likeness = FEATURE.own * cosine + ((1 - FEATURE.own) * ofCard.get(one.card)) / (all || 1);
    const isSame = one.bare === bare(query);
    const known = best.get(one.card);
    const isLikest = !known || isSame > known.isSame || (isSame === known.isSame && likeness > known.likeness);
    if (isLikest && (isSame || likeness >= FEATURE.least)) best.set(one.card, { ...one, likeness, isSame });
  }
  return [...best.values()];
}

/** {card, near}: the card that answers these words, or null, and where there is none and the words are a question, which
 *  stands in no text, those that may be meant. `hits` are the sections that are found, the best first. */
function cardsFor(index, text, hits) {
  const query = simplified(index, narrow([...text].slice(0, LONGEST_ASKED).join("")));
  const least = (hits[0]?.score ?? 0) * TABLE.shown;
  const first = index.cards.elsewhere.has(bare(query)) ? [] : hits.slice(0, LIKE.first);
  const places = new Set(first.filter(({ score }) => score >= least).map(({ section }) => wholeOf(section)));
  const all = likeliest(index.cards, query).map((one) => {
    const rests = one.card.places.some((place) => places.has(place));
    return { ...one, rests, score: one.likeness + Number(rests) * LIKE.rests };
  });
  all.sort((a, b) => Number(b.isSame) - Number(a.isSame) || b.score - a.score);
  const [best, second] = all;
  const isAhead = best && best.score - (second?.score ?? 0) >= LIKE.ahead;
  const isLone = query.length < LIKE.question || !/[^\x20-\x7e]|\S\s+\S/.test(query);
  if (best?.isSame || (best?.likeness >= LIKE.likeness && best.rests && isAhead && !isLone))
    return { card: shownCard(index, best), near: [] };
  const isQuestion = first[0] && !first[0].isWeak && !textOf(first[0].section).includes(bare(query));
  const near = isQuestion ? all.slice(0, LIKE.most).filter(({ score }) => score >= LIKE.near) : [];
  return { card: null, near: near.map((one) => shownCard(index, one)) };
}

/** What is looked through for words as they stand. */
const textOf = ({ doc }) => narrow(`${doc.title}\n${doc.text}`);

/** The article that a section is of, in whichever version; else where it is. */
const wholeOf = ({ doc }) =>
  doc.eId ? `${(doc.old ?? doc.rule).split("@")[0]}#${doc.eId.split("__")[0]}` : doc.location;

/** A card as it is shown. `question` is that of its own which is like what is asked, else empty. */
function shownCard({ language }, { card, text, at, isSame }) {
  const [title, first] = card.texts[language].slice(card.questions);
  const question = at < card.questions ? text : title; // its sentences are no questions
  return { id: card.id, location: card.location, title, text: first, question: isSame ? "" : question };
}
