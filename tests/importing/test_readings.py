"""Short texts as laws are found: what becomes of each, as its table has it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.importing.rule import ImportedRule
from guiju.places.numerals import numeral
from laws import all_imported, imported, text_at, tree

CASES = cases(__file__)


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
    "changes": lambda rule, _: sorted({change["kind"] for change in rule.value["normalised"]}),
    "value": lambda rule, expected: {path: at(rule, path) for path in expected},
}
"""How what a case says is read from a rule."""


@each(CASES)
def test_a_text_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    made = all_imported(case["text"], case.get("file", "law.txt"))
    for rule, told in zip(made, case.get("rules", [case]), strict=True):
        said = {key: expected for key, expected in told.items() if key not in ("text", "file")}
        assert said and {key: READ[key](rule, expected) for key, expected in said.items()} == said


HEADS = [
    "款待外宾",
    "规定事项",
    "所有人",
    "中央机关",
    "的确",
    "至少一次",
    "第二条规定的期限",
    "第一条所列行为",
    "、",
    "- 甲",
]


@given(st.lists(st.sampled_from(HEADS), min_size=2, max_size=12), st.sampled_from([" ", "　"]))
def test_words_that_a_citation_might_have_are_an_articles_own_behind_white_space(heads: list[str], gap: str) -> None:
    lines = [f"第{numeral(number)}条{gap}{head}应当如此。" for number, head in enumerate(heads, 1)]
    rule = imported("样本办法\n" + "\n".join(lines))
    assert [a["eId"] for a in rule.value["articles"]] == [f"art_{number}" for number in range(1, len(heads) + 1)]
