// Words of a report: texts with places, columns, consequences. Nothing here touches the page.

import { fill } from "../elements.js";

/** A text with places in braces, {} or {name}, as Python fills them in. */
export const filled = (text, values, ...placed) => fill(text, values).replace(/\{\}/g, () => placed.shift());

/** Columns of a table, {title, width}: `titles` and `widths` by their keys, in the order of the widths. */
export const columnsOf = (titles, widths) =>
  Object.entries(widths).map(([key, width]) => ({ title: titles[key], width }));

/** A consequence: on whom, which law, by whom, with its word; briefly only what and on whom. */
export const briefly = ({ words: what, subject }, page, words) =>
  filled(page.brief, { words: what.split(words.then)[0], subject });
export function followsInWords({ subject, words: what, authority, reach, condition, provision }, { page }, { words }) {
  const text = subject + words.is + what;
  const word = page.reach[reach] + (condition ? filled(page.condition, {}, condition) : "");
  return filled(page.consequence, { word, text, provision, authority: authority || page.not_named });
}

/** When a gap was closed, by whom, on which evidence, and who signed that off. */
export const closedInWords = (closed, { closed: told, signed_off: signed }) =>
  filled(told, { ...closed, day: closed.date }) + (closed.sign_off ? filled(signed, { by: closed.sign_off }) : "");
