/** What `act` gives; `otherwise` where it throws: a browser may refuse to keep anything, and a text may be no JSON. */
export function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
