"""Short texts as laws are found: what becomes of each, as readings.yaml has it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from guiju.importing.rule import ImportedRule
from laws import imported, text_at, tree

CASES = yaml.safe_load(Path(__file__).with_name("readings.yaml").read_text("utf-8"))


def at(rule: ImportedRule, path: str) -> Any:
    """What is at a path in the value of a rule; None where nothing is."""
    value: Any = rule.value
    for key in path.split("."):
        value = value[int(key)] if isinstance(value, list) else value.get(key)
    return value


READ = {
    "tree": lambda rule, _: " ".join(tree(rule)),
    "numbers": lambda rule, _: [article["number"] for article in rule.value["articles"]],
    "words": lambda rule, expected: {eId: text_at(rule, eId) for eId in expected},
    "notes": lambda rule, expected: [
        note for note in expected if any(note in f"{n} {words}" for n, words in rule.notes)
    ],
    "id": lambda rule, _: rule.id,
    "day": lambda rule, _: str(rule.day),
    "unplaced": lambda rule, _: [line["text"] for line in rule.value.get("unplaced", ())],
    "value": lambda rule, expected: {path: at(rule, path) for path in expected},
}
"""How what a case says is read from a rule."""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_text_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    rule = imported(case["text"], case.get("file", "law.txt"))
    said = {key: expected for key, expected in case.items() if key not in ("text", "file")}
    assert said and {key: READ[key](rule, expected) for key, expected in said.items()} == said
