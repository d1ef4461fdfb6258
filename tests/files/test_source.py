"""A file that is no plain YAML is one finding, with its place and what to do about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from case_tables import cases
from guiju.files.finding import Unsound
from guiju.files.source import Key, parse, read
from unsound import defects_of

TABLES = cases(__file__)
BAD_TEXTS: dict[str | bytes, tuple[str, int, int]] = {
    **{text: tuple(finding) for text, *finding in TABLES["bad"]},
    f"a: {'9' * 30}": ("ambiguous-scalar", 1, 4),
    "[" * 500: ("yaml-too-deep", 1, 42),
    "[" * 100_000: ("yaml-syntax", 1, 1001),  # the C parser has a limit of its own
    "a:\n" + "".join(" " * i + "- \n" for i in range(1, 60)): ("yaml-too-deep", 42, 42),
    "规矩: x\n".encode("gb18030"): ("wrong-encoding", 1, 1),
    "a: 1\nb: 规".encode("utf-16"): ("wrong-encoding", 1, 1),
    b"a: 1\nb: \xe8\xa7": ("wrong-encoding", 2, 4),
    b"\xef\xbb\xbfa: 1": ("wrong-encoding", 1, 1),
}


@pytest.mark.parametrize("text", BAD_TEXTS, ids=lambda t: repr(t[:24]))
def test_what_yaml_readers_disagree_on_is_a_finding_with_its_place(text: str | bytes) -> None:
    [found] = defects_of(parse, text.encode() if isinstance(text, str) else text, "x.yaml")
    assert (found.code, found.at.line, found.at.column) == BAD_TEXTS[text]
    assert "\n" not in str(found)


def test_a_folder_a_broken_link_and_an_absent_file_are_findings(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("folder", "link", "loop", "absent"):
        [found] = defects_of(read, tmp_path / name, name)
        assert found.code == "unreadable-file"


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text(st.characters(exclude_categories=("C", "Z")), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(PLAIN)
def test_what_another_writer_writes_is_read_as_it_meant(value: object) -> None:
    text = yaml.safe_dump(
        {"value": value, "items": [value]}, allow_unicode=True, default_flow_style=False, width=10_000
    )
    aliases = any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text))
    try:
        document = parse(text.encode(), "x.yaml")
    except Unsound as unsound:
        assert aliases or unsound.findings[0].code == "ambiguous-scalar"
    else:
        assert not aliases
        assert document.value == {"value": value, "items": [value]}


class _Referee(yaml.CSafeLoader):
    """PyYAML's own composer and constructor, without what is none of ours: dates, merge keys, a value named `=`."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as the base class has it
        first: [(tag, pattern) for tag, pattern in found if tag.rsplit(":", 1)[-1] in ("null", "bool", "int", "float")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _keys(value: object, *path: Key) -> Iterator[tuple[Key, ...]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(key, str):
            yield (*path, key)
        yield from _keys(inner, *path, key)


WORDS = st.text("ab规y0123456789.-+_:#'\"[]{},?!&*|>%@~ \n", max_size=8) | st.sampled_from(TABLES["words"])
LINES = st.tuples(
    st.sampled_from(["", "  ", "    ", "- ", "  - ", "? "]), st.sampled_from(["a", "b", "'c'", ""]), WORDS
).map(lambda line: f"{line[0]}{line[1]}{': ' * bool(line[1])}{line[2]}")
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join) | st.builds(
    lambda value, flow, width: yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=width),
    st.dictionaries(st.text("ab规 'yn", min_size=1, max_size=4), PLAIN, max_size=4),
    st.sampled_from([True, False, None]),
    st.integers(20, 90),
)


@settings(max_examples=500)
@given(TEXTS)
def test_what_is_read_is_what_pyyaml_reads_and_each_key_is_at_its_place(text: str) -> None:
    try:
        document = parse(text.encode(), "x.yaml")
    except Unsound:
        return
    assert document.value == yaml.load(text, Loader=_Referee)
    lines = text.splitlines()
    for path in _keys(document.value):
        place = document.key_at(*path)
        assert lines[place.line - 1][place.column - 1 :].startswith(("'", '"', str(path[-1])[:1])), path


def test_a_quotation_mark_shifts_what_is_inside() -> None:
    document = parse(b"a: 'it''s so'\nb: \"so\"\nc: so\n", "x.yaml")
    assert [str(document.inside(1, "a")), str(document.inside(5, "a"))] == ["x.yaml:1:6", "x.yaml:1:11"]
    assert [str(document.inside(1, "b")), str(document.inside(1, "c"))] == ["x.yaml:2:6", "x.yaml:3:5"]


def test_positions_lead_to_keys_and_values() -> None:
    document = parse("一: 1\nlist:\n- {zh: 规, en: 'x'}\n".encode(), "x.yaml")
    assert str(document.at("list", 0, "en")) == "x.yaml:3:15"
    assert str(document.key_at("list", 0, "en")) == "x.yaml:3:11"
    assert document.at("list", 0, "absent") == document.at("list", 0)


def test_dates_and_quoted_words_stay_text() -> None:
    document = parse(b"a: 2017-10-08\nb: 'yes'\nc: '12'\nd: 12\ne: 1.5\nf: ~\n", "x.yaml")
    assert document.value == {"a": "2017-10-08", "b": "yes", "c": "12", "d": 12, "e": 1.5, "f": None}
