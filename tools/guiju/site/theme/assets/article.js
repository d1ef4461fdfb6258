// What the pages of the law gain where JavaScript runs: lighting up, copying, and the choice of text.

import { attempt } from "./attempt.js";
import { offerCards } from "./cards.js";

light();
offerCopies();
offerTexts();
offerCards();
for (const place of document.querySelectorAll("[data-address]")) place.textContent = address("");

/** Words light up with the records that quote them, and records with their words. The quotations are Chinese; which
 *  words of the translation answer to them is not recorded: that of the whole 款 or 项 lights up, more softly. */
function light() {
  const keysOf = ({ dataset }) => (dataset.of ?? dataset.obligation ?? dataset.span).split(" ");
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll("[data-of], [data-obligation], [data-span]");
  const byKey = new Map();
  for (const part of parts) {
    for (const key of keysOf(part)) byKey.set(key, [...(byKey.get(key) ?? []), part]);
  }
  // The translation of the 款 or 项 in which a part stands; none of a record, which stands beside it.
  const translation = (part) => part.closest(".texts")?.querySelectorAll(".translation") ?? [];
  // Where a finger touches what is no link, iOS tells of the mouse only if a click is waited for.
  const kinds = { mouseenter: true, mouseleave: false, focusin: true, focusout: false, click: true };
  for (const part of parts) {
    const records = keysOf(part).flatMap((key) => byKey.get(key));
    const related = new Set(records.flatMap((other) => [other, ...translation(other)]));
    for (const [kind, isOn] of Object.entries(kinds)) {
      part.addEventListener(kind, () => related.forEach((other) => other.classList.toggle("is-lit", isOn)));
    }
  }
}

/** The address of a place on this page, the public one where it is known, without what it asks the page to show. */
function address(anchor) {
  const url = new URL(
    /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href,
  );
  url.search = "";
  url.hash = anchor;
  return url.href;
}

function offerCopies() {
  /** @type {HTMLElement} */
  const status = document.querySelector(".copy-status");
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = document.querySelectorAll("[data-copy]");
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = COPIES[button.dataset.copy](button);
      say(status, (await copy(words)) ? status.dataset.copied : status.dataset.failed, words);
    });
  }
}

const COPIES = {
  citation: ({ dataset }) => `${dataset.text} ${address(dataset.place)}`,
  // The texts that are shown; a translation never without the note that it is one.
  text({ dataset }) {
    const choice = document.documentElement.dataset.text;
    const english = choice === "zh" ? [] : [dataset.en, dataset.note];
    return [...(choice === "en" ? [] : [dataset.zh]), ...english].join("\n");
  },
  report: (button) => button.closest(".report").querySelector(".report__lines").innerText,
};

/** Whether it was copied. A page that is not served securely has no clipboard; there the old way is left. */
async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const before = /** @type {HTMLElement} */ (document.activeElement);
    const box = Object.assign(document.createElement("textarea"), { value: words, className: "out-of-sight" });
    document.body.append(box);
    box.select();
    const isDone = document.execCommand("copy");
    box.remove();
    before?.focus();
    return isDone;
  }
}

let silence;
/** What is said is seen and spoken. Emptied first: what is said twice is spoken twice. */
function say(place, ...words) {
  clearTimeout(silence);
  place.textContent = "";
  silence = setTimeout(() => {
    place.textContent = words.join("");
    silence = setTimeout(() => (place.textContent = ""), 6000);
  }, 50);
}

/** Chinese, English or both: for all pages from here on, and in the address, so that it can be handed on. */
function offerTexts() {
  const { dataset } = document.documentElement;
  /** @type {NodeListOf<HTMLElement>} */
  const groups = document.querySelectorAll(".switch");
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = document.querySelectorAll(".switch input");
  for (const group of groups) group.hidden = false;
  if (groups.length && dataset.text !== "both") putInAddress(dataset.text);
  for (const choice of choices) {
    choice.checked = choice.value === dataset.text;
    choice.addEventListener("change", () => {
      dataset.text = choice.value;
      attempt(() => localStorage.setItem("guiju.text", choice.value)); // if nothing is kept, the address still says it
      putInAddress(choice.value);
    });
  }
}

function putInAddress(choice) {
  const here = new URL(location.href);
  here.searchParams.set("text", choice);
  history.replaceState(history.state, "", here);
}
