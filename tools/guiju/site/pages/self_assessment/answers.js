// All that was answered, as rows of texts. Nothing here touches the page.

import { recorded, rowsOf } from "./counting.js";
import { answerText, questionOf } from "./proof.js";

/** Of each recorded fact whose it is, the question, the answer in words, and what that rests on: basis, evidence, day
 *  and reviewer. `knownOf(entity, name)` tells what is known of a fact. */
export function answersOf({ profile, given }, knownOf = (entity, name) => given.facts[entity][name]) {
  const { entities, bases, words } = given;
  return [...rowsOf(profile)].flatMap(([entity, key, row]) =>
    Object.entries(row).map(([name, entry]) => {
      const { value, basis, evidence = "", date = "", reviewer = "" } = recorded(entry);
      const whose = entity === "service" ? entities.service : `${entities[entity]} ${key}`;
      const fact = knownOf(entity, name);
      return [whose, questionOf(fact, name), answerText(fact, value, words), bases[basis], evidence, date, reviewer];
    }),
  );
}
