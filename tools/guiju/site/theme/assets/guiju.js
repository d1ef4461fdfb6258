// What the pages gain where JavaScript runs. Without it they are whole: text, obligations and links are plain HTML.
(() => {
  "use strict";

  // The language switch stays on the same 款: both languages have the same anchors.
  const other = document.querySelector("[data-other-language]");
  const keepPlace = () => { if (other) other.hash = location.hash; };
  addEventListener("hashchange", keepPlace);
  keepPlace();
})();
