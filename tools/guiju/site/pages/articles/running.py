"""The running text of a 款 or 项, cut where quotations and links begin and end, so that a template can print it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from guiju.law.text import terms
from guiju.law.text.terms import Naming
from guiju.model import Corpus, Obligation, Regulation, Span, Term, Unit
from guiju.places import references
from guiju.places.references import KnownRules
from guiju.places.referring_text import Reference
from guiju.site.kinds import to
from guiju.site.marked import Piece


@dataclass(frozen=True)
class TextLink:
    """Characters [start, end) lead to `target`; `entry` is the id of what a card shows of it on the same page."""

    start: int
    end: int
    kind: Literal["term", "cited"]
    target: str
    entry: str


@dataclass(frozen=True)
class ReadingMark:
    """The number under which a record of our reading stands beside the text, set where the words end that it quotes."""

    number: int
    record: Obligation | Span


@dataclass(frozen=True)
class Run:
    """A stretch of the text, with its link where it has one, and the marks that stand after it."""

    pieces: tuple[Piece, ...]
    link: TextLink | None
    marks: tuple[ReadingMark, ...]


@dataclass(frozen=True)
class Linked:
    """What a 款 or 项 leads to: terms and references, in its text and in the translation."""

    terms: tuple[Term, ...]
    references: tuple[Reference, ...]
    zh: tuple[TextLink, ...]
    en: tuple[TextLink, ...]


class Linker:
    """Finds the links in texts of a knowledge base; what they are found by is prepared once."""

    def __init__(self, corpus: Corpus) -> None:
        self._rules = corpus.regulations
        self._known = KnownRules(corpus.regulations)
        self._words = terms.longest_first(corpus.glossary)

    def linked(self, rule: Regulation, unit: Unit) -> Linked:
        """The links of a 款 or 项. A term inside a reference is none, nor is an everyday word."""
        named = terms.named(unit.zh, self._words)
        named_terms = {naming.term.id: naming.term for naming in named}
        links = self._known.links(rule).get(unit.eId, ())
        cited = tuple(each for each in links if each.kind not in ("chapter", "annex"))
        cited_en = references.english(unit.en, cited, self._rules)
        return Linked(
            tuple(named_terms.values()),
            cited,
            tuple(self._links(named, cited)),
            tuple(self._links(terms.rendered(unit.en, named_terms.values()), cited_en)),
        )

    def note(self, rule: Regulation, zh: str, en: str) -> Linked:
        """The links of a note of ours: the articles of its own rule that it names."""
        cited = tuple(references.in_note(zh, rule))
        english = references.english(en, cited, self._rules)
        return Linked((), cited, tuple(self._links((), cited)), tuple(self._links((), english)))

    def _links(self, named: Iterable[Naming], cited: Iterable[Reference]) -> list[TextLink]:
        links = [self._cited(reference) for reference in cited]
        taken = [(link.start, link.end) for link in links]
        for naming in named:
            if not naming.term.everyday and all(naming.end <= start or end <= naming.start for start, end in taken):
                target = to.glossary(naming.term)
                links.append(TextLink(naming.start, naming.end, "term", target, term_entry(naming.term)))
        return sorted(links, key=lambda link: link.start)

    def _cited(self, reference: Reference) -> TextLink:
        rule = self._rules[reference.rule]
        target = to.articles(rule, reference.eId) if reference.eId else to.regulations(rule)
        return TextLink(reference.start, reference.end, "cited", target, cited_entry(rule.id, reference.eId or ""))


def first_mentions(links: Iterable[TextLink], named: set[str]) -> Iterator[TextLink]:
    """The links without those of terms that were `named` before, as far as the reader has read; it grows."""
    for link in links:
        if link.kind != "term" or link.entry not in named:
            yield link
        named.add(link.entry)


def term_entry(term: Term) -> str:
    """The id of a term's entry on the page of an article."""
    return f"term-{term.id}"


def cited_entry(rule: str, place: str) -> str:
    """The id of the entry of what is cited: a rule, a place in it, or a provision of it."""
    return f"cited-{rule}-{place}" if place else f"cited-{rule}"


def runs(
    pieces: Iterable[Piece], links: Iterable[TextLink], marks: Mapping[int, tuple[ReadingMark, ...]] | None = None
) -> Iterator[Run]:
    """The pieces, cut at the links. `marks` are by the character that they follow; or they follow its link."""
    pieces, links, marks = tuple(pieces), tuple(links), marks or {}
    length = sum(len(piece.text) for piece in pieces)
    borders = sorted({0, length, *marks, *(edge for link in links for edge in (link.start, link.end))})
    stretches = [
        (next((k for k in links if k.start <= start < k.end), None), start, end) for start, end in pairwise(borders)
    ]
    for link, joined in groupby(stretches, key=lambda stretch: stretch[0] or stretch[1]):
        group = list(joined)
        start, end = group[0][1], group[-1][2]
        marks_inside = tuple(mark for at in sorted(marks) if start < at <= end for mark in marks[at])
        yield Run(tuple(_cut(pieces, start, end)), link if isinstance(link, TextLink) else None, marks_inside)


def _cut(pieces: tuple[Piece, ...], start: int, end: int) -> Iterator[Piece]:
    """The pieces between two characters of the text."""
    at = 0
    for piece in pieces:
        text = piece.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield Piece(text, piece.obligations, piece.spans)
        at += len(piece.text)
