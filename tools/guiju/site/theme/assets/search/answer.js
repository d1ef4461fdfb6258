// What the search answers, as elements: the card that answers, what was looked for, suggestions, hits under their
// headings, or ways on.

import { fill, make } from "../elements.js";

document.head.append(make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href }));

/** {status, nodes}: what is said about the answer, and the list. Without an answer: what to do, what was searched here
 *  before, and examples. */
export function answerNodes(answer, words, site, { recent = [], examples = [] } = {}) {
  if (!answer) {
    const forget = option("div", { class: "search-word search-forget" }, words.forget);
    const before = recent.length ? [...recent.map(suggestion), forget] : [];
    const nodes = [...group(words.recent, before, "search-words"), ...offered(words.examples, examples)];
    return { status: [words.ready], nodes };
  }
  const { items, total, suggestions, card, near } = answer;
  const count = total ? fill(total === 1 ? words.one : words.many, { number: total }) : words.none;
  return {
    status: [make("div", {}, count), ...notes(answer, words)],
    nodes: [
      ...(card ? [cardNode(card, words, site)] : []),
      ...nearNodes(near, words, site),
      ...offered(words.suggestions, suggestions),
      ...itemNodes(items, words, site),
      ...(total ? [] : waysOn(answer, words, site)),
    ],
  };
}

/** What else was looked for than what was typed, and why. */
export function notes({ script, guesses, also, nowhere, remarks, absent, isUnanswered, card }, words) {
  const line = (text, values) => make("div", { class: "search-note" }, fill(text, values));
  const listed = (list) => list.join(words.comma);
  return [
    ...(isUnanswered && !remarks.length && !card ? [line(words.unanswered, {})] : []),
    ...remarks.map(({ name, values }) => line(words.remarks[name], values)),
    ...(script ? [line(words.script, { words: script })] : []),
    ...guesses.map(({ words: typed, first, others }) =>
      line(others.length ? words.guess_of : words.guess, { typed, first, others: listed(others) }),
    ),
    ...(nowhere.length ? [line(words.nowhere, { words: listed(nowhere) })] : []),
    ...(also.length ? [line(words.also, { words: listed(also) })] : []),
    ...(absent.length ? [line(words.absent, { words: listed(absent) })] : []),
  ];
}

/** The card that answers, as a hit: its title, of which question, and the first of its sentences. */
export const cardNode = ({ location, title, question, text }, words, site) =>
  option(
    "a",
    { tabindex: "-1", class: "search-hit search-card", href: hrefOf(site, location) },
    make("span", { class: "search-hit__title" }, fill(words.card, { title })),
    ...(question ? [make("span", { class: "search-chip" }, fill(words.like, { question }))] : []),
    make("span", { class: "search-hit__text" }, text),
  );

/** The cards that may be meant, where none answers. */
export const nearNodes = (near, words, site) =>
  group(
    words.near,
    near.map(({ location, title, text }) =>
      option(
        "a",
        { tabindex: "-1", class: "search-hit", href: hrefOf(site, location) },
        make("span", { class: "search-hit__title" }, title),
        make("span", { class: "search-hit__text" }, text),
      ),
    ),
  );

const suggestion = (text) => option("div", { class: "search-word", "data-query": text }, text);
const option = (tag, attributes, ...children) =>
  make(tag, { role: "option", "aria-selected": "false", ...attributes }, ...children);
const heading = (text, count) =>
  make(
    "div",
    { class: "search-group", role: "presentation" },
    text,
    ...(count ? [make("small", {}, ` ${count}`)] : []),
  );

const offered = (name, texts) => group(name, texts.map(suggestion), "search-words");

function group(name, options, kind) {
  if (!options.length) return [];
  return [make("div", { role: "group", "aria-label": name, class: kind }, heading(name), ...options)];
}

function waysOn({ nearest, ways }, words, site) {
  const link = ({ location, title }) =>
    option("a", { tabindex: "-1", class: "search-way", href: hrefOf(site, location) }, title);
  return [
    ...offered(words.nearest, nearest),
    ...group(words.roles, ways.roles.map(link), "search-ways"),
    ...group(words.rules, ways.rules.map(link), "search-ways"),
  ];
}

function hrefOf(site, location, marks = []) {
  const url = new URL(location, site);
  for (const mark of marks) url.searchParams.append("h", mark);
  return url.href;
}

/** The pages of the list, the first of a group with its heading. */
export function itemNodes(items, words, site) {
  return items.flatMap(({ heading: head, location, title, hits, rest }) => {
    const [first, ...others] = hits;
    const more = fill(words.rest, { number: rest });
    const page = make(
      "div",
      { class: "search-page", role: "group", "aria-label": title },
      hitNode(first, words, site, title, location),
      ...hitNodes(others, words, site),
      ...(rest ? [option("div", { class: "search-rest", "data-page": location }, more)] : []),
    );
    if (!head) return [page];
    return [heading(head.more ? fill(words.more, { group: head.name }) : head.name, head.count), page];
  });
}

export const hitNodes = (hits, words, site) => hits.map((hit) => hitNode(hit, words, site));

/** A hit; the first of a page says of which. */
export function hitNode(
  { location, title, text, marks, question, missing, other, weak, law },
  words,
  site,
  page,
  pageLocation,
) {
  const isPage = location === pageLocation;
  const chip = (kind, line, list) =>
    list.length ? [make("span", { class: `search-chip ${kind}` }, fill(line, { words: list.join(words.comma) }))] : [];
  return option(
    "a",
    {
      tabindex: "-1",
      class: page === undefined ? "search-hit search-hit--part" : "search-hit",
      href: hrefOf(site, location, marks),
    },
    ...(page === undefined || isPage ? [] : [make("span", { class: "search-hit__page" }, page)]),
    make("span", { class: "search-hit__title" }, ...pieces(title)),
    ...(law && page !== undefined ? [make("span", { class: "search-hit__law" }, law)] : []),
    ...chip("search-chip--weak", words.weak, weak),
    ...chip("search-chip--question", words.question, question ? [question] : []),
    ...chip("search-chip--other", words.other, other),
    ...chip("search-chip--missing", words.missing, missing),
    make("span", { class: "search-hit__text" }, ...pieces(text)),
  );
}

const pieces = (parts) => parts.map((text, i) => (i % 2 ? make("mark", {}, text) : text));
