"""Who reviewed a finding, and what receipts and next facts say of rows of which not all are there."""

from typing import Any

import pytest

from checklist_samples import ROOT, corpus
from guiju.assessment import receipt as receipts
from guiju.assessment.rows import EffectiveFacts
from guiju.predicates.kleene import Absent
from receipt_files import hashed_again, wrong
from row_samples import counted, groups, of_group


def review(reviewer: str | None, **row: Any) -> EffectiveFacts:
    """What counts of a review with a finding by this reviewer, beside these facts."""
    fact = next(f for f in corpus(ROOT).vocabulary.facts if f.id == "prohibited_name_item")
    finding = {"value": fact.values[0].id, "basis": "declared", **({"reviewer": reviewer} if reviewer else {})}
    finding |= row.pop("finding", {})
    return counted({"facts": {}, "rows": {"account_review": {"r": {"prohibited_name_item": finding, **row}}}})


def of_review(reviewer: str | None, **row: Any) -> dict[str, Any]:
    return dict(review(reviewer, **row).rows["account_review"]["r"])


def test_the_reviewer_of_a_finding_is_the_reviewer_fact_of_its_row_unless_the_row_names_one() -> None:
    assert of_review("R-7")["review_reviewer"] == "R-7"
    assert of_review("R-7", review_reviewer="none")["review_reviewer"] is Absent.NONE


def test_a_machine_flag_counts_only_where_its_row_names_who_reviewed_as_in_a_table() -> None:
    assert of_review(None) == {}
    assert list(review(None).set_aside) == [("account_review", "r", "prohibited_name_item")]
    assert set(of_review(None, review_reviewer="R-7")) == {"prohibited_name_item", "review_reviewer"}


@pytest.mark.parametrize(
    "reviewer",
    [
        "none",
        {"value": "R-7", "basis": "declared", "expires": "2026-01-01"},
        {"value": "R-7", "basis": "declared", "date": "2026-12-01"},
    ],
)
def test_nobody_and_a_reviewer_that_does_not_count_make_no_finding_count(reviewer: Any) -> None:
    assert "prohibited_name_item" not in of_review(None, review_reviewer=reviewer)


def test_a_finding_that_is_stale_names_no_reviewer() -> None:
    assert of_review("R-7", finding={"expires": "2026-01-01"}) == {}


def test_a_receipt_of_a_sample_is_not_that_of_all_and_cannot_be_made_it() -> None:
    every, some = (receipts.receipt(of_group(groups({"group_code": "a"}, coverage=c))[0]) for c in ("all", "sample"))
    assert wrong(every, corpus(ROOT)) == wrong(some, corpus(ROOT)) == []
    assert every["hashes"]["facts"] != some["hashes"]["facts"]
    assert every["hashes"]["text"] == some["hashes"]["text"]
    edited = {**some, "profile": {**some["profile"], "coverage": {"group": "all"}}}
    assert wrong(edited, corpus(ROOT))[0].endswith("the receipt was edited: its hash is not that of its content")
    # Hashed again, it is found out by what it now says of its own verdicts.
    found = wrong(hashed_again(edited), corpus(ROOT))
    assert any(".verdict (" in one and one.endswith('is "undetermined"; should be "met"') for one in found)
