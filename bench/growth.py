"""How the time of check and site grows with what is in the knowledge base: the data of an earlier commit beside that of
HEAD, both by the code here. bench/growth.md has the figures.

    .venv/bin/python bench/growth.py COMMIT [--runs 3] [--without-site]

Each run in turn with the other, in a process of its own: `guiju check` with an empty cache, and the whole Chinese site.
Processor time, user and system of all processes, the median of the runs; for other work disturbs the wall. The data of
COMMIT must be sound for the code here.
"""

import argparse
import io
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from scale import ROOT, cost

from guiju.law.load import load

SETTINGS = "mkdocs.yml"


def sizes(base: Path) -> dict[str, int]:
    """How much there is of what a base records."""
    corpus = load(base)
    obligations = [record for _, record in corpus.obligations()]
    return {
        "obligations": len(obligations),
        "obligations with a test": sum(bool(record.checks) for record in obligations),
        "examples of obligations": sum(len(record.examples) for record in obligations),
        "penalties": sum(len(provision.sanctions) for _, provision in corpus.provisions()),
        "facts": len(corpus.vocabulary.facts),
        "articles and their parts": sum(len(tuple(rule.units())) for rule in corpus.with_articles()),
        "YAML, kB": sum(file.stat().st_size for file in base.rglob("*.yaml")) // 1000,
    }


def copied(commit: str, folder: Path) -> Path:
    """The data of a commit, beside the pages and settings of the site as they are here."""
    for version, parts in ((commit, ("regulations", "cases")), ("HEAD", ("docs", SETTINGS))):
        packed = subprocess.run(["git", "archive", version, *parts], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
    settings = (folder / SETTINGS).read_text("utf-8").replace("tools/guiju/", f"{ROOT}/tools/guiju/")
    (folder / SETTINGS).write_text(settings, "utf-8")
    return folder


def checked(base: Path) -> float:
    """What a first check costs."""
    with tempfile.TemporaryDirectory() as cache:
        return cost([sys.executable, "-m", "guiju", "check", str(base)], XDG_CACHE_HOME=cache).processor


def built(base: Path) -> float:
    """What the Chinese site costs."""
    with tempfile.TemporaryDirectory() as out:
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(base / SETTINGS), "-d", out]
        seconds = cost(mkdocs, GUIJU_AS_OF="2026-01-01", NO_MKDOCS_2_WARNING="1").processor
        if not (Path(out) / "index.html").is_file():
            sys.exit(f"bench/growth.py: no site of {base}")
        return seconds


def line(name: str, before: float, after: float) -> str:
    return f"| {name} | {before:,.4g} | {after:,.4g} | {after / before:.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without-site", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bases = [copied(commit, Path(folder) / name) for commit, name in ((given.commit, "before"), ("HEAD", "after"))]
        print(f"| | {given.commit} | here | ratio |\n|---|---:|---:|---:|")
        before, after = map(sizes, bases)
        for name, number in before.items():
            print(line(name, number, after[name]))
        timed = {"guiju check, s": checked} | ({} if given.without_site else {"site in Chinese, s": built})
        for name, time in timed.items():
            runs = [tuple(map(time, bases)) for _ in range(given.runs)]
            print(line(name, *(statistics.median(column) for column in zip(*runs, strict=True))), flush=True)
            print(f"{name}: {runs}", file=sys.stderr)


if __name__ == "__main__":
    main()
