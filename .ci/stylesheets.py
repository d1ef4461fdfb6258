"""Lays out the style sheets; with --check says which are laid out otherwise: as oxfmt does, but a rule on one line.

Formatters of CSS give each declaration a line of its own, which makes four times the lines, and none of them is read
alone. So oxfmt settles everything but the lines; a rule that fits in 120 columns is put together again.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 120
RULE = re.compile(r"^( *)([^\s{}@/][^{}]*|@font-face) \{\n((?: +[^{}\n]*\n)+?)\1\}$", re.M)


def filled(parts: list[str], indent: str) -> list[str]:
    """The parts side by side, in as many lines as they need."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) < WIDTH:
            lines[-1] += f" {part}"
        else:
            lines.append(indent + part)
    return lines


def together(match: re.Match[str]) -> str:
    """A rule on one line, or its selectors and its declarations side by side. One with a comment stays as it is."""
    indent, selectors, body = match.groups()
    heads = re.split(r"(?<=,)\n\s*", selectors)
    heads[-1] += " {"
    declarations = [re.sub(r"\n\s*", " ", part.strip()) + ";" for part in body.split(";\n")[:-1]]
    if "/*" in body or any(len(part) > WIDTH - 4 for part in declarations):
        return match[0]
    line = f"{indent}{' '.join([*heads, *declarations])} }}"
    inside = filled(declarations, f"{indent}  ")
    return line if len(line) <= WIDTH else "\n".join([*filled(heads, indent), *inside, f"{indent}}}"])


def main() -> int:
    sheets = sorted(ROOT.glob("tools/**/*.css"))
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder, f"{number}.css") for number in range(len(sheets))]
        for sheet, copy in zip(sheets, copies, strict=True):
            copy.write_bytes(sheet.read_bytes())
        oxfmt = Path(sys.executable).with_name("oxfmt")
        subprocess.run([oxfmt, "--config", ROOT / ".oxfmtrc.json", *copies], stdout=subprocess.DEVNULL, check=True)
        wanted = {
            sheet: RULE.sub(together, copy.read_text("utf-8")) for sheet, copy in zip(sheets, copies, strict=True)
        }
    wrong = [sheet for sheet, text in wanted.items() if text != sheet.read_text("utf-8")]
    if "--check" in sys.argv:
        for sheet in wrong:
            print(f"{sheet.relative_to(ROOT)}: is laid out otherwise; run make format", file=sys.stderr)
        return 1 if wrong else 0
    for sheet in wrong:
        sheet.write_text(wanted[sheet], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
