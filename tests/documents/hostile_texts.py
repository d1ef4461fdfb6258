"""Texts that a file could take for a formula, markup, a link or a template."""

import re
from collections.abc import Sequence

from hypothesis import strategies as st

PIECES = [
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "＝1", "\u3000", "\ufeff", "'", '"', ",", "<script>alert(1)</script>",
    "<b>", "</td>", "<!--", "]]>", "&amp;", "&#60;", "{{ 7 * 7 }}", "{% raw %}", "**bold**", "_em_", "~~gone~~",
    "[x](y)", "![x](y)", "[x]: y", "`code`", "$x$", "\\", "\\|", "# ", "> ", "- ", "1. ", "---",
    "https://example.org/", "www.example.org", "a@example.org", "_x0041_", "\ufffe", "文", "字，", "word", " ", "😀",
    "é",
]  # fmt: skip


def hostile(more: Sequence[str]) -> st.SearchStrategy[str]:
    """One line of text, as the schemas have it, of these pieces and more."""
    several = st.lists(st.sampled_from([*PIECES, *more]), min_size=1, max_size=6)
    return several.map("".join).filter(re.compile(r"\S(.*\S)?").fullmatch)
