// What the theme's search box lacks: it hears keys only, knows no groups, and marks only words that stand in one piece.

const isBox = (target) => target instanceof Element && target.matches("[data-md-component=search-query]");

// The theme reads the box on keyup. Pasted, dictated, filled-in and composed text comes without one.
const announce = ({ target, isComposing }) => {
  if (isBox(target) && !isComposing) target.dispatchEvent(new KeyboardEvent("keyup"));
};
for (const kind of ["input", "compositionend"]) addEventListener(kind, announce);

// While an input method composes, its keys are its own: tou'su is no query yet, and Enter must not open the first hit.
const withhold = (event) => {
  if (isBox(event.target) && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
};
for (const kind of ["keydown", "keyup"]) addEventListener(kind, withhold, true);

// The worker puts the heading of a group before the title of its first page; here it is made a line of its own.
const list = document.querySelector(".md-search-result__list");
const english = document.documentElement.lang === "en";
const lift = (mark) => {
  const { searchGroup: count, searchMore: more } = mark.dataset;
  const line = Object.assign(document.createElement("li"), { className: "search-group" });
  const prefix = more === undefined ? "" : english ? "More: " : "更多";
  line.append(`${prefix}${mark.textContent} `, Object.assign(document.createElement("small"), { textContent: count }));
  mark.closest(".md-search-result__item").before(line);
  mark.remove();
};
const changed = () => {
  list.querySelectorAll("[data-search-group]").forEach(lift);
  // The theme adds pages when the end of the list comes into sight, and must hear that the end has moved away.
  requestAnimationFrame(() => list.closest(".md-search__scrollwrap").dispatchEvent(new Event("scroll")));
};
if (list) new MutationObserver(changed).observe(list, { childList: true });

// Words that run across several elements: the text of a 款 is cut where quotations begin and end.
const BLOCK = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, summary, pre, div";
const words = (new URLSearchParams(location.search).get("h") ?? "").split(" ").filter(Boolean);
const blocks = new Map();
const content = words.length ? document.querySelector("[data-md-component=content]") : null;
const walker = content && document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
while (walker?.nextNode()) {
  const node = walker.currentNode;
  const block = node.parentElement.closest(BLOCK);
  blocks.set(block, [...(blocks.get(block) ?? []), node]);
}
for (const nodes of blocks.values()) {
  for (const [node, from, to] of parts(nodes).reverse()) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = document.createElement("mark");
    mark.dataset.mdHighlight = "";
    range.surroundContents(mark);
  }
}

/** [node, from, to] of what is to be marked in a block: words in several pieces, since the theme marks the others. */
function parts(nodes) {
  const places = nodes.flatMap((node) => [...node.data].flatMap((character) => Array(character.length).fill(node)));
  const text = nodes.map(({ data }) => data).join("");
  const marked = new Set();
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const inside = [...Array(word.length).keys()].map((i) => at + i);
      if (inside.some((i) => places[i] !== places[at])) inside.forEach((i) => marked.add(i));
    }
  }
  const pieces = [];
  for (const i of [...marked].sort((a, b) => a - b)) {
    const [node, offset, last] = [places[i], i - places.indexOf(places[i]), pieces.at(-1)];
    if (last?.[0] === node && last[2] === offset) last[2]++;
    else pieces.push([node, offset, offset + 1]);
  }
  return pieces;
}
