"""What can be found of a knowledge base: its 款, obligations and terms, each with the words that lead to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from guiju.law.text import citation

if TYPE_CHECKING:
    from guiju.model import Corpus, Lang, Obligation, Regulation

Kind = Literal["text", "obligation", "term"]


class Entry(NamedTuple):
    """A place. `place` is its id inside the rule; `words` and `heading` are folded: what is in the place itself, and
    what is said above it."""

    kind: Kind
    rule: str
    place: str
    title_zh: str
    title_en: str
    zh: str
    en: str
    words: str
    heading: str


def fold(text: str) -> str:
    """Text as it is compared: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def entries_of_rule(base: Corpus, rule: Regulation) -> Iterator[Entry]:
    """The 款 and 项 of a rule with articles, then its obligations."""
    if not rule.articles:
        return

    def cited(lang: Lang, eId: str) -> str:
        return f"{rule.short_title[lang]} {citation.label(rule, eId, lang)}"

    for article in rule.articles:
        heading = article.heading
        for unit in article.units():
            titles = f"{cited('zh', unit.eId)} {heading.zh}".rstrip(), f"{cited('en', unit.eId)} {heading.en}".rstrip()
            words = _folded(unit.zh, unit.en), _folded(heading.zh, heading.en)
            yield Entry("text", rule.id, unit.eId, *titles, unit.zh, unit.en, *words)
    for record in rule.obligations:
        title, summary = record.title, record.summary
        titles = f"{title.zh} ({cited('zh', record.eId)})", f"{title.en} ({cited('en', record.eId)})"
        words = _folded(*_fields(base, record)), ""
        yield Entry("obligation", rule.id, record.id, *titles, summary.zh, summary.en, *words)


def entries_of_glossary(base: Corpus) -> Iterator[Entry]:
    """The terms."""
    for term in base.glossary:
        title, definition = f"{term.zh} · {term.en}", term.definition
        words = _folded(term.zh, term.en, *term.variants, *term.synonyms)
        yield Entry("term", "glossary", term.id, title, title, definition.zh, definition.en, words, "")


def _fields(base: Corpus, record: Obligation) -> tuple[str, ...]:
    topics = [base.label("topics", topic) for topic in record.topics]
    return (
        record.title.zh, record.title.en, record.summary.zh, record.summary.en, *record.quote,
        *(label.zh for label in topics), *(label.en for label in topics), record.id,
    )  # fmt: skip


def _folded(*texts: str) -> str:
    """The texts as they are compared, a line each: no words that are looked for have a line break."""
    return "\n".join(map(fold, texts))
