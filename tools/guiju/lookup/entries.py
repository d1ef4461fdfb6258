"""What can be found of a knowledge base: its 款, obligations and terms, each with the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from guiju.files.folding import folded
from guiju.places import citation

if TYPE_CHECKING:
    from guiju.model import Bound, Corpus, Obligation, Regulation

Kind = Literal["text", "obligation", "term"]


class Entry(NamedTuple):
    """A place. `place` is its id inside the rule; `words` and `heading` are folded: what is in the place itself, and
    what is said above it. `version` is the day of the text, of a rule that has several; it is law from `begins` until
    `ends`, empty where no day is known. `ours`: 1 in a rule that we read, or of our own words."""

    kind: Kind
    rule: str
    place: str
    title_zh: str
    title_en: str
    zh: str
    en: str
    words: str
    heading: str
    version: str = ""
    begins: str = ""
    ends: str = ""
    ours: str = "1"


def entries_of_rule(base: Corpus, rule: Regulation) -> Iterator[Entry]:
    """The 款 and 项 of each text of a rule, then its obligations."""
    from guiju.law.places import title  # not above: a search makes no entries, and needs none of the records
    from guiju.law.versions import versions

    texts = versions(rule)
    for version, after in zip_longest(texts, texts[1:]):
        ends = _iso(version.until) or (_iso(after.earliest) if after else "")
        named = f" ({title(rule, version).zh})", f" ({title(rule, version).en})"
        zh, en = named if len(texts) > 1 else ("", "")
        day = str(version.day or "undated") if len(texts) > 1 else ""
        ours = "1" if version.text is rule and rule.coverage != "text" else ""
        for article in version.text.articles:
            heading = article.heading
            for unit in article.units():
                cited = (citation.label(version.text, unit.eId, "zh"), citation.label(version.text, unit.eId, "en"))
                titles = (
                    f"{rule.short_title.zh} {cited[0]}{zh} {heading.zh}".rstrip(),
                    f"{rule.short_title.en} {cited[1]}{en} {heading.en}".rstrip(),
                )
                words = _folded(unit.zh, unit.en), _folded(heading.zh, heading.en)
                law = day, _iso(version.earliest), ends, ours
                yield Entry("text", rule.id, unit.eId, *titles, unit.zh, unit.en, *words, *law)
    law = "", _iso(rule.force.from_), _iso(rule.force.until), "1"
    for record in rule.obligations:
        name, summary, eId = record.title, record.summary, record.eId
        titles = (
            f"{name.zh} ({rule.short_title.zh} {citation.label(rule, eId, 'zh')})",
            f"{name.en} ({rule.short_title.en} {citation.label(rule, eId, 'en')})",
        )
        words = _folded(*_fields(base, record)), ""
        yield Entry("obligation", rule.id, record.id, *titles, summary.zh, summary.en, *words, *law)


def entries_of_glossary(base: Corpus) -> Iterator[Entry]:
    """The terms."""
    for term in base.glossary:
        title, definition = f"{term.zh} · {term.en}", term.definition
        words = _folded(term.zh, term.en, *term.variants, *term.synonyms)
        yield Entry("term", "glossary", term.id, title, title, definition.zh, definition.en, words, "")


def _iso(day: Bound | None) -> str:
    """A day as it is compared; empty where it is not known."""
    return "" if day is None or day == "unknown" or day == date.min else day.isoformat()


def _fields(base: Corpus, record: Obligation) -> tuple[str, ...]:
    topics = [base.label("topics", topic) for topic in record.topics]
    return (
        record.title.zh, record.title.en, record.summary.zh, record.summary.en, *record.quote,
        *(label.zh for label in topics), *(label.en for label in topics), record.id,
    )  # fmt: skip


def _folded(*texts: str) -> str:
    """The texts as they are compared, a line each: no words that are looked for have a line break."""
    return "\n".join(map(folded, texts))
