"""A release records its ids; the check lost-id finds those that go."""

from pathlib import Path

import pytest

from guiju import checks
from guiju.cli import main
from guiju.law.load import load


def test_a_release_adds_exactly_the_ids_that_are_new(base: Path) -> None:
    assert main(["release", "0.2.0", "--base", str(base)]) == 0
    corpus = load(base)
    assert [r.version for r in corpus.releases] == ["0.1.0", "0.2.0"]
    of_rules = {"rule-new": "keep-records", "rule-old": "no-insults no-passing-off report supervise"}
    new = of_rules | {"rule-part": "keep-records verify"}
    assert set(corpus.releases[1].ids) == {f"{rule}#{name}" for rule, names in new.items() for name in names.split()}
    assert checks.findings(corpus) == []


def test_the_first_release_begins_the_file(base: Path) -> None:
    (base / "regulations" / "released.yaml").unlink()
    assert main(["release", "0.1.0", "--base", str(base)]) == 0
    corpus = load(base)
    assert len(corpus.releases[0].ids) == 9


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "first", "1.0"])
def test_a_version_that_is_none_or_not_later_is_refused(version: str, base: Path) -> None:
    before = (base / "regulations" / "released.yaml").read_bytes()
    assert main(["release", version, "--base", str(base)]) == 2
    assert (base / "regulations" / "released.yaml").read_bytes() == before


@pytest.mark.parametrize("layout", ["indented", "in one line", "no last line break"])
def test_a_list_of_releases_written_otherwise_is_never_broken(layout: str, base: Path) -> None:
    file = base / "regulations" / "released.yaml"
    texts = {
        "indented": "releases:\n  - version: 0.1.0\n    ids: []\n",
        "in one line": "releases: [{version: 0.1.0, ids: []}]\n",
        "no last line break": "releases:\n- version: 0.1.0\n  ids: []",
    }
    file.write_text(texts[layout], "utf-8")
    assert main(["release", "0.2.0", "--base", str(base)]) == (0 if layout == "no last line break" else 2)
    load(base)
