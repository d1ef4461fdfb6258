"""Faults planted in the built site and in a copy of the project, and whether the tests find each of them.

    .venv/bin/python tests/project/planted_faults.py [--seed 52] [--count 60] [--site FOLDER] [--checkout FOLDER]

Each fault of planted_faults.yaml once, the rest drawn by the seed; each on a page of its own, so that one run of the
gates shows them all. A fault counts as found where the tests that failed name it. `--site` is a site built as `make
build` builds it (it is built otherwise); `--checkout` another checkout whose tests are tried, which has to take the
site from GUIJU_TEST_SITE. Exit 1 where a fault was missed. No part of `make test`: it takes as long as the gates do.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[1] / "site")]

import page_kinds  # noqa: E402  # on the path since the line above
from conftest import AS_OF, EPOCH  # noqa: E402  # on the path since the line above
from site_builds import both_languages  # noqa: E402  # on the path since the line above

FAULTS: dict[str, Any] = yaml.safe_load(HERE.with_suffix(".yaml").read_text("utf-8"))
GATES = ("gates", "unbroken", "modules", "print", "keyboard", "steadiness", "links")
"""The files of tests that see every kind of page, by the end of their names."""
SHEET = '<link rel="stylesheet" href="/assets/planted.css"></head>'
Result = tuple[str, str, bool]
"""The gate, where the fault is, and whether it was found."""


@dataclass(frozen=True)
class Planted:
    """A fault on a page: `page` is the path below that of its language, `path` that below the site."""

    fault: dict[str, Any]
    page: str
    path: str

    def edited(self, html: str) -> str:
        html = html.replace("</head>", SHEET, 1)
        if (script := self.fault.get("script")) is not None:
            told = f'<link rel="modulepreload" href="/assets/{script}.js">'
            return html.replace("</head>", f'{told}<script type="module" src="/assets/{script}.js"></script></head>', 1)
        if (pattern := self.fault.get("replaced")) is not None:
            edited = re.sub(*pattern, html, count=1)
            assert edited != html, f"{pattern[0]} is not in {self.path}"
            return edited
        return html.replace("</article>", self.fault["put"].replace("{path}", self.path) + "</article>", 1)

    @property
    def said(self) -> str:
        path = re.escape(self.path)
        known = {"{url}": rf"http://127\.0\.0\.1:\d+/{path}", "{path}": path, "{page}": re.escape(self.page)}
        said: str = self.fault["said"]
        for name, pattern in known.items():
            said = said.replace(name, pattern)
        return said


def drawn(site: Path, seed: int, count: int) -> list[Planted]:
    """Each fault once, then others at random, each on a page of its own; first those that fit few pages."""
    chance = random.Random(seed)
    pages = {"largest": page_kinds.largest(site), "smallest": page_kinds.smallest(site)}
    # The first page is where gates look at what all pages share; that of what is not found has no heading; some are
    # looked at by another address too.
    unfit = {"", "404.html", *page_kinds.WHOLE}
    free = {lang: {*pages["largest"], *pages["smallest"]} - unfit for lang in ("zh", "en")}
    wanted = sorted(FAULTS["pages"], key=lambda fault: (fault.get("pages") is None, fault.get("languages") is None))
    several = [fault for fault in wanted if not fault.get("alone")]
    wanted += [chance.choice(several) for _ in range(count - len(wanted) - len(FAULTS["sources"]))]
    planted = []
    for fault in wanted:
        fit = [
            (lang, page)
            for lang in fault.get("languages", ("zh", "en"))
            for page in sorted(free[lang] & {*pages[fault.get("pages", "largest")]})
        ]
        lang, page = chance.choice(fit)
        free[lang].discard(page)
        planted.append(Planted(fault, page, f"en/{page}" if lang == "en" else page))
    return planted


def on_pages(checkout: Path, site: Path, planted: list[Planted], folder: Path) -> Iterator[Result]:
    """Plants them in a copy of the site, and runs the gates on it."""
    shutil.copytree(site, folder)
    (folder / "assets/planted.css").write_text(FAULTS["sheet"], "utf-8")
    for name, text in FAULTS["scripts"].items():
        (folder / f"assets/{name}.js").write_text(text, "utf-8")
    for one in planted:
        file = folder / one.path / "index.html"
        file.write_text(one.edited(file.read_text("utf-8")), "utf-8")
    files = [str(file) for name in GATES for file in sorted((checkout / "tests/site").glob(f"test_*{name}.py"))]
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-vv", "--tb=short", *files]
    environment = {**os.environ, "GUIJU_TEST_SITE": str(folder), "PYTHONPATH": str(checkout / "tools")}
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)
    said = done.stdout[done.stdout.find("= FAILURES =") :]
    if log := os.environ.get("GUIJU_PLANTED_LOG"):
        Path(log).write_text(done.stdout + done.stderr, "utf-8")
    for one in planted:
        yield one.fault["gate"], one.path, re.search(one.said, said) is not None


def in_sources(checkout: Path, folder: Path) -> Iterator[Result]:
    """Plants each in a copy of the project, alone, and runs what has to find it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(checkout / name, folder / name)
    environment = {**os.environ, "PYTHONPATH": str(folder / "tools"), "GUIJU_NO_CACHE": "1"}
    for fault in FAULTS["sources"]:
        file = folder / fault["file"]
        sound = file.read_text("utf-8")
        assert fault["old"] in sound, f"{file} has no {fault['old']}"
        file.write_text(sound.replace(fault["old"], fault["new"], 1), "utf-8")
        module = ["guiju", *fault["command"]] if "command" in fault else ["pytest", "-q", "-x", *fault["tests"]]
        command = [sys.executable, "-m", *module]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        file.write_text(sound, "utf-8")
        yield fault["gate"], fault["file"], done.returncode == 1 and fault["said"] in done.stdout + done.stderr


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=52)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--checkout", type=Path, default=HERE.parents[2])
    options = parser.parse_args()
    checkout = options.checkout.resolve()
    with tempfile.TemporaryDirectory(prefix="guiju-planted-") as made:
        folder = Path(made)
        site = (options.site or folder / "built").resolve()
        if options.site is None:
            both_languages(site, **EPOCH, GUIJU_AS_OF=AS_OF)
        planted = drawn(site, options.seed, options.count)
        results = [*on_pages(checkout, site, planted, folder / "site"), *in_sources(checkout, folder / "project")]
    for gate, where, is_found in sorted(results):
        print(f"{'found ' if is_found else 'MISSED'}  {gate:24} {where}")
    print(f"{sum(is_found for *_, is_found in results)} of {len(results)} found")
    return 0 if all(is_found for *_, is_found in results) else 1


if __name__ == "__main__":
    sys.exit(main())
