"""A strict term of the glossary is translated as the glossary says, in the law text and in its title.

Where a 款, 项 or title has the Chinese term, its English has the rendering or an allowed variant; where one term
contains another (群组建立者 and 群组), only the longest counts at its place. An `exclusive` rendering is in the English
only where the Chinese term is, or one whose own rendering contains it (shall, shall not).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from guiju.files.finding import Fault
from guiju.law.text.duty_phrases import NO_DUTY
from guiju.model import Bilingual, Regulation, SharedWords, Term


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    terms, pattern, exclusive = _strict(shared)
    for text in (regulation.title, *regulation.units()) if terms and regulation.coverage != "text" else ():
        words_here = set(pattern.findall(text.zh))
        yield from _renderings(text, [term for term in terms if term.zh in words_here])
        yield from _exclusive(text, exclusive, words_here)


@lru_cache(1)
def _strict(shared: SharedWords) -> tuple[list[Term], re.Pattern[str], list[tuple[str, list[str]]]]:
    """The strict terms, a pattern of words, and the exclusive renderings, each with the terms that may have it."""
    terms = sorted((t for t in shared.glossary if t.strict), key=lambda t: len(t.zh), reverse=True)
    # 应 is no duty in 应用: words that hold a duty character without imposing anything are matched first.
    words = sorted({*(t.zh for t in terms), *NO_DUTY}, key=len, reverse=True)
    exclusive = [(term.en, _carriers(term, terms)) for term in terms if term.exclusive]
    return terms, re.compile("|".join(map(re.escape, words))), exclusive


def _renderings(text: Bilingual, present: Sequence[Term]) -> Iterator[Fault]:
    for term in present:
        if not any(_is_in(rendering, text.en) for rendering in (term.en, *term.variants)):
            allowed = " or ".join(f"'{r}'" for r in (term.en, *term.variants))
            message = f"{term.zh} is translated another way than {allowed}; use it, or add a variant to the glossary"
            yield Fault(message, text.where.at("en"))


def _exclusive(text: Bilingual, exclusive: Sequence[tuple[str, list[str]]], present: set[str]) -> Iterator[Fault]:
    for rendering, carriers in exclusive:
        if present.isdisjoint(carriers) and _is_in(rendering, text.en):
            message = f"the Chinese has no {' or '.join(carriers)}, the English has '{rendering}'"
            yield Fault(f"{message}; translate the Chinese", text.where.at("en"))


def _carriers(exclusive: Term, terms: Sequence[Term]) -> list[str]:
    """The terms in whose renderings that of an exclusive one is."""
    return [term.zh for term in terms if any(_is_in(exclusive.en, r) for r in (term.en, *term.variants))]


def _is_in(rendering: str, text: str) -> bool:
    return _pattern(rendering).search(text) is not None


@cache  # there are more renderings than `re` remembers
def _pattern(rendering: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){re.escape(rendering)}(?![A-Za-z])", re.IGNORECASE)
