// The field of the first page: what is asked there is answered below it, by the search of the site. The card that answers
// comes whole, out of its own page; then the best places.

import { fill, make } from "../elements.js";
import { cardNode, hitNode, nearNodes, notes } from "./answer.js";
import { keep } from "./searches.js";

const PLACES = 6;

/** Answer what stands in the field of this form, now and whenever that changes. @param {HTMLFormElement} form */
export function offer(form, root, answerTo) {
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const place = /** @type {HTMLElement} */ (form.nextElementSibling);
  const words = JSON.parse(root.dataset.words);
  const site = new URL("../", new URL(root.dataset.index, location.href));
  const query = () => input.value.trim();
  let [shown, isBusy] = ["", false];

  async function ask() {
    if (isBusy) return;
    isBusy = true;
    while (query() !== shown) {
      const asked = query();
      if (!place.hasChildNodes()) status.textContent = words.looking;
      const answer = asked ? await answerTo(asked).catch(() => null) : null;
      const whole = answer?.card && (await wholeCard(answer.card).catch(() => null));
      if (query() === asked) show(asked, answer, whole);
      shown = asked;
    }
    isBusy = false;
  }

  /** The answer on the page of a card, with links that lead from here. */
  async function wholeCard({ location: at }) {
    const page = new URL(at, site);
    const text = await (await fetch(page)).text();
    const answer = new DOMParser().parseFromString(text, "text/html").querySelector(".answer");
    for (const link of answer.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), page).href;
    return answer;
  }

  function show(asked, answer, whole) {
    place.dataset.query = asked;
    if (!answer) {
      status.textContent = asked ? words.failed : "";
      return place.replaceChildren();
    }
    const { card, near, items, total } = answer;
    status.textContent = card ? fill(words.card, card) : near.length ? words.near : total ? words.no_card : words.none;
    const places = items
      .slice(0, PLACES)
      .map(({ title, location: at, hits: [first] }) => hitNode(first, words, site, title, at));
    place.replaceChildren(
      ...(card ? [cardSection(card, whole)] : nearNodes(near, words, site)),
      ...notes(answer, words),
      ...(places.length ? [make("p", { class: "asks__places" }, card || near.length ? words.best_places : "")] : []),
      ...places,
    );
    // What the list of the box goes through by arrow keys are links here.
    for (const one of place.querySelectorAll("[role]")) {
      for (const name of ["role", "aria-selected", "tabindex", "aria-label"]) one.removeAttribute(name);
    }
  }

  function cardSection(card, whole) {
    const brief = cardNode(card, words, site);
    if (!whole) return brief;
    const { title, question, location: at } = card;
    const href = new URL(at, site).href;
    return make(
      "section",
      { class: "asks__card" },
      make("h2", {}, make("a", { href }, title)),
      ...(question ? [make("p", { class: "asks__like" }, fill(words.like, { question }))] : []),
      whole,
      make("p", {}, make("a", { href }, words.whole_card)),
    );
  }

  for (const kind of ["input", "compositionend"]) {
    input.addEventListener(kind, (event) => /** @type {InputEvent} */ (event).isComposing || ask());
  }
  form.addEventListener("submit", () => {
    const here = new URL(location.href);
    here.searchParams.set("q", query());
    history.replaceState(history.state, "", here);
    keep(query());
    if (matchMedia("(pointer: coarse)").matches) input.blur(); // so that the keys of the screen do not cover the answer
    ask();
  });
  ask();
}
