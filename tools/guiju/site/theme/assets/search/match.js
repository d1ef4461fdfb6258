/* Which sections have what is asked for, and how well: the pages in their order. Part of search.js, which loads it. */
"use strict";
const WORTH = {
  title: 8,
  names: 1,
  named: 5, // what has just this name for its own
  text: 1,
  page: 1, // the title of the page, for a section of it
  synonym: 0.3, // another name of the same thing
  beside: 0.1, // another word by which that thing is looked for
  begun: 0.1, // the beginning of a word
  known: 3, // a word that has other names, or cites, beside one that may be any
  mostly: 0.75, // of a rule's name, for a word that has other names: 微信群 of 微信群规定
  behind: 0.3, // what is typed does not lead
  entitled: 0.6, // nor does it here, but another name of it is the title of a provision
  phrase: 12, // all that is asked for in one piece
  place: 100, // the very place that is cited
  part: 60, // a part of it
  around: 40, // the article around it
  inserted: 30, // 第二百八十七条之一 where 第二百八十七条 is cited
  past: 0.35, // of these: the number that a provision had before, behind all that has it now
  rule: 20, // the page of the rule that is named
  ruleBeside: 6, // where something else is asked for as well
  inRule: 3, // its text
  asked: { advice: 3, penalty: 5, story: 30, meaning: 10, change: 10 }, // a section of the kind that is asked for
};

/** What a question wants: to be told what to do, what a breach costs, what has happened, what words mean, or what was
 *  amended. Who asks whether anybody was fined wants the story, not the penalty. */
const ASKS = {
  advice: /怎么办|咋办|怎么处理|如何处理|该怎么|what (?:should|can|do|must|shall) (?:i|we)(?![a-z])|what to do/,
  penalty: /处罚|罚|后果|会怎么样|会怎样|penalt|(?<![a-z])fine[sd]?(?![a-z])|punish|sanction|what happens if/,
  story: new RegExp(
    "案例|判例|案件|案子|真事|谁被|被罚过|(?:哪些?|有没有)[^，]{0,6}被|(?<![a-z])(?:cases?|examples?)(?![a-z])|" +
      "^(?:who|which|has|have|was|were)(?![a-z]).* (?:fined|punished|sentenced|arrested|detained|investigated)|" +
      "^(?!(?:can|may|could|will|would|do|does|is|are|am|be|how|when|what|why|if)(?![a-z])).*[a-z] " + // a headline
      "(?:jailed|fined|punished|sentenced|arrested|detained) (?:for|over)(?![a-z])",
  ),
  meaning: /区别|什么意思|定义|difference between|meaning of|definition|what does .* mean/,
  change: /修改|修订|修正|新旧|对比|对照|改了|变化|amend|revis|what changed|old and new/,
};

const LAW = 6; // the weight of an article that is cited, as search.py has it for ours
const EXACT = 2;
const ENOUGH = 0.45; // of what the best section has, for a page to be listed
const KEPT = 200_000; // sections of the needles of earlier queries: some 15 MB
const NONE = [];
const NOTHING = Object.freeze(matchOf(0, false, false));
/** What each section has of a concept, by its number: its worth, whether it is the section's own and not only its
 *  page's or its rule's, whether it is there as it was typed, and the needles that a reader sees in it. What is typed
 *  leads in the title of a page, in the law or in the name of a rule; elsewhere only if there is no other name for it.
 *  Where it leads nowhere, as 警察, which the law calls 公安机关, its other names lead. */
function matchesOf(index, { needles, rules, cited, within, isHere, known }, isAlone) {
  const matches = [];
  matches.length = index.sections.length;
  const page = isAlone ? WORTH.rule : WORTH.ruleBeside;
  for (const section of linked(index, { rules, cited, within })) {
    const { id, doc } = section;
    const named = rules.includes(doc.rule) ? (doc.eId || doc.places ? WORTH.inRule : page) : 0;
    // What is cited with a rule is in that rule, though its very place may not be here.
    const inRule = within?.includes(doc.rule) && !isHere ? WORTH.inRule : 0;
    const own = cited ? Math.max(inRule, ...cited.map((one) => placeWorth(doc, one))) : 0;
    const [best, literal] = [Math.max(own, named), own > 0 || named === page];
    if (best) matches[id] = matchOf(best, own > 0, literal);
  }
  for (const needle of needles) {
    for (const { section, value, context, inTitle, inNames, count } of worths(index, needle)) {
      // 第二条 of another rule is not the 第二条 that is cited.
      if (within?.length && section.doc.eId && !within.includes(section.doc.rule)) continue;
      const match = (matches[section.id] ??= matchOf(0, false, false));
      match.own ||= value > 0;
      match.best = Math.max(match.best, needle.worth * (value + WORTH.page * context));
      const visible = inTitle > 0 || count > 0;
      if (visible) match.seen = match.seen.length ? [...match.seen, needle] : [needle];
      const { rule, eId: place, places, named, location } = section.doc;
      const least = known && !places ? WORTH.mostly : 0;
      const isName = (inNames > least && rule && !place) || (named && inNames === EXACT);
      const isForemost = isLaw(section) || (inTitle > 0 && location === section.page && !section.doc.part);
      const leads = isName || (visible && (!known || isForemost));
      if (needle.grade !== LITERAL) {
        match.follows ||= leads;
        match.inTitle ||= inTitle > 0 && isLaw(section);
      } else {
        match.literal ||= visible || isName;
        match.leading ||= leads;
      }
    }
  }
  if (!matches.some(({ leading }) => leading)) matches.forEach((match) => (match.leading = match.follows));
  return matches;
}

