// The report of what was answered, as a workbook and as a document. What makes them is loaded when one is asked for.

import { download, Refused } from "../files.js";

const WRITERS = {
  xlsx: () => import("./report-workbook.js").then(({ workbookOf }) => workbookOf),
  docx: () => import("./report-document.js").then(({ documentOf }) => documentOf),
};

/** `load` loads what report.py wrote. `form` has root, given, impossible, one(selector), say(key), and what
 *  report.js needs. */
export function reportFilesOf(form, load) {
  const save = async (kind, template) => {
    if (form.impossible.length) return form.say("not_while_impossible");
    try {
      const [{ report }, { sectionsOf }, write] = await Promise.all([load(), import("./report.js"), WRITERS[kind]()]);
      const buffer = await (await fetch(template)).arrayBuffer();
      const sections = sectionsOf(form, report);
      download(
        `guiju-report-${form.root.dataset.assess}-${form.given.receipt.as_of}.${kind}`,
        "",
        await write(form, report, sections, buffer),
      );
    } catch (error) {
      return form.say(error instanceof Refused ? error.key : "no_report");
    }
    return form.say("saved_report");
  };
  /** Last time's answers (`form.earlier`) beside those of now, in words. */
  const compared = async () => {
    const [{ report }, { comparedOf }] = await Promise.all([load(), import("./report.js")]);
    return comparedOf(form, report);
  };
  for (const button of form.root.querySelectorAll("[data-report]")) {
    button.addEventListener("click", () => save(button.dataset.report, button.dataset.template));
  }
  return { compared };
}
