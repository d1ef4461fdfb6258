"""Forty-two situations, in which somebody breaks the ban on prohibited content, and what a report says of each."""

import json
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from assessment_samples import GROUP, assessed
from guiju.assessment import Assessment
from guiju.model import Lang
from guiju.writers import formats
from row_samples import SERVICE, measured

DUTY = f"{GROUP}#no-prohibited-content"
AS_OF = date(2026, 3, 1)
Situation = tuple[str, str, date]
ROLES = {"founder": "group-owner", "manager": "group-owner", "member": "group-member"}
CONTENTS = ("insult", "rumours", "gambling", "obscene", "unlawful_activity", "picking_quarrels", "other")
SITUATIONS = list(product(ROLES, CONTENTS, (date(2025, 12, 20), date(2026, 1, 5))))
"""Who, which act, which day: forty-two of them."""
each_situation = pytest.mark.parametrize(("subject", "content", "day"), SITUATIONS)


def row(subject: str, content: str, day: date) -> dict[str, Any]:
    return {
        "violation_subject": subject,
        "violation_content": content,
        "violation_ground": "laws_and_regulations",
        "violation_acted_on": day.isoformat(),
        "violation_confirmed_at": f"{day.isoformat()}T10:00:00",
        "violation_reviewer": "R1",
        "prohibited_content_spread": True,
    }


@cache
def gap(subject: str, content: str, day: date, lang: Lang = "zh") -> Any:
    """The assessment of the one violation, for the role of whoever did it."""
    rows = {"violation": {"V-1": measured(row(subject, content, day))}}
    return assessed({"facts": SERVICE, "rows": rows}, lang, AS_OF, (ROLES[subject],))


def told(made: Assessment) -> dict[tuple[str, str], dict[str, Any]]:
    """(sanction, day of its text) → the tier, as the JSON of a report has it."""
    answer = json.loads(formats("assessment")["json"](made, "internal"))
    (line,) = (line for line in answer["lines"] if line["obligation"] == DUTY)
    return {(one["sanction"], one["day"]): one for one in line["penalties"]}


def words_of(made: Assessment) -> dict[tuple[str, str], str]:
    """(sanction, day of its text) → the word; without tiers of which nothing is said, as their text does not apply."""
    return {name: one["reach"] for name, one in told(made).items() if one["reach"] is not None}


@cache
def by_json(subject: str, content: str, day: date) -> dict[tuple[str, str], str]:
    """The words that the JSON of the report has for the tiers."""
    return words_of(gap(subject, content, day))