/** What a section has of a concept: whether its other names lead there, and whether one is the title of a provision. */
function matchOf(best, own, literal) {
  return { best, own, literal, leading: literal, follows: false, inTitle: false, seen: NONE };
}

const isLaw = ({ doc }) => Boolean(doc.eId ?? doc.places);

/** The sections that have something of a concept by what they are: of its rules, or of the article that it cites. */
function* linked({ byRule, byArticle }, { rules, cited, within }) {
  for (const rule of [...rules, ...(within ?? [])]) yield* byRule.get(rule) ?? [];
  for (const article of new Set(cited?.map(({ eId }) => articleOf(eId)))) yield* byArticle.get(article) ?? [];
}

/** The sections that have the needle, each with what it is worth there and how much of it is in which field. They are
 *  kept for the next query: who types asks for the same words again, with more. */
function worths({ sections, starts, postings, kept }, needle) {
  const key = `${needle.bounds} ${needle.needle}`;
  if (kept.has(key)) return kept.get(key);
  const { text } = postings;
  const fits = boundsOf(needle);
  const all = [];
  let [id, next] = [-1, 0];
  let fields;
  someplace(postings, needle.needle, (place) => {
    if (!fits(text, place)) return false;
    if (place >= next) {
      while (place >= starts[id + 1]) id++;
      next = starts[id + 1];
      fields = { section: sections[id], inTitle: 0, inNames: 0, count: 0, context: 0, value: 0 };
      all.push(fields);
    }
    const { title, textFrom, textTo } = fields.section;
    const at = place - starts[id];
    if (at >= textFrom && at < textTo) fields.count++;
    else {
      const from = text.lastIndexOf("\n", place) + 1;
      const length = text.indexOf("\n", place) - from;
      // How much of the line is the needle: ½ to 1 a part, EXACT all of it.
      const share = length === needle.needle.length ? EXACT : 0.5 + (0.5 * needle.needle.length) / length;
      const field = at < title.length ? "inTitle" : at < textFrom ? "inNames" : "context";
      fields[field] = Math.max(fields[field], share);
    }
    return false;
  });
  for (const one of all) {
    const inText = one.count && 1 + Math.log2(one.count) / 4;
    const named = one.inNames === EXACT && one.section.doc.named ? WORTH.named : WORTH.names;
    one.value = WORTH.title * one.inTitle + named * one.inNames + WORTH.text * inText;
  }
  kept.set(key, all);
  let size = 0;
  for (const { length } of kept.values()) size += length + 1;
  for (const [oldest, { length }] of kept) {
    if (size <= KEPT) break;
    kept.delete(oldest);
    size -= length + 1;
  }
  return all;
}

/** What a section is worth for a place of a version of a rule, or of any of some rules. */
function placeWorth(doc, { rule, rules, version, eId }) {
  const isOf = version
    ? doc.old === `${rule}@${version}`
    : !doc.old && (rule ? doc.rule === rule : !rules.length || rules.includes(doc.rule));
  return isOf
    ? doc.units?.includes(eId.slice(doc.eId.length)) && eId.startsWith(doc.eId)
      ? WORTH.place
      : citedWorth(doc, eId)
    : 0;
}

function citedWorth({ eId, places = [], past = [] }, cited) {
  const worth = (own) => {
    if (own === cited) return WORTH.place;
    if (own.startsWith(`${cited}__`)) return WORTH.part;
    if (cited.startsWith(`${own}__`)) return WORTH.around;
    return own.startsWith(`${cited}-`) ? WORTH.inserted : 0;
  };
  const now = [...(eId ? [eId] : []), ...places].map(worth);
  return Math.max(0, ...now, ...past.map((place) => WORTH.past * worth(place)));
}

