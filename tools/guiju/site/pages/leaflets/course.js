// Answers to plain questions → a profile, which questions are still asked, what comes first, and what is left out. The
// verdicts are those of the self-assessment's engine; nothing here touches the page.

import { assess } from "../self_assessment/assessment.js";
import { valuesOf } from "../self_assessment/counting.js";
import { matters } from "../self_assessment/open-questions.js";
import { dayFrom, Row, three } from "../self_assessment/predicates.js";

export const UNSURE = "unsure";
const KEY = "1"; // of the one row of each kind that is asked about

// The day of the page, where all that is known of a date is that it has come.
function written(given, fact, value) {
  if (value !== "$as_of") return value;
  return given.receipt.as_of + (fact.type === "datetime" ? "T00:00:00" : "");
}

// What one answer says, put into the profile: the place of an answer, a day, or that the reader is not sure.
function enter(given, profile, { entity, day, answers }, answer) {
  if (answer === UNSURE) return;
  const { sets, happened } = day ? { sets: { [day]: answer } } : answers[answer];
  if (happened === false) {
    profile.coverage[entity] = "all";
    return;
  }
  const row = ((profile.rows[entity] ??= {})[KEY] ??= {});
  for (const [name, value] of Object.entries(sets)) row[name] = written(given, given.facts[entity][name], value);
}

// The act that the answers tell of: what is said of it, and what the row that was asked about tells.
function conductOf(given, { actor, told }, profile) {
  const said = {};
  for (const { fact, entity, of, values } of told) {
    const value = profile.rows[entity]?.[KEY]?.[of];
    if (value !== undefined && String(value) in values) said[fact] = values[value];
  }
  Object.assign(said, actor, profile.rows.conduct?.[KEY]);
  const values = valuesOf(given.facts.conduct, said, Object.keys(said));
  return new Row(values, {}, {}, dayFrom(given.receipt.as_of), null);
}

// Whether a provision reaches the reader's act: true, false, or null as long as that is open.
const reaches = (given, leaflet, profile, limit) => limit.when(conductOf(given, leaflet, profile), three);

// Whether an answer could still change a verdict, or which penalties concern the reader.
function isOpen(given, leaflet, profile, question) {
  const { entity, facts } = question;
  if (entity === "conduct" || !facts.some((name) => name in given.facts[entity]) || question.answers.some(isFirst)) {
    return true;
  }
  if (!profile.rows[entity]) return false;
  const open = matters(given, profile, assess(given, profile)).questions;
  if (facts.some((name) => open.has(`${entity} ${KEY} ${name}`))) return true;
  const tells = leaflet.told.filter((one) => one.entity === entity && facts.includes(one.of)).map(({ fact }) => fact);
  const isRead = (limit) => tells.some((fact) => limit.reads.includes(fact));
  return leaflet.limits.some((limit) => isRead(limit) && reaches(given, leaflet, profile, limit) === null);
}
const isFirst = ({ happened }) => happened !== null;

/** {questions: those that are asked, in order, answers given so far taken into account; profile; situation: the one
 *  that the reader is in; cases: those of the same kind}. What was answered to a question that is asked no more does not
 *  count. */
export function course(given, leaflet, answers) {
  const profile = { facts: { ...leaflet.given }, coverage: {}, rows: {} };
  const questions = [];
  const chosen = [];
  let isAhead = false; // beyond the first question that waits, any may still be asked
  for (const question of leaflet.questions) {
    if (!isAhead && !isOpen(given, leaflet, profile, question)) continue;
    questions.push(question);
    const answer = answers[question.id];
    if (answer === undefined) isAhead = true;
    else if (!isAhead) {
      enter(given, profile, question, answer);
      chosen.push(question.answers[answer] ?? {});
    }
  }
  const situation = chosen.find((one) => one.situation)?.situation;
  return { questions, profile, situation, cases: chosen.flatMap((one) => one.cases ?? []) };
}

/** The provisions that do not reach the reader's act. */
export function excluded(given, leaflet, profile) {
  const out = leaflet.limits.filter((limit) => reaches(given, leaflet, profile, limit) === false);
  return new Set(out.map(({ provision }) => provision));
}

/** Whether what is said `unless` these facts of conduct hold is left out. */
export function isLeftOut(profile, unless) {
  const row = profile.rows.conduct?.[KEY] ?? {};
  return Object.entries(unless).every(([name, value]) => row[name] === value);
}
