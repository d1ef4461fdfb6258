/* How the search compares text, and how it reads a citation. Part of search.js, which loads it. */
"use strict";
const CHINESE = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef]/u;
const LETTER = /[a-z\u00df-\u024f\u0370-\u052f]/;
const DIGIT = /[0-9]/;
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
const QUOTATION_MARK = /[“”„‟«»「」『』]/g;

/** One character as it is compared: NFKC, lower case, one kind of quotation mark. */
const foldCharacter = (character) =>
  UNSEEN.test(character) ? "" : character.normalize("NFKC").toLowerCase().replace(QUOTATION_MARK, '"');

/** A text as it is compared, with the place of each of its characters in the source. Writers set spaces beside Chinese
 *  as they like, so these go. A new line stays, so that nothing matches across two blocks. */
function fold(source) {
  let [text, gap, before, place] = ["", "", "", 0];
  const places = [];
  for (const character of source) {
    const folded = /\s/.test(character) ? "" : foldCharacter(character);
    if (folded) {
      if (gap === "\n" || (gap && !CHINESE.test(before) && !CHINESE.test(character))) {
        text += gap;
        places.push(place);
      }
      text += folded;
      for (let unit = 0; unit < folded.length; unit++) places.push(place);
      [gap, before] = ["", character];
    } else if (/\s/.test(character)) {
      gap = gap === "\n" || character === "\n" ? "\n" : " ";
    }
    place += character.length;
  }
  places.push(place);
  return { source, text, places };
}

const LONGEST_QUERY = 200;
/** A query as it is compared; its spaces stay, since they part its words. */
function foldQuery(query) {
  const foldWord = (word) => [...word].map(foldCharacter).join("");
  return query.slice(0, LONGEST_QUERY).split(/\s+/).map(foldWord).join(" ").trim();
}

/** The words of a section or title without markup. The theme's index has blocks, code and references, nothing else. */
function plain(html) {
  const named = { lt: "<", gt: ">", quot: '"', amp: "&" };
  const text = html.replace(/<\/?(?:p|li|ol|ul|pre)>/g, "\n").replace(/<[^>]*>/g, "");
  return text
    .replace(/&(?:(lt|gt|quot|amp)|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi, (_, name, decimal, hexadecimal) =>
      name ? named[name.toLowerCase()] : String.fromCodePoint(decimal ?? Number.parseInt(hexadecimal, 16)),
    )
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Where the needle begins in folded text. `bounds` says where numbers and Latin words may be cut: "begin" (30 is not
 *  in 130 nor in 300, log is in logs), "whole" (log is not in logs) or "none". Chinese may be cut anywhere. */
function occurrences(text, needle) {
  const places = [];
  for (let at = next(text, needle, 0); at >= 0; at = next(text, needle, at + 1)) places.push(at);
  return places;
}

/** Whether the needle stands in folded text at all: of a long text no more is read than up to there. */
const occurs = (text, needle) => next(text, needle, 0) >= 0;

/** Where the needle begins next, from `start`; -1 where it does not. */
function next(text, { needle, bounds }, start) {
  const [first, last] = [needle[0], needle[needle.length - 1]];
  for (let at = text.indexOf(needle, start); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (bounds === "none") return at;
    const [left, right] = [text[at - 1] || " ", text[at + needle.length] || " "];
    const cutsNumber = (DIGIT.test(first) && DIGIT.test(left)) || (DIGIT.test(last) && DIGIT.test(right));
    const cutsWord = LETTER.test(first) && (LETTER.test(left) || DIGIT.test(left));
    const cutsEnd = bounds === "whole" && LETTER.test(last) && LETTER.test(right);
    if (!(cutsNumber || cutsWord || cutsEnd)) return at;
  }
  return -1;
}

// ---- citations -----------------------------------------------------------------------------------------------------

const NUMERAL = "[0-9零〇一二两三四五六七八九十百千]+";
const ENGLISH = new RegExp(
  "(?:(?<![a-z])(?:articles?|arts?\\.?)[ _]*|(?<=^| )(?=\\d+ ?\\(\\d))" + // art. 9, art_9; 9(2) without a word
    "(\\d+)(?:-(\\d+))?" +
    "(?:(?: ?\\(|,? ?para(?:graph)?\\.? ?|__para_)(\\d+)\\)?)?" +
    "(?:(?: ?\\(|,? ?(?:item|point) ?\\(?|__point_)(\\d+)\\)?)?",
  "g",
);

/** 第九条第二款, 第9条, 9条; a bare 九条 only alone or after the name of a rule: 七条底线 cites nothing. */
function chineseCitations(names) {
  const after = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|") || "(?!)";
  const alone = `(?<=^| )(?=${NUMERAL}条(?:$| |第|${NUMERAL}款))`;
  const rest = `条(?:之(${NUMERAL}))?(?: ?第?(${NUMERAL})款)?(?: ?第?\\(?(${NUMERAL})\\)?项)?`;
  return new RegExp(`(?:第 ?|(?=[0-9])|(?<=${after}) ?|${alone})(${NUMERAL}) ?${rest}`, "gu");
}

const UNITS = { 十: 10, 百: 100, 千: 1000 };
const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
/** 十五 → 15, 一千零五 → 1005, 12 → 12. */
function number(text) {
  let [total, digit] = [0, 0];
  for (const character of text) {
    const unit = UNITS[character];
    if (unit) [total, digit] = [total + (digit || 1) * unit, 0];
    else digit = digit * 10 + (DIGITS[character] ?? Number(character));
  }
  return total + digit;
}

/** The eId of a citation from its four numerals; 第六条第八项 is a 项 of the article's only 款. */
function placeOf(article, inserted, paragraph, point) {
  let eId = `art_${number(article)}${inserted ? `-${number(inserted)}` : ""}`;
  if (paragraph || point) eId += `__para_${number(paragraph || "1")}`;
  return point ? `${eId}__point_${number(point)}` : eId;
}
