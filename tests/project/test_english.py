"""The English that people read: each law has one name in it, and alternatives of a prohibition are joined by “or”."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from guiju.model import Regulation
from guiju.places.numerals import number
from places import ROOT
from real_corpus import real

TYPED = {"aliases", "synonyms", "variants", "searched", "answered_questions", "short", "english", "alike"}
"""What readers type, in names of their own."""
ASKED = ROOT / "regulations" / "questions.yaml"
NAMES = yaml.safe_load((ROOT / "tools/guiju/places/law_names.yaml").read_text("utf-8"))["english"]
PARTS_OF_TITLES = {"Anti-Telecom and Online Fraud Law"}

ALTERNATIVES = {
    "违法和不良": r"unlawful and undesirable (?!information are)",
    "法律法规和国家有关规定": r"regulations,? and (?:other )?relevant provisions of the state",
    "法律、行政法规禁止": r"by laws and administrative|laws and administrative regulations (?:prohibit|forbid)",
    "违反法律法规": r"(?:violat|break|breach)\w* (?:the )?laws and regulations",
    "荣誉和利益": r"honour and interests",
    "邪教和封建迷信": r"cults and feudal",
    "社会秩序和国家利益": r"social order and the interests",
}
"""Words of the law that name alternatives, and the English that asks for all of them at once."""

YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d|号|元)")
ARTICLE = re.compile("第([零一二三四五六七八九十百千]+)条")


def pairs(value: Any) -> Iterator[tuple[str, str]]:
    """Each text in two languages, except what readers type."""
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            yield value["zh"], value["en"]
        for key, inner in value.items():
            yield from pairs(inner) if key not in TYPED else ()
    for inner in value if isinstance(value, list) else ():
        yield from pairs(inner)


@cache
def texts() -> list[tuple[str, str, str]]:
    """File, Chinese and English of every text in two languages."""
    folders = [*(ROOT / "regulations").rglob("*.yaml"), *(ROOT / "cases").glob("*.yaml")]
    files = {*folders, *(ROOT / "tools/guiju").rglob("words.yaml")} - {ASKED}
    loaded = ((file, yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)) for file in sorted(files))
    return [(str(file.relative_to(ROOT)), zh, en) for file, content in loaded for zh, en in pairs(content)]


def pages() -> Iterator[tuple[str, str]]:
    """The English pages that are written by hand."""
    written: list[Path] = [ROOT / "README.md", *(ROOT / "docs" / "en").rglob("*.md")]
    yield from ((str(file.relative_to(ROOT)), " ".join(file.read_text("utf-8").split())) for file in written)


def second_names(rule: Regulation) -> set[str]:
    """What others call it in English."""
    title = rule.title.zh.removeprefix("中华人民共和国")
    aliases = {name for name in rule.aliases if name.isascii() and "Order No." not in name}
    called = {name for name, law in NAMES.items() if law == title} | aliases
    return called - {rule.title.en, rule.short_title.en} - PARTS_OF_TITLES


@pytest.mark.parametrize("rule", real().regulations.values(), ids=lambda rule: rule.id)
def test_a_law_has_one_name_in_english(rule: Regulation) -> None:
    read = [*((file, en) for file, _, en in texts()), *pages()]
    for name in second_names(rule):
        pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        assert [file for file, text in read if pattern.search(text)] == [], name


@pytest.mark.parametrize("chinese", ALTERNATIVES)
def test_alternatives_of_a_prohibition_are_joined_by_or(chinese: str) -> None:
    joined_by_and = re.compile(ALTERNATIVES[chinese])
    told = [(file, en) for file, zh, en in texts() if chinese in zh]
    assert told
    assert [place for place in told if joined_by_and.search(place[1])] == []


def test_years_and_articles_are_the_same_in_both_languages() -> None:
    for file, zh, en in texts():
        told = re.sub(r"\bfile laws/\S+\.md", "", en)
        assert set(YEAR.findall(zh)) == set(YEAR.findall(told)), (file, zh)
        assert {f"{number(one)}" for one in ARTICLE.findall(zh)} <= set(re.findall(r"\d+", told)), (file, zh)


def test_nothing_is_taken_against_somebody_with_the_measure_after_it() -> None:
    pattern = re.compile(r"take against|\bhandling measures")
    assert [file for file, _, en in texts() if pattern.search(en)] == []
