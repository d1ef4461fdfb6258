"""A few of the inputs of bench/hostile.py at each surface: none ends in a traceback, or takes more than it may."""

import signal
import sys
from collections.abc import Iterator

import pytest

from kept_cache import kept_index
from places import ROOT

sys.path.insert(0, str(ROOT / "bench"))
import hostile

__all__ = ["kept_index"]
_OF_EACH = 8


@pytest.fixture
def alarmed() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, hostile._overrun)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.cost(5, "tries eight inputs at each surface")
@pytest.mark.parametrize("surface", sorted(hostile.SURFACES.keys() - hostile.OUTSIDE))
def test_what_was_made_to_break_a_reader_is_read_or_refused(surface: str, alarmed: None, kept_index: None) -> None:
    hostile.tried(surface, -1)  # what is read once is not counted
    tried = [hostile.tried(surface, number) for number in range(_OF_EACH)]
    assert [f"{surface}:{number}: {wrong}" for number, (_, _, wrong) in enumerate(tried) if wrong] == []
    assert any(passed for passed, _, _ in tried), "nothing passed the parser"


def test_an_input_is_made_again_by_its_number_and_a_traceback_is_seen(
    monkeypatch: pytest.MonkeyPatch, alarmed: None
) -> None:
    assert hostile.tried("conditions", 7)[0] == hostile.tried("conditions", 7)[0]
    monkeypatch.setitem(hostile.SURFACES, "conditions", lambda chance: bool({}["x"]))
    assert hostile.tried("conditions", 7)[2].startswith("KeyError at test_hostile.py:")

    def endless(chance: object) -> bool:
        while True:
            pass

    monkeypatch.setattr(hostile, "MOST_SECONDS", 0.05)
    monkeypatch.setitem(hostile.SURFACES, "conditions", endless)
    assert hostile.tried("conditions", 7)[2] == "more than 0.05 s of processor"
