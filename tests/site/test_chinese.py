"""English pages: what is Chinese on them is marked as Chinese, and meant to be Chinese."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml
from lxml import html

from case_tables import cases, each
from guiju.model import Bilingual
from guiju.site.building.chinese import HAN, marked
from guiju.site.kinds import to
from guiju.wording.labels import number_set
from markdown_pages import each_read_rule, read, site, words_of
from real_corpus import ROOT, real

RUN = re.compile(f"[{HAN}]+")


@each(cases(__file__)["marked"])
def test_a_run_of_chinese_is_marked_once_and_nothing_else_changes(page: str, expected: str) -> None:
    """In brackets: what is marked."""
    assert marked(page) == expected.replace("[", '<span lang="zh-Hans">').replace("]", "</span>")
    assert marked(marked(page)) == marked(page)


def unmarked(element: html.HtmlElement, language: str = "en") -> Iterator[str]:
    """Chinese text, in an element or in what a reader hears of it, of which nothing says that it is Chinese."""
    language = element.get("lang", language)
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "meta"):
        return
    heard = [element.get(name) for name in ("aria-label", "title", "alt", "placeholder", "data-label")]
    for text in (element.text, *(child.tail for child in element), *heard):
        if text and RUN.search(text) and not language.startswith("zh"):
            yield text
    for child in element:
        yield from unmarked(child, language)


def test_every_run_of_chinese_on_an_english_page_is_in_an_element_that_says_so(site_folder: Path) -> None:
    files = [file for file in (site_folder / "en").rglob("*.html") if "downloads" not in file.parts]
    assert len(files) > 100
    for file in files:
        assert list(unmarked(html.parse(str(file)).getroot())) == [], file


def english(value: object) -> Iterator[str]:
    """Every English text of records and of words files."""
    if isinstance(value, Bilingual):
        yield value.en
    if dataclasses.is_dataclass(value):
        yield from english([getattr(value, f.name) for f in dataclasses.fields(value) if f.name != "where"])
    elif isinstance(value, dict):
        yield from [value["en"]] if isinstance(value.get("en"), str) else english(list(value.values()))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from english(inner)


def test_chinese_that_stands_in_english_is_named_by_an_english_text_or_is_a_name() -> None:
    corpus, span = real(), re.compile('<span lang="zh-Hans">(.*?)</span>')
    words = [yaml.safe_load(file.read_text("utf-8")) for file in (ROOT / "tools" / "guiju").rglob("words.yaml")]
    known = [text.en for rule in corpus.regulations.values() for text in rule.texts]
    known += english((corpus.vocabulary, corpus.cases, corpus.penalty_search, words))
    for rule in corpus.regulations.values():
        known += [*rule.aliases, rule.title.zh, rule.short_title.zh]
    for term in corpus.glossary:
        known += [term.zh, *english(term), *term.synonyms, *term.variants]
    everything = "\n".join(known)
    for path, source in site("en").items():
        if "/versions/" in path or "/changes/" in path:
            continue  # their Chinese is the words of the law, of which no English text of ours says what they are
        found = Counter(span.findall(marked(source))) - Counter(span.findall(source))
        assert [words for words in found if words not in everything] == [], path


@each_read_rule
def test_a_number_of_the_law_is_translated_on_english_pages(rule: object) -> None:
    numbers = {param for o in rule.obligations for param in o.params.values()}
    duties = (to.obligations(rule, record) for record in rule.obligations)
    for path in (*duties, *(to.roles(role.id) for role in real().vocabulary.roles)):
        told = words_of(read("en", path))
        for param in numbers:
            assert param.quote not in told or f"{number_set(param, 'en')} ({param.quote})" in told, path
    assert "6 months (六个月)" in words_of(read("en", to.roles("group-provider")))
