"""The commentary on liability says the same in both languages, and rests on provisions and cases that are recorded."""

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


def test_what_is_said_of_tolerating_and_of_notice_is_in_the_words_of_the_law(corpus: Corpus) -> None:
    def words(name: str) -> str:
        provision = corpus.provision(name)
        return "".join(line for n in provision.numbers if n.words for line in n.words.zh)

    obscene, network = "obscene-electronic-information-interpretation-2#", "international-networking-security#"
    for tolerating in (words(f"{obscene}tolerating-on-own-site-for-profit"), words(f"{obscene}tolerating-on-own-site")):
        assert "网站建立者、直接负责的管理者明知" in tolerating and "允许或者放任" in tolerating
        assert "群组" not in tolerating
    assert "群组" in words(f"{obscene}group-mainly-for-obscene-content")
    assert "放任" not in words(f"{obscene}group-mainly-for-obscene-content")
    assert words(f"{obscene}presumed-knowledge").startswith("实施第四条至第七条规定的行为")
    assert "24小时" in words(f"{network}report-duty") and "个人" not in words(f"{network}report-duty")
    assert "原始记录" not in words(f"{network}management-penalty")


@pytest.mark.parametrize("file", COMMENTARY, ids=lambda f: f.parent.name)
def test_the_commentary_leads_to_every_case_of_an_owner_by_its_title(file: Path, corpus: Corpus) -> None:
    text = " ".join(file.read_text("utf-8").split())  # a title may run over the end of a line
    linked = re.findall(r"\[([^\]]+)\]\(cases/([a-z0-9-]+)\.md\)", text)
    owners = {case.id for case in corpus.cases.values() if case.kind == "group_owner"}
    assert {name for _, name in linked} == owners
    lang = "zh" if file.parent.name == "zh" else "en"
    assert all(corpus.cases[name].title[lang] in title for title, name in linked)
