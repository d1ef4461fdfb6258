// What the address asks of a checklist is settled before a line of it is drawn, so that nothing jumps when the filter (filter.js) is there.
// It holds until then (data-filtered), and only where the page offers every choice that is asked for: of any other the filter makes nothing.
(() => {
  "use strict";

  const SAID = { role: "roles~", topic: "topics~", method: "method", modality: "modality" }; // what a line says of itself
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const equals = (value) => `="${CSS.escape(value)}"`;
  let here = ":root:not([data-filtered])";
  let passing = "";

  for (const [name, said] of Object.entries(SAID)) {
    const values = asked.getAll(name).slice(0, name === "role" ? undefined : 1);
    if (values.join("") === "") continue;
    passing += `:is(${values.map((value) => `[data-${said}${equals(value)}]`).join()})`;
    for (const value of values) here += `:has([data-filter="${name}"][value${equals(value)}], [data-filter="${name}"] [value${equals(value)}])`;
  }
  if (asked.get("open") === "1") passing += '[data-binds="yes"]'; // what is recorded is not known yet
  if (passing === "") return;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ${here} [data-line]:not(${passing}), ${here} [data-group]:not(:has(${passing})) { display: none; }
    :root:not([data-filtered]) .md-nav--secondary { display: none; } /* hidden alone, what the filter takes out of it would move the rest */
  `);
  document.adoptedStyleSheets.push(sheet);
  addEventListener("load", () => { root.dataset.filtered = ""; }); // where the filter did not come, everything is shown
})();
