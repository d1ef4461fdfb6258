"""What stands beside a number says of which law it is, and of which version."""

from case_tables import cases, each
from guiju.places.extraction import citations
from guiju.places.law_names import LawNames

CASES = cases(__file__)

NAMES = LawNames(CASES["names"].items())


def seen(*passages: str) -> list[list[int | str | None]]:
    """[number, law, the version that is meant] of each citation."""
    return [
        [c.text.removeprefix(c.law.title), (*c.law.ids, c.law.title)[0], c.version.year or c.version.which]
        for c in citations(passages, NAMES)
    ]


@each(CASES["versions"])
def test_a_version_is_told_before_and_behind_a_number(text: str, versions: list[int | str | None]) -> None:
    assert [version for _, _, version in seen(text)] == versions


@each(CASES["laws"])
def test_what_stands_around_a_number_says_of_which_law_it_is(case: dict[str, list[str]]) -> None:
    assert seen(*case["in"]) == case["seen"]
