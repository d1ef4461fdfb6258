// What the pages gain where JavaScript runs. Without it they are whole: text, obligations and links are plain HTML.
(() => {
  "use strict";

  // The language switch stays on the same 款: both languages have the same anchors.
  const other = document.querySelector("[data-other-language]");
  const keepPlace = () => { if (other) other.hash = location.hash; };
  addEventListener("hashchange", keepPlace);
  keepPlace();

  // The menu of a narrow screen, by keyboard too: the theme opens it with a label, which the Tab key passes by.
  const drawer = document.getElementById("__drawer");
  drawer.classList.add("is-reachable");
  drawer.before(document.querySelector("[data-md-component=skip]")); // the way past the frame still comes first
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.checked = false;
    drawer.dispatchEvent(new Event("change"));
    drawer.focus();
  });
})();
