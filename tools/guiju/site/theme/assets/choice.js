// Which texts are shown: what the address asks for, else what this reader chose last. It runs before the page is drawn,
// so that nothing jumps: data-text also says that scripts run here, and so what they bring to life (.scripted) has its
// place from the start.
(() => {
  "use strict";

  const CHOICES = new Set(["zh", "en", "both"]);
  const inAddress = new URLSearchParams(location.search).get("text");
  document.documentElement.dataset.text = [inAddress, kept()].find((choice) => CHOICES.has(choice)) ?? "both";

  /** The choice that the browser keeps; none where it keeps nothing. */
  function kept() {
    try {
      return localStorage.getItem("guiju.text");
    } catch {
      return null;
    }
  }
})();
