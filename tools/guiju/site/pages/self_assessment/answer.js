// What a question is answered with, by the type of its fact: chosen, or written. `read` gives {value}, {unknown}, {}
// or, of what is written, {invalid}.

import { fill, make } from "../elements.js";
import { choices, option } from "./controls.js";
import { fits } from "./file.js";

let number = 0; // for names and ids that no other control has

class Choice {
  constructor(fact, words) {
    const yesOrNo = () => Object.entries({ yes: true, no: false }).map(([key, value]) => [value, words[key]]);
    const values = fact.type === "boolean" ? yesOrNo() : fact.values.map((value, at) => [value, fact.labels[at]]);
    const none = fact.none && !fact.values?.includes("none") ? [["none", words.none]] : [];
    this.options = [...values, ...none];
    const name = `answer-${++number}`;
    const texts = [...this.options.map(([, text]) => text), words.unknown];
    this.node = make("div", { class: "options" }, ...texts.map((text) => option(text, { type: "radio", name })));
    this.radios = [...this.node.querySelectorAll("input")];
  }
  read() {
    const place = this.radios.findIndex((radio) => radio.checked);
    if (place < 0) return {};
    return place < this.options.length ? { value: this.options[place][0] } : { unknown: true };
  }
  show(value, unknown) {
    const place = unknown ? this.options.length : this.options.findIndex(([one]) => one === value);
    for (const [at, radio] of this.radios.entries()) radio.checked = at === place;
  }
  focus() {
    (this.radios.find((radio) => radio.checked) || this.radios[0]).focus();
  }
}

const KINDS = {
  integer: { type: "number", min: "0", step: "1", inputmode: "numeric" },
  number: { type: "number", min: "0", step: "any", inputmode: "decimal" },
  duration: { type: "number", min: "0", max: "9999", step: "1", inputmode: "numeric" },
  date: { type: "date", min: "0001-01-01", max: "9999-12-31" },
  datetime: { type: "datetime-local", step: "1", min: "0001-01-01T00:00", max: "9999-12-31T23:59:59" },
  string: { type: "text", maxlength: "500" },
};
const UNITS = ["M", "D", "W", "Y"];
const PERIOD = /^P(\d+)([DWMY])$/;

// Beside the field stand boxes for "there is none", where that can be, and for "don't know".
class Written {
  constructor(fact, words, legend) {
    this.fact = fact;
    this.field = make("input", { ...KINDS[fact.type], "aria-label": `${legend} ${words.value}`, autocomplete: "off" });
    const units = Object.fromEntries(UNITS.map((unit) => [unit, words[`unit.${unit}`]]));
    this.units = fact.type === "duration" ? choices(units, { "aria-label": words.unit }) : null;
    const texts = fact.none ? [words.none, words.unknown] : [words.unknown];
    const boxes = texts.map((text) => option(text, { type: "checkbox" }));
    this.boxes = boxes.map((box) => box.firstChild);
    this.unknown = this.boxes.at(-1);
    this.none = fact.none ? this.boxes[0] : null;
    const problem = { class: "ask__problem", id: `problem-${++number}`, hidden: true };
    this.problem = make("p", problem, fill(words.invalid, { kind: words[`kind.${fact.type}`] }));
    const parts = [this.field, this.units, ...boxes].filter(Boolean);
    this.node = make("div", { class: "ask__written" }, make("div", { class: "options" }, ...parts), this.problem);
    for (const box of this.boxes) {
      box.addEventListener("change", () => {
        if (box.checked) this.uncheck(box).field.value = "";
      });
    }
    this.field.addEventListener("input", () => this.field.value && this.uncheck());
  }
  // All boxes but one.
  uncheck(but) {
    for (const box of this.boxes) box.checked &&= box === but;
    return this;
  }
  get value() {
    const text = this.field.value.trim();
    if (!text) return undefined;
    if (["integer", "number"].includes(this.fact.type)) return Number(text);
    return this.units ? `P${text}${this.units.value}` : text;
  }
  read() {
    const { field, value } = this;
    const invalid = field.validity.badInput || (value !== undefined && !fits(this.fact, value));
    this.problem.hidden = !invalid;
    field.toggleAttribute("aria-invalid", invalid);
    if (invalid) field.setAttribute("aria-describedby", this.problem.id);
    else field.removeAttribute("aria-describedby");
    if (invalid) return { invalid };
    if (this.unknown.checked) return { unknown: true };
    if (this.none?.checked) return { value: "none" };
    return value === undefined ? {} : { value };
  }
  show(value, unknown) {
    const none = value === "none" && this.none !== null;
    if (this.none) this.none.checked = none;
    this.unknown.checked = Boolean(unknown);
    const text = value === undefined || none ? "" : String(value);
    const [, length, unit] = (this.units && PERIOD.exec(text)) || [];
    if (unit) this.units.value = unit;
    this.field.type = KINDS[this.fact.type].type;
    this.field.value = length ?? text;
    if (text && !this.field.value) {
      // A time with an offset, read in from a file, which the browser's control does not show.
      this.field.type = "text";
      this.field.value = text;
    }
    this.problem.hidden = true;
  }
  focus() {
    (this.boxes.find((box) => box.checked) || this.field).focus();
  }
}

/** The controls for a fact; `legend` is its question. */
export const answerOf = (fact, words, legend) =>
  ["boolean", "enum"].includes(fact.type) ? new Choice(fact, words) : new Written(fact, words, legend);
