// The entries of a checklist in its workbook: the blank one, as the site offers it, with cells filled in.

import { Refused } from "../files.js";
import { plain } from "../limit.js";
import { all, Book } from "./book.js";
import { EMPTY, statusOf } from "./files.js";

// Where the reasons stand, by status; guiju.assessment.workbook.declared reads them there.
const REASON = { met: "present_control", partly_met: "gap", not_met: "gap", not_applicable: "applicability_reason" };

/** What stands in the columns of a line, by their keys. */
export function cellsOf({ entry, isStale }, book, by) {
  const status = statusOf(entry);
  const isDeclared = status !== EMPTY.status;
  return {
    status: book.legend.get(`status.${status}`),
    applicability: status === "not_applicable" ? book.legend.get("applicability.not_applicable") : "",
    [REASON[entry.status] ?? "present_control"]: entry.reason,
    applicability_approver: entry.approver,
    evidence_location: entry.evidence,
    prepared_by: entry.by || (isDeclared ? by : ""),
    reviewed_by: entry.reviewer,
    prepared_on: entry.date && { day: entry.date },
    text_hash: isStale ? entry.hash : "",
  };
}

function fillDuties(book, lines, by) {
  const rows = lines.map((line) => [line.id, cellsOf(line, book, by)]);
  book.enter({ sheet: "sheet", group: "column", key: "id" }, rows, "text_hash");
}

/** Say on the cover who is assessed, and so on: `party` are texts by the key that a profile has for them. */
export function fillCover(book, party) {
  for (const row of all(book.sheet(book.legend.get("cover_sheet")), "row")) {
    const [, blank, name] = all(row, "c");
    const text = name && party[book.text(name).replace("report.", "")];
    if (text) book.write(blank, text);
  }
}

/** The blank workbook `buffer`, filled in: `party` is who is assessed, `lines` those that say something. The desk has
 *  the version of the data, which both must share, and the words for nobody. */
export async function filledWorkbook(buffer, { version, unnamed, lang }, party, lines) {
  const book = new Book(buffer);
  await book.load();
  if (book.legend.get("data_version") !== version) throw new Refused("other_workbook");
  fillCover(book, party);
  fillDuties(book, lines, plain(party.prepared_by) ? "" : unnamed[lang]);
  return book.archive();
}
