// The controls of the form, each with its words: what it says and what it shows as a record.

import { make } from "../elements.js";
import { plain, takenOf } from "../limit.js";
import { fits } from "./file.js";

export const textField = () => make("input", { type: "text" });
export const dayField = () => make("input", { type: "date" });
export const labelled = (words, control) => make("label", { class: "field" }, make("span", {}, words), control);
export const note = () => make("p", { class: "ask__note", hidden: true });
/** A list to choose from: value → words. */
export const choices = (words, attributes = {}) =>
  make("select", attributes, ...Object.entries(words).map(([value, text]) => make("option", { value }, text)));
/** A box or a round button, with its words beside it. */
export const option = (words, attributes) =>
  make("label", { class: "option" }, make("input", attributes), make("span", {}, words));
/** A button that leads to another place on the page. */
export const goButton = (words, onclick) => make("button", { type: "button", class: "go", onclick }, words);
export const focusChecked = (boxes, otherwise) => (boxes.find((box) => box.checked) ?? otherwise).focus();

/** What is written in fields {key: control}, as a file holds it. */
export function readFields(fields, words) {
  const textOf = (field) => (field.type === "text" ? plain(takenOf(field, words)) : field.value);
  const texts = Object.entries(fields).map(([key, field]) => [key, textOf(field)]);
  const isSound = (key, text) => text && (fields[key].type !== "date" || fits({ type: "date" }, text));
  return Object.fromEntries(texts.filter(([key, text]) => isSound(key, text)));
}

export function showFields(fields, record, words) {
  for (const [key, field] of Object.entries(fields)) {
    field.value = record?.[key] || "";
    if (field.type === "text") takenOf(field, words);
  }
}
