"""Characters that are not seen reach no terminal as they are, whoever wrote them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.cli import main
from guiju.files.characters import escaped_lines, is_invisible, printable
from guiju.files.json_text import json_text
from table_samples import Captured

HIDDEN = "\u202e\u2066\u200b\u200f\x1b[31m\x85\u2028\ufeff"

AS_JSON = {"show art_1": "--json", "find 不得": "--json", "checklist --role platform": "--format json"}


@pytest.mark.parametrize("command", [*AS_JSON, *(f"{command} {option}" for command, option in AS_JSON.items())])
def test_what_the_data_hides_is_not_printed(base: Path, capsys: Captured, command: str) -> None:
    for file in base.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("名称", "名\u202e\u200b称"), "utf-8")
    main([*command.split(), "--base", str(base), "--lang", "zh"])
    said = capsys.readouterr()
    assert said.out and not set(HIDDEN) & set(said.out + said.err) - {"[", "3", "1", "m"}


def test_what_a_profile_hides_is_not_printed(tmp_path: Path, capsys: Captured) -> None:
    hidden = HIDDEN.replace("\x1b", "\\e").replace("\x85", "\\N").replace("\u2028", "\\L").replace("\ufeff", "\\uFEFF")
    for name, text in (
        ("a", f'facts:\n  "{hidden}": 1\n'),
        ("b", f'facts: {{}}\nreport: {{service: "x{hidden}y"}}\n'),
        ("c", f'facts: {{}}\nrows: {{group: {{"g{hidden}": {{member_count: -1}}}}}}\n'),
    ):
        file = tmp_path / f"{name}{HIDDEN[:4]}.yaml"
        file.write_text(text, "utf-8")
        for options in ([], ["--format", "md"]):
            main(["assess", str(file), "--role", "group-provider", *options])
        said = capsys.readouterr()
        assert not {c for c in said.out + said.err if c in HIDDEN and c not in "[31m\ufeff"}, name


@given(st.text(st.characters(exclude_categories=())))
def test_json_is_the_same_value_and_hides_nothing(text: str) -> None:
    written = json_text({"a": [text]})
    assert json.loads(written) == {"a": [text]}
    assert not any(is_invisible(character) for character in written if character != "\n")


def test_what_is_seen_stays_as_it_is() -> None:
    text = "字　a\u00a0b\n“é” 😀"
    assert escaped_lines(text) == text and escaped_lines("a\u202eb\x1b\n") == "a\\u202eb\\x1b\n"
    assert printable("a\u202eb\u200bc") == "a\ufffdb\ufffdc"
