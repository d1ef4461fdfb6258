"""Who reviewed a finding, and what receipts and next facts say of rows of which not all are there."""

import json
from typing import Any

import pytest

from checklist_samples import ROOT, corpus
from guiju.assessment import receipt as receipts
from guiju.assessment.missing import next_facts
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


@pytest.mark.parametrize("coverage", ["all", "sample", None])
def test_a_receipt_holds_with_what_it_says_of_coverage(coverage: str | None) -> None:
    told = json.loads(json.dumps(receipts.receipt(of_group(groups({"group_code": "a"}, coverage=coverage))[0])))
    assert told["profile"]["coverage"] == ({"group": coverage} if coverage else {})
    assert wrong(told, corpus(ROOT)) == []


def test_a_receipt_of_a_sample_is_not_that_of_all_and_cannot_be_made_it() -> None:
    every, some = (receipts.receipt(of_group(groups({"group_code": "a"}, coverage=c))[0]) for c in ("all", "sample"))
    assert every["hashes"]["facts"] != some["hashes"]["facts"]
    assert every["hashes"]["text"] == some["hashes"]["text"]
    edited = {**some, "profile": {**some["profile"], "coverage": {"group": "all"}}}
    assert wrong(edited, corpus(ROOT))[0].endswith("the receipt was edited: its hash is not that of its content")
    # Hashed again, it is found out by what it now says of its own verdicts.
    found = wrong(hashed_again(edited), corpus(ROOT))
    assert any(".verdict (" in one and one.endswith('is "undetermined"; should be "met"') for one in found)


def test_of_rows_that_are_not_there_beside_others_no_fact_is_asked() -> None:
    _, line = of_group(groups({"group_code": "a", "group_code_occurrences": 1}, coverage="sample"))
    assert (line.verdict, next_facts([line.missing])) == ("undetermined", [])


def test_only_what_could_still_tell_is_asked() -> None:
    """A group without a code is a gap whatever else; one with a code waits for its uniqueness alone."""
    _, line = of_group(groups({"group_code": "a"}, coverage="sample"))
    assert [(e.entity, e.fact) for e in next_facts([line.missing])] == [("group", "group_code_occurrences")]
    _, line = of_group({"facts": {}, "rows": {"group": {"g": {"group_code": "a", "group_code_occurrences": 1}}}})
    assert [(e.entity, e.fact, e.decides) for e in next_facts([line.missing])] == [("service", "offers_user_groups", 1)]
