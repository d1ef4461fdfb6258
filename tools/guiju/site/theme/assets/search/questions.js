/* Questions that people ask, each with the page that answers it: what is typed is compared with all of them. What two
 * questions share counts the more the fewer pages are asked for it. Part of search.js, which loads it.
 *
 * A question is compared by its features: names, of which all that mean the same are one; pairs of Chinese characters;
 * the roots of Latin words. */
"use strict";
// What a feature of each kind counts, and a like question.
const FEATURE = TABLE.questions;
// What a question adds to the logarithm of what the words are worth, times the square of its likeness. For a lone word
// it only decides between pages that are nearly as good.
const GAIN = { many: FEATURE.gain, one: FEATURE.lone, same: FEATURE.same };
const ELSEWHERE = 0.5; // of a question about another rule than the one named, or not of the kind that is asked for
const TOLD = new Set(["story", "change"]); // kinds of pages that tell what happened
const OFFERED = 3;

/** The questions of the index, ready to be compared. */
function questionsOf({ questions = [], alike = [], synonyms = [] }, index) {
  const simple = (text) => simplified(index, text);
  const groups = new Map();
  const enter = (name, group) => {
    const key = simple(fold(name));
    if (key.length > 1 || HAN.test(key)) groups.set(key, [...(groups.get(key) ?? []), group]);
  };
  alike.forEach((names, i) => names.forEach((name) => enter(name, `=${i}`)));
  synonyms.forEach((both, i) =>
    both.flat().forEach((name) => {
      if (!groups.has(simple(fold(name)))) enter(name, `~${i}`);
    }),
  );
  const chinese = [...groups.keys()].filter((name) => HAN.test(name)).sort((a, b) => b.length - a.length);
  const latin = new Map();
  for (const [name, all] of groups) if (!HAN.test(name)) latin.set(rootsOf(name).join(" "), all);
  const members = Map.groupBy(
    [...groups].flatMap(([name, all]) => all.map((group) => [group, name])),
    ([group]) => group,
  );
  const names = { groups, members, chinese: new RegExp(chinese.map(escaped).join("|") || "(?!)", "gu"), latin };
  const asked = questions.flatMap(([location, texts]) =>
    texts.map((text) => ({ location, text, folded: simple(fold(foldQuery(text))) })),
  );
  const pagesWith = new Map();
  for (const one of asked) {
    one.features = featuresOf(one.folded, names);
    for (const feature of one.features.keys()) {
      pagesWith.set(feature, (pagesWith.get(feature) ?? new Set()).add(one.location));
    }
  }
  const weightOf = (feature) => Math.log(1 + questions.length / (1 + (pagesWith.get(feature)?.size ?? 0)));
  const byFeature = new Map();
  for (const one of asked) {
    one.length = lengthOfFeatures(one.features, weightOf);
    for (const feature of one.features.keys()) byFeature.set(feature, [...(byFeature.get(feature) ?? []), one]);
  }
  return { asked, names, pagesWith, byFeature, weightOf };
}

