/* Whether what is found answers at all: how much of the weight of a question an article, or a section of another page,
 * has, as guiju/search/ranking.py reckons it. Part of search.js, which loads it. */
"use strict";
const { weights: COUNTS } = TABLE;

/** What a section is a part of, as the search in Python has its entries: an article, else the section itself. */
const entryOf = ({ doc, page, id }) => (doc.eId && !doc.units ? page : id);

/** What is asked for: [{forms: [[words, what they count], …], bounds}]. */
function termsOf({ questions: { names } }, query) {
  const inForms = (group) =>
    names.members.get(group).map(([, name]) => [name, query.includes(name) ? COUNTS.name : COUNTS.other_name]);
  return [...featuresOf(query, names).keys()]
    .filter((feature) => feature.length > 1 && !feature.startsWith("?"))
    .map((feature) => {
      if (/^[=~]/.test(feature)) return { forms: inForms(feature), bounds: "whole" };
      const ofWord = feature.length > TABLE.short_word ? "begin" : "whole";
      return { forms: [[feature, 1]], bounds: LETTER.test(feature[0]) ? ofWord : "none" };
    });
}

/** The share of the weight of a query that each entry has: entry → 0 to 1. */
function sharesOf(index, query) {
  const { sections, lengths } = index;
  const evidence = new Map();
  let whole = 0;
  for (const { forms, bounds } of termsOf(index, query)) {
    const counts = new Map();
    for (const [needle, worth] of forms) {
      for (const { section, count, inTitle, inNames } of worths(index, { needle, bounds })) {
        const entry = entryOf(section);
        const often = count + (inTitle ? COUNTS.title : 0) + (inNames ? COUNTS.heading : 0);
        if (often) counts.set(entry, (counts.get(entry) ?? 0) + worth * often);
      }
    }
    const weight = Math.log(1 + (sections.length - counts.size + 0.5) / (counts.size + 0.5));
    whole += weight;
    for (const [entry, count] of counts) {
      const norm = COUNTS.saturation * (1 + COUNTS.length * (lengths.get(entry) / lengths.mean - 1));
      const worth = (weight * count * (COUNTS.saturation + 1)) / (count + norm);
      evidence.set(entry, (evidence.get(entry) ?? 0) + worth);
    }
  }
  const most = Math.sqrt(whole * TABLE.short);
  return (section) => Math.min(1, (evidence.get(entryOf(section)) ?? 0) / (most || 1));
}

/** How long each entry is, and their mean. */
function lengthsOf(sections) {
  const lengths = new Map();
  for (const section of sections)
    lengths.set(entryOf(section), (lengths.get(entryOf(section)) ?? 0) + section.text.length);
  lengths.mean = Math.max(1, [...lengths.values()].reduce((sum, one) => sum + one, 0) / (lengths.size || 1));
  return lengths;
}

/** Marks the hits that have little of what is asked for, or all where a law is named that is not here. What is cited, a
 *  word that stands there as it is typed and what answers a question like it are not weak. */
function judge(index, { concepts, pages, meant: query }, isAbsent) {
  const isCited = concepts.some(({ cited }) => cited?.length);
  const isWord = concepts.length === 1 && concepts[0].words === query.trim() && !concepts[0].citing;
  let shareOf; // takes longest, and is rarely needed for a word or a citation
  for (const [, entries] of pages) {
    for (const entry of entries) {
      const isSure = isCited || (isWord && entry.parts.some(({ best, seen }) => best && seen.length));
      const isAnswer = !isAbsent && (isSure || (entry.like ?? 0) >= FEATURE.answered);
      if (!isAbsent && !isAnswer) shareOf ??= sharesOf(index, query);
      entry.isWeak = !isAnswer && (isAbsent || shareOf(entry.section) < TABLE.weak_section);
    }
  }
}
