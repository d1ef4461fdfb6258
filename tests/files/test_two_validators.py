"""The fast validator and the reference agree: on every sample, on the real data, and on thousands of mutated files."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guiju.files.schema import fits
from guiju.files.schema_errors import errors
from guiju.files.source import Document, read
from places import ROOT, TESTS

SAMPLES = sorted((TESTS / "schema_samples").glob("*/*/*.yaml"))
RULE = ROOT / "regulations" / "cac-group-services-2017"
REAL = sorted([*RULE.rglob("*.yaml"), *(ROOT / "cases").glob("*.yaml")])
KINDS = {"cases": "case", "obligations": "obligations"}
"""The schema of the files in a folder that has one kind; elsewhere it is the name of the file."""
TEXTS = ("", " ", "x\n", "x\ny", "\u202e", "规" * 5000, "2017-02-30", "2017-10-08", "art_1")
STRANGE: list[Any] = [None, True, 0, -1, 1.5, 10**17, *TEXTS, [], [1], {}, {"x": 1}]


def reference(value: Any, name: str) -> bool:
    return not list(errors(Document("x", value), name))


def loaded(file: Path) -> Any:
    return read(file, file.name).value


@pytest.mark.parametrize("file", [*SAMPLES, *REAL], ids=lambda f: f"{f.parents[1].name}-{f.stem}")
def test_both_reject_the_bad_samples_and_accept_the_good_ones_and_the_real_data(file: Path) -> None:
    is_sample = file.is_relative_to(TESTS)
    name = file.parents[1].name if is_sample else KINDS.get(file.parent.name, file.stem)
    expected = not is_sample or file.parent.name == "good"
    assert (fits(loaded(file), name), reference(loaded(file), name)) == (expected, expected)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@pytest.mark.parametrize("name", sorted({file.parents[1].name for file in SAMPLES}))
def test_both_say_the_same_of_mutated_samples(name: str) -> None:
    chance = random.Random(name)
    good = [loaded(f) for f in SAMPLES if f.parents[1].name == name and f.parent.name == "good"]
    rejected = 0
    for _ in range(300):
        value = copy.deepcopy(chance.choice(good))
        container, key = chance.choice(list(places(value)))
        match chance.randrange(3):
            case 0:
                del container[key]
            case 1:
                container[key] = chance.choice(STRANGE)
            case _:
                if isinstance(container, dict):
                    container[chance.choice(["x", "on", "", "规"])] = chance.choice(STRANGE)
                else:
                    container.append(copy.deepcopy(container[key]))
        assert fits(value, name) == reference(value, name), (container, key)
        rejected += not fits(value, name)
    assert rejected > 50
