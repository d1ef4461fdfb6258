// What a question is answered with, by the type of its fact: chosen, or written. `read` gives {value}, {unknown}, or {}
// where nothing is answered, or nothing that fits.

import { fill, make, setNote } from "../elements.js";
import { plain, takenOf } from "../limit.js";
import { choices, focusChecked, option } from "./controls.js";
import { fits } from "./file.js";
import { saidBack } from "./period.js";
import { PERIOD } from "./predicates.js";

let number = 0; // for names and ids that no other control has

/** @param {{values?: (string|boolean)[], labels?: string[], none?: boolean}} fact */
function chosen({ values: own = [true, false], labels, none }, words) {
  const values = none && !own.includes("none") ? [...own, "none"] : own;
  const texts = [...(labels ?? [words.yes, words.no]), ...(values === own ? [] : [words.none]), words.unknown];
  const name = `answer-${++number}`;
  const node = make("div", { class: "options" }, ...texts.map((text) => option(text, { type: "radio", name })));
  const radios = [...node.querySelectorAll("input")];
  return {
    node,
    read() {
      const place = radios.findIndex((radio) => radio.checked);
      if (place < 0) return {};
      return place < values.length ? { value: values[place] } : { unknown: true };
    },
    show(value, isUnknown) {
      const place = isUnknown ? values.length : values.indexOf(value);
      for (const [at, radio] of radios.entries()) radio.checked = at === place;
    },
    focus: () => focusChecked(radios, radios[0]),
  };
}

const KINDS = {
  integer: { type: "number", min: "0", step: "1", inputmode: "numeric" },
  number: { type: "number", min: "0", step: "any", inputmode: "decimal" },
  duration: { type: "number", min: "0", max: "9999", step: "1", inputmode: "numeric" },
  date: { type: "date", min: "0001-01-01", max: "9999-12-31" },
  datetime: { type: "datetime-local", step: "1", min: "0001-01-01T00:00", max: "9999-12-31T23:59:59" },
  string: { type: "text" },
};
const UNITS = ["M", "D", "W", "Y"];

// Beside the field stand boxes for "there is none", where that can be, and for "don't know". A period has a number and
// a unit; neither is set beforehand, and what they say together is said back.
function written(fact, words, legend) {
  const kind = KINDS[fact.type];
  const field = make("input", { ...kind, "aria-label": `${legend} ${words.value}`, autocomplete: "off" });
  const units = { "": words.unit_choose, ...Object.fromEntries(UNITS.map((unit) => [unit, words[`unit.${unit}`]])) };
  const unit = fact.type === "duration" && choices(units, { "aria-label": `${legend} ${words.unit}` });
  const inputs = [field, unit].filter(Boolean);
  const options = [words.unknown, words.none].map((text) => option(text, { type: "checkbox" }));
  const [unknown, none] = options.map((box) => box.firstChild);
  const parts = [...inputs, fact.none && options[1], options[0]].filter(Boolean);
  const problem = make("p", { class: "ask__problem", id: `problem-${++number}`, hidden: true });
  const back = make("p", { class: "ask__back", "aria-live": "polite", hidden: true });
  const answer = () => {
    const text = plain(fact.type === "string" ? takenOf(field, words) : field.value);
    if (none.checked || !text) return none.checked ? "none" : undefined;
    return ["integer", "number"].includes(fact.type) ? Number(text) : unit ? `P${text}${unit.value}` : text;
  };
  // Of a period that is half entered, the half that is not.
  const lacking = () => {
    if (!unit || field.validity.badInput || !field.value === !unit.value) return null;
    return field.value ? unit : field;
  };
  // What is put in last takes the place of the rest.
  const keepOne = ({ target }) => {
    const isInput = inputs.includes(target);
    if (isInput ? !target.value : !target.checked) return;
    for (const box of [unknown, none]) box.checked &&= box === target;
    if (!isInput) for (const input of inputs) input.value = "";
  };
  for (const control of [...inputs, unknown, none]) control.addEventListener("input", keepOne);
  const mark = (text, place = field) => {
    setNote(problem, text);
    for (const input of inputs) {
      for (const [name, value] of Object.entries({ "aria-invalid": "true", "aria-describedby": problem.id })) {
        if (text && input === place) input.setAttribute(name, value);
        else input.removeAttribute(name);
      }
    }
  };
  // What counts of what is entered; what does not count is marked, with the reason.
  const counted = () => {
    const value = answer();
    const half = lacking();
    const isSound = !half && !field.validity.badInput && (value === undefined || fits(fact, value));
    const [key, place] = half ? [half === unit ? "no_unit" : "no_number", half] : ["invalid", field];
    mark(isSound ? "" : fill(words[key], { kind: words[`kind.${fact.type}`] }), place);
    setNote(back, isSound && unit && value && value !== "none" && saidBack(fact, value, words));
    return { isSound, value };
  };
  return {
    node: make("div", { class: "ask__written" }, make("div", { class: "options" }, ...parts), back, problem),
    read() {
      const { isSound, value } = counted();
      if (!isSound) return {};
      return unknown.checked ? { unknown: true } : { value };
    },
    show(value, isUnknown) {
      none.checked = value === "none" && fact.none === true;
      unknown.checked = Boolean(isUnknown);
      const text = value === undefined || none.checked ? "" : String(value);
      const [, length = text, ofUnit = ""] = (unit && PERIOD.exec(text)) || [];
      if (unit) unit.value = ofUnit;
      Object.assign(field, { type: kind.type, value: length });
      // A time with an offset, read in from a file, which the browser's control does not show.
      if (text && !field.value) Object.assign(field, { type: "text", value: text });
      counted();
    },
    focus: () => focusChecked([none, unknown], field),
  };
}

/** The controls for a fact; `legend` is its question. */
export const answerOf = (fact, words, legend) =>
  ["boolean", "enum"].includes(fact.type) ? chosen(fact, words) : written(fact, words, legend);
