// Texts that a reader writes: on one line as files want them, and as long as files take them. What is longer is never
// cut in silence.

import { fill, make, setNote } from "./elements.js";

export const LONGEST = 4000; // characters, as the schema of profiles has it
const NEAR = 3600; // from here on the length is shown

const NO_CHARACTER = /[\ud800-\udfff\ufffe\uffff]/gu; // halves, and what no text may have
const GAP = /[\s\u0000-\u001f\u007f-\u009f]+/g;
/** One line, as a profile wants it: breaks, controls and runs of spaces become one space; half a character U+FFFD. */
export const plain = (text) => text.replace(NO_CHARACTER, "\ufffd").replace(GAP, " ").trim();

/** Characters, of which an emoji is one, as Python counts them. */
export const lengthOf = (text) => [...text].length;

/** The text of a field as far as it is taken. Below the field stands how long it is, once it is nearly as long as it
 *  may be, and from where on it is not taken; `words` are those of `writing`, {near, over}. */
export function takenOf(field, words) {
  const characters = field.value.length < NEAR ? [] : [...field.value];
  const isOver = characters.length > LONGEST;
  const values = { length: characters.length, most: LONGEST, over: characters.length - LONGEST };
  const rest = characters.slice(LONGEST, LONGEST + 20).join("");
  const note = field.limit ?? (characters.length >= NEAR && noteFor(field));
  if (note) {
    setNote(note, characters.length >= NEAR && fill(words[isOver ? "over" : "near"], { ...values, rest }));
    note.classList.toggle("is-over", isOver);
  }
  return isOver ? characters.slice(0, LONGEST).join("") : field.value;
}

/** Put a text into a field, unless that is what is taken of it. */
export function putText(field, text, words) {
  if (takenOf(field, words) === text) return;
  field.value = text;
  takenOf(field, words);
}

function noteFor(field) {
  field.limit = make("p", { class: "limit", role: "status" });
  (field.closest("label") ?? field.parentNode).after(field.limit);
  return field.limit;
}
