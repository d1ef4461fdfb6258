"""The laws that a document cites, read one by one when they are needed, and their versions on a day."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guiju.files.finding import Misuse, close_to, one_line
from guiju.files.folding import plain
from guiju.law.load import LOOKUP_KINDS
from guiju.law.provision_text import first, last
from guiju.law.versions import Version, versions
from guiju.model import AMENDMENTS, Corpus, Regulation
from guiju.places.law_names import LawNames, bare, initials, names_of
from guiju.places.mention import VersionHint
from guiju.search.entries import outside_of_law, questions, shared_entries
from guiju.search.index import LookupIndex, column, names, rules_mentioned
from guiju.search.rows import slugs


@dataclass(frozen=True)
class MeantTexts:
    """The text of a law by which a citation is judged, None where the knowledge base has it not, the others that were
    made by then, and those that it can hardly mean: made later, or not in the year beside it."""

    text: Regulation | None
    others: tuple[Regulation, ...] = ()
    unlikely: tuple[Regulation, ...] = ()


class Laws:
    """The laws of a knowledge base by name and id."""

    def __init__(self, index: LookupIndex) -> None:
        self._index = index
        self._rules: dict[str, Regulation] = {}

    @cached_property
    def names(self) -> LawNames:
        """What they are called."""
        database = self._index.database
        called, derived = (database.execute("SELECT key, rule FROM called WHERE derived = ?", (of,)) for of in (0, 1))
        return LawNames(called, database.execute("SELECT title, rule FROM repeal"), derived)

    def is_called(self, title: str) -> bool:
        """Whether a law has this title; without reading all names."""
        key = bare(title)
        ends = json.dumps([key[at:end] for at in range(len(key) - 1) for end in {len(key), key.rfind("(")} if end > at])
        question = "SELECT key, rule FROM called WHERE key IN (SELECT value FROM json_each(?))"
        return bool(LawNames(self._index.database.execute(question, (ends,))).ids(title))

    def named(self, words: str) -> list[str]:
        """The ids of the laws of an id, a title or an alias, as it is written here."""
        return column(self._index, "SELECT DISTINCT rule FROM name WHERE name = ? ORDER BY rule", words)

    def ids(self, word: str) -> Sequence[str]:
        """The ids of the laws that are called so, however it is written. Misuse where there is none."""
        if ids := self.named(word) or self.names.ids(word):
            return ids
        remedy = close_to(word, self.known(), "check its title")
        raise Misuse(f"the rule '{one_line(word)}' is not in this knowledge base; {remedy}")

    def beginning(self, words: str) -> Sequence[str]:
        """The ids of the laws that words name or begin with; without reading all names."""
        text = plain(words).text.replace("《", "").replace("》", "")
        question = "SELECT key, rule FROM called WHERE derived = ? AND key >= ? AND key < ?"
        spans = [(first, chr(ord(first) + 1)) for first in initials(text)]
        called, derived = (
            [pair for span in spans for pair in self._index.database.execute(question, (of, *span))] for of in (0, 1)
        )
        begun = LawNames(called, (), derived).beginning(text)
        return begun[0] if begun else ()

    def with_slug(self, slug: str) -> list[str]:
        """The ids of the rules that have an obligation or a provision of this id, or an article at this place,
        those of the source document first."""
        question = "SELECT rule FROM slug JOIN rule ON id = rule WHERE slug = ? ORDER BY is_first DESC, rule"
        return column(self._index, question, slug)

    def corpus(self, ids: Collection[str]) -> Corpus:
        """These laws and those that they mention, at least; and the glossary."""
        return self._index.corpus(rules_mentioned(self._index, ids), LOOKUP_KINDS)

    def found_by_title(self, words: str) -> str:
        """The title of what has this id and is in no law: a case, an answer card; empty where there is none."""
        question = "SELECT title_en FROM entry WHERE rule IN (SELECT value FROM json_each(?)) AND place = ?"
        kinds, place = _outside(words)
        return next(iter(column(self._index, f"{question} AND kind != 'page'", json.dumps(kinds), place)), "")

    def found_by_question(self, words: str) -> str:
        """A question to which the page that has this id is the answer; empty where there is none."""
        question = "SELECT text FROM asked JOIN entry ON entry.id = entry WHERE kind = 'page' AND rule IN"
        condition = "(SELECT value FROM json_each(?)) AND place = ? ORDER BY asked.id"
        kinds, place = _outside(words)
        return next(iter(column(self._index, f"{question} {condition}", json.dumps(kinds), place)), "")

    def places_of(self, kind: str) -> list[str]:
        """The ids after # of what a law has, or of what is in no law: of cases; none where there is no such kind."""
        if kind in outside_of_law():
            return column(self._index, "SELECT DISTINCT place FROM entry WHERE rule = ? ORDER BY place", kind)
        question = "SELECT slug FROM slug WHERE rule IN (SELECT value FROM json_each(?)) ORDER BY slug"
        return column(self._index, question, json.dumps(self.named(kind)))

    def known(self) -> list[str]:
        """Everything that can be looked up by name."""
        return names(self._index)

    def rule(self, id: str) -> Regulation:
        """The law with this id."""
        if id not in self._rules:
            self._rules[id] = self._index.corpus([id], ("regulation", "obligations", "vocabulary")).regulations[id]
        return self._rules[id]

    def repealing(self, title: str, day: date) -> list[Regulation]:
        """The laws by which the law of this title has ended on the day; first the whole one, of which others may be a
        part."""
        rules = [self.rule(id) for id in self.names.repealing(title)]
        there = (rule for rule in rules if bare(rule.title.zh) != bare(title) and first(rule.force.from_) <= day)
        return sorted(there, key=lambda rule: -len(rule.articles))


