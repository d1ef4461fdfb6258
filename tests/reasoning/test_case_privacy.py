"""Nobody is named: no case, and nothing in the commentary, tells a town, an employer, a full name or an insult."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from case_files import CASES, COMMENTARY, ROOT
from guiju.model import Corpus
from guiju.model.record import texts

# SHA-256, first 16 digits, of what no case may say: this file does not say it either.
WITHHELD = {
    "town": "8108c7f7bb8f2a3c 69fa31c15a8d368c 5302f31863db3480 85888112127c390d fb8ceac3eccfdeb4 "
    "fc0103c94def43f1 6900f1959735955c 834cae760168d0b9 aa3cb69bc4b58c6f 5df7dc194b207dc4 "
    "d580d5cc9dce529f 8bd4bbaf0a5aeda4 3ba216eada7c267e 3b5d6861d8c6a6b5",
    "employer": "0a973ef2c9ef4d9e fee827e04584eade",
    "full name": "8c719c33ca81e14e 279f3664648f1a45 0cb8bd9ce27e3818",
    "net name": "20e2113f5d9b94c3",
    "project": "9831c42817f2e2cc cfb858c8bc39bb9b",
    "name of a group": "7839181b7536a6af c49069a76b5dd5b3",
    "insult": "533043bf01f4fa09",
}


def said(file: Path) -> Iterator[str]:
    """Every run of one to four characters, every word and every two neighbouring words of a file, as written."""
    text = file.read_text("utf-8").lower()
    for length in range(1, 5):
        yield from (text[i : i + length] for i in range(len(text) - length + 1))
    words = re.findall(r"[a-z]+", text)
    yield from words
    yield from (" ".join(pair) for pair in pairwise(words))


@pytest.mark.parametrize(
    "file", [*(ROOT / "cases").glob("*.yaml"), *COMMENTARY], ids=lambda f: f"{f.parent.name}/{f.name}"
)
def test_no_town_employer_full_name_net_name_or_insult_is_told(file: Path) -> None:
    digests = {hashlib.sha256(piece.encode()).hexdigest()[:16] for piece in set(said(file))}
    assert {kind for kind, known in WITHHELD.items() if digests & set(known.split())} == set()


@pytest.mark.parametrize("name", CASES)
def test_a_person_is_a_surname_and_mou(corpus: Corpus, name: str) -> None:
    case = corpus.cases[name]
    chinese = [text.zh for text in texts(case)]
    surnames = {s for text in chinese for s in re.findall(r"(?:^|[，。；、：]|群主|成员|定|称|由|与)(.)某(?!种)", text)}
    is_of_source_document = any(source.verification == "source_only" for source in case.sources)
    assert bool(surnames) == (case.kind == "group_owner" and is_of_source_document)
    for surname in surnames:
        for text in chinese:
            assert re.search(rf"{surname}(?!某)", text) is None, text
            assert re.search(rf"{surname}某某", text) is None, text


@pytest.mark.parametrize("name", CASES)
def test_people_are_placed_by_province_and_month_only(corpus: Corpus, name: str) -> None:
    case = corpus.cases[name]
    if case.kind != "group_owner":
        return
    for text in texts(case):
        assert re.search(r"[一-鿿][市县镇乡](?!场)", text.zh) is None, text.zh
    told = [text.zh for text in (*case.story, *(s.description for s in case.sources))]
    assert [text for text in told if re.search(r"[0-9]+月[0-9]+日", text)] == []
    assert case.period.earliest == "unknown" or case.period.earliest.day == 1
    assert isinstance(case.period.latest, date)
    assert (case.period.latest + timedelta(days=1)).day == 1
