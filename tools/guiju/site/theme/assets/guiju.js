// What the pages gain where JavaScript runs. Without it they are whole: text, obligations and links are plain HTML.

import "./search/box.js";

if (new URLSearchParams(location.search).has("h")) import("./search/mark.js");

// The language switch stays on the same 款: both languages have the same anchors.
/** @type {HTMLAnchorElement} */
const other = document.querySelector("[data-other-language]");
const keepPlace = () => {
  if (other) other.hash = location.hash;
};
addEventListener("hashchange", keepPlace);
keepPlace();

// The copy of the site for use without a network: offered where the footer is read, kept up to date where there is one.
const offline = document.querySelector("[data-offline]");
if (offline && isSecureContext && "serviceWorker" in navigator) {
  const start = () => import("./offline.js").then((module) => module.start(offline)).catch(() => {}); // no network
  /** @type {IntersectionObserverCallback} */
  const seen = ([{ isIntersecting }], observer) => {
    if (!isIntersecting && !navigator.serviceWorker.controller) return;
    observer.disconnect();
    start();
  };
  new IntersectionObserver(seen, { rootMargin: "100% 0px" }).observe(offline);
}

// The menu of a narrow screen, by keyboard too: the theme opens it with a label, which the Tab key passes by.
const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
const label = document.querySelector(".md-header label[for=__drawer]");
const menu = Object.assign(document.createElement("button"), { type: "button", className: `${label.className} menu` });
const say = () => menu.setAttribute("aria-expanded", String(drawer.checked));
menu.append(...label.childNodes);
label.replaceWith(menu);
menu.addEventListener("click", () => drawer.click());
drawer.addEventListener("change", say);
say();
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !drawer.checked) return;
  drawer.click();
  menu.focus();
});
