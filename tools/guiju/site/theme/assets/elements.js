// Elements of a page, and the words in them.

/** An element with its attributes, event handlers and children; texts stay texts. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** {number} items → 3 items. What is filled in stays as it is, and so does a blank that nothing fills. */
export const fill = (words, values = {}) =>
  words.replace(/\{(\w+)\}/g, (blank, name) => (name in values ? String(values[name]) : blank));

/** Change the text of an element only where it differs, so that nothing is read aloud again. */
export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/** The day of the reader, YYYY-MM-DD. */
export const today = () => new Date().toLocaleDateString("sv");

/** Fill in a note, which is hidden as long as it is empty. */
export function setNote(node, text) {
  setText(node, text || "");
  node.hidden = !text;
}
