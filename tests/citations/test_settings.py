"""What headings, rows, cells and lines of a document say of the numbers in them."""

from datetime import date
from pathlib import Path

from case_tables import cases, each
from guiju.citations.checking import check, counted
from guiju.lookup.laws import LoadedLaws
from real_corpus import real

CASES = cases(__file__)
LAWS = LoadedLaws(real())


@each(CASES["documents"])
def test_a_number_is_judged_by_where_it_stands(case):
    file = check(Path(case["file"]), LAWS, date(2026, 11, 1), repair=False, data=case["text"].encode())

    said = [" ".join(filter(None, (c.text, c.status, c.now, c.checked))) for c in file.citations]
    assert [words.replace(" art_25", "") for words in said] == case["said"]
    assert sum(count for status, count in counted(file.citations).items() if "_by_" not in status) == len(said)
