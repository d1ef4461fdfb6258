"""A text of a rule in one language, which Akoma Ntoso calls an expression: addresses, days, words, what they cite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guiju.law.versions import Version, version_day, versions
from guiju.model import Bilingual, Bound, Corpus, Division, Lang, Regulation
from guiju.places import references
from guiju.places.references import KnownRules
from guiju.places.referring_text import Reference

CODES: Mapping[Lang, str] = {"zh": "zho", "en": "eng"}
"""ISO 639-2, which the addresses have; xml:lang has ours."""


@dataclass(frozen=True)
class LawExpression:
    """A recorded text of the rule `rule`, in one language. `known` are all rules, which texts cite."""

    corpus: Corpus
    rule: Regulation
    version: Version
    lang: Lang
    known: KnownRules

    @property
    def text(self) -> Regulation:
        """The text."""
        return self.version.text

    @property
    def since(self) -> date | None:
        """The day in its address: its first in force; where that is unknown, the day of the text."""
        begun = self.version.from_
        return begun if isinstance(begun, date) else self.version.day

    def address(self, lang: Lang | None = None) -> str:
        """/akn/cn/act/…/zho@2017-10-08."""
        return f"{self.text.identity}/{CODES[lang or self.lang]}" + (f"@{self.since}" if self.since else "")

    @property
    def name(self) -> str:
        """The file in the export."""
        return f"{self.rule.id}_{self.version.day or 'undated'}.{CODES[self.lang]}.xml"

    def words(self, text: Bilingual) -> tuple[str, Lang]:
        """The words, and their language: Chinese where nobody has translated them."""
        return (text.en, "en") if self.lang == "en" and is_translated(text) else (text.zh, "zh")

    @cached_property
    def days(self) -> Mapping[tuple[str, date], str]:
        """What is known to have happened to the text, and when, in order; each with its eId."""
        text = self.text
        known: set[tuple[str, date]] = {(event.event, event.day) for event in text.history}
        for event, day in (
            ("promulgated", text.promulgated),
            ("commenced", self.version.from_),
            *(("commenced", part.from_) for part in text.force.exceptions),
            (self._end, self.version.until),
        ):
            known |= {(event, day)} if isinstance(day, date) else set()
        return {each: f"evt_{n}" for n, each in enumerate(sorted(known, key=lambda each: (each[1], each[0])), 1)}

    @cached_property
    def intervals(self) -> Mapping[str, tuple[tuple[str, ...], str | None, str | None]]:
        """Temporal groups: of which places, from which event to which. An end that is not known is None; of places that
        begin on another day than the rest there is one each."""
        body = (("body",), self.version.from_)
        ends = self._event(self._end, self.version.until)
        known = [(places, self._event("commenced", begun), ends) for places, begun in (body, *self._apart)]
        known = [each for each in known if each[1] or each[2]]
        return {f"tmp_{number}": each for number, each in enumerate(known, 1)}

    @cached_property
    def periods(self) -> Mapping[str, str]:
        """The temporal group of a place; "body" is the whole."""
        return {place: f"#{eId}" for eId, (places, _, _) in self.intervals.items() for place in places}

    @property
    def _apart(self) -> Iterator[tuple[tuple[str, ...], Bound]]:
        return ((part.places, part.from_) for part in self.text.force.exceptions)

    @property
    def _end(self) -> str:
        return "ended" if isinstance(self.text.force.until, date) else "succeeded"

    def _event(self, event: str, day: Bound | None) -> str | None:
        return self.days[event, day] if isinstance(day, date) else None

    def divisions(self) -> Iterator[Division]:
        """The headings over the articles."""
        return (division for article in self.text.every_article() for division in article.divisions)

    def links(self, eId: str, words: str, lang: Lang) -> list[tuple[int, int, str]]:
        """What the words of a 款, 项 or 目 cite: from, to, address."""
        cited: Sequence[Reference] = self._cited.get(eId, ())
        if lang == "en":
            cited = [*references.english(words, cited, self.corpus.regulations)]
        links: list[tuple[int, int, str]] = []
        for each in sorted(cited, key=lambda reference: reference.start):
            if not links or links[-1][1] <= each.start:
                links.append((each.start, each.end, self._address_of(each)))
        return links

    def _address_of(self, cited: Reference) -> str:
        if cited.rule == self.rule.id:
            return f"#{cited.eId}" if cited.eId else self.text.identity
        return self.corpus.regulations[cited.rule].identity + (f"/~{cited.eId}" if cited.eId else "")

    @property
    def _cited(self) -> Mapping[str, list[Reference]]:
        """What the Chinese text cites, by the eId of the 款, 项 or 目; of its own places only those that are here."""
        return self.known.links(self.text)


def expressions(corpus: Corpus) -> Iterator[LawExpression]:
    """Each recorded text of each rule in Chinese, and in English where any of it is translated."""
    known = KnownRules(corpus.regulations)
    for rule in corpus.regulations.values():
        for version in _texts(rule):
            chinese = LawExpression(corpus, rule, version, "zh", known)
            yield chinese
            if any(is_translated(unit) for article in chinese.text.every_article() for unit in article.units()):
                yield LawExpression(corpus, rule, version, "en", known)


def is_translated(text: Bilingual) -> bool:
    """Whether there is a translation: where nobody made one, a record has the Chinese in its place."""
    return text.en != text.zh


def _texts(rule: Regulation) -> Iterator[Version]:
    yield from versions(rule)
    if rule.coverage == "text" and not rule.articles:  # kept whole, line by line
        day = version_day(rule)
        yield Version(rule, day, rule.force.from_, None, day or date.min)
