/* What the search has found, as it is listed: in groups, each hit with the words around it, and what is said about the
 * whole. Part of search.js, which loads it. */
"use strict";
const SNIPPET = { before: 20, length: 110 };
const FIRST = 3; // pages of a group before the next group has its turn
const SECTIONS = 3; // of a page, until more are asked for
const SUGGESTIONS = 6;
const READ = 10; // pages in whose first hit cited laws are looked for
const NAMES = 4; // of these

/** All pages, none left out: of every group the best, in the order of their first; then what more there is of each. In
 *  a group pages that have what was typed come before those that have another name for it.
 *  [{name, hits, heading}], the heading before the first page of a group. */
function grouped(index, pages) {
  const groups = new Map();
  for (const [name, hits] of pages) {
    const group = index.headings.get(name);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push({ name, hits });
  }
  const under = ([name, entries], from, to, more) => {
    const part = entries.slice(from, to);
    const heading = { name, count: more ? part.length : entries.length, more };
    return part.map((entry, i) => (i ? entry : { ...entry, heading }));
  };
  const each = [...groups];
  const typed = ({ hits }) => hits.some((hit) => hit.question || isLiteral(hit));
  for (const group of each) {
    const [first, ...others] = group[1];
    group[1] = [first, ...others.filter(typed), ...others.filter((entry) => !typed(entry))];
  }
  return [
    ...each.flatMap((group) => under(group, 0, FIRST, false)),
    ...each.flatMap((group) => under(group, FIRST, undefined, true)),
  ];
}

/** A page of the list with its best sections; `rest` is how many more there are. */
function listed(index, entry, { concepts }) {
  const { name, hits, heading } = entry;
  return {
    location: name,
    title: index.pages.get(name).title,
    heading,
    hits: hits.slice(0, SECTIONS).map((one) => shownHit(index, one, concepts)),
    rest: Math.max(0, hits.length - SECTIONS),
  };
}

/** What was left out of a page. */
const sectionsOf = (index, { hits }, { concepts }) => hits.slice(SECTIONS).map((one) => shownHit(index, one, concepts));

