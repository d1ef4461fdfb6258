/* What may be meant where the words themselves are nowhere: traditional characters, pinyin, slips of the hand. The
 * tables are cut to the index when the site is built (guiju/site/search_tables.py). Part of search.js, which loads
 * it. */
"use strict";

/** Words as the index writes them: 網路日誌 → 网络日志. Words of a region go first, since 網路 is not 网路 there, unless
 *  character by character it is a name. */
function simplified({ traditional, lexicon }, query) {
  if (!HAN.test(query)) return query;
  const each = (text) => [...text].map((character) => traditional.characters.get(character) ?? character).join("");
  if (lexicon.has(each(query))) return each(query);
  return each(traditional.words.reduce((text, [words, ours]) => text.replaceAll(words, ours), query));
}

// ---- pinyin --------------------------------------------------------------------------------------------------------

/** The letters of pinyin without tones and marks between syllables: tóu sù → tousu; "" where it is none. */
const lettersOf = (query) => {
  const letters = query
    .replace(/ü/g, "v")
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’ -]/g, "");
  return /^[a-z]+$/.test(letters) ? letters : "";
};

/** How many characters of the name, from `start`, the letters spell in full; the last may be begun only. 0: none. */
function spelled({ readings }, name, start, letters) {
  const from = (at, rest) => {
    if (!rest) return at - start;
    for (const reading of readings.get(name[at]) ?? []) {
      if (rest.startsWith(reading)) {
        const end = from(at + 1, rest.slice(reading.length));
        if (end) return end;
      } else if (at > start && reading.startsWith(rest)) return at + 1 - start;
    }
    return 0;
  };
  return from(start, letters);
}

const initialsAre = ({ readings }, name, letters) =>
  letters.length <= name.length &&
  [...letters].every((letter, i) => (readings.get(name[i]) ?? []).some((reading) => reading[0] === letter));

/** Chinese words that the letters spell, or that begin with them: parts of titles, terms and short names, the best
 *  first. */
function spelledWords(index, query) {
  const letters = lettersOf(query);
  if (letters.length < 2) return [];
  const exact = wordsOf(index, letters);
  return exact.length ? exact : wordsOf({ ...index, readings: index.looseReadings }, loosely(letters));
}

/** Pinyin as it is often typed: tou shu for tousu, xin for xing. */
const loosely = (letters) => letters.replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n");

function wordsOf(index, letters) {
  const words = new Map();
  const enter = (word, rank) => words.set(word, Math.min(rank, words.get(word) ?? rank));
  const { list, text } = index.chinese;
  for (const [character, all] of index.readings) {
    if (!all.some((reading) => letters.startsWith(reading))) continue;
    for (const start of index.chinese.places.get(character) ?? []) {
      const length = spelled(index, text, start, letters);
      const isWhole = text[start + length] === "\n";
      if (length > 1) enter(text.slice(start, start + length), text[start - 1] !== "\n" ? 2 : isWhole ? 0 : 1);
    }
  }
  for (const name of list) {
    const more = name.length - letters.length;
    if (more < (letters.length > 3 ? 3 : 1) && initialsAre(index, name, letters)) enter(name, 3 + more);
  }
  return [...words].sort(([a, i], [b, j]) => i - j || a.length - b.length).map(([word]) => word);
}

// ---- slips ---------------------------------------------------------------------------------------------------------

const soundAlike = ({ readings }, a, b) =>
  (readings.get(a) ?? []).some((reading) => readings.get(b)?.includes(reading));

/** Names, the text of all with the places of each character in it. */
function namesOf(list) {
  const text = `\n${list.join("\n")}\n`;
  const places = new Map();
  for (let at = 0; at < text.length; at++) {
    if (places.has(text[at])) places.get(text[at]).push(at);
    else places.set(text[at], [at]);
  }
  return { list, text, places };
}

const placesOfAny = ({ places }, characters) =>
  [...new Set(characters)].flatMap((character) => places.get(character) ?? []).sort((a, b) => a - b);

/** What stands in the names from `before` to `after`, with so many Chinese characters between them. */
function spanning({ text, places }, before, gap, after) {
  const parts = [...before].map((character, i) => [character, i]);
  parts.push(...[...after].map((character, i) => [character, before.length + gap + i]));
  const [least, offset] = parts
    .map(([character, at]) => [places.get(character) ?? [], at])
    .reduce((a, b) => (b[0].length < a[0].length ? b : a));
  const end = before.length + gap;
  return least
    .map((place) => place - offset)
    .filter(
      (at) => text.startsWith(before, at) && text.startsWith(after, at + end) && (!gap || HAN.test(text[at + end - 1])),
    )
    .map((at) => text.slice(at, at + end + after.length));
}

/** Names, and parts of them, that differ from this word in one character, wrong, missing, too many or swapped; best
 *  first. */
