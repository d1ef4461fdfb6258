"""A duty binds who is in the scope of its rule: every check asks first whether the service is."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.model import Corpus
from guiju.predicates import FactName, walk
from guiju.reasoning.verdicts import compiled, judge

SCOPE = {"cac-account-names-2015": "registers_accounts_in_china", "cac-group-services-2017": "offers_user_groups"}
DAY = date(2026, 1, 1)


@pytest.mark.parametrize("rule", SCOPE)
def test_every_check_asks_whether_the_service_is_in_the_scope_of_the_rule(corpus: Corpus, rule: str) -> None:
    checks = [(o, c) for o in corpus.regulations[rule].obligations for c in compiled(o)]
    assert checks
    for obligation, check in checks:
        assert check.applies_when is not None, obligation.id
        named = [node for node in walk(check.applies_when) if isinstance(node, FactName)]
        asked = {n.name for n in named if n.service or check.check.entity == "service"}
        assert SCOPE[rule] in asked, obligation.id


@pytest.mark.parametrize("rule", SCOPE)
def test_outside_the_territory_no_duty_applies_whatever_the_rows_say(corpus: Corpus, rule: str) -> None:
    regulation = corpus.regulations[rule]
    for obligation in regulation.obligations:
        if obligation.binds:
            found = judge(regulation, obligation, {"service": {"service": {SCOPE[rule]: False}}}, DAY)
            assert found.verdict == "not_applicable", obligation.id
            assert judge(regulation, obligation, {}, DAY).verdict == "undetermined", obligation.id


def test_an_act_before_the_rule_breaks_no_ban_and_is_to_be_dealt_with_once_confirmed(corpus: Corpus) -> None:
    regulation = corpus.regulations["cac-group-services-2017"]
    days = {date(2017, 10, 7): "not_applicable", date(2017, 10, 8): "breached", None: "undetermined"}
    for name in ("comply-with-laws-in-group", "no-prohibited-content"):
        obligation = regulation.obligation(name)
        assert obligation is not None
        (shown, *_) = (e for e in obligation.examples if e.verdict == "breached")
        for day, verdict in days.items():
            facts = {k: v for k, v in shown.facts.items() if k != "violation_acted_on"}
            told = {**facts, **({"violation_acted_on": day} if day else {})}
            rows = {"violation": {"v": told}, "service": {"service": {"offers_user_groups": True}}}
            assert judge(regulation, obligation, rows, DAY).verdict == verdict  # type: ignore[arg-type]  # the moments are not read here
    for name in ("take-measures-against-groups", "take-measures-against-users", "put-on-blacklist"):
        obligation = regulation.obligation(name)
        assert obligation is not None
        earlier = [e for e in obligation.examples if e.facts.get("violation_acted_on") == "2017-10-01"]
        assert [e.verdict for e in earlier] == ["breached"]
