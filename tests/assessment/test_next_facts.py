"""The facts to supply next: in the order of what they could decide, and never promising less than they can."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_samples import assessed as sample_assessed
from guiju.assessment import Assessment
from guiju.assessment.missing import NextFact
from row_samples import PROVIDER, measured
from test_missing import DAY, KNOWN, Content, values, verdicts_of


def as_profile(content: Content) -> dict[str, Any]:
    """The facts, each with a reviewer, so that none is set aside."""
    rows = {entity: {key: measured(row) for key, row in keyed.items()} for entity, keyed in content.items()}
    return {"facts": rows.pop("service", {}).get("service", {}), "rows": rows}


def assessed(content: Content) -> Assessment:
    return sample_assessed(as_profile(content), as_of=DAY, roles=PROVIDER)


def decided_by_trying(content: Content, found: Assessment, entry: NextFact) -> int:
    """How many open duties some value of the fact settles, found by supplying each to every row that lacks it."""
    left = [duty.line for duty in found.duties if duty.verdict == "undetermined"]
    before = len(left)
    for value in values(KNOWN[entry.entity][entry.fact]):
        rows = content.get(entry.entity) or {"service" if entry.entity == "service" else "new": {}}
        supplied = {key: {entry.fact: value, **row} for key, row in rows.items()}
        decided = verdicts_of(left, as_profile({**content, entry.entity: supplied}))
        left = [line for line, verdict in zip(left, decided, strict=True) if verdict == "undetermined"]
    return before - len(left)


def contents() -> st.SearchStrategy[Any]:
    def row(entity: str) -> st.SearchStrategy[Any]:
        names = {fact.id: st.sampled_from(values(fact)) for fact in KNOWN[entity].values()}
        return st.fixed_dictionaries({}, optional=names)

    return st.fixed_dictionaries(
        {"service": st.fixed_dictionaries({"service": row("service")})},
        optional={
            entity: st.dictionaries(st.sampled_from(["a", "b"]), row(entity), min_size=1)
            for entity in ("group", "account", "violation", "complaint")
        },
    )


@pytest.mark.cost(4, "tries each value of every tenth fact that 25 profiles lack")
@settings(max_examples=25)
@given(contents(), st.integers(0, 9))
def test_no_fact_decides_more_than_it_says(content: Any, first: int) -> None:
    found = assessed(content)
    for entry in found.next_facts()[first::10]:
        if len(content.get(entry.entity, {})) <= 1:  # two rows may be settled by two values
            assert decided_by_trying(content, found, entry) <= entry.decides <= entry.waiting


def test_a_fact_without_which_nothing_applies_comes_first() -> None:
    found = assessed({})
    first = found.next_facts()[0]
    assert (first.entity, first.fact) == ("service", "offers_user_groups")
    assert first.decides == first.waiting == decided_by_trying({}, found, first) > 30


def test_the_only_missing_fact_comes_before_one_of_many() -> None:
    content = {"service": {"service": {"offers_user_groups": True, "management_rules_published": True}}}
    order = [entry.fact for entry in assessed(content).next_facts()]
    assert order.index("platform_convention_published") < order.index("agreement_states_user_rights_and_duties")


def test_the_order_is_by_what_is_decided_then_by_what_waits_then_by_name() -> None:
    found = assessed({"service": {"service": {"offers_user_groups": True}}}).next_facts()
    keys = [(-e.decides, -e.waiting, e.entity, e.fact) for e in found]
    assert keys == sorted(keys)
    assert max(Counter((e.entity, e.fact) for e in found).values()) == 1