function nearChinese(index, word) {
  if (!/^\p{sc=Han}{2,12}$/u.test(word)) return [];
  const found = new Map();
  const enter = (text, rank) => {
    const { count = 0, rank: before = rank } = found.get(text) ?? {};
    found.set(text, { rank: Math.min(rank, before), count: count + 1 });
  };
  const look = (before, gap, after) => {
    for (const text of spanning(index.chinese, before, gap, after)) {
      const homophone = text.length === word.length && soundAlike(index, word[before.length], text[before.length]);
      if (index.lexicon.has(text)) enter(text, homophone ? 0 : 1);
      else if (homophone) enter(text, 0.5);
      else if (text.length > 3) enter(text, 2);
    }
  };
  const known = (text, rank) => index.lexicon.has(text) && enter(text, rank);
  for (let i = 0; i < word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i + 1)];
    const swapped = i ? word.slice(0, i - 1) + word[i] + word[i - 1] + after : "";
    if (word.length < 4) known(swapped, 0);
    if (word.length === 2) {
      const others = (index.alike.get(word[i]) ?? []).map((other) => before + other + after);
      for (const other of others) known(other, 0);
      continue;
    }
    look(before, 1, after);
    if (word.length < 4) {
      if (i) spanning(index.chinese, before, 1, word.slice(i)).forEach((text) => known(text, 1));
      continue;
    }
    if (i && after) look(before, 0, after); // at an end it is a word of its own: 卖用户数据
    if (i) look(before, 1, word.slice(i));
    if (i) look(swapped, 0, "");
  }
  found.delete(word);
  const best = Math.min(...[...found.values()].map(({ rank }) => rank));
  const ranked = [...found].filter(([, { rank }]) => rank === best).sort(([, a], [, b]) => b.count - a.count);
  return ranked.map(([text]) => text);
}

/** Names that a longer word becomes with one character that sounds alike, is missing or swapped: it is taken for a slip
 *  before it is cut. */
function nearName(index, word) {
  if (!/^\p{sc=Han}{4,12}$/u.test(word)) return [];
  return [...word].flatMap((character, i) => {
    const missing = i ? spanning(index.chinese, word.slice(0, i), 1, word.slice(i)) : [];
    const swapped = i ? word.slice(0, i - 1) + character + word[i - 1] + word.slice(i + 1) : "";
    const names = [...missing, swapped].filter((name) => index.lexicon.has(name));
    if (names.length) return names;
    const others = new Set(index.alike.get(character));
    others.delete(character);
    const texts = spanning(index.chinese, word.slice(0, i), 1, word.slice(i + 1));
    return texts.filter((text) => others.has(text[i])).slice(0, 1);
  });
}

/** Whole words that sound like these though several characters are wrong: 投素举抱 → 投诉举报. */
function soundingChinese(index, word) {
  if (!/^\p{sc=Han}{2,12}$/u.test(word)) return [];
  const characters = [...word];
  const { text } = index.chinese;
  const starts = placesOfAny(index.chinese, index.alike.get(word[0]) ?? []).filter((start) => {
    // Two characters in a longer name need be no word.
    const isWhole = text[start - 1] === "\n" && text[start + word.length] === "\n";
    if (word.length === 2 && !isWhole) return false;
    return characters.every((character, i) => soundAlike(index, character, text[start + i]));
  });
  return [...new Set(starts.map((start) => text.slice(start, start + word.length)))];
}

/** The distance of two words in letters wrong, missing, too many or swapped; more than `most` is not counted. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** Latin words of the text that differ from this one in a letter, in two where it is long. */
function nearLatin(index, word) {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const most = word.length > 7 ? 2 : 1;
  const ranked = [];
  for (const [known, count] of index.latin) {
    const off = distance(word, known, most);
    if (off && off <= most) ranked.push([known, off + (known[0] === word[0] ? 0 : 0.5), count]);
  }
  ranked.sort(([, a, m], [, b, n]) => a - b || n - m);
  return ranked.filter(([, rank]) => rank === ranked[0][1]).map(([known]) => known);
}

/** Latin word → how often it stands in the text; in the law, a title or a name it counts more. */
function latinWords(sections, lexicon) {
  const counts = new Map();
  const count = (text, by) => {
    for (const [word] of text.matchAll(/[a-z]{4,}/g)) counts.set(word, (counts.get(word) ?? 0) + by);
  };
  count([...lexicon.keys()].join(" "), 100);
  for (const { doc, title, names, text } of sections) {
    count([title, ...names].join(" "), 100);
    count(text, doc.eId ? 100 : 1);
  }
  return counts;
}

/** Names that share most pairs of characters with the query: what to offer where nothing is found. */
function nearestNames(index, query, most = 6) {
  const pairs = (text) => new Set([...text].slice(1).map((character, i) => text[i] + character));
  const asked = HAN.test(query) ? new Set(query.match(/\p{sc=Han}/gu)) : pairs(query);
  const ranked = index.names.map((name) => {
    const own = HAN.test(query) ? new Set(name.text) : pairs(name.text);
    const shared = [...asked].filter((pair) => own.has(pair)).length;
    return [name, (2 * shared) / (asked.size + own.size)];
  });
  const best = ranked.filter(([, share]) => share > 0.25).sort(([, a], [, b]) => b - a);
  return best.slice(0, most).map(([name]) => name.shown);
}
