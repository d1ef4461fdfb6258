"""The lines of a page: none is too wide, ends inside a date or an id that it can hold, or begins or ends with a dot."""

from itertools import pairwise

import pytest

from guiju.site.building.unbroken import unbroken
from windows import ROOTS, Visit


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>自2017-10-08起</p>", "<p>自<time>2017-10-08</time>起</p>"),
        ("（2017&#45;10&#45;08）", "（<time>2017&#45;10&#45;08</time>）"),
        ("<a>2017-10-08</a> – 2018-01-01.", "<a><time>2017-10-08</time></a> – <time>2018-01-01</time>."),
        (
            "<code>rule-x&#35;keep&#45;logs</code>",
            '<code><span class="whole">rule-x&#35;</span><wbr><span class="whole">keep&#45;logs</span></code>',
        ),
        (
            "<code>rule-x#keep-logs</code>",
            '<code><span class="whole">rule-x#</span><wbr><span class="whole">keep-logs</span></code>',
        ),
        ("<code>--as-of</code>", '<code><span class="whole">--as-of</span></code>'),
        (f"<code>{'x-' * 15}</code>", f'<code><span class="whole--long">{"x-" * 15}</span></code>'),
    ],
)
def test_a_date_and_a_word_of_code_are_marked_and_their_characters_stay(html: str, marked: str) -> None:
    assert unbroken(html) == marked


@pytest.mark.parametrize(
    "html",
    [
        '<p data-text="截至 2017-10-08"><img alt="2017-10-08"></p>',
        '<a href="https://example.org/2017-10-08/a.htm">https://example.org/2017-10-08/a.htm</a>',
        "&#47;cn&#47;2017&#45;10&#45;08&#47;a",
        "<svg><text>2017-10-08</text></svg>",
        "<select><option>2017-10-08</option></select>",
        '<time datetime="2017-10-08">2017-10-08</time>',
        "12017-10-08 and 2017-10-088 and 2017-10",
        '<code class="predicate">a-b</code> and <code>guiju assess --as-of x</code>',
        "<pre><code>guiju check\n</code></pre>",
    ],
)
def test_only_running_text_is_marked(html: str) -> None:
    assert unbroken(html) == html


PAGES = ("", "cases/", "regulations/", "checklists/group-owner/", "checklists/all-roles/")
ROWS = """() => [...document.querySelectorAll(".dotted")].map((row) => {
  const edge = row.getBoundingClientRect().left;
  const clips = getComputedStyle(row).overflowX === "clip";
  return [...row.children].map((fact) => {
    const { left, top } = fact.getBoundingClientRect();
    const before = getComputedStyle(fact, "::before");
    const dot = before.content === "none" ? null : left + parseFloat(before.left);
    return { text: fact.textContent, top, isDotted: dot !== null && !(clips && dot + 4 < edge) };
  });
})"""


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("width", [320, 360, 390, 1280])
def test_a_dot_is_between_two_facts_on_one_line_and_nowhere_else(visit: Visit, width: int, lang: str) -> None:
    for path in PAGES:
        rows = visit(path, lang, width=width, height=800).evaluate(ROWS)
        assert rows, path
        for row in rows:
            assert not any(fact["text"].strip().endswith("·") for fact in row), path
            follows = [False, *(two["top"] - one["top"] < 8 for one, two in pairwise(row))]
            assert [fact["isDotted"] for fact in row] == follows, (path, row)
