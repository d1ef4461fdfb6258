// The search box before it is used: the list, the worker and the index come with the first focus.

/** @type {HTMLElement} */
const root = document.querySelector("[data-search]");
const input = root?.querySelector("input");
// Opens the box on a narrow screen, and the list everywhere.
const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
const asked = new URLSearchParams(location.search).get("q");

const isTyping = ({ target }) =>
  target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const [READY, QUERY, RESULT] = [1, 2, 3];
let worker;
let isReady; // with what the box shows before it is asked
const started = () => {
  if (worker) return worker;
  worker = new Worker(new URL(`search.js#${new URL(root.dataset.index, location.href)}`, import.meta.url));
  isReady = new Promise((resolve) => {
    worker.addEventListener("message", ({ data: { type, data } }) => type === READY && resolve(data));
  });
  return worker;
};
const open = () => {
  if (!toggle.checked) toggle.click();
  started(); // it asks for the index while its own scripts and the list are still on their way
  import("./panel.js").then(({ panel }) => panel(root, toggle, worker, isReady).ask());
};

// The field of the first page asks the same worker (ask.js), which comes with the first use of it.
/** @type {HTMLFormElement} */
const field = document.querySelector("[data-asks]");
const answerTo = (words) =>
  new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data: { type, data } }) => (type === RESULT ? resolve(data) : reject(data)));
    port1.start();
    started().addEventListener("error", reject, { once: true });
    worker.postMessage({ type: QUERY, data: words }, [port2]);
  });
let isOffered = false;
const offer = () => {
  if (isOffered) return;
  isOffered = true;
  import("./ask.js").then(({ offer: offered }) => offered(field, root, answerTo));
};
field?.addEventListener("focusin", offer);
field?.addEventListener("submit", (event) => {
  event.preventDefault();
  offer();
});

const shut = () => {
  input.blur();
  if (toggle.checked) toggle.click();
};

if (input) {
  input.addEventListener("focus", open);
  toggle.addEventListener("change", () => {
    if (toggle.checked) input.focus();
    // The theme closes the box once a page with a fragment has come: not under the hands of who is typing by then.
    // A click within a click does nothing, hence after it.
    else if (document.activeElement === input) queueMicrotask(open);
  });
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === "Escape") shut();
    if (!["/", "s", "f"].includes(key) || ctrlKey || metaKey || altKey || isTyping(event)) return;
    event.preventDefault();
    input.focus();
  });
  // Who goes on by keyboard before the list has come leaves no open box behind.
  root.addEventListener("focusout", (event) => {
    const to = /** @type {Node} */ (/** @type {FocusEvent} */ (event).relatedTarget);
    if (to && !root.contains(to)) shut();
  });
  if (asked) (field ?? root).querySelector("input").value = asked;
  if (asked && field) offer();
  else if (asked) input.focus();
  else if (document.activeElement === input) open();
}
