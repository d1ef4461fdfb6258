"""The rows of a review sheet: what is proposed of two laws, and what stands beside it."""

from collections.abc import Mapping

from case_tables import cases, each
from guiju.importing import batch
from guiju.importing.proposals import proposals
from guiju.importing.review_form import NOT_FOUND
from guiju.importing.review_rows import Row, rows
from guiju.law.text.quotation import cited_units, occurrences
from guiju.model import DraftObligation
from places import ROOT
from real_corpus import real

LAWS = ("internet-information-services-2024", "international-networking-security-2011")


def rows_of(law: str) -> list[Row]:
    (rule,) = batch.laws(ROOT / "bench" / "laws" / f"{law}.txt")
    corpus = real()
    return rows(rule, list(proposals(rule)), corpus.vocabulary, corpus.regulations.values())


@each(LAWS)
def test_each_row_quotes_its_place_word_for_word(law: str) -> None:
    (rule,) = batch.laws(ROOT / "bench" / "laws" / f"{law}.txt")
    assert len(rows_of(law)) == len(list(proposals(rule)))
    for row in rows_of(law):
        units = cited_units(rule, row["eId"])
        for words in row["quote"].splitlines():
            assert sum(occurrences(unit.zh, words) for unit in units) == 1
        text = "".join(unit.zh for article in rule.articles for unit in article.units())
        for key in ("condition.zh", "towards", *(["deadline"] if "、" not in row.get("deadline", "") else [])):
            assert row.get(key, NOT_FOUND) == NOT_FOUND or row[key] in text


@each(LAWS)
def test_suggestions_are_ids_of_the_vocabulary(law: str) -> None:
    vocabulary = real().vocabulary
    parties, facts = {p.id for p in vocabulary.parties}, {f.id for f in vocabulary.facts}
    for row in rows_of(law):
        assert set(row.get("bearers", NOT_FOUND).split(", ")) <= {*parties, NOT_FOUND}
        assert {row.get("counterparty", NOT_FOUND)} <= {*parties, NOT_FOUND}
        assert set(row.get("facts", NOT_FOUND).splitlines()) <= {*facts, NOT_FOUND}


@each(cases(__file__)["rows"])
def test_a_row_says_what_the_law_says(law: str, words: str, cells: Mapping[str, str]) -> None:
    row = next(row for row in rows_of(law) if words in row["quote"])
    assert {key: row[key] for key in cells} == cells


def test_carried_bearers_are_marked() -> None:
    (rule,) = batch.laws(ROOT / "bench" / "laws" / f"{LAWS[0]}.txt")
    carried = [d for d in proposals(rule) if isinstance(d, DraftObligation) and d.carried]
    marked = [row for row in rows_of(LAWS[0]) if "carried from a sentence before" in row.get("named", "")]
    assert len(marked) == len(carried) > 0
