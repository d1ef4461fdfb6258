"""Three typical reports: the amounts are those of that person and day, in the JSON and in a document."""

import json
from typing import Any

import pytest

from assessment_samples import assessed, seen
from case_tables import cases
from guiju.writers import formats
from row_samples import SERVICE, measured
from situations import AS_OF, row

REPORTS = cases(__file__)
SPANS = ("fine", "detention", "imprisonment", "criminal_fine")


def report(case: dict[str, Any]) -> Any:
    """The assessment of what is known."""
    content: dict[str, Any] = {"facts": measured(case["facts"]) if "facts" in case else SERVICE}
    content["rows"] = {"conduct": {key: measured(facts) for key, facts in case["conduct"].items()}}
    if told := case.get("violation"):
        content["rows"]["violation"] = {"V-1": measured(row("member", "other", AS_OF) | told)}
    return assessed(content, "zh", AS_OF, case["roles"])


@pytest.mark.parametrize("name", REPORTS)
def test_the_amounts_in_the_json_are_those_of_that_person_and_day(name: str) -> None:
    case = REPORTS[name]
    answer = json.loads(formats("assessment")["json"](report(case), "internal"))
    (line,) = (line for line in answer["lines"] if line["obligation"] == case["duty"])
    tiers = [one for one in line["penalties"] if one["reach"] != "excluded" and one["text_applies"] is not False]
    bounds = [
        (one["provision"], one[span][end]) for one in tiers for span in SPANS if one[span] for end in ("min", "max")
    ]
    assert {amount for _, amount in bounds if amount is not None} == {*case["amounts"]}
    assert {provision for provision, amount in bounds if amount is not None} == {*case["law"]}


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_in_word_says_them_and_no_others_of_the_gap(name: str) -> None:
    case, made = REPORTS[name], report(REPORTS[name])
    text = seen("docx", formats("assessment")["docx"](made, "internal"))
    assert [one for one in case["says"] if one not in text] == []
    assert [one for one in case["never"] if one in text] == []