/** The rule of a section, and its version where that is a page of its own. */
function lawOf({ location }) {
  const [, rule, version] = /^(?:regulations|obligations)\/([^/#]+)\/(?:versions\/([^/#]+)\/)?/.exec(location) ?? [];
  return version ? `${rule}@${version}` : rule;
}

/** A section as it is shown: `marks` are the words to mark on its page, as they are written there; `missing` what it
 *  has not; `other` the names that it has in place of what was typed. */
function shownHit({ standings }, entry, concepts) {
  const { section, parts, score } = entry;
  const { doc } = section;
  const seen = seenIn(entry);
  section.places ??= [placesOf(doc.title, section.title), placesOf(doc.text, section.text)];
  const title = { source: doc.title, text: section.title, places: section.places[0] };
  const text = { source: doc.text, text: section.text, places: section.places[1] };
  const present = [text, title].flatMap((one) =>
    seen.flatMap((needle) => ranges(one, needle).map(([start, end]) => one.source.slice(start, end))),
  );
  const words = inScript(concepts.map((one) => one.words).join(" "), present).slice(0, SUGGESTIONS);
  return {
    location: doc.location,
    title: highlighted(title, seen, 0, doc.title.length),
    text: snippet(text, seen),
    score,
    weak: entry.isWeak ? words : [],
    law: standings[lawOf(doc)] ?? "",
    marks: [...new Set(present)],
    question: entry.question ?? "",
    missing: entry.question || !entry.isWeak ? [] : concepts.filter((_, i) => !parts[i].best).map((one) => one.words),
    other: isLiteral(entry) || entry.question || entry.isWeak ? [] : words.slice(0, 2),
  };
}

/** [start, end] in the source of each occurrence. */
function ranges({ source, text, places }, needle) {
  return occurrences(text, needle).map((at) => {
    const last = places[at + needle.needle.length - 1];
    return [places[at], last + String.fromCodePoint(source.codePointAt(last)).length];
  });
}

/** The source from `start` to `end` in pieces: what is at an odd place is to be marked. */
function highlighted(one, needles, start, end) {
  const all = needles.flatMap((needle) => ranges(one, needle)).sort(([a, b], [c, d]) => a - c || d - b);
  const parts = [];
  let at = start;
  for (const [from, to] of all) {
    if (from < at || to > end) continue;
    parts.push(one.source.slice(at, from), one.source.slice(from, to));
    at = to;
  }
  return [...parts, one.source.slice(at, end)];
}

/** The words around the first needle that stands in the text, or its beginning. */
function snippet(one, needles) {
  const starts = needles.flatMap((needle) => ranges(one, needle).slice(0, 1)).map(([from]) => from);
  const at = starts.length ? Math.min(...starts) : 0;
  const line = one.source.lastIndexOf("\n", at) + 1;
  const before = one.source.slice(at - SNIPPET.before, at).replace(/^[a-z]+/i, "");
  const start = at - line > SNIPPET.before * 2 ? at - before.length : line;
  const end = Math.min(one.source.length, start + SNIPPET.length);
  const parts = highlighted(one, needles, start, end);
  if (start > line) parts[0] = `…${parts[0]}`;
  if (end < one.source.length) parts.push(`${parts.pop()}…`);
  return parts;
}

/** What is said about the whole answer: how much there is, what else was looked for, what is nowhere, what to try. */
function aboutAnswer(index, { text, bare, query, absent, concepts, list }) {
  const seen = new Set(list.slice(0, 50).flatMap(({ hits }) => hits.flatMap(seenIn)));
  const others = [...seen].filter(({ grade, bounds }) => grade === OTHER && bounds === "whole");
  const also = inScript(
    query,
    others.map(({ needle }) => needle),
  );
  return {
    query: text,
    total: list.length,
    absent: [...new Set([...absent, ...list.slice(0, READ).flatMap(({ hits: [first] }) => namedBy(index, first))])],
    isUnanswered: Boolean(list[0]?.hits[0].isWeak),
    script: query === bare ? "" : query,
    guesses: concepts.flatMap(({ guess }) => guess ?? []),
    also: also.slice(0, 8),
    remarks: concepts.flatMap(({ why, cited = [] }) => [
      ...(why ? [remark(index, why)] : []),
      ...cited.flatMap((one) => movedTo(index, one)),
    ]),
    nowhere: list.length ? concepts.filter(isNowhere).map(({ words }) => words) : [],
    suggestions: [...suggestions(index, query), ...offeredQuestions(index, query)].slice(0, SUGGESTIONS),
    ...(list.length ? {} : { nearest: nearestNames(index, query), ways: waysOn(index) }),
  };
}

/** The laws that the words of a hit name and that are not here. */
const namedBy = (index, { section: { doc }, isWeak }) => (doc.eId && !isWeak ? absentIn(index, doc.text) : []);

/** Why a citation means nothing here: what is said of it, and what it is said with. */
function remark({ laws, byRule, pages }, { absent, which, words, rule, articles, annex, paragraphs }) {
  if (absent) return { name: "absent", values: { words: absent } };
  if (which) return { name: "which_law", values: { words: which } };
  const title = [...pages.values()].find(({ rule: own, eId }) => own === rule && !eId)?.title ?? rule;
  if (annex) return { name: "no_annex", values: { words, law: title } };
  if (paragraphs) return { name: "paragraphs", values: { words, number: paragraphs } };
  if (!articles.length) return { name: "words_not_here", values: { words, law: title } };
  const [first, last] = [articles[0], articles.at(-1)].map((eId) => eId.replace("art_", ""));
  return { name: "articles", values: { words, law: title, first, last } };
}

/** That the number of a cited article was that of another one in the text before. */
const movedTo = ({ byArticle }, { rule, version, eId }) =>
  (byArticle.get(articleOf(eId)) ?? []).flatMap(({ doc }) =>
    !version && doc.rule === rule && eId === doc.eId && doc.moved
      ? { name: "moved", values: { words: doc.moved } }
      : [],
  );

const isNowhere = ({ needles, rules, citing }) => !needles.length && !rules.length && !citing;

/** Of these words those in the script of the query, if there are any: a reader of one need not read the other. */
function inScript(query, words) {
  const same = [...new Set(words)].filter((word) => HAN.test(word) === HAN.test(query));
  return same.length ? same : words;
}

/** Names that begin with what is typed, or have it in them; where it is pinyin, that it spells. */
function suggestions(index, query) {
  if (query.length < 2 && !HAN.test(query)) return [];
  const ranked = index.names.flatMap((name) => {
    const at = name.text.indexOf(query);
    const cuts = at > 0 && LETTER.test(query[0]) && LETTER.test(name.text[at - 1]);
    return at < 0 || cuts || name.text === query || name.text.length > 40 ? [] : [[name, at ? 1 : 0]];
  });
  ranked.sort(([a, i], [b, j]) => i - j || a.text.length - b.text.length);
  const typed = ranked.slice(0, NAMES).map(([{ shown }]) => shown);
  return typed.length ? typed : spelledWords(index, query).slice(0, NAMES);
}

/** Where to go on without words: the roles, and our rules with their articles, not the versions of cited laws. */
function waysOn({ sections, pages }) {
  const roles = [...pages].filter(([page]) => /^roles\/./.test(page));
  const ours = sections.filter(({ doc }) => doc.eId && !doc.location.includes("/versions/"));
  const withText = new Set(ours.map(({ doc }) => doc.rule));
  const rules = [...pages].filter(([, { rule, eId }]) => withText.has(rule) && !eId);
  const links = (some) => some.map(([location, { title }]) => ({ location, title }));
  return { roles: links(roles), rules: links(rules) };
}
