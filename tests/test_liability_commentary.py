"""The commentary on liability says the same in both languages, and rests on provisions and cases that are recorded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from case_files import COMMENTARY
from guiju.model import Corpus


def test_the_commentary_says_the_same_in_both_languages() -> None:
    chinese, english = (file.read_text("utf-8") for file in COMMENTARY)
    for pattern in (r"\{ #([a-z-]+) \}", r"\]\(([^)]+)\)", r"`([^`]+)`"):
        assert re.findall(pattern, chinese) == re.findall(pattern, english)
    assert not re.search(r"<[a-zA-Z/!]", chinese + english)


def test_the_commentary_rests_on_provisions_that_are_recorded(corpus: Corpus) -> None:
    recorded = {f"{r.id}/index.md#{p.id}" for r in corpus.regulations.values() for p in r.provisions}
    linked = re.findall(r"\]\(regulations/([a-z0-9-]+/index\.md#[a-z0-9-]+)\)", COMMENTARY[1].read_text("utf-8"))
    assert linked
    assert set(linked) <= recorded


@pytest.mark.parametrize("file", COMMENTARY, ids=lambda f: f.parent.name)
def test_the_commentary_leads_to_every_case_of_an_owner_by_its_title(file: Path, corpus: Corpus) -> None:
    linked = re.findall(r"\[([^\]]+)\]\(cases/([a-z0-9-]+)\.md\)", file.read_text("utf-8"))
    owners = {case.id for case in corpus.cases.values() if case.kind == "group_owner"}
    assert {name for _, name in linked} == owners
    lang = "zh" if file.parent.name == "zh" else "en"
    assert all(corpus.cases[name].title[lang] in text for text, name in linked)
