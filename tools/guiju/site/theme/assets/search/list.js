/* What the search has found, as the theme lists it: in groups, each hit with the words around it. Part of search.js,
 * which loads it. */
"use strict";
const SNIPPET = { before: 20, length: 110 };
const FIRST = 3; // pages of a group before the next group has its turn
const SECTIONS = 20; // of a page
const NEAR = 100; // pages of a group that show more than their best section: nobody scrolls so far for a fifth

/** All pages, none left out: of every group the best, in the order of their first; then what more there is of each.
 *  The heading of a group stands before the title of its first page, from where box.js lifts it. */
function grouped(index, best, concepts) {
  const groups = new Map();
  for (const entry of best) {
    const name = groupOf(index, entry[0]);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(entry);
  }
  const under = (name, entries, count, more) =>
    entries.map(([page, hits], i) => {
      const items = listed(index.pages.get(page), hits.slice(0, i < NEAR ? SECTIONS : 1), concepts);
      if (i || !name) return items;
      const heading = `<span data-search-group="${count}"${more ? " data-search-more" : ""}>${escapeHtml(name)}</span>`;
      return items.map((item) => (item.location.includes("#") ? item : { ...item, title: heading + item.title }));
    });
  const each = [...groups];
  return [
    ...each.flatMap(([name, entries]) => under(name, entries.slice(0, FIRST), entries.length)),
    ...each.flatMap(([name, entries]) => under(name, entries.slice(FIRST), entries.length - FIRST, true)),
  ];
}

const groupOf = ({ groups }, page) =>
  (groups.find(([, folders]) => folders.includes(page.split("/")[0])) ?? groups.at(-1) ?? [""])[0];
/** What the theme needs of a section; the rest of it stays here. */
const summary = ({ location, title, tags }) => (tags ? { location, title, tags } : { location, title });

/** The sections of a page as the theme lists them; the page itself is among them, since it is the heading. The theme
 *  folds away what scores less than the first, so the best sections get the score of their page. */
function listed(page, hits, concepts) {
  const [first, second] = hits;
  const open = first.section.doc === page && second ? second.score : first.score;
  const items = hits.map(({ section, has, score, seen }) => ({
    ...summary(section.doc),
    title: highlighted(section.title, seen, 0, section.title.source.length),
    text: snippet(section.text, seen),
    score: score === open ? first.score : score,
    terms: terms(section, seen, has, concepts),
  }));
  const isThere = hits.some(({ section }) => section.doc === page);
  if (!isThere) items.push({ ...summary(page), text: "", score: 0, terms: items[0].terms });
  return items;
}

/** The words to mark on the page, as they are written there, and those that are missing. */
function terms(section, seen, has, concepts) {
  const missing = concepts.filter((_, i) => !has[i]).map(({ words }) => [words, false]);
  const present = [section.text, section.title].flatMap((field) =>
    seen.flatMap((needle) => ranges(field, needle).map(([start, end]) => [field.source.slice(start, end), true])),
  );
  return Object.fromEntries([...missing, ...present]);
}

/** [start, end] in the source of each occurrence. */
function ranges(field, needle) {
  return occurrences(field.text, needle).map((at) => {
    const last = field.places[at + needle.needle.length - 1];
    return [field.places[at], last + String.fromCodePoint(field.source.codePointAt(last)).length];
  });
}

/** The source from `start` to `end` as HTML, with the needles marked. */
function highlighted(field, needles, start, end) {
  const all = needles.flatMap((needle) => ranges(field, needle)).sort(([a, b], [c, d]) => a - c || d - b);
  let [html, at] = ["", start];
  for (const [from, to] of all) {
    if (from < at || to > end) continue;
    html += escapeHtml(field.source.slice(at, from));
    html += `<mark data-md-highlight>${escapeHtml(field.source.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeHtml(field.source.slice(at, end));
}

/** The words around the first needle that stands in the text, or its beginning. */
function snippet(field, needles) {
  const starts = needles.flatMap((needle) => ranges(field, needle).slice(0, 1)).map(([from]) => from);
  const at = starts.length ? Math.min(...starts) : 0;
  const line = field.source.lastIndexOf("\n", at) + 1;
  const near = field.source.slice(at - SNIPPET.before, at).replace(/^[a-z]+/i, "");
  const start = at - line > SNIPPET.before * 2 ? at - near.length : line;
  const end = Math.min(field.source.length, start + SNIPPET.length);
  const html = highlighted(field, needles, start, end);
  return html && `<p>${start > line ? "…" : ""}${html}${end < field.source.length ? "…" : ""}</p>`;
}
