// The search box in use: a combobox whose list has suggestions and hits, moved through with the arrow keys.

import { forget, keep, recent } from "./searches.js";
import { answerNodes, hitNodes, itemNodes } from "./answer.js";

const [QUERY, RESULT, MORE, ITEMS, WHOLE, HITS, FAILED] = [2, 3, 4, 5, 6, 7, 8];
let only;

/** The panel of the page, made once. */
export const panel = (...parts) => (only ??= made(...parts));

function made(root, toggle, worker, isReady) {
  const [input, list, meta] = ["input", "[role=listbox]", "[role=status]"].map((one) => root.querySelector(one));
  const view = list.closest(".md-search__scrollwrap");
  const words = JSON.parse(root.dataset.words);
  const site = new URL("../", new URL(root.dataset.index, location.href));
  const send = (type, data) => worker.postMessage({ type, data }, []);
  let [ready, busy, isEntered, shown, more, examples] = [false, false, false, null, 0, []];
  meta.textContent = words.preparing;

  const query = () => input.value.trim();
  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => document.getElementById(input.getAttribute("aria-activedescendant"));
  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const number = () => options().forEach((option, i) => Object.assign(option, { id: `search-option-${i}` }));
  const close = () => {
    activate(null);
    view.tabIndex = -1; // Tab, which closes the list, is not to stop in it
    input.blur();
    if (toggle.checked) toggle.click();
  };

  /** Ask for what is in the box, unless an answer is under way or there: then when that has come, if it has changed. */
  function ask() {
    if (!ready || busy || query() === shown) return;
    activate(null);
    if (query()) {
      busy = true;
      send(QUERY, query());
    } else show(null);
  }

  function show(answer) {
    shown = answer?.query ?? "";
    more = answer ? answer.total - answer.items.length : 0;
    const { status, nodes } = answerNodes(answer, words, site, { recent: recent(), examples });
    meta.replaceChildren(...status);
    list.replaceChildren(...nodes);
    list.classList.toggle("search-list--empty", !nodes.length);
    list.dataset.query = shown;
    number();
    view.scrollTop = 0;
    view.tabIndex = 0; // a list longer than the screen is scrolled by keyboard too
    input.setAttribute("aria-expanded", String(nodes.length > 0));
    if (isEntered) enter();
  }

  /** Go to what is active, or to the first hit; while the answer is under way, when it has come. */
  function enter() {
    isEntered = query() !== "" && query() !== shown;
    if (!isEntered) (active() ?? list.querySelector("a[role=option]"))?.click();
  }

  const answers = {
    [RESULT](answer) {
      busy = false;
      if (answer.query === query()) show(answer);
      else ask();
    },
    [ITEMS]({ items }) {
      busy = false;
      more -= items.length;
      list.append(...itemNodes(items, words, site));
      number();
      ask();
    },
    [HITS]({ page, hits }) {
      const opener = options().find((option) => option.dataset.page === page);
      if (!opener || !hits.length) return;
      const [first] = hitNodes(hits, words, site);
      opener.replaceWith(first, ...hitNodes(hits.slice(1), words, site));
      number();
      activate(first);
    },
    [FAILED]() {
      busy = false; // the next query may well be answered
      meta.textContent = words.failed;
    },
  };
  worker.addEventListener("message", ({ data: { type, data } }) => answers[type]?.(data));
  worker.addEventListener("error", answers[FAILED]);

  const fetchMore = () => {
    if (busy || !more || query() !== shown) return;
    busy = true;
    send(MORE, list.querySelectorAll(".search-page").length);
  };
  view.addEventListener("scroll", () => {
    if (view.scrollTop + view.clientHeight > view.scrollHeight - 400) fetchMore();
  });

  const moved = (by) => {
    const all = options();
    const at = all.indexOf(active());
    if (by > 0 && at > all.length - 5) fetchMore();
    activate(by < 0 && at === 0 ? null : all[at < 0 && by < 0 ? all.length - 1 : Math.min(at + by, all.length - 1)]);
  };
  const keys = { ArrowDown: () => moved(1), ArrowUp: () => moved(-1), Enter: enter, Escape: close, Tab: close };
  input.addEventListener("keydown", (event) => {
    // While an input method composes, its keys are its own.
    if (event.isComposing || event.keyCode === 229 || !keys[event.key]) return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  for (const kind of ["input", "compositionend"]) {
    input.addEventListener(kind, ({ isComposing }) => isComposing || ask());
  }
  input.form.addEventListener("reset", () => setTimeout(() => (input.focus(), ask())));
  input.form.addEventListener("submit", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option?.matches(".search-forget")) {
      forget();
      show(null);
    } else if (option?.dataset.query) {
      input.value = option.dataset.query;
      input.focus();
      ask();
    } else if (option?.dataset.page) send(WHOLE, option.dataset.page);
    else if (option) {
      keep(query());
      close();
    }
  });
  // The box keeps the focus: what is pressed in the list is not to take it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  isReady.then((offered) => {
    [ready, examples] = [true, offered];
    if (query()) ask();
    else show(null);
  });
  return { ask };
}
