// The report as a Word document: the empty one of this language, with its body.

import { partsOf, textOf, withText, archiveOf } from "../checklists/zip.js";

const MAIN = "word/document.xml";
const WIDTH = 9638; // twips between the margins, as guiju.writers.docx has it
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/gu;
const LINES = ["top", "left", "bottom", "right", "insideH", "insideV"];

const escaped = (text) => text.replace(NO_TEXT, "\ufffd").replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
const run = (text, look = "") =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (text, style, look) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(text, look)}</w:p>`;
const several = (text, style, look) =>
  text
    .split("\n")
    .map((line) => paragraph(line, style, look))
    .join("");

function table({ columns, rows }) {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((WIDTH * width) / whole));
  const cell = (content, place) =>
    `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${widths[place]}"/></w:tcPr>${content}</w:tc>`;
  const row = (cells, look) => `<w:tr><w:trPr>${look}</w:trPr>${cells.map(cell).join("")}</w:tr>`;
  const line = (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="B8C0CA"/>`;
  return [
    `<w:tbl><w:tblPr><w:tblW w:type="auto" w:w="0"/><w:tblBorders>${LINES.map(line).join("")}</w:tblBorders>`,
    '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>',
    ...widths.map((width) => `<w:gridCol w:w="${width}"/>`),
    "</w:tblGrid>",
    row(
      columns.map(({ title }) => paragraph(title, "Soft", "<w:b/>")),
      "<w:cantSplit/><w:tblHeader/>",
    ),
    ...rows.map((cells) =>
      row(
        cells.map((text) => several(text, "Cell")),
        "",
      ),
    ),
    "</w:tbl><w:p/>",
  ].join("");
}

/** The document, as a blob. `buffer` is the empty one, `sections` those of the report. */
export async function documentOf(form, { title, roles, built, notices, caution, foot, texts }, sections, buffer) {
  const parts = partsOf(buffer);
  const { entity } = form.profile.report ?? {};
  const front = [
    paragraph(title, "Title"),
    ...[entity, roles].filter(Boolean).map((text) => paragraph(text, "Subject")),
    ...notices.map((text) => paragraph(text, "Cell")),
    paragraph(foot.replaceAll(built, form.given.receipt.as_of), "Soft"),
  ];
  const body = sections.flatMap((section) => [
    paragraph(section.title, "Heading1"),
    ...(section.texts ?? []).map((text) => paragraph(text, "Normal")),
    section.rows.length ? table(section) : "",
  ]);
  const end = [paragraph(texts.limits, "Heading1"), paragraph(texts.no_proofs, "Normal"), paragraph(caution, "Normal")];
  const main = await textOf(parts.get(MAIN));
  const [before, after] = [main.indexOf("<w:body>") + "<w:body>".length, main.lastIndexOf("<w:sectPr")];
  const text = main.slice(0, before) + [...front, ...body, ...end].join("") + main.slice(after);
  parts.set(MAIN, await withText(parts.get(MAIN), text));
  return archiveOf(parts);
}
