"""The terms of the glossary where they stand in a text: the longest first, never inside a longer one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guiju.law.text.duty_phrases import NO_DUTY
from guiju.model import Term


@dataclass(frozen=True)
class Naming:
    """A term at characters [start, end) of a text."""

    term: Term
    start: int
    end: int


def longest_first(glossary: Iterable[Term]) -> tuple[tuple[str, Term | None], ...]:
    """The Chinese words to look for; words that only look like a duty (应用) are among them, without a term."""
    words: list[tuple[str, Term | None]] = [(term.zh, term) for term in glossary if term.zh]
    words += [(word, None) for word in NO_DUTY]
    return tuple(sorted(words, key=lambda entry: -len(entry[0])))


def named(text: str, words: Sequence[tuple[str, Term | None]]) -> tuple[Naming, ...]:
    """The terms that stand in a Chinese text, in its order. `words` are those of longest_first."""
    taken = bytearray(len(text))
    namings = [
        Naming(term, start, end)
        for word, term in words
        if word in text  # few are: the rest need no search
        for start, end in _free(taken, re.compile(re.escape(word)), text)
        if term
    ]
    return tuple(sorted(namings, key=lambda naming: naming.start))


def rendered(text: str, terms: Iterable[Term]) -> tuple[Naming, ...]:
    """Where the translation of a text has those of the terms that are in its Chinese. A rendering that two of them
    share (应当 and 应 are both "shall") names neither: the English does not say which."""
    # Folded, ß is ss, which finds no ß: as written, it finds itself.
    renderings: dict[str, tuple[str, dict[str, Term]]] = {}
    for term in terms:
        for rendering in filter(None, (term.en, *term.variants)):
            renderings.setdefault(rendering.casefold(), (rendering, {}))[1][term.id] = term
    taken = bytearray(len(text))
    namings = [
        Naming(next(iter(sharing.values())), start, end)
        for rendering, sharing in sorted(renderings.values(), key=lambda entry: -len(entry[0]))
        for start, end in _free(taken, re.compile(rf"(?<![A-Za-z]){re.escape(rendering)}(?![A-Za-z])", re.I), text)
        if len(sharing) == 1
    ]
    return tuple(sorted(namings, key=lambda naming: naming.start))


def _free(taken: bytearray, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the pattern stands in the text and nothing longer does; these places are taken then."""
    for match in pattern.finditer(text):
        start, end = match.span()
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield start, end
