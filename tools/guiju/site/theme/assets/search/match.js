/* Which sections have what is asked for, and how well: the pages in their order. Part of search.js, which loads it. */
"use strict";
const WORTH = {
  title: 8,
  names: 1,
  text: 1,
  page: 0.5, // the title of the page, for a section of it
  synonym: 0.3, // another name of the same thing
  begun: 0.1, // the beginning of a word
  known: 3, // a word that has other names, or cites, beside one that may be any
  behind: 0.3, // what is typed does not lead
  phrase: 12, // all that is asked for in one piece
  place: 100, // the very place that is cited
  part: 60, // a part of it
  around: 40, // the article around it
  past: 0.35, // of these: the number that a provision had before, behind all that has it now
  rule: 20, // the page of the rule that is named
  inRule: 2, // its text
};

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

/** A bit for each section that can have all these parts; null where they are too short to tell. */
function bitsOf({ grams: { width, bits } }, parts) {
  const rows = parts.flatMap((part) =>
    Array.from({ length: part.length - 1 }, (_, i) => hashOf(part.charCodeAt(i), part.charCodeAt(i + 1)) * width),
  );
  if (!rows.length) return null;
  const all = bits.slice(rows[0], rows[0] + width);
  for (const row of rows.slice(1)) for (let word = 0; word < width; word++) all[word] &= bits[row + word];
  return all;
}

/** The sections that can have all these parts: most have not, and are not looked at. */
function candidates(index, parts) {
  const bits = bitsOf(index, parts);
  if (!bits) return index.sections;
  const found = [];
  for (let word = 0; word < bits.length; word++) {
    for (let all = bits[word]; all; all &= all - 1)
      found.push(index.sections[(word << 5) + 31 - Math.clz32(all & -all)]);
  }
  return found;
}

const ENOUGH = 0.45; // of what the best section has, for a page to be listed
const NOTHING = { best: 0, own: false, literal: false, leading: false, seen: [] };
/** What a section has of a concept: its worth (0: nothing), whether it is the section's own and not only its page's or
 *  its rule's, whether it is there as it was typed, and the needles that a reader sees in it. What is typed leads where
 *  it is in a title, in the law or in the name of a rule; elsewhere only if there is no other name for it. */
function matchOf(section, { needles, rules, eId, within, known }) {
  const { id, doc, all } = section;
  const named = rules.includes(doc.rule) ? (doc.eId || doc.places ? WORTH.inRule : WORTH.rule) : 0;
  // What is cited with a rule is in that rule, though its very place may not be here.
  const inRule = within?.includes(doc.rule) ? WORTH.inRule : 0;
  const cited = eId && (inRule || !within.length) ? citedWorth(doc, eId) || inRule : 0;
  let best = Math.max(cited, named);
  let own = cited > 0;
  let literal = cited > 0 || named === WORTH.rule;
  let leading = literal;
  const seen = [];
  for (const needle of needles) {
    if (needle.bits && !(needle.bits[id >> 5] & (1 << (id & 31)))) continue;
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

/** A section with the concepts it has; null where it has none of its own. */
function hit(section, concepts) {
  const parts = concepts.map((concept) => matchOf(section, concept));
  const has = parts.map(({ best }) => best > 0);
  const isPage = section.page === section.doc.location;
  if (!has.some(Boolean) || (!isPage && !parts.some(({ own }) => own))) return null;
  const seen = parts.flatMap((part) => part.seen);
  const literal = parts.some((part) => part.literal);
  return { section, has, parts, seen, literal };
}

/** How much is said by each concept: what stands in few sections, and a term of the glossary
 *  or a citation, says more. All together 1. */
function weightsOf(index, concepts, hits) {
  const weights = concepts.map(({ known, eId, rules }, i) => {
    const count = eId ? 1 : hits.filter(({ has }) => has[i]).length;
    const worth = known || eId || rules.length ? WORTH.known : 1;
    return count && worth * Math.log(1 + index.sections.length / count);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The score of a hit, and how much it has of what is asked for. */
function weighed(entry, concepts, weights, query) {
  const { section, parts } = entry;
  const share = parts.reduce((total, { best }, i) => total + (best > 0 ? weights[i] : 0), 0);
  const lead = parts.reduce((total, { leading }, i) => total + (leading ? weights[i] : 0), 0);
  const wholes = concepts.length > 1 ? section.title.includes(query) + section.all.includes(query) : 0;
  const sum = parts.reduce((total, { best }, i) => total + best * weights[i], wholes * WORTH.phrase);
  const order = WORTH.behind + (1 - WORTH.behind) * lead;
  return { ...entry, share, score: sum * share ** 2 * order * (section.doc.boost ?? 1) };
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
  for (const needle of concepts.flatMap(({ needles }) => needles)) needle.bits = bitsOf(index, [needle.needle]);
  const sections = new Set(concepts.flatMap((concept) => [...near(index, concept)]));
  const hits = [...sections].map((section) => hit(section, concepts)).filter(Boolean);
  const weights = weightsOf(index, concepts, hits);
  const weighedHits = hits.map((entry) => weighed(entry, concepts, weights, query));
  const most = weighedHits.reduce((best, { share }) => Math.max(best, share), 0);
  const pages = new Map();
  for (const entry of weighedHits) {
    const { page } = entry.section;
    if (pages.has(page)) pages.get(page).push(entry);
    else pages.set(page, [entry]);
  }
  const better = (a, b) => b.score - a.score;
  const best = [...pages].filter(([, entries]) => entries.some(({ share }) => share >= ENOUGH * most));
  for (const [, entries] of best) entries.sort(better);
  best.sort(([, [a]], [, [b]]) => better(a, b));
  return { concepts, pages: best };
}