class LoadedLaws(Laws):
    """The laws of a knowledge base that has been read whole."""

    def __init__(self, corpus: Corpus) -> None:
        self._rules = dict(sorted(corpus.regulations.items()))
        self._corpus = corpus

    def named(self, words: str) -> list[str]:
        return [id for id, rule in self._rules.items() if words in rule.names()]

    def with_slug(self, slug: str) -> list[str]:
        found = (id for id, rule in self._rules.items() if slug in slugs(rule))
        return sorted(found, key=lambda id: id not in self._corpus.in_source)

    def corpus(self, ids: Collection[str]) -> Corpus:
        return self._corpus

    def found_by_title(self, words: str) -> str:
        kinds, place = _outside(words)
        found = (one for one in shared_entries(self._corpus) if one.rule in kinds and one.place == place)
        return next((one.title_en for one in found if one.kind != "page"), "")

    def found_by_question(self, words: str) -> str:
        kinds, place = _outside(words)
        pages = {(one.rule, one.place) for one in shared_entries(self._corpus) if one.kind == "page"}
        asked = (one for one in questions(self._corpus) if one.rule in kinds and one.place == place)
        return next((one.text for one in asked if (one.rule, one.place) in pages), "")

    def places_of(self, kind: str) -> list[str]:
        if kind in outside_of_law():
            return sorted({one.place for one in shared_entries(self._corpus) if one.rule == kind})
        return sorted(slug for id in self.named(kind) for slug in slugs(self._rules[id]))

    def known(self) -> list[str]:
        terms = (form for term in self._corpus.glossary for form in (term.zh, term.en))
        return [*(name for rule in self._rules.values() for name in (*rule.names(), *slugs(rule))), *terms]

    @cached_property
    def names(self) -> LawNames:
        return names_of(self._rules.values())


def _outside(words: str) -> tuple[list[str], str]:
    """Of an id of what is in no law: the kinds that it may be of, and what comes after #."""
    kind, _, place = words.rpartition("#")
    return [one for one in outside_of_law() if kind in ("", one)], place


def ended(rule: Regulation, day: date) -> bool:
    """Whether a law says itself that it has ended by the day."""
    known = versions(rule)
    ends = last(known[-1].until) if known else last(rule.force.until)
    return ends <= day


def texts(rule: Regulation, hint: VersionHint, day: date) -> MeantTexts:
    """The text that a citation means: of the year beside it, of the document's day."""
    known = sorted(versions(rule), key=lambda version: (version.day or date.min, version.earliest))
    if hint.year:
        of_year = [version for version in known if hint.year in _years(version)]
        if of_year:
            return MeantTexts(of_year[-1].text, (), tuple(v.text for v in reversed(known) if v is not of_year[-1]))
        day = date(hint.year, 12, 31)
    begun = [version for version in known if version.earliest <= day]
    now = begun[-1] if begun and last(begun[-1].text.force.until) > day else None
    if hint.which == "old":
        at = known.index(now) if now in known else len(known)
        return MeantTexts(known[at - 1].text if at else None)
    others = [version for version in reversed(known) if version is not now and version.text.articles]
    decided = hint.year is not None or hint.which is not None
    likely = [not decided and ((v.day or date.min) <= day or v.earliest <= day) for v in others]
    there = tuple(v.text for v, is_likely in zip(others, likely, strict=True) if is_likely)
    unlikely = tuple(v.text for v, is_likely in zip(others, likely, strict=True) if not is_likely)
    return MeantTexts(now.text if now else None, there, unlikely)


def _years(version: Version) -> set[int]:
    """The years by which people call a version."""
    changed = any(event.event in AMENDMENTS for event in version.text.history)
    known = [version.day] if changed else [version.day, version.text.promulgated, version.from_]
    return {day.year for day in known if isinstance(day, date)}
