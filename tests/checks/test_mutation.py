"""Bent law is noticed: by an example, a scenario, a case, or what a party is expected to be bound to."""

from collections import Counter
from dataclasses import replace

import pytest

from guiju.cli import main
from guiju.law.load import load
from guiju.maintenance.mutation import mutants, survivors
from guiju.maintenance.predicate_changes import changed
from guiju.model import Corpus
from guiju.predicates import parse
from guiju.reasoning.facts import by_entity
from places import GOOD

OPERATORS = (
    "drop-obligation drop-gate drop-applies-when negate relax move-param swap-bearer flip-modality move-date "
    "swap-joined widen-range swap-subject drop-act drop-when drop-unless drop-part swap-value change-values "
    "move-number drop-exclusion drop-tempering drop-max-share drop-multiple drop-or-measure "
    "change-scope drop-limitation move-period"
)
MOVABLE = ("when", "detention", "fine", "imprisonment", "criminal_fine")


def test_every_operator_is_applied_and_every_obligation_with_a_check_and_every_sanction_is_bent(corpus: Corpus) -> None:
    assert {mutant.operator for mutant in mutants(corpus)} == {*OPERATORS.split()}
    bent = Counter(mutant.target for mutant in mutants(corpus))
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            assert (bent[regulation.global_id(obligation)] >= 5) == bool(obligation.checks)
        for provision in regulation.provisions:
            for sanction in provision.sanctions:
                movable = any(getattr(sanction, key) for key in MOVABLE)
                dated = sanction.from_ != "unknown" or sanction.until not in (None, "unknown")
                assert bent[f"{regulation.id}#{sanction.id}"] or not (dated or movable)


@pytest.mark.cost(24, "judges six thousand bent knowledge bases")
def test_at_least_98_percent_of_the_mutants_are_noticed(corpus: Corpus) -> None:
    every = list(mutants(corpus))
    unnoticed = survivors(corpus, every)
    assert len(every) > 6000
    assert len(unnoticed) <= 0.02 * len(every), [f"{m.target}: {m.operator}: {m.change}" for m in unnoticed]


def test_a_bent_element_is_noticed_by_scenarios_alone(corpus: Corpus) -> None:
    """The addressee of each sanction, dropped: no example says who acted."""
    rules = {name: replace(rule, scenarios=()) for name, rule in corpus.regulations.items()}
    silent = replace(corpus, regulations=rules)
    told, untold = (
        survivors(c, [m for m in mutants(c) if m.change == "subject entity → anyone"]) for c in (corpus, silent)
    )
    assert told == () and len(untold) > 50


PREDICATE = "(conduct_kind IN ('gambling', 'insulting_others') OR actor_role = 'founder') AND views_of_one_item >= 5000"


def test_a_predicate_is_bent_in_each_of_its_parts(corpus: Corpus) -> None:
    bent = list(changed(PREDICATE, by_entity(corpus.vocabulary.facts)["conduct"]))
    assert all(parse(text) != parse(PREDICATE) for _, _, text in bent)
    told = {(operator, change): text for operator, change, text in bent}
    role, views = "actor_role = 'founder'", "views_of_one_item >= 5000"
    assert told["drop-part", f"without {views}"] == PREDICATE.removesuffix(f"AND {views}")
    assert told["drop-part", f"without {role}"] == PREDICATE.replace(f"OR {role}", "")
    assert told["drop-part", "without what is before AND at 78"] == PREDICATE.replace(") AND", ") AND FALSE OR")
    assert told["change-values", "without gambling"] == PREDICATE.replace("gambling", "insulting_others")
    assert told["swap-value", "founder → 'manager'"] == PREDICATE.replace("founder", "manager")
    assert told["move-number", "5000 +1"] == PREDICATE.replace("5000", "5001")


def test_a_comparison_that_is_asked_only_where_its_fact_has_no_value_is_not_bent(corpus: Corpus) -> None:
    known = by_entity(corpus.vocabulary.facts)["violation"]
    idle = "days_between(authority_reported_at, $as_of) >= 0"
    asked = f"authority_reported_at IS NOT NULL OR ({idle} AND group_measure = 'pending')"
    told = {(operator, change) for operator, change, _ in changed(asked, known)}
    assert {change.partition(" at ")[0] for operator, change in told if operator == "relax"} == {
        "OR → AND",
        "AND → OR",
        "= → <>",
    }
    assert "move-number" not in {operator for operator, _ in told}
    for decided in (asked.replace("NOT ", ""), asked.replace(" OR ", " AND "), idle):
        told = {(operator, change) for operator, change, _ in changed(decided, known)}
        assert ("move-number", "0 +1") in told, decided


def test_without_its_examples_a_mutated_obligation_is_not_noticed() -> None:
    """The score can fall: it counts what the examples see, not that there are mutants."""
    good = load(GOOD)
    before = survivors(good, mutants(good))
    rules = {
        name: replace(r, obligations=tuple(replace(o, examples=()) for o in r.obligations))
        for name, r in good.regulations.items()
    }
    bare = replace(good, regulations=rules)
    after = survivors(bare, mutants(bare))
    assert len(after) > len(before)
    assert {m.operator for m in after} >= {"relax", "negate", "move-param", "drop-applies-when"}


def test_the_command_lists_survivors_and_fails_below_the_mark(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "--base", str(GOOD), "--at-least", "100"]) == 1
    out = capsys.readouterr().out
    assert "rule-law#log-penalty-base: " in out
    assert out.splitlines()[-1].split(" noticed")[0].count(" of ") == 1
    assert main(["mutate", "--base", str(GOOD), "--at-least", "1"]) == 0
