"""A strict term of the glossary is translated as the glossary says, in the law text and in its title.

Where a 款, 项 or title has the Chinese term, its English has the rendering or an allowed variant; where one term
contains another (群组建立者 and 群组), only the longest counts at its place. An `exclusive` rendering is in the English
only where the Chinese term is, or one whose own rendering contains it (shall, shall not).
"""

import re
from collections.abc import Iterator, Sequence

from guiju.files.finding import Fault
from guiju.law.text.duty_phrases import NO_DUTY
from guiju.model import Bilingual, Corpus, Term


def check(corpus: Corpus) -> Iterator[Fault]:
    terms = sorted((t for t in corpus.glossary if t.strict), key=lambda t: len(t.zh), reverse=True)
    if not terms:
        return
    # 应 is no duty in 应用: words that hold a duty character without imposing anything are matched first.
    words = sorted({*(t.zh for t in terms), *NO_DUTY}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)))
    for regulation in corpus.written_by_us().regulations.values():
        for text in (regulation.title, *regulation.units()):
            present = {t.zh for t in terms if t.zh in set(pattern.findall(text.zh))}
            yield from _renderings(text, terms, present)
            yield from _exclusive(text, terms, present)


def _renderings(text: Bilingual, terms: Sequence[Term], present: set[str]) -> Iterator[Fault]:
    for term in terms:
        if term.zh in present and not any(_is_in(rendering, text.en) for rendering in (term.en, *term.variants)):
            allowed = " or ".join(f"'{r}'" for r in (term.en, *term.variants))
            message = f"{term.zh} is translated another way than {allowed}; use it, or add a variant to the glossary"
            yield Fault(message, text.where.at("en"))


def _exclusive(text: Bilingual, terms: Sequence[Term], present: set[str]) -> Iterator[Fault]:
    for term in terms:
        if not term.exclusive or not _is_in(term.en, text.en):
            continue
        carriers = [t.zh for t in terms if any(_is_in(term.en, r) for r in (t.en, *t.variants))]
        if present.isdisjoint(carriers):
            message = f"the Chinese has no {' or '.join(carriers)}, the English has '{term.en}'; translate the Chinese"
            yield Fault(message, text.where.at("en"))


def _is_in(rendering: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(rendering)}(?![A-Za-z])", text, re.IGNORECASE) is not None
