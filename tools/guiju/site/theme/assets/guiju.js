// What the pages gain where JavaScript runs. Without it they are whole: text, obligations and links are plain HTML.
(() => {
  "use strict";

  // The language switch stays on the same 款: both languages have the same anchors.
  const other = document.querySelector("[data-other-language]");
  const keepPlace = () => { if (other) other.hash = location.hash; };
  addEventListener("hashchange", keepPlace);
  keepPlace();

  // Words and the obligations that quote them light up together.
  const lit = (ids, on) => {
    for (const id of ids) {
      for (const node of document.querySelectorAll(`[data-of~="${CSS.escape(id)}"], [data-obligation="${CSS.escape(id)}"]`)) {
        node.classList.toggle("is-lit", on);
      }
    }
  };
  for (const node of document.querySelectorAll("[data-of], [data-obligation]")) {
    const ids = (node.dataset.of ?? node.dataset.obligation).split(" ");
    for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      node.addEventListener(name, () => lit(ids, on));
    }
  }

  // A citation to copy: the rule and the 款, as one would write them into a letter.
  const chinese = document.documentElement.lang.startsWith("zh");
  for (const citation of document.querySelectorAll(".citation")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const name = chinese ? "复制引用" : "Copy citation";
    button.textContent = name;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citation.textContent);
      button.textContent = chinese ? "已复制" : "Copied";
      setTimeout(() => { button.textContent = name; }, 2000);
    });
    citation.parentElement.append(" ", button);
  }
})();
