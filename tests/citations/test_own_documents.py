"""What this project writes itself passes its own check: documents and data, and the site that is built from them."""

from pathlib import Path

import pytest

from cite_check_runs import run
from places import ROOT

DOCUMENTS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs", "cases")
MARKED = ("citations_by_hand.yaml", "hostile.py", "hostile_inputs.py", "hostile_surfaces.py", "natural_citations.yaml")
"""Whose citations are wrong on purpose."""
FIGURES = sorted(f"bench/{file.name}" for file in (ROOT / "bench").glob("*.*") if file.name not in MARKED)
DATA = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "regulations").glob("*.yaml"))
READINGS = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "regulations").glob("*/obligations"))


def errors(*paths: str) -> list[str]:
    """The findings in these files. Laws that the knowledge base does not have are no errors of ours."""
    outcome = run(*paths, "--warn", "unknown_law", "--lang", "en")
    assert outcome.code in (0, 1), outcome.err
    lines = outcome.out.splitlines()[:-1]
    warnings = (": moved_subject: ", ": unknown_law: ", ": not_checked: ", ": unattributed: ")
    return [line for line in lines if not any(warning in line for warning in warnings)]


@pytest.mark.cost(4, "reads all documents and data of this repository")
def test_our_documents_and_data_cite_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert errors(*DOCUMENTS, *FIGURES, *DATA, *READINGS) == []


@pytest.mark.cost(9, "reads every page of the site")
@pytest.mark.parametrize("language", ["", "en"])
def test_the_site_cites_rightly(site_folder: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Beside the pages of what changed, the line of time and cases, whose numbers are those of a text that is no more
    law, and the reference of the Python API, whose examples are wrong citations that it finds."""
    monkeypatch.chdir(site_folder / language)
    pages = sorted(page for page in Path().glob("**/*.html") if language or page.parts[0] != "en")
    now = [page.as_posix() for page in pages if not {"changes", "timeline", "cases", "python-api"} & set(page.parts)]
    assert len(now) > 100
    assert errors(*now) == []
