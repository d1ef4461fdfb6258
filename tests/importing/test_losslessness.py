"""Any text comes out whole: what is imported and joined again is itself but for the listed normalisations."""

import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases
from guiju.files.block import block
from guiju.files.characters import is_invisible
from guiju.files.finding import Unsound
from guiju.files.folding import without_spaces
from guiju.files.schema import defects
from guiju.files.source import parse
from guiju.importing import formats
from guiju.importing.line import SourceText, TextLine, tidy
from guiju.importing.rule import rules
from laws import tree, whole

CASES = cases(__file__)

WORDS = st.text(alphabet="甲乙丙丁规定的，。；：、（）《》 　aB1", min_size=1, max_size=30)
NUMERALS = st.sampled_from(CASES["numerals"])
LABELS = st.one_of(
    st.builds("第{}条{}".format, NUMERALS, st.sampled_from(["", " ", "　", "之一 "])),
    st.builds("第{}{}{}".format, NUMERALS, st.sampled_from(["编", "分编", "章", "节"]), st.sampled_from(["", "　"])),
    st.builds("（{}）".format, NUMERALS),
    st.builds("{}、".format, NUMERALS),
    st.builds("{}. ".format, st.integers(0, 12)),
    st.sampled_from(
        ["附件一：", "附：", "①", "㈠", "目录", "笫三条 ", "前款第（二）项", "# ", "**第一条**　", "| 甲 | 乙 |"]
    ),
    st.just(""),
)
LINES = st.builds("{}{}".format, LABELS, st.one_of(WORDS, st.just("")))
TEXTS = st.lists(LINES, min_size=1, max_size=25).map("\n".join)
ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)


def visible(text: str) -> str:
    """A text without white space and what cannot be seen, as the normalisations list it."""
    return without_spaces(
        "".join(
            c
            for c in text
            if c.isspace() or not (is_invisible(c) or "\ufdd0" <= c <= "\ufdef" or ord(c) & 0xFFFE == 0xFFFE)
        )
    )


@given(st.one_of(TEXTS, ANY, st.tuples(TEXTS, ANY).map("\n".join)))
def test_a_text_that_is_imported_and_joined_again_is_itself(text: str) -> None:
    lines, _ = tidy(TextLine(number, line) for number, line in enumerate(text.split("\n"), 1))
    try:
        made = rules(SourceText(lines), "law.txt")
    except Unsound as unsound:
        assert {finding.code for finding in unsound.findings} <= {"no-article", "no-text"}
        return
    # With several laws, lines around them are unplaced in their own rule: the order is that of each rule.
    out = "".join(whole(rule) for rule in made)
    assert sorted(out) == sorted(visible(text))
    if len(made) == 1 and not made[0].unplaced:
        assert out == visible(text)


@given(TEXTS)
def test_what_is_written_is_read_back_as_it_was(text: str) -> None:
    try:
        made = rules(formats.read(text.encode(), "law.txt"), "law.txt") if text.strip() else ()
    except Unsound:
        return
    for rule in made:
        assert parse(block(rule.value).encode(), "regulation.yaml").value == rule.value
        assert yaml.safe_load(block(rule.value)) == rule.value
        assert list(defects(parse(block(rule.value).encode(), "regulation.yaml"), "regulation")) == []
        assert len(tree(rule)) == len(set(tree(rule)))  # no place has the id of another


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="01_.:eExXyYnNoOtTrRuUaAlLsSfF+-~<=#&*!|>'\"%@`{}[],? ", min_size=1, max_size=8), ANY
        )
    )
)
def test_any_line_that_is_written_is_read_back(texts: list[str]) -> None:
    lines, _ = tidy(TextLine(number, text) for number, text in enumerate(texts, 1))
    value = {"preface": [line.text for line in lines]}
    assert parse(block(value).encode(), "regulation.yaml").value == value


HOSTILE = CASES["hostile"]


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    def calls(times: int) -> int:
        count = 0

        def one_more(*_: object) -> None:
            nonlocal count
            count += 1

        data = f"样本规定\n第一条 甲。\n{HOSTILE[name] * times}".encode()
        reading = formats.read(data, "law.txt")
        before = sys.getprofile()
        sys.setprofile(one_more)
        try:
            rules(reading, "law.txt")
        finally:
            sys.setprofile(before)
        return count

    assert calls(2_000) < 2.6 * calls(1_000)
