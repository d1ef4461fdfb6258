// Marks on a page the words that were searched for: those of its address, ?h=…&h=…

const BLOCK = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, summary, pre, div";
const WITHOUT = "svg, option, textarea, script, style"; // where no <mark> may stand
const words = new URLSearchParams(location.search).getAll("h").filter(Boolean);
const blocks = new Map();
const content = document.querySelector("[data-md-component=content]");
const walker = content && document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
while (walker?.nextNode()) {
  const node = walker.currentNode;
  if (node.parentElement.closest(WITHOUT)) continue;
  const block = node.parentElement.closest(BLOCK);
  blocks.set(block, [...(blocks.get(block) ?? []), node]);
}
for (const nodes of blocks.values()) {
  for (const [node, from, to] of parts(nodes).reverse()) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(document.createElement("mark"));
  }
}

/** [node, from, to] of what is to be marked in a block. The text of a 款 is cut where quotations begin and end. */
function parts(nodes) {
  const places = nodes.flatMap((node) => Array.from({ length: node.length }, (_, offset) => [node, offset]));
  const text = nodes.map(({ data }) => data).join("");
  const marked = new Set();
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (/[a-z]/i.test(word[0]) && /[a-z]/i.test(text[at - 1] ?? "")) continue; // log is not in blog
      for (let i = at; i < at + word.length; i++) marked.add(i);
    }
  }
  const pieces = [];
  for (const i of [...marked].sort((a, b) => a - b)) {
    const [[node, offset], last] = [places[i], pieces.at(-1)];
    if (last?.[0] === node && last[2] === offset) last[2]++;
    else pieces.push([node, offset, offset + 1]);
  }
  return pieces;
}
