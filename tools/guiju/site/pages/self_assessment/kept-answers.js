// The answers as named values, for the browser to keep (kept.js): a value for each fact, row, declaration and so on,
// by its path in the profile; and what no profile has: the questions answered with "don't know", and drafts, which do
// not count yet.

import { isRecord } from "../files.js";
import { checkProfile, parsed } from "./file.js";

const UNKNOWN = "unknown";
const DRAFT = "draft";
const DEPTH = { rows: 4 }; // entity, key, fact; elsewhere a part and a name
const isEmpty = (node) => isRecord(node) && Object.keys(node).length === 0;

function* leaves(node, path, depth) {
  if (path.length === depth || !isRecord(node) || (isEmpty(node) && path.length > 1))
    yield [JSON.stringify(path), node];
  else for (const [key, child] of Object.entries(node)) yield* leaves(child, [...path, key], depth);
}

/** name → value of all that was answered. */
export function valuesOf(profile, unknown = [], drafts = []) {
  const parts = Object.entries(profile).filter(([, content]) => content);
  const answered = parts.flatMap(([part, content]) => [...leaves(content, [part], DEPTH[part] ?? 2)]);
  const beside = [
    ...[...unknown].map((id) => [[UNKNOWN, id], true]),
    ...[...drafts].map(([id, one]) => [[DRAFT, id], one]),
  ];
  return new Map([...answered, ...beside.map(([path, value]) => [JSON.stringify(path), value])]);
}

/** The same back: {profile, unknown, drafts}. */
export function answersFrom(values) {
  const profile = parsed('{"facts": {}}');
  const unknown = new Set();
  const drafts = new Map();
  for (const [name, value] of values) {
    const path = JSON.parse(name);
    const last = path.pop();
    if (path[0] === UNKNOWN) unknown.add(last);
    else if (path[0] === DRAFT) drafts.set(last, value);
    else {
      let node = profile;
      for (const key of path) node = node[key] ??= Object.create(null);
      if (isEmpty(value)) node[last] ??= parsed("{}");
      else node[last] = value;
    }
  }
  return { profile, unknown, drafts };
}

/** Whether the form can take a value by itself: what it asks may have changed since. */
export function accepts(given, name, value) {
  const { profile, unknown, drafts } = answersFrom([[name, value]]);
  checkProfile(given, profile);
  const areTexts = (record) => isRecord(record) && Object.values(record).every((text) => typeof text === "string");
  return unknown.size > 0 || valuesOf(profile).size === 1 || [...drafts.values()].some(areTexts);
}
