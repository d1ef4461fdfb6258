"""Which article of an old text became which of a new one."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from case_tables import cases
from guiju import knowledge
from guiju.amendment.concordance import concordance
from guiju.model import Corpus, Regulation
from law_texts import law

CASES = cases(__file__)


def rows(old: Regulation, new: Regulation) -> list[tuple[str, str, str]]:
    """The rows in short: the numbers and the kind."""
    short = ((p.old or "–", p.new or "–", p.kind) for p in concordance(old, new))
    return [(old.removeprefix("art_"), new.removeprefix("art_"), kind) for old, new, kind in short]


def articles(named: list[str]) -> list[str]:
    """The texts of articles, a line for each 款."""
    return ["\n".join(CASES["texts"].get(name, name) for name in one.split("+")) for one in named]


@pytest.mark.parametrize("case", CASES["laws"].values(), ids=CASES["laws"])
def test_articles_are_aligned_by_their_words_their_neighbours_and_what_they_cite(case: dict[str, Any]) -> None:
    old, new = law(*articles(case["old"])), law(*articles(case["new"]), numbers=case.get("numbers", ()))
    assert [" ".join(row) for row in rows(old, new)] == case["rows"]
    assert all(0 <= pair.confidence <= 1 for pair in concordance(old, new))


READ = yaml.safe_load(Path(__file__).with_name("concordances.yaml").read_text("utf-8"))


def expanded(line: str) -> Iterator[tuple[str, str, str]]:
    """The rows of a line: 3-5 4-6 renumbered are three."""
    *sides, kind = line.split()
    old, new = (
        [str(number) for number in range(int(side.split("-")[0]), int(side.split("-")[-1]) + 1)] if side != "–" else []
        for side in sides
    )
    yield from ((before, after, kind) for before, after in zip_longest(old, new, fillvalue="–"))


@pytest.mark.parametrize("law_id", READ)
def test_versions_of_real_laws_are_aligned_as_a_lawyer_aligns_them(law_id: str, corpus: Corpus) -> None:
    read = READ[law_id]
    old, new = (knowledge.text(corpus, f"{law_id}@{read[side]}")[1].text for side in ("old", "new"))

    assert sorted(rows(old, new)) == sorted(row for line in read["rows"] for row in expanded(line))
