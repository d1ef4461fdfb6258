// Whether the address asks for the questions or for the result is settled before anything is drawn: nothing moves once
// the form (form.js) stands.
document.documentElement.dataset.view = location.hash.startsWith("#result") ? "result" : "questions";

// The result is drawn by what comes after the form; asked for here, it comes beside it.
if (location.hash.startsWith("#result")) {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const slug = location.pathname.split("/").at(-2);
  const parts = ["./result.js", "./verification.js"].map((part) => new URL(part, own).href);
  for (const href of [...parts, `../${slug}.result.js`]) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
}
