// A receipt of an assessment made in the reader's browser: the same content and the same hash as guiju.assessment.receipt gives for the
// same facts, roles and day; and the profile as a file that guiju assess reads.

// Canonical JSON (RFC 8785): keys in the order of their UTF-16 code units, numbers and texts as JavaScript writes them.
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

// SHA-256 over canonical JSON, in hexadecimal. Browsers hash only on pages that came safely: over https, or from this machine.
export const canHash = () => Boolean(window.crypto && window.crypto.subtle);
export async function digest(value) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function receipt(given, profile, lines) {
  const parts = (keys) => Object.fromEntries(keys.map((key) => [key, profile[key] || {}]));
  const facts = parts(given.receipt_keys.profile);
  const particulars = { language: given.language, ...parts(given.receipt_keys.particulars) };
  const { hashes, ...told } = given.receipt;
  const content = {
    ...told,
    hashes: { ...hashes, facts: await digest(facts) },
    profile: facts,
    verdicts: lines.map((line) => ({
      obligation: line.duty.id, state: line.duty.state, verdict: line.verdict, decided_by: line.decidedBy, basis: line.basis,
    })),
  };
  const seal = { sha256: await digest(particulars) };
  return { ...content, receipt: await digest(content), particulars: { ...particulars, ...seal } };
}

// JSON that YAML reads as the same values: what YAML would not take raw stands escaped.
const RAW_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
export function written(value) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value, null, 2).replace(RAW_IN_YAML, escaped)}\n`;
}
