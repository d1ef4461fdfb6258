// What is planned to close a gap: what will be done, by whom, until when. It changes no verdict.

import { fill, make, setNote } from "../elements.js";
import { dayField, labelled, note, readFields, showFields, textField } from "./controls.js";
import { isOverdue, planNames } from "./gaps.js";

const NEEDED = ["action", "owner", "due"];
const draftOf = (id) => `plan ${id}`;

/** The fields of the plan for a gap, folded away: of the closest that there is, else of one of its own. `form` has
 *  given, profile, drafts, draft(id, fields), keeper. */
export function planFields(gap, form) {
  const { headings, words } = form.given;
  const isThere = (name) => form.profile.plans?.[name] || form.drafts.has(draftOf(name));
  const id = planNames(gap).find(isThere) ?? gap;
  const fields = { action: textField(), owner: textField(), due: dayField() };
  const incomplete = note();
  const summary = make("summary");
  const say = () => (summary.textContent = planWords(form.profile.plans?.[id], form) || words.plan_none);
  const node = make(
    "details",
    { class: "gap__plan ask__details" },
    summary,
    ...NEEDED.map((key) => labelled(headings[key], fields[key])),
    incomplete,
  );
  const tell = (read) => {
    const missing = NEEDED.filter((key) => !read[key]).map((key) => headings[key]);
    const isPart = missing.length > 0 && missing.length < NEEDED.length;
    setNote(incomplete, isPart && fill(words["declare.incomplete"], { fields: missing.join(words.comma) }));
    return missing.length === 0;
  };
  node.addEventListener("input", () => {
    const read = readFields(fields, words);
    const plans = (form.profile.plans ??= Object.create(null));
    const isWhole = tell(read);
    if (isWhole) plans[id] = { kind: "remediation", ...plans[id], ...read };
    else delete plans[id];
    form.draft(draftOf(id), isWhole || !Object.keys(read).length ? undefined : read);
    form.keeper.touched(); // nothing is judged again
    say();
  });
  showFields(fields, form.profile.plans?.[id] ?? form.drafts.get(draftOf(id)), words);
  tell(readFields(fields, words));
  say();
  return node;
}

/** A plan in one line; empty where there is none. */
export function planWords(plan, { given: { words, receipt } }) {
  if (!plan) return "";
  const isClosed = plan.closed?.date <= receipt.as_of;
  const late = isClosed ? words.plan_closed : isOverdue(plan, receipt.as_of) ? words.plan_late : "";
  return [plan.action, plan.owner, plan.due, late].filter(Boolean).join(words.then);
}
