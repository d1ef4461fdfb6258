"""One language of the site: the knowledge base, the day, and how both are put into words. Pages are made from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from guiju import exports
from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.lines import told_apart
from guiju.law import provision_text
from guiju.model import (
    Article,
    ArticleNumber,
    Bilingual,
    Bound,
    Case,
    Corpus,
    Division,
    Fact,
    Lang,
    Obligation,
    Period,
    Provision,
    RecordedValue,
    Regulation,
    Role,
)
from guiju.places import citation
from guiju.reasoning import replay
from guiju.reasoning.checklist import Checklist, checklist
from guiju.reasoning.elements import in_time
from guiju.reasoning.standing import Standing, standing, standing_of
from guiju.site import kinds
from guiju.wording import labels
from guiju.wording.words import Words

_FIRST_WORDS = 24
COMBINED_UP_TO = 1000
"""How many lines the checklist of all roles may have. A browser is slow with more; the roles one by one are shorter."""


def shared_words(lang: Lang) -> dict[str, Any]:
    """The words that several kinds of pages use, and those of other rooms that templates print."""
    return {
        **Words(__file__).in_language(lang),
        "unit": _in(labels.UNITS, lang),
        "tier": _in(tiers.TIERS, lang),
        "subject": _in(tiers.SUBJECTS, lang),
        "historical": replay.WORDS["historical"][lang],
        "hypothetical": replay.WORDS["hypothetical"][lang],
        "words_of_the_law": provision_text.WORDS_OF_THE_LAW[lang],
    }


def _in(table: Mapping[str, Bilingual], lang: Lang) -> dict[str, str]:
    return {value: text[lang] for value, text in table.items()}


@dataclass(frozen=True)
class Site:
    """What every page is made from. `folder` has the pages written by hand, if it is there; `only` is the id of the
    rule to show alone; `report` is the address of a form for error reports, or empty, and `url` that of the site.
    `beside`: another language is built already, in the folder around this one, and has what is in no language."""

    corpus: Corpus
    lang: Lang
    as_of: date
    folder: Path | None = None
    only: str | None = None
    report: str = ""
    url: str = ""
    beside: bool = False

    @cached_property
    def written(self) -> dict[str, Path]:
        """The files written by hand, by their path under the site's root. Beside one rule only there are none."""
        if self.folder is None or self.only is not None:
            return {}
        files = (file for file in sorted(self.folder.rglob("*")) if file.is_file())
        return {file.relative_to(self.folder).as_posix(): file for file in files}

    def has(self, target: str) -> bool:
        """Whether a link may lead there: what is written by hand may be missing."""
        path = target.partition("#")[0]
        return path not in kinds.by_hand() or path in self.written

    @cached_property
    def exported(self) -> dict[str, dict[str, bytes]]:
        """Name of an export without its own kind of page → addresses → files; the page of exports lists them."""
        named = (name for name in exports.names() if name not in kinds.kinds())
        return {name: dict(exports.files(name, self.corpus, self.as_of, site=self.url)) for name in named}

    @cached_property
    def words(self) -> dict[str, Any]:
        """The words that several kinds of pages use."""
        return shared_words(self.lang)

    def words_of(self, kind: str) -> dict[str, Any]:
        """The words of a kind of page, and those that several use."""
        return self._words[kind]

    @cached_property
    def _words(self) -> dict[str, dict[str, Any]]:
        return {kind: {**self.words, **kinds.words(kind, self.lang)} for kind in kinds.kinds()}

    def title(self, kind: str) -> str:
        """What a kind of page is called."""
        return str(self.words_of(kind)["title"])

    def label(self, value: str) -> str:
        """The words for a fixed value of the data."""
        return labels.label(value, self.lang)

    def named(self, kind: Any, key: str) -> str:
        """The name of a word of the vocabulary: `kind` is document_types, parties, roles or topics."""
        if kind == "document_types":
            return labels.document_type(self.corpus, key)[self.lang]
        return self.corpus.label(kind, key)[self.lang]

    def cite(self, rule: Regulation, eId: str) -> str:
        """第九条第二款, Article 9(2): a citation as a heading writes it."""
        return citation.label(rule, eId, self.lang).replace("art. ", "Article ")

    def full_citation(self, rule: Regulation, eId: str) -> str:
        """《…规定》第九条第二款: the rule and the place, as one would write it into a letter."""
        return citation.in_full(rule, citation.label(rule, eId, self.lang), self.lang)

    def division(self, division: Division) -> str:
        """第一章 总则, Chapter 1: General Provisions."""
        if division.number is None:
            return division.heading[self.lang]
        number = division.number if self.lang == "zh" else division.eId.rpartition("_")[2]
        words: str = self.words["division"][division.kind]
        return words.format(number, division.heading[self.lang]).rstrip(" :")

    def first_words(self, article: Article) -> str:
        """What names an article that has no heading: how it begins."""
        text = next((unit.zh for unit in article.units() if unit.zh), "")
        return text if len(text) <= _FIRST_WORDS else f"{text[:_FIRST_WORDS]}……"

    def standing(self, rule: Regulation) -> Standing:
        """How the rule stands on the day of the site."""
        return standing(rule, self.as_of)

    def displaced(self, rule: Regulation, record: Obligation) -> bool:
        """Whether a later rule displaces the obligation on the day of the site: then it is history."""
        return standing_of(rule, record, self.as_of).displaced

    def numbered(self, number: ArticleNumber) -> str:
        """第二十六条（2013-01-01起，至2026-01-01前）: the number of a provision and when it had it."""
        text = citation.numbered(number, self.lang).replace("art. ", "Article ")
        return f"{text}{self.words['open']}{tiers.when(number.from_, number.until, self.lang)}{self.words['close']}"

    def newest_first(self, provision: Provision) -> list[ArticleNumber]:
        """The numbers of a provision, those of today before those that it had."""
        return sorted(provision.numbers, key=lambda number: provision_text.first(number.from_), reverse=True)

    def numbers_now(self, provision: Provision) -> str:
        """第六十一条第一款: the numbers that a provision has on the day of the site, as far as known."""
        return self.numbers_on(provision, self.as_of)

    def numbers_on(self, provision: Provision, day: Bound) -> str:
        """The numbers that a provision has on this day, as far as known."""
        timely = (n for n in provision.numbers if in_time(n.from_, n.until, day) is not False)
        return self.listed(citation.numbered(number, self.lang) for number in timely)

    def cited_now(self, names: Iterable[str]) -> Mapping[str, str]:
        """How provisions of one list are cited on the day of the site, by id: law and number, or the title where it
        has none; those of one number are told apart."""
        found = {name: (rule, one) for name in names for rule, one in [self.provision(name)] if rule and one}
        places = [
            (f"{rule.short_title[self.lang]} {self.numbers_now(one) or one.title[self.lang]}", one)
            for rule, one in found.values()
        ]
        return dict(zip(found, told_apart(places, self.lang), strict=True))

    def provision(self, global_id: str) -> tuple[Regulation | None, Provision | None]:
        """The rule and the provision with this global id; None for what is not there."""
        return self.corpus.regulations.get(global_id.partition("#")[0]), self.corpus.provision(global_id)

    def checklist(self, roles: Iterable[Role]) -> Checklist:
        """The checklist of these roles on the day of the site, made once for all pages and files."""
        chosen = tuple(roles)
        key = tuple(role.id for role in chosen)
        if key not in self._checklists:
            self._checklists[key] = checklist(self.corpus, chosen, self.as_of, self.lang)
        return self._checklists[key]

    @cached_property
    def _checklists(self) -> dict[tuple[str, ...], Checklist]:
        return {}

    @cached_property
    def illustrations(self) -> dict[str, tuple[Case, ...]]:
        """The cases that illustrate each obligation, by its global id."""
        by_duty: dict[str, tuple[Case, ...]] = {}
        for case in self.corpus.cases.values():
            for global_id in case.illustrates:
                by_duty[global_id] = (*by_duty.get(global_id, ()), case)
        return by_duty

    @cached_property
    def leading(self) -> dict[str, tuple[tuple[Regulation, Obligation], ...]]:
        """The duties whose breach leads to each provision, by its global id."""
        by_provision: dict[str, tuple[tuple[Regulation, Obligation], ...]] = {}
        for rule, record in self.corpus.obligations():
            for global_id in dict.fromkeys(record.leads_to):
                by_provision[global_id] = (*by_provision.get(global_id, ()), (rule, record))
        return by_provision

    @cached_property
    def applications(self) -> dict[str, tuple[Case, ...]]:
        """The cases in which an authority applied each provision, by its global id."""
        cases = self.corpus.cases.values()
        ids = {global_id for case in cases for global_id in case.applied}
        return {global_id: tuple(case for case in cases if global_id in case.applied) for global_id in ids}

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row, as the language writes them."""
        return str(self.words["comma"].join(names))

    def period(self, span: Period) -> str:
        """When it happened: one day, or the earliest and the latest, as far as known."""
        first, last = (self.words["unknown"] if day == "unknown" else str(day) for day in (span.earliest, span.latest))
        return first if first == last else self.words["period_span"].format(first, last)

    def value(self, fact: Fact | None, value: RecordedValue) -> str:
        """A fact's value in words: yes, an enumerated value's name, a number with its unit."""
        if isinstance(value, bool):
            return str(self.words["answers"]["yes" if value else "no"])
        for entry in fact.values if fact else ():
            if entry.id == value:
                return entry.label[self.lang]
        if value == "none" and fact is not None and fact.can_be_none:
            return str(self.words["answers"]["none"])
        if fact is not None and fact.type == "duration":
            return ranges.period(str(value), self.lang)
        unit = self.words["unit"][fact.unit] if fact is not None and fact.unit else ""
        return f"{value} {unit}" if unit else str(value)

    @cached_property
    def checklist_of_all(self) -> Checklist:
        """The checklist of all roles at once: what several have is in it once."""
        return self.checklist(self.corpus.vocabulary.roles)

    @property
    def combines(self) -> bool:
        """Whether the checklist of all roles has a page."""
        return len(self.checklist_of_all.lines) <= COMBINED_UP_TO

    @cached_property
    def definitions(self) -> dict[str, tuple[Regulation, str]]:
        """Where each term is defined, by term id: the rule and the 款. The glossary takes precedence over a span."""
        rules = self.corpus.regulations
        spans = ((rule, span) for rule in self.corpus.with_articles() for span in rule.spans)
        places = {span.term: (rule, span.eId) for rule, span in spans if span.term is not None}
        for term in self.corpus.glossary:
            name, _, eId = (term.defined_at or "").partition("#")
            places |= {term.id: (rules[name], eId)} if name in rules else {}
        return places

    def by_article(self, rule: Regulation) -> Iterator[tuple[Article, tuple[Obligation, ...]]]:
        """The articles of a rule that have obligations, in the order of the text."""
        for article in rule.articles:
            records = tuple(o for o in rule.obligations if o.eId.split("__")[0] == article.eId)
            if records:
                yield article, records