const escaped = (name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
const rootsOf = (text) =>
  (text.match(/[a-z\u00df-\u024f]+|[0-9]+/g) ?? []).filter((word) => !EMPTY_WORDS.has(word)).map(rootOf);
const rootOf = (word) =>
  word
    .replace(/(?<=[a-z]{3})(?:ies|ied|y|es|ed|ing|s|e)$/, "")
    .replace(/(?<=[a-z]{3})(?:ation|ment|ion)$/, "")
    .replace(/([^aeiouls])\1$/, "$1");
const lengthOfFeatures = (features, weightOf) =>
  Math.sqrt([...features].reduce((sum, [feature, counts]) => sum + (counts * weightOf(feature)) ** 2, 0));

/** What a question wants to know, in both languages. */
const WANTS = Object.fromEntries(Object.entries(TABLE.asks).map(([name, asks]) => [`?${name}`, new RegExp(asks)]));

/** Feature → what it counts in this text. */
function featuresOf(text, names) {
  const features = new Map();
  const add = (feature, counts) => features.set(feature, Math.max(counts, features.get(feature) ?? 0));
  const rest = text.replace(names.chinese, (name) => {
    for (const group of names.groups.get(name)) add(group, FEATURE.name);
    return names.groups.get(name)[0].startsWith("=") ? "|" : name;
  });
  for (const run of rest.split(ASIDE)) {
    const characters = [...run.matchAll(/\p{sc=Han}/gu)];
    if (characters.length === 1) add(characters[0][0], FEATURE.pair); // 黄 beside 群
    for (let at = 1; at < characters.length; at++) {
      if (characters[at].index !== characters[at - 1].index + 1) continue;
      add(characters[at - 1][0] + characters[at][0], FEATURE.pair);
    }
  }
  for (const [feature, pattern] of Object.entries(WANTS)) if (pattern.test(text)) add(feature, FEATURE.asks);
  const roots = rootsOf(text);
  for (let at = 0; at < roots.length; at++) {
    let length = Math.min(4, roots.length - at);
    while (length && !names.latin.has(roots.slice(at, at + length).join(" "))) length--;
    const groups = length ? names.latin.get(roots.slice(at, at + length).join(" ")) : [];
    for (const group of groups) add(group, FEATURE.name);
    if (!groups.length || groups[0].startsWith("~")) add(roots[at], FEATURE.word);
    else at += length - 1;
  }
  return features;
}

/** What only asks parts the rest. */
const ASIDE = new RegExp(
  EMPTY.split(" ")
    .filter((word) => HAN.test(word) && (word.length > 1 || "的了吗呢吧啊么".includes(word)))
    .sort((a, b) => b.length - a.length)
    .join("|"),
);

/** Features that no question has count as what they sound like, or are spelt like, where a question has that. */
function corrections(index, features) {
  const { pagesWith } = index.questions;
  const known = new Map();
  for (const [feature, counts] of features) {
    const near = pagesWith.has(feature) ? [] : nearFeatures(index, feature);
    if (near.length) for (const one of near) known.set(one, counts * FEATURE.sounds);
    else known.set(feature, pagesWith.has(feature) ? counts : counts * FEATURE.unknown);
  }
  return known;
}

function nearFeatures({ questions: { pagesWith }, alike }, feature) {
  if (HAN.test(feature)) {
    const [first, second] = feature;
    const likeFirst = (alike.get(first) ?? []).map((one) => one + second);
    const likeSecond = (alike.get(second) ?? []).map((one) => first + one);
    return [...likeFirst, ...likeSecond].filter((pair) => pagesWith.has(pair)).slice(0, 2);
  }
  if (!/^[a-z]{5,}$/.test(feature)) return [];
  return [...pagesWith.keys()].filter((one) => LETTER.test(one[0]) && distance(one, feature, 1) === 1).slice(0, 2);
}

/** The questions nearest to a query, of each page the best: [{location, text, strength}], best first. */
function answering(index, query) {
  const { byFeature, weightOf, names } = index.questions;
  const features = corrections(index, featuresOf(query, names));
  const length = lengthOfFeatures(features, weightOf);
  if (!length) return [];
  const shared = new Map();
  const ofPage = new Map();
  let all = 0;
  for (const [feature, counts] of features) {
    const weight = weightOf(feature);
    all += counts * weight;
    const pages = new Set();
    for (const one of byFeature.get(feature) ?? []) {
      shared.set(one, (shared.get(one) ?? 0) + counts * one.features.get(feature) * weight ** 2);
      pages.add(one.location);
    }
    for (const page of pages) ofPage.set(page, (ofPage.get(page) ?? 0) + counts * weight);
  }
  const best = new Map();
  for (const [one, product] of shared) {
    const cosine = product / (length * one.length);
    const strength = FEATURE.own * cosine + (1 - FEATURE.own) * (ofPage.get(one.location) / all);
    if (!(best.get(one.location)?.strength >= strength)) best.set(one.location, { ...one, strength });
  }
  return [...best.values()].sort((a, b) => b.strength - a.strength);
}

/** The pages that have what is typed, and those that answer a question like it, best first. Of what a section is worth
 *  for its words the logarithm counts, so that a like question moves a page as much wherever the words are found badly
 *  as where they are found well. */
function withQuestions(index, query, { concepts, meant, wanted, pages }) {
  const isLone = concepts.length === 1 && pages.length > 0 && !Object.values(WANTS).some((asks) => asks.test(query));
  const gain = isLone ? GAIN.one : GAIN.many;
  const least = concepts.length > 1 || pages.length ? FEATURE.least : FEATURE.answered;
  const texts = [...new Set([query, meant])]; // what is taken for a slip may be none
  const bare = new Set(texts.map((text) => fold(text).replace(/[?？。]$/, "")));
  const isSame = ({ folded }) => bare.has(folded);
  const isOf = concepts.some(({ citing }) => citing) ? () => false : ({ strength }) => strength >= least;
  const named = concepts.flatMap(({ rules, within = [] }) => [...rules, ...within]);
  const isTold = wanted.some((kind) => TOLD.has(kind));
  const isElsewhere = ({ doc: { rule }, kind }) =>
    (rule && named.length && !named.includes(rule)) || (isTold && !wanted.includes(kind));
  for (const [, entries] of pages) for (const entry of entries) entry.score = Math.log1p(entry.score);
  const all = new Map(pages);
  const near = new Map();
  for (const one of texts.flatMap((text) => answering(index, text))) {
    if (!(near.get(one.location)?.strength >= one.strength)) near.set(one.location, one);
  }
  for (const one of [...near.values()].filter((each) => isSame(each) || isOf(each))) {
    const section = index.byLocation.get(one.location);
    const entries = all.get(section.page) ?? [];
    const known = entries.find((entry) => entry.section === section);
    const entry = known ?? { section, parts: concepts.map(() => NOTHING), share: 0, score: 0 };
    const question = isSame(one) || (one.strength >= FEATURE.answered && !isLone) ? one.text : "";
    const strength = one.strength * (isElsewhere(section) ? ELSEWHERE : 1);
    const score = entry.score + (isSame(one) ? GAIN.same : gain * strength ** 2);
    const others = entries.filter((other) => other !== known);
    all.set(
      section.page,
      [...others, { ...entry, score, question, like: isSame(one) ? 1 : one.strength }].sort(better),
    );
  }
  return { concepts, pages: [...all].sort(([, [a]], [, [b]]) => better(a, b)) };
}

/** Questions to offer for what is typed so far: those that have it, then those like it. */
function offeredQuestions(index, query) {
  if (query.length < 2) return [];
  const having = index.questions.asked
    .filter(({ folded }) => folded.includes(query) && folded !== query)
    .sort((a, b) => a.folded.indexOf(query) - b.folded.indexOf(query) || a.folded.length - b.folded.length);
  const like = answering(index, query).filter(
    ({ strength, folded }) => strength >= FEATURE.answered && folded !== query,
  );
  return [...new Set([...having.slice(0, OFFERED), ...like].map(({ text }) => text))].slice(0, OFFERED);
}
