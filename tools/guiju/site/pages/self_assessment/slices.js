// Long work in slices, between which the reader's hand goes first.

/** What gives way to the reader's scrolling and tapping once a slice of work has taken so many milliseconds. */
export function slices(length = 8) {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < length) return;
    await (globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done)));
    begun = performance.now();
  };
}
