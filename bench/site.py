"""How long the site takes to build beside plain MkDocs-Material, which finds the same Markdown on disk; and how much
memory.

    .venv/bin/python bench/site.py [--numbers 100 300 1000] [--runs 3] [--lang zh]

For each number, made-up rules are put beside the real ones (bench/generated.py), and `guiju render` writes the pages
out once. Then the two builds run in turn, each in a process of its own: ours reads the data, makes the pages and the
files to download, completes the search index and follows every link of what came out; the plain one reads the same
pages and files from disk, with the same theme, extensions, navigation and MkDocs' own search (the theme's cannot read
these pages), without our hook. The ratio is taken pair by pair, for these machines are noisy: of wall time, and of
processor time, which other work disturbs less.
"""

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import generated

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-01-01"


@dataclass(frozen=True)
class Cost:
    """What one process took: wall time and processor time in seconds, memory at its peak in MB."""

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Row:
    """The pairs of one size; the text is what `guiju render` wrote as Markdown, in MB."""

    rules: int
    pages: int
    text: float
    pairs: tuple[tuple[Cost, Cost], ...]

    def ratio(self, what: str) -> float:
        """Ours to plain, the median of the pairs."""
        return statistics.median(getattr(ours, what) / getattr(plain, what) for ours, plain in self.pairs)

    def median(self, what: str, which: int) -> float:
        return statistics.median(getattr(pair[which], what) for pair in self.pairs)


def cost(command: Sequence[str]) -> Cost:
    """Run a program to its end; what it says goes to our standard error. It must succeed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "GUIJU_AS_OF": DAY}
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"bench/site.py: failed: {' '.join(command)}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)  # bytes there
    return Cost(wall, used.ru_utime + used.ru_stime, kilobytes / 1024)


def measure(number: int, runs: int, lang: str, folder: Path) -> Row:
    """Build a knowledge base with `number` made-up rules in `folder`, `runs` times each way."""
    base, rendered = folder / "base", folder / "rendered"
    generated.write(base, number)
    guiju = [sys.executable, "-m", "guiju"]
    cost([*guiju, "render", "--base", str(base), "--out", str(rendered), "--lang", lang, "--as-of", DAY])
    ours = _ours(base, lang)
    plain = _plain(rendered, lang)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    pairs = tuple(
        (
            cost([*mkdocs, "-f", str(ours), "-d", str(folder / "ours")]),
            cost([*mkdocs, "-f", str(plain), "-d", str(folder / "plain")]),
        )
        for _ in range(runs)
    )
    pages = list((rendered / "docs").rglob("*.md"))
    assert _pages(folder / "ours") == _pages(folder / "plain") == len(pages)  # the same work on both sides
    return Row(number, len(pages), sum(page.stat().st_size for page in pages) / 2**20, pairs)


def _ours(base: Path, lang: str) -> Path:
    """The site's own settings, beside the data to build from."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (ROOT / name).read_text("utf-8").replace("tools/guiju/", f"{ROOT}/tools/guiju/")
        (base / name).write_text(text, "utf-8")
    return base / ("mkdocs.yml" if lang == "zh" else f"mkdocs.{lang}.yml")


def _plain(rendered: Path, lang: str) -> Path:
    """Settings for the rendered pages: the theme with our features, palette and extensions; no hook, no templates."""
    nav = re.search(r"^nav: (.*)$", (rendered / "mkdocs.yml").read_text("utf-8"), re.M)
    extensions = re.search(r"^markdown_extensions:\n.*?\n\n", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M | re.S)
    features = re.search(r"^  features: (\[.*\])$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert nav and extensions and features
    schemes = [{"scheme": scheme, "primary": "custom", "accent": "custom"} for scheme in ("default", "slate")]
    theme = {"name": "material", "language": lang, "font": False, "palette": schemes}
    lines = [
        "site_name: plain",
        f"theme: {json.dumps(theme)[:-1]}, features: {features[1]}}}",
        extensions[0],
        "plugins: [/search]",
        "validation: {nav: {omitted_files: ignore}}",
        f"nav: {nav[1]}",
    ]
    (rendered / "plain.yml").write_text("\n".join(lines) + "\n", "utf-8")
    return rendered / "plain.yml"


def _pages(site: Path) -> int:
    """How many pages were built; 404.html and downloads are none."""
    return sum(1 for _ in site.rglob("index.html"))


def table(rows: Iterable[Row]) -> str:
    """The rows as a table in Markdown; `growth` is memory beyond that of the smallest, for each MB of text more."""
    rows = list(rows)
    lines = [
        "| made-up rules | pages | Markdown, MB | ours, s | plain, s | ratio (wall) | ratio (processor) "
        "| ours, MB | plain, MB | growth, ours | plain |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        more = row.text - rows[0].text
        growth = [
            f"{(row.median('memory', i) - rows[0].median('memory', i)) / more:.1f}" if more else "" for i in (0, 1)
        ]
        lines.append(
            f"| {row.rules} | {row.pages} | {row.text:.1f} | {row.median('wall', 0):.1f} | {row.median('wall', 1):.1f} "
            f"| {row.ratio('wall'):.2f} | {row.ratio('processor'):.2f} "
            f"| {row.median('memory', 0):.0f} | {row.median('memory', 1):.0f} | {growth[0]} | {growth[1]} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numbers", type=int, nargs="+", default=[100, 300, 1000], help="how many made-up rules")
    parser.add_argument("--runs", type=int, default=3, help="pairs for each number (default: 3)")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    options = parser.parse_args()
    rows = []
    for number in options.numbers:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(number, options.runs, options.lang, Path(folder)))
        print(table(rows[-1:]), file=sys.stderr, flush=True)
    print(table(rows))


if __name__ == "__main__":
    main()
