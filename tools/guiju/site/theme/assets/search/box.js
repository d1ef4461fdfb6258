// The search box before it is used: the list, the worker and the index come with the first focus.

/** @type {HTMLElement} */
const root = document.querySelector("[data-search]");
const input = root?.querySelector("input");
// Opens the box on a narrow screen, and the list everywhere.
const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
const asked = new URLSearchParams(location.search).get("q");

const isTyping = ({ target }) =>
  target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
let worker;
const open = () => {
  if (!toggle.checked) toggle.click();
  // The worker asks for the index while its own scripts and the list are still on their way.
  worker ??= new Worker(new URL(`search.js#${new URL(root.dataset.index, location.href)}`, import.meta.url));
  import("./panel.js").then(({ panel }) => panel(root, toggle, worker).ask());
};

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
  if (asked) input.value = asked;
  if (asked) input.focus();
  else if (document.activeElement === input) open();
}
