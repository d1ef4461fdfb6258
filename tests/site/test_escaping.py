"""Text stays text: whatever stands in a field of the data makes no markup, no element and no script on any page."""

import json
import re
from dataclasses import replace
from functools import cache
from itertools import cycle
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import full_corpus
from case_tables import cases, each
from guiju.model import REQUIRED_LANGUAGES, Check, Lang
from guiju.site import pages
from guiju.site.escape import text as escaped
from guiju.site.kinds import to
from guiju.site.site import Site
from markdown_pages import DAY, document, pages_of, with_class, words_of

TOKEN = "㊀"
CASES = cases(__file__)
HOSTILE = CASES["hostile"]


def uncounted(root: Element) -> str:
    """The words of a page without what is reckoned from them: counts of characters in cells, hashes, sizes of files."""
    for table in with_class(root, "numbers"):
        for cell in table.iter("td"):
            if re.fullmatch("[0-9]+%?", cell.text or ""):
                cell.text = ""
    return re.sub(r"\b(sha256) [0-9a-f]{16}|[0-9.]+ ([KM]B)", r"\1\2", words_of(root))


def skeleton(element: Element) -> list[tuple[object, object, object]]:
    """The elements in their order, with the attributes that could do something."""
    return [(e.tag, e.get("class"), e.get("id")) for e in element.iter()]


@cache
def harmless(lang: Lang) -> dict[str, tuple[str, list[tuple[object, object, object]], str]]:
    """Path → a page whose fields are harmless: its Markdown, its elements, its words."""
    made = pages_of(full_corpus.corpus(TOKEN), lang)
    read_ = {path: (source, document(source)) for path, source in made.items()}
    return {path: (source, skeleton(root), uncounted(root)) for path, (source, root) in read_.items()}


def stays_text(hostile: str, lang: Lang) -> None:
    for path, source in pages_of(full_corpus.corpus(hostile), lang).items():
        same, elements, text = harmless(lang)[path]
        if source == same:
            continue  # no field is on it
        root = document(source)
        assert skeleton(root) == elements, path
        assert uncounted(root) == text.replace(TOKEN, hostile), path


# Templates escape alike in both languages: what only one of them shows meets half of these, and any text below.
@pytest.mark.parametrize(("hostile", "lang"), [*zip(HOSTILE, cycle(REQUIRED_LANGUAGES))])
def test_markdown_and_html_in_any_field_stay_text_on_every_page(hostile: str, lang: Lang) -> None:
    stays_text(hostile, lang)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), min_size=1).filter(
        lambda t: t.strip() and TOKEN not in t
    )
)
@example("ß")  # folded, it is two letters
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_any_field_stays_that_text_on_every_page(text: str) -> None:
    stays_text(text, "en")


@each(CASES["predicates"])
def test_whatever_a_predicate_compares_with_stays_text(said: str, lang: Lang) -> None:
    corpus = full_corpus.corpus("x")
    rule = corpus.regulations["rule"]
    (duty, *others), check = rule.obligations, Check("conduct", f"told = '{said}'", "both")
    changed = replace(rule, obligations=(replace(duty, checks=(check,)), *others))
    made = pages_of(replace(corpus, regulations={**corpus.regulations, "rule": changed}), lang)
    assert check.requires in words_of(document(made[to.obligations(rule, duty)]))


@pytest.mark.parametrize("unshown", ["\x00", "\x02", "\x1c", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_a_character_that_no_page_can_show_becomes_the_replacement_character(unshown: str) -> None:
    assert escaped(f"a{unshown}b") == "a\ufffdb"


@given(st.text())
@example("</title><script>")
@example("a: b # c\n---\n")
@settings(max_examples=50, deadline=None)
def test_any_title_stays_text_in_the_head_of_a_page_and_in_its_graph(title: str) -> None:
    (source,) = (
        text
        for path, text in pages.render_all(Site(full_corpus.corpus(title), "zh", DAY, only="later"))
        if path == "regulations/later/index.md"
    )
    _, line, *rest = source.split("\n")
    assert line.startswith('title: "') and "<" not in line
    head = rest[: rest.index("---")]
    (graph,) = (json.loads(line.removeprefix("graph: ")) for line in head if line.startswith("graph: "))
    assert len(head) <= 4 and "<" not in graph and isinstance(json.loads(graph), dict)
