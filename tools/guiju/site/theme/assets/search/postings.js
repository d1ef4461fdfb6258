/* Where words stand in a text, read off a list of the places of each pair of characters, so that no text is scanned.
 * Part of search.js, which loads it. */
"use strict";
const BUCKETS = 18; // bits of the hash of a pair; pairs that share a hash cost a look at the text
const bucketOf = (first, second) => (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - BUCKETS);

/** The text with the places of the pairs of each hash, in order: those of hash h from ends[h] up to ends[h + 1]. */
function postingsOf(text) {
  const ends = new Uint32Array((1 << BUCKETS) + 1);
  const length = Math.max(0, text.length - 1);
  const hashes = new Uint32Array(length);
  for (let at = 0, code = text.charCodeAt(0); at < length; at++) {
    const second = text.charCodeAt(at + 1);
    hashes[at] = bucketOf(code, second);
    ends[hashes[at] + 1]++;
    code = second;
  }
  for (let hash = 1; hash < ends.length; hash++) ends[hash] += ends[hash - 1];
  const free = ends.slice();
  const places = new Uint32Array(length);
  for (let at = 0; at < length; at++) places[free[hashes[at]]++] = at;
  return { text, ends, places };
}

/** Calls `isEnough` with each place of these words in the text, in order, until it says so. Whether it did. */
function someplace({ text, ends, places }, words, isEnough) {
  if (!words) return false;
  if (words.length === 1) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) if (isEnough(at)) return true;
    return false;
  }
  let [from, to, offset] = [0, Infinity, 0];
  for (let i = 0; i < words.length - 1; i++) {
    const hash = bucketOf(words.charCodeAt(i), words.charCodeAt(i + 1));
    if (ends[hash + 1] - ends[hash] < to - from) [from, to, offset] = [ends[hash], ends[hash + 1], i];
  }
  const [first, second, isLong] = [words.charCodeAt(0), words.charCodeAt(1), words.length > 2];
  for (let i = from; i < to; i++) {
    const at = places[i] - offset;
    if (at < 0 || text.charCodeAt(at) !== first || text.charCodeAt(at + 1) !== second) continue;
    if ((!isLong || text.startsWith(words, at)) && isEnough(at)) return true;
  }
  return false;
}

/** The section of a place in the text of all. */
function sectionAt({ sections, starts }, at) {
  let [low, high] = [0, sections.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return sections[low];
}
