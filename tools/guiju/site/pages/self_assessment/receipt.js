// A receipt of an assessment made in the reader's browser: the same content and the same hash as
// guiju.assessment.receipt gives for the same facts, roles and day.

// Canonical JSON (RFC 8785): keys in the order of their UTF-16 code units, numbers and texts as JavaScript writes them.
function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/** Whether this browser hashes here: only pages that came safely, over https or from this machine, can. */
export const canHash = () => Boolean(window.crypto?.subtle);
/** SHA-256 over canonical JSON, in hexadecimal. */
export async function digest(value) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(value)));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function receipt(given, profile, lines) {
  const parts = (keys) => Object.fromEntries(keys.map((key) => [key, profile[key] || {}]));
  const facts = parts(given.receipt_keys.profile);
  const particulars = { language: given.language, ...parts(given.receipt_keys.particulars) };
  const verdicts = lines.map(({ duty, verdict, decidedBy, basis }) => {
    return { obligation: duty.id, state: duty.state, verdict, decided_by: decidedBy, basis };
  });
  const hashes = { ...given.receipt.hashes, facts: await digest(facts) };
  const content = { ...given.receipt, hashes, profile: facts, verdicts };
  const sealed = { ...particulars, sha256: await digest(particulars) };
  return { ...content, receipt: await digest(content), particulars: sealed };
}
