"""The front of a checklist: for whom, of which day, from which data, how its rules stand, and what it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guiju.documents.content.text import listing, printable
from guiju.documents.penalties.search import legend
from guiju.law import excerpt
from guiju.law.labels import NOT_LEGAL_ADVICE, UNOFFICIAL, day_in_words
from guiju.law.words import Words
from guiju.model import Bilingual, Regulation
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.standing import Standing, standing
from guiju.reasoning.successors import successors

WORDS = Words(__file__)
HEADINGS = WORDS.table("heading")


@dataclass(frozen=True)
class RuleOnCover:
    """A rule as the cover shows it: its title, its document type, its state on the day, and on what that rests."""

    title: str
    document_type: str
    standing: str
    note: str

    @property
    def pair(self) -> tuple[str, str]:
        """The title, and the rest in lines."""
        return self.title, "\n".join((self.document_type, self.standing, self.note))


@dataclass(frozen=True)
class Cover:
    """The cover in the reader's language. `facts` are (heading, text); `document_types` are (name, effects).

    `notices` say of the law in place of displaced lines what is covered and what is not, and which rule is here in part only: they come first.
    `caution` is all disclaimers in a row; `searched` says in which laws penalties were looked for, where none was found for a line; `foot` is one line
    for the head or foot of a page: day, data version, not legal advice.
    """

    title: str
    notices: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    counts: str
    disclaimers: tuple[str, ...]
    searched: tuple[str, ...]
    rules: tuple[RuleOnCover, ...]
    document_types: tuple[tuple[str, tuple[str, ...]], ...]
    skipped: tuple[RuleOnCover, ...]
    caution: str
    foot: str


def cover(checklist: Checklist) -> Cover:
    """The cover of a checklist."""
    lang, corpus = checklist.lang, checklist.corpus
    left_out = {rule.id for rule, _ in checklist.skipped}
    in_force = [rule for rule in checklist.regulations if rule.id not in left_out]
    with_lines = {line.regulation.id for line in checklist.lines}
    listed = [rule for rule in in_force if rule.id in with_lines] or in_force
    types = {rule.document_type for rule in listed}
    unofficial = (UNOFFICIAL[lang],) if lang == "en" else ()
    disclaimers = (NOT_LEGAL_ADVICE[lang], *unofficial, *(text[lang] for text in WORDS.list("disclaimers")))
    standings = [(rule, standing(rule, checklist.as_of)) for rule in listed]
    on_cover = tuple(_rules_on_cover(checklist, [*standings, *checklist.skipped]))
    return Cover(
        title=WORDS["title"][lang],
        notices=tuple(printable(words[lang]) for words in notices(checklist)),
        facts=tuple((HEADINGS[key][lang], printable(text)) for key, text in _facts(checklist)),
        counts=_counts(checklist),
        disclaimers=disclaimers,
        searched=tuple(map(printable, legend(corpus, lang))) if checklist.unpunished else (),
        rules=on_cover[: len(listed)],
        document_types=tuple(
            (printable(entry.label[lang]), tuple(printable(effect[lang]) for effect in entry.effects))
            for entry in corpus.vocabulary.document_types
            if entry.id in types
        ),
        skipped=on_cover[len(listed) :],
        caution=WORDS["space"][lang].join(disclaimers),
        foot=_foot(checklist),
    )


def notices(checklist: Checklist) -> Iterator[Bilingual]:
    """That nothing is listed; else each rule in place of displaced lines, then any other that is here in part and has lines."""
    if not checklist.lines:
        day, words = day_in_words(checklist.as_of), WORDS["no_lines"]
        yield Bilingual(words.zh.format(day=day.zh), words.en.format(day=day.en))
    later = successors(checklist)
    yield from (successor.words for successor in later)
    named = {successor.rule.id for successor in later}
    listed = {line.regulation.id: line.regulation for line in checklist.lines}
    yield from (excerpt.notice(rule) for rule in excerpt.in_part(listed.values()) if rule.id not in named)


def _foot(checklist: Checklist) -> str:
    lang = checklist.lang
    day = f"{HEADINGS['as_of'][lang]} {checklist.as_of.isoformat()}"
    version = f"{HEADINGS['data_version'][lang]} {checklist.corpus.data_version}"
    return " · ".join((day, version, NOT_LEGAL_ADVICE[lang]))


def _counts(checklist: Checklist) -> str:
    lang, duties, history = checklist.lang, len(checklist.duties), len(checklist.historical)
    total = len(checklist.lines)
    counts = WORDS["counts"][lang].format(total=total, duties=duties, others=total - duties - history)
    return counts + (WORDS["counts_historical"][lang].format(count=history) if history else "")


def _facts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    lang, corpus = checklist.lang, checklist.corpus
    topics = [corpus.label("topics", topic)[lang] for topic in checklist.topics]
    yield "roles", listing((role.label[lang] for role in checklist.roles), lang)
    yield "rules", listing((rule.title[lang] for rule in checklist.regulations), lang)
    yield "topics", listing(topics, lang) or WORDS["all_topics"][lang]
    yield "as_of", checklist.as_of.isoformat()
    yield "lines", _counts(checklist)
    yield "language", WORDS["language"][lang]
    yield "data_version", corpus.data_version
    yield "content_hash", checklist.content_hash


def _rules_on_cover(checklist: Checklist, standings: Iterable[tuple[Regulation, Standing]]) -> Iterator[RuleOnCover]:
    """The rules in order; where several are listed in one index, only the first explains it."""
    lang, explained = checklist.lang, set()
    for rule, state in standings:
        kind = checklist.corpus.label("document_types", rule.document_type)
        texts = [rule.force.note]
        if listed := rule.force.listing:
            origin = (listed.caution, listed.source)
            texts += [WORDS["listing_above"]] if origin in explained else origin
            explained.add(origin)
        note = WORDS["space"][lang].join(text[lang] for text in texts)
        yield RuleOnCover(*map(printable, (rule.title[lang], kind[lang], state.words[lang], note)))