/** A section with the concepts it has; null where it has none of its own. */
function hit(section, matches) {
  const { id } = section;
  let isThere = false;
  for (const match of matches) isThere ||= match[id] !== undefined;
  if (!isThere) return null;
  const parts = matches.map((match) => match[id] ?? NOTHING);
  const isPage = section.page === section.doc.location;
  return isPage || parts.some(({ own }) => own) ? { section, parts, share: 0, score: 0 } : null;
}

/** The needles that a reader sees in a hit: as they were typed, where there are such. */
const seenIn = ({ parts }) =>
  parts.flatMap(({ seen }) => {
    const typed = seen.filter(({ grade }) => grade === LITERAL);
    return typed.length ? typed : seen;
  });
const isLiteral = ({ parts }) => parts.some(({ literal }) => literal);

/** How much is said by each concept: what stands in few sections, and a term of the glossary
 *  or a citation, says more. All together 1. */
function weightsOf(index, concepts, hits) {
  const weights = concepts.map(({ known, citing, rules }, i) => {
    const count = citing ? 1 : hits.reduce((sum, { parts }) => sum + Number(parts[i].best > 0), 0);
    const worth = known || citing || rules.length ? WORTH.known : 1;
    return count && worth * Math.log(1 + index.sections.length / count);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Sets the score of a hit, and how much it has of what is asked for. `whole` is how often, in title and text, a
 *  section has all of it in one piece. */
function weigh(entry, weights, whole, wanted, isNamed) {
  const { section, parts } = entry;
  let [share, lead, worth] = [0, 0, (whole.get(section) ?? 0) * WORTH.phrase];
  for (const [i, { best, leading, inTitle }] of parts.entries()) {
    worth += best * weights[i];
    if (best) share += weights[i];
    if (leading || inTitle) lead += weights[i] * (leading ? 1 : WORTH.entitled);
  }
  const order = WORTH.behind + (1 - WORTH.behind) * lead;
  entry.share = share;
  const asked = wanted.includes(section.kind) ? WORTH.asked[section.kind] : 1;
  const isCited = isNamed && section.doc.units && parts.some(({ best }) => best === WORTH.place); // whatever its law else is worth
  entry.score = worth * share ** 2 * order * asked * (isCited ? LAW : (section.doc.boost ?? 1));
}

/** Section → 1 where the query stands in it, 2 where it stands in its title. */
function wholes(index, query) {
  const whole = new Map();
  someplace(index.postings, query.replace(/(?<=[a-z]{3})s$/, ""), (at) => {
    const section = sectionAt(index, at);
    const isTitle = at - index.starts[section.id] < section.title.length;
    whole.set(section, Math.max(isTitle ? 2 : 1, whole.get(section) ?? 0));
  });
  return whole;
}

const better = (a, b) => b.score - a.score || a.section.id - b.section.id;

/** The pages that have most of what is asked for, each with its sections, best first; what was taken to be `meant`, and
 *  the kinds of pages that are `wanted`. */
function search(index, query, raw) {
  const concepts = conceptsOf(index, query, raw);
  const meant = concepts.reduce((text, { guess }) => (guess ? text.replace(guess.words, guess.first) : text), query);
  const asks = Object.keys(ASKS).filter((kind) => ASKS[kind].test(meant));
  const wanted = asks.includes("story") ? asks.filter((kind) => kind !== "penalty") : asks;
  const matches = concepts.map((concept) => matchesOf(index, concept, concepts.length === 1));
  const hits = index.sections.map((section) => hit(section, matches)).filter(Boolean);
  const isNamed = concepts.some(({ citing }) => citing?.law?.ids.length); // the law of what is cited
  const weights = weightsOf(index, concepts, hits);
  const whole = concepts.length > 1 ? wholes(index, meant) : new Map();
  let most = 0;
  const pages = new Map();
  for (const entry of hits) {
    weigh(entry, weights, whole, wanted, isNamed);
    most = Math.max(most, entry.share);
    const { page } = entry.section;
    if (pages.has(page)) pages.get(page).push(entry);
    else pages.set(page, [entry]);
  }
  const best = [...pages].filter(([, entries]) => entries.some(({ share }) => share >= ENOUGH * most));
  for (const [, entries] of best) entries.sort(better);
  best.sort(([, [a]], [, [b]]) => better(a, b));
  return { concepts, meant, wanted, pages: best };
}
