// What the address asks of a checklist is settled before a line of it is drawn, so that nothing jumps once the filter
// (filter.js) is there. Until then it decides (data-filtered), and only where the page offers every choice that is
// asked for: the filter ignores any other.
(() => {
  "use strict";

  const ATTRIBUTES = { role: "roles~", topic: "topics~", method: "method", modality: "modality" }; // of a line
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const equals = (value) => `="${CSS.escape(value)}"`;
  const unfiltered = ":root:not([data-filtered])";
  const asks = ':has([data-filter="all"])'; // the list of all roles, of which nothing is shown before it is asked for
  let offered = "";
  let passing = "";

  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const values = query.getAll(name).slice(0, name === "role" ? undefined : 1);
    if (values.join("") === "") continue;
    passing += `:is(${values.map((value) => `[data-${attribute}${equals(value)}]`).join()})`;
    for (const value of values) {
      offered += `:has([data-filter="${name}"][value${equals(value)}], [data-filter="${name}"] [value${equals(value)}])`;
    }
  }
  if (query.get("open") === "1") passing += '[data-binds="yes"]'; // what is recorded is not known yet
  if (passing === "" && query.get("all") === "1") return;

  if (passing) {
    const here = unfiltered + offered;
    const sheet = new CSSStyleSheet();
    // The table of contents is hidden as a whole: what the filter takes out of it would move the rest.
    sheet.replaceSync(`
      ${here} [data-line]:not(${passing}), ${here} [data-group]:not(:has(${passing})) { display: none; }
      ${offered && `${unfiltered}${asks}:not(${offered}) [data-group] { display: none; }`}
      ${unfiltered} .md-nav--secondary { display: none; }
    `);
    document.adoptedStyleSheets.push(sheet);
  } else if (location.hash === "") root.dataset.unasked = "";
  // Where the filter did not come, everything is shown.
  addEventListener("load", () => {
    if (!("filtered" in root.dataset)) delete root.dataset.unasked;
    root.dataset.filtered = "";
  });
})();
