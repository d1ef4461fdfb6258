/* How the search compares text. Part of search.js, which loads it. */
"use strict";
const CHINESE = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef]/u;
const HAN = /\p{sc=Han}/u;
const LETTER = /[a-z\u00df-\u024f\u0370-\u052f]/;
const DIGIT = /[0-9]/;
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const QUOTATION_MARK = /[“”„‟«»「」『』]/g;
const BESIDE_CHINESE = / (?=[\p{sc=Han}\u3000-\u303f\uff00-\uffef])|(?<=[\p{sc=Han}\u3000-\u303f\uff00-\uffef]) /gu;

/** Text as it is compared: NFKC, lower case, one kind of quotation mark. Writers set spaces beside Chinese as they
 *  like, so these go. A new line stays, so that nothing matches across two blocks. */
const fold = (source) =>
  alike(
    source
      .replace(UNSEEN, "")
      .replace(/\s*\n\s*/g, "\n")
      .replace(/[^\S\n]+/g, " ")
      .replace(BESIDE_CHINESE, "")
      .trim(),
  );
const alike = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(QUOTATION_MARK, '"')
    .replace(/(?<=[a-z])-(?=[a-z])/g, " "); // real-name is real name

const lengths = new Map();
/** How long a character is once it is folded. */
function lengthOf(character) {
  if (!lengths.has(character)) lengths.set(character, alike(character.replace(UNSEEN, "")).length);
  return lengths.get(character);
}

/** The place of each character of the folded text in its source: only what is shown needs it. */
function placesOf(source, folded) {
  const places = new Uint32Array(folded.length + 1);
  let at = 0;
  for (let place = 0; place < source.length; place++) {
    const code = source.charCodeAt(place);
    const plain = (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code < 0xa000);
    if (plain) places[at++] = place;
    else {
      const character = String.fromCodePoint(source.codePointAt(place));
      const blank = /\s/.test(character);
      const length = blank ? Number(/\s/.test(folded[at] ?? "")) : lengthOf(character);
      for (let unit = 0; unit < length; unit++) places[at++] = place;
      place += character.length - 1;
    }
  }
  places[at] = source.length;
  return places;
}

const LONGEST_QUERY = 200;
const withoutGroups = (query) => query.replace(/(?<=\d),(?=\d{3}(?!\d))/g, ""); // article 1,195
/** A query as it is compared; its spaces stay, since they part its words. */
const foldQuery = (query) =>
  withoutGroups(alike(query.slice(0, LONGEST_QUERY).replace(UNSEEN, "").replace(/\s+/g, " ")))
    .replace(/(?<=[a-z])['’]s?(?![a-z])/g, "") // owner's, users'
    .trim();

const PLURAL = /^e?s(?![a-z\u00df-\u024f])/;
const INFLECTION = /^(?:s|es|d|ed|ing|r|er|rs|ers)(?![a-z\u00df-\u024f])/;

/** Whether a needle may stand at a place of folded text that has its characters there. `bounds` says where numbers and
 *  Latin words may be cut: "word" (log is in logs, 30 not in 130 nor in 300), "begin" (log is in logistics), "whole"
 *  (log is in logs, not in logging) or "none". Chinese may be cut anywhere. */
function boundsOf({ needle, bounds }) {
  const [first, last] = [needle[0], needle[needle.length - 1]];
  const [startsNumber, endsNumber, startsWord] = [DIGIT.test(first), DIGIT.test(last), LETTER.test(first)];
  const endsWord = bounds !== "begin" && LETTER.test(last);
  if (bounds === "none" || !(startsNumber || endsNumber || startsWord || endsWord)) return () => true;
  return (text, at) => {
    const [left, right] = [text[at - 1] || " ", text[at + needle.length] || " "];
    if ((startsNumber && DIGIT.test(left)) || (endsNumber && DIGIT.test(right))) return false;
    if (startsWord && (LETTER.test(left) || DIGIT.test(left))) return false;
    if (!endsWord || !LETTER.test(right)) return true;
    return (bounds === "word" ? INFLECTION : PLURAL).test(text.substr(at + needle.length, 4));
  };
}

/** The places of the needle in folded text. */
function occurrences(text, needle) {
  const places = [];
  const fits = boundsOf(needle);
  for (let at = text.indexOf(needle.needle); at >= 0; at = text.indexOf(needle.needle, at + 1)) {
    if (fits(text, at)) places.push(at);
  }
  return places;
}
