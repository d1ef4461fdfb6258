"""The consequences of gaps on page one: no graver, and no more certain, than the facts of the act establish."""

import json
import re
from datetime import date

import pytest

from assessment_samples import GROUP, assessed
from guiju.assessment.gaps import gaps, line_of
from guiju.documents.penalties.heaviest import consequences, is_for_entities
from guiju.documents.report.page_one import page_one
from guiju.reasoning.facts import by_entity
from page_one_samples import FORMATS, LOGS, page, ten
from real_corpus import real


def test_what_applies_comes_before_what_is_open_and_the_graver_that_is_open_stands_beside_it() -> None:
    reported = {"basis": "reported", "reviewer": "法务"}
    event = {
        "personal_data_event_kind": {"value": "leak", **reported},
        "event_occurred_on": "2025-12-01",
        "event_attributable_to_provider": {"value": True, **reported},
    }
    account = {"group_posting_enabled": True, "identity_info_provided_at": "none"}
    rows = {"account": {"a": account}, "personal_data_event": {"p": event}}
    first_page = page({"facts": {"offers_user_groups": True}, "rows": rows})
    assert [(gap.consequence.reach, gap.consequence.kind) for gap in first_page.gaps if gap.consequence] == [
        ("could_apply", "fine"),
        ("open", "imprisonment"),
    ]
    assert [(one.reach, one.kind) for one in first_page.gaps[0].beside[:1]] == [("open", "imprisonment")]
    assert {one.reach for one in first_page.gaps[0].beside if is_for_entities(one, "en")} == {"open"}
    consequences = first_page.lines[0]
    assert "open (not known whether it applies) is fixed-term imprisonment of up to 3 years" in consequences
    assert "could apply is an administrative fine of up to 100,000 yuan" in consequences
    assert "gravest for these, if it applies: fixed-term imprisonment of up to 3 years" in first_page.sentence
    assert "gravest that could apply to these: an administrative fine of up to 100,000 yuan" in first_page.sentence


CONDUCT = ("refused_to_correct", "listed_situation_found", "serious_circumstances", "especially_serious")


@pytest.mark.parametrize("known", [CONDUCT[:count] for count in range(len(CONDUCT) + 1)], ids=len)
def test_the_more_is_known_of_an_act_the_less_page_one_never_says_of_entities(known: tuple[str, ...]) -> None:
    facts = {"offers_user_groups": True, "service_launched_on": "2019-05-20", "network_log_retention_policy": "P3M"}
    seen = {"value": True, "basis": "measured", "reviewer": "法务", "evidence": "决定书"}
    names = set(by_entity(real().vocabulary.facts)["conduct"])
    rows = {"conduct": {"retain-network-logs": {name: seen for name in known if name in names}}}
    counted = assessed({"facts": facts, "rows": rows}, "en", date(2026, 6, 30), ("group-provider",))
    logs = next(gap for gap in page_one(counted).gaps if gap.gap == LOGS)
    every = [one for one in (logs.consequence, *logs.beside) if one]
    assert max(one.amount or 0 for one in every if is_for_entities(one, "en")) == 10_000_000
    assert not any("for entities" in words for words in logs.route)


def test_no_amount_is_stated_of_an_act_that_a_gap_is_not_recorded_to_be() -> None:
    violation = {
        "violation_subject": "provider",
        "violation_ground": "laws_and_regulations",
        "violation_reviewer": "审核组",
        "violation_confirmed_at": "2026-02-03T10:00:00",
        "violation_acted_on": "2026-01-21",
        "prohibited_content_spread": True,
    }
    first_page = page({"facts": {"offers_user_groups": True}, "rows": {"violation": {"v": violation}}})
    gap = next(gap for gap in first_page.gaps if gap.obligation == f"{GROUP}#no-prohibited-content")
    assert gap.consequence is None and not gap.beside
    assert re.fullmatch(r"Open, turns on: .*\? \(.*; provisions in all: \d+\)", gap.turns_on or "")
    assert "life imprisonment" not in f"{first_page.sentence} {first_page.lines}"
    assert f"{gap.number} may be graver" in first_page.lines[0] and "may be graver: 1" in first_page.sentence


def test_the_amount_of_a_gap_is_in_json_as_a_number_beside_its_words() -> None:
    answer = json.loads(FORMATS["json"](ten("en")))["page_one"]
    logs = next(gap for gap in answer["gaps"] if gap["gap"] == LOGS)
    assert logs["consequence"]["kind"] == "imprisonment" and logs["consequence"]["amount"] is None
    assert [(one["kind"], one["amount"]) for one in logs["beside"]] == [("fine", 10_000_000)]
    assert (logs["owner"], logs["due"], logs["overdue"]) == ("运维负责人", "2026-05-31", True)


def test_a_consequence_is_what_the_one_function_says() -> None:
    counted = ten("en")
    parts = {part.id: line_of(duty, part) for duty in counted.duties for part in gaps(duty, keys=False)}
    for gap in page_one(counted).gaps:
        found = consequences(counted.checklist, parts[gap.gap])
        assert (gap.consequence, *gap.beside) == (found or (None,))
