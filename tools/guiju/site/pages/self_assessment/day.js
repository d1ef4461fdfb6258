// The day on which the form judges: that of the reader, or one that the reader chooses, as --as-of does, within the
// days for which the page has the law.

import { fill, setText, today } from "../elements.js";

const MILLISECONDS = 86400000;
const dayBefore = (day) => new Date(Date.parse(day) - MILLISECONDS).toISOString().slice(0, 10);

/** The day on which to judge, and the key of the words that say why: `law` is {from, until} of the law that a page has,
 *  either null where no change is recorded; `chosen` is empty where the reader chose no day. */
export function judgedOn({ from, until }, chosen, now) {
  const isWithin = (day) => !(from && day < from) && !(until && day >= until);
  if (chosen && isWithin(chosen)) return [chosen, chosen === now ? "today" : "chosen"];
  if (isWithin(now)) return [now, chosen ? "outside" : "today"];
  return from && now < from ? [from, "before"] : [dayBefore(until), "ended"];
}

/** Sets the day of `form.given`, and keeps to it that of the reader; `form` has root, given, words, one(selector),
 *  each(selector, act), assessed and refresh(). */
export function followDay(form) {
  const { given } = form;
  const { as_of: built } = given.receipt;
  const { from, until } = given.law;
  const field = form.one("[data-day]");
  const texts = form.each("[data-of-day]", (node) => [node, node.textContent]);
  field.min = from ?? "";
  field.max = until ? dayBefore(until) : "";

  function settle() {
    const now = today();
    const [day, why] = judgedOn(given.law, field.value, now);
    const values = { day, today: now, from: from ?? "", until: until ?? "", chosen: field.value, built };
    const later = day > built ? fill(form.words["day.later"], values) : "";
    setText(form.one("[data-day-note]"), fill(form.words[`day.${why}`], values) + later);
    for (const [node, text] of texts) setText(node, text.replaceAll(built, day));
    if (given.receipt.as_of === day) return;
    given.receipt.as_of = day;
    if (form.assessed) form.refresh();
  }
  field.addEventListener("change", settle);
  addEventListener("visibilitychange", settle); // of a page that was left open, also until another day
  settle();
}

/** 25 November 2026: as guiju.wording.labels.day_in_words has it. */
export function dayInWords(day, { locale }) {
  const format = new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day));
}
