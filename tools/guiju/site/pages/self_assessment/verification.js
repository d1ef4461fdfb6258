// What of a receipt is still right: guiju.verification in the reader's browser. Hashes compared with its content and
// with what this page has; verdicts computed again from its answers, on its day. Nothing here touches the page.

import { isRecord, Refused } from "../files.js";
import { assess } from "./assessment.js";
import { fits, readProfile } from "./file.js";
import { digest, receipt } from "./receipt.js";

const PLACES = 5; // of an edit that are named
const VERDICT = ["state", "verdict", "decided_by", "basis"];

/** Whether a value that was read from a file is, or holds, a receipt; else it may be a profile. */
export const holdsReceipt = (value) =>
  isRecord(value) && ("kind" in value || "verdicts" in value || isRecord(value.receipt));

const pathOf = (path) =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");

/** The paths at which a value is not the expected one. */
export function* differences(value, expected, path = []) {
  if (Array.isArray(value) && Array.isArray(expected)) {
    for (let n = 0; n < Math.max(value.length, expected.length); n += 1) {
      yield* differences(value[n], expected[n], [...path, n]);
    }
  } else if (isRecord(value) && isRecord(expected)) {
    for (const key of new Set([...Object.keys(value), ...Object.keys(expected)])) {
      yield* differences(value[key], expected[key], [...path, key]);
    }
  } else if (value !== expected) yield path;
}

// The hashes in a receipt that are not those of its content.
async function brokenSeals({ receipt: seal, particulars, ...content }) {
  const { sha256, ...own } = isRecord(particulars) ? particulars : {};
  const seals = [
    ["receipt", seal, content],
    ["particulars.sha256", sha256, own],
    ["hashes.facts", content.hashes?.facts, content.profile],
  ];
  const hashed = await Promise.all(seals.map(([, , value]) => digest(value ?? null)));
  return seals.filter(([, stated], place) => stated !== hashed[place]).map(([name]) => name);
}

// The profile in a receipt, the day it was judged on, and the receipt that this page makes of them.
async function remade(given, stated) {
  const { profile, particulars, as_of, roles, topics, tables } = stated;
  const isOther = (one, other) => !differences(one, other).next().done;
  if (isOther(roles, given.receipt.roles)) {
    const names = Array.isArray(roles) ? roles.map((role) => given.roles[role] ?? role) : [];
    throw new Refused("verify.roles", { roles: names.join(given.words.comma) });
  }
  if (tables || isOther(topics, [])) throw new Refused("verify.selection");
  const { verdicts, regulations, hashes } = stated;
  const isSound = Array.isArray(verdicts) && verdicts.every(isRecord) && Array.isArray(regulations);
  if (!isSound || !isRecord(hashes.duties)) throw new Refused("shape", { place: "verdicts" });
  if (!fits({ type: "date" }, as_of)) throw new Refused("shape", { place: "as_of" });
  const parts = { ...profile, report: particulars.report, plans: particulars.plans };
  const answers = readProfile(given, JSON.stringify(parts));
  const onItsDay = { ...given, receipt: { ...given.receipt, as_of } };
  return { answers, made: await receipt(onItsDay, answers, assess(onItsDay, answers).lines) };
}

// Each duty that is not as the receipt has it: {id, what, before, now}.
function* changes(given, stated, made) {
  const now = new Map(made.verdicts.map((entry) => [entry.obligation, entry]));
  const regulations = new Set(stated.regulations);
  for (const entry of stated.verdicts) {
    const id = entry.obligation;
    const again = now.get(id);
    now.delete(id);
    if (!again) yield { id, what: "gone" };
    else if (VERDICT.some((key) => entry[key] !== again[key])) yield { id, what: "verdict", before: entry, now: again };
    const [then, here] = [stated, made].map(({ hashes }) => hashes.duties[id]);
    for (const what of ["text", "reading"]) if (again && then?.[what] !== here[what]) yield { id, what };
  }
  for (const id of now.keys()) if (regulations.has(id.split("#")[0])) yield { id, what: "new" };
}

/** {stated, answers, changes, same: {text, obligations}}; Refused for what is no receipt of these roles, or was edited:
 *  its hashes are not those of its content. */
export async function verification(given, value) {
  const stated = isRecord(value.receipt) ? value.receipt : value;
  if (isRecord(stated.hashes) && !("verdicts" in stated)) throw new Refused("verify.regulator");
  if (stated.kind !== given.receipt.kind) throw new Refused("verify.kind", { place: "kind" });
  if (stated.schema_version !== given.receipt.schema_version) throw new Refused("verify.version");
  const seals = await brokenSeals(stated);
  if (seals.length) throw new Refused("verify.edited", { places: await placesOf(given, stated, seals) });
  const { answers, made } = await remade(given, stated);
  const same = Object.fromEntries(["text", "obligations"].map((key) => [key, stated.hashes[key] === made.hashes[key]]));
  return { stated, answers, same, changes: [...changes(given, stated, made)] };
}

// Where a receipt was edited, as far as that shows: where it is not what this page makes of its answers.
async function placesOf(given, stated, seals) {
  const places = [];
  try {
    const { made } = await remade(given, stated);
    const isOwn = ([key]) => !["receipt", "particulars"].includes(key); // those have hashes of their own
    places.push(...[...differences(stated, made)].filter(isOwn).map(pathOf));
  } catch {
    // It is not even a receipt that could be made again: its hashes are all there is to say.
  }
  return [...new Set([...seals, ...places])].slice(0, PLACES).join(given.words.comma);
}
