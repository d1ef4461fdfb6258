"""YAML of strangers is read as other readers do, or not at all."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiju.files.plain_yaml import plain_yaml

TEXTS = st.text("aé中1 :", max_size=6).map(str.strip)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


@given(VALUES.filter(bool), VALUES)
def test_what_is_named_and_used_again_is_read_as_the_library_reads_it(shared, other):
    text = yaml.safe_dump({"first": shared, "again": [shared, {"other": other, "third": shared}]}, allow_unicode=True)

    assert plain_yaml(text) == yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize(
    "text",
    [
        "a: *nowhere",
        "a: &a [*a]",
        "a: &a {b: 1}\nc: {<<: *a}",
        "a: &a " + "x" * 2_000 + "\nb: [*a, *a, *a]",
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
        "a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n"
        + "".join(f"a{n}: &a{n} [[[[[[[[[[[*a{n - 1}]]]]]]]]]]]\n" for n in range(1, 90)),
    ],
    ids=["unknown", "of itself", "merged", "much", "more each time", "nested each time"],
)
def test_an_alias_that_means_nothing_or_much_is_damage(text):
    assert plain_yaml(text) is None
