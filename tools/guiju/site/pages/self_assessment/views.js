// Questions or result: the address says which is shown (#result…), so that the way back of the browser works and a link
// to the result holds no answers. On paper there is the result, once anything was answered.

const ofResult = () => location.hash.startsWith("#result");

/** `form` has one(selector), assessed, whole(), drawResult(), say(key). */
export function viewsOf(form) {
  const page = document.documentElement.dataset;
  const title = form.one("#result-title");
  let place = 0; // where the questions were left

  let shown; // none before the first; view.js has made place for it
  function show(view) {
    if (shown === view) return;
    if (view === "result") {
      place = scrollY;
      form.drawResult();
    }
    page.view = shown = view;
  }
  // To the part of the result that the address names, or back to where the questions were left.
  async function follow() {
    if (ofResult() && !(await form.whole())) {
      history.replaceState(null, "", "#questions");
      form.say("no_result");
    }
    const before = shown;
    show(ofResult() ? "result" : "questions");
    if (shown === "result") {
      const part = document.getElementById(location.hash.slice(1));
      if (part instanceof HTMLDetailsElement) part.open = true;
      part?.scrollIntoView();
      const start = part?.matches("[tabindex]") ? part : part?.querySelector(":scope > summary");
      (start ?? title).focus({ preventScroll: true });
    } else if (before === "result") {
      scrollTo({ top: place, behavior: "instant" });
      form.one('a[href="#result"]').focus({ preventScroll: true });
    }
  }
  // A link to another part of the page, such as the one that skips to its content, leaves the view as it is.
  let clicked = null;
  addEventListener("click", ({ target }) => (clicked = /** @type {Element} */ (target).closest("a")?.hash ?? null));
  addEventListener("hashchange", () => {
    const isStray = clicked === location.hash && clicked !== "#questions" && !ofResult();
    clicked = null;
    if (!isStray) follow();
  });
  form.one('[data-do="print"]').addEventListener("click", () => globalThis.print());
  addEventListener("beforeprint", () => form.assessed && form.drawResult());
  return {
    follow,
    isResult: () => shown === "result",
    /** The questions, on the way to one of them: the way back leads to the result again. */
    toQuestions() {
      if (shown === "questions") return;
      show("questions");
      history.pushState(null, "", "#questions");
    },
    toResult() {
      location.hash = "result";
    },
  };
}
