/* What a query cites: the places that grammar.js reads, each of the law that is named with it, and what of it is here.
 * Part of search.js, which loads it. */
"use strict";
// ---- of which law -----------------------------------------------------------------------------------------------------

const LONGEST_TITLE = 60;
const SHORT = 8; // characters of words that only mean a place beside others
const STARTS =
  /第|§|附[件录表]|末[款项目]|最后一?[款项目]|(?<![a-z])(?:articles?|arts?\.?|sections?|secs?\.)[ _]?(?=[0-9])|[0-9零〇一二两三四五六七八九十百千廿卅]/iu;
const GLUE = /(?:[ ,:;"'”’」』#]|的|之|中)$/;
const YEAR = /(?:19|20)[0-9]{2}/;

/** The names of laws, and those of the words of other regions that are in the text. */
const namesFor = ({ laws, traditional }, text) => ({
  laws,
  regional: traditional.words.filter(([words]) => text.includes(words)),
});

/** The laws of a name. */
function calledSo({ laws, regional }, name) {
  const bare = /^中|\)$/.test(name) ? name.replace(/^中华人民共和国|^中国/, "").replace(/\([^()]*\)$/, "") : name;
  const here = regional.length ? regional.reduce((text, [words, ours]) => text.replaceAll(words, ours), bare) : bare;
  return laws.get(name) ?? laws.get(bare) ?? laws.get(here);
}

/** The laws that are named in 《》 and are not here. */
const absentIn = (index, text) => {
  const titles = [...text.matchAll(/《([^《》\n]{2,60})》/gu)].map(([, title]) => title);
  return [...new Set(titles)].filter((title) => !calledSo(namesFor(index, title), plainOf(index, title).text));
};

/** The law that is named directly before a place: {ids, start, title, hint}; `ids` empty where it is none of ours. */
function lawBefore(names, text, at) {
  let [end, hint] = [at, ""];
  for (let more = true; more;) {
    const rest = text.slice(0, end);
    const inside = /\(([^()]*)\)$/.exec(rest);
    const isEdition = inside && !calledSo(names, rest.slice(-12)) && /^(?:(?:19|20)[0-9]{2}|[旧原新])/.test(inside[1]);
    const [day] = /@[0-9-]+$/.exec(rest) ?? []; // as ids name a version
    more = isEdition || Boolean(day) || GLUE.test(rest);
    if (day) [hint, end] = [day, end - day.length];
    else if (isEdition) [hint, end] = [inside[1], end - inside[0].length];
    else if (more) end--;
  }
  const titled = text[end - 1] === "》" ? text.lastIndexOf("《", end) : -1;
  if (titled >= 0) return lawAt(names, text, titled, text.slice(titled + 1, end - 1), hint);
  for (let start = Math.max(0, end - LONGEST_TITLE); start < end - 1; start++) {
    const name = text.slice(start, end);
    if (calledSo(names, name) && !(LETTER.test(name[0]) && LETTER.test(text[start - 1] ?? "")))
      return lawAt(names, text, start, name, hint);
  }
  const unknown = /(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{2,24}(?:法|条例|实施细则))$/.exec(text.slice(0, end));
  return unknown && !matchAt("context", text, end - unknown[1].length)
    ? { ids: [], start: end - unknown[1].length, title: unknown[1], hint }
    : null;
}

function lawAt(names, text, start, title, inside) {
  const before = /((?:19|20)[0-9]{2})年?[^\d《》]{0,4}《?$|([原旧])(?:来的)?$/.exec(text.slice(0, start));
  return { ids: calledSo(names, title) ?? [], start, title, hint: inside || before?.[1] || before?.[2] || "" };
}

/** The law that is named behind a place in English: article 21 of the Cybersecurity Law. */
function lawAfter(names, text, at) {
  const start = at + (matchAt("english_of", text, at)?.[0].length ?? 0);
  for (let end = Math.min(text.length, start + 80); end > start + 2; end--) {
    const ids = LETTER.test(text[end] ?? "") ? null : calledSo(names, text.slice(start, end));
    if (ids) return { ids, start: at, end, title: text.slice(start, end), hint: "" };
  }
  return null;
}

/** What a query cites: [{places, law, words, start, end}], in plain text, of which [start, end) are the words. */
function citationsIn(index, text) {
  const [all, names] = [[], namesFor(index, text)];
  const isRelative = Boolean(matchAt("context", text, 0)); // 同法第三条, 第二款
  for (let at = 0; at < text.length; at++) {
    if (!STARTS.test(text.slice(at, at + 12)) || STARTS.exec(text.slice(at)).index) continue;
    const sign = /^(?:articles?|arts?\.?|sections?|secs?\.)[ _]?(?=[0-9])/iu.exec(text.slice(at));
    const before = lawBefore(names, text, at);
    if (/@[0-9-]+$/.test(text.slice(0, at + 1))) continue; // the day of a version
    const isNumber = NUMBERED.test(text[at]);
    const numbered = isNumber ? readNumber(text, at, before) : placesFrom(text, at);
    const inEnglish = sign ? englishFrom(text, at + sign[0].length) : [];
    const places = (inEnglish.at(-1)?.end ?? 0) >= (numbered.at(-1)?.end ?? 0) ? inEnglish : numbered;
    if (!places.length) continue;
    const last = places.at(-1);
    const law = before?.ids.length ? before : (lawAfter(names, text, last.end) ?? before);
    const [start, end] = [Math.min(at, law?.start ?? at), law?.end ?? last.end];
    const number = [places[0].start, last.end];
    all.push({ places, law, words: text.slice(isRelative ? 0 : start, end), start, end, number, isRelative });
    at = end - 1;
  }
  const isBare = !all.length && isRelative && text.length <= SHORT; // 前款
  return isBare
    ? [{ places: [], law: null, words: text, start: 0, end: text.length, number: [0, text.length], isRelative }]
    : all;
}

/** Where a number begins: 9条 and 9(2) cite, 九条 only alone or after a law, and after a law a number alone, unless it is
 *  a year or counts something. */
function readNumber(text, at, law) {
  if (NUMBERED.test(text[at - 1] ?? "")) return [];
  const places = placesFrom(text, at);
  const isAlone = at === 0 && (places.at(-1)?.end === text.length || text[places.at(-1)?.end] === " ");
  const isArticle = places[0]?.place.article && (law || isAlone || /[0-9]/.test(text[at]));
  if (isArticle) return places;
  const isBare =
    law ||
    (at === 0 && /^[0-9]+ ?\([0-9]/.test(text)) ||
    (text[at - 1] === " " && /^[0-9]+ ?\([0-9]/.test(text.slice(at)));
  const bare =
    isBare && !/^(?:19|20)[0-9]{2}(?![0-9])|^[0-9]+[年月日号个人]/.test(text.slice(at)) && /[0-9]/.test(text[at]);
  return bare ? placesFrom(text, at, inLevels(text, at, "", true)) : [];
}

// ---- what is meant ----------------------------------------------------------------------------------------------------

/** The texts of each rule, the one of the day first: rule → [{version, articles: eId → [eId of each 款 and 项]}]. */
function textsOf(sections) {
  const rules = new Map();
  for (const { doc } of sections) {
    const [rule, version] = (doc.old ?? doc.rule ?? "").split("@");
    if (!doc.eId) continue;
    const texts = rules.get(rule) ?? rules.set(rule, []).get(rule);
    let text = texts.find((one) => one.version === version);
    if (!text) texts[version ? "push" : "unshift"]((text = { version, articles: new Map() }));
    const article = articleOf(doc.eId);
    const units = text.articles.get(article) ?? text.articles.set(article, []).get(article);
    units.push(...(doc.units ?? []).map((unit) => article + unit), ...(doc.eId === article ? [] : [doc.eId]));
  }
  return rules;
}

const articleId = ({ annex, article, inserted }) =>
  [annex && `annex_${annex}`, article && `art_${article}${inserted ? `-${inserted}` : ""}`].filter(Boolean).join("__");

/** 第六条第八项 is a 项 of the article's only 款. */
function eIdOf(place) {
  const paragraph = place.paragraph ?? (place.point ? 1 : 0);
  const levels = [
    ["para", paragraph],
    ["point", place.point],
    ["indent", place.indent],
  ];
  return articleId(place) + levels.map(([level, one]) => (one ? `__${level}_${one}` : "")).join("");
}

/** The eIds of a place in a text: several where the 款 of a 项 is not named. */
function eIdsIn({ articles }, place) {
  const article = articleId(place);
  const units = articles.get(article);
  if (!units || (!place.paragraph && !place.point)) return units ? [article] : [];
  const below = (above, level) => [
    ...new Set(units.map((eId) => eId.match(`^${above}__${level}_\\d+`)?.[0]).filter(Boolean)),
  ];
  const numbered = (above, level, one) =>
    one === LAST ? below(above, level).slice(-1) : below(above, level).filter((eId) => eId.endsWith(`_${one}`));
  let found = place.paragraph ? numbered(article, "para", place.paragraph) : below(article, "para");
  if (place.point) found = found.flatMap((eId) => numbered(eId, "point", place.point));
  const asPoint = { ...place, paragraph: undefined, point: place.paragraph, loose: false };
  return !found.length && place.loose && place.paragraph && !place.point ? eIdsIn({ articles }, asPoint) : found;
}

const numberOf = (eId) => {
  const [, article = 0, inserted = 0] = /art_(\d+)(?:-(\d+))?/.exec(eId) ?? [];
  return Number(article) * 1000 + Number(inserted);
};

/** What a citation means: `cited`, [{rule, version, eId}]; `isHere`, whether a text has it; `why` it means nothing, where
 *  its law is known not to have it, or not to be here. `within` are the laws that are named elsewhere in the query. */
function meantBy(index, { places, law, words, isRelative }, within) {
  const named = law ? law.ids : within;
  if (law && !law.ids.length) return { cited: [], why: { absent: law.title } };
  if (!named.length && isRelative) return { cited: [], why: { which: words } };
  const meant = [];
  for (const rule of named.length ? named : index.texts.keys()) {
    const all = index.texts.get(rule) ?? [];
    const year = YEAR.exec(law?.hint ?? "")?.[0];
    const older = /[旧原]/.test(law?.hint ?? "") ? all[1] : undefined;
    const text = older ?? all.find(({ version }) => year && version?.startsWith(year)) ?? all[0];
    for (const [i, { place, endsRange }] of places.entries()) {
      const eIds = text ? eIdsIn(text, place) : [];
      const [first, last] = [endsRange && i ? numberOf(eIdOf(places[i - 1].place)) : Infinity, numberOf(eIdOf(place))];
      const between = text
        ? [...text.articles.keys()].filter((eId) => numberOf(eId) > first && numberOf(eId) < last)
        : [];
      meant.push(...[...between, ...eIds].map((eId) => ({ rule, version: text.version, eId })));
    }
  }
  const asPoint = ({ place }) =>
    place.loose && !place.point ? [{ ...place, paragraph: undefined, point: place.paragraph }] : [];
  const written = places.flatMap((one) => [one.place, ...asPoint(one)]).map(eIdOf);
  const isHere = (one) =>
    (index.byArticle.get(articleOf(one)) ?? []).some(({ doc }) => named.includes(doc.rule) && citedWorth(doc, one));
  if (meant.length || !named.length || (!index.texts.has(named[0]) && written.some(isHere))) {
    const isOlder = meant.some(({ version }) => version);
    return {
      cited: [...meant, ...(isOlder ? [] : written.map((eId) => ({ eId, rules: named })))],
      isHere: meant.length > 0,
      why: null,
    };
  }
  const [text] = index.texts.get(named[0]) ?? [];
  const units = text?.articles.get(articleId(places[0].place));
  const articles = text ? [...text.articles.keys()].sort((a, b) => numberOf(a) - numberOf(b)) : [];
  return {
    cited: [],
    why: {
      words,
      rule: named[0],
      articles,
      annex: places[0].place.annex,
      paragraphs: units?.filter((eId) => /^[^_]+_[^_]+__para_\d+$/.test(eId)).length,
    },
  };
}
