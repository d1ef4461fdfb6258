"""An accepted finding is silent until its end; a stale acceptance speaks."""

from dataclasses import replace
from datetime import date

from guiju.files.finding import Finding, Location
from guiju.maintenance.exceptions import unexcused
from guiju.model import AcceptedFinding

FILE = "rule-old/obligations/art_003.yaml"
RARE = "鼡 (U+9F21, character 5) is a rare form"
FOUND = Finding("chinese-typography", RARE, Location(f"x/regulations/{FILE}", 7, 3))
OTHER = Finding("text-coverage", "“并” is in no obligation", Location("x/regulations/rule-old/regulation.yaml", 9, 3))
ACCEPTED = AcceptedFinding("chinese-typography", FILE, "U+9F21", "printed so", date(2027, 1, 1))


def test_an_accepted_finding_is_silent_and_others_are_not() -> None:
    assert unexcused([FOUND, OTHER], [ACCEPTED], date(2026, 12, 31)) == [OTHER]


def test_on_its_last_day_it_speaks_again_together_with_the_exception() -> None:
    found = unexcused([FOUND], [ACCEPTED], date(2027, 1, 1))
    assert FOUND in found
    assert [f.code for f in found if f is not FOUND] == ["stale-exception"]


def test_an_exception_that_excuses_nothing_is_a_finding() -> None:
    (found,) = unexcused([], [ACCEPTED], date(2026, 1, 1))
    assert found.code == "stale-exception"


def test_an_exception_holds_for_its_file_check_and_words_only() -> None:
    for other in ({"check": "text-coverage"}, {"file": "rule-new/obligations/art_001.yaml"}, {"words": "U+9F22"}):
        assert FOUND in unexcused([FOUND], [replace(ACCEPTED, **other)], date(2026, 1, 1))
