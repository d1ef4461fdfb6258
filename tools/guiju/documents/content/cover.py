"""The front of a checklist: audience, date, data version, status of the rules, disclaimer."""

from collections.abc import Iterator
from typing import Any

from guiju.documents.content.text import listing
from guiju.documents.penalties.search import legend
from guiju.law import excerpt
from guiju.model import Bilingual, Lang, Regulation
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.standing import standing
from guiju.reasoning.successors import successors
from guiju.wording.labels import NOT_LEGAL_ADVICE, UNOFFICIAL, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__)
HEADINGS = WORDS.table("heading")
TITLE = WORDS["title"]

CoverPairs = tuple[tuple[str, str], ...]
"""(heading, text), as a cover shows them."""


def scope(checklist: Checklist) -> CoverPairs:
    """Audience, date and data version."""
    lang, corpus = checklist.lang, checklist.corpus
    topics = (corpus.label("topics", t)[lang] for t in checklist.topics)
    texts = {
        "roles": listing((role.label[lang] for role in checklist.roles), lang),
        "rules": listing((rule.title[lang] for rule in checklist.regulations), lang),
        "topics": listing(topics, lang) or WORDS["all_topics"][lang],
        "as_of": checklist.as_of.isoformat(),
        "lines": counts(checklist),
        "language": WORDS["language"][lang],
        "data_version": corpus.data_version,
        "content_hash": checklist.content_hash,
    }  # fmt: skip
    return tuple((HEADINGS[key][lang], text) for key, text in texts.items())


def counts(checklist: Checklist) -> str:
    """How many lines there are, and how many of them count."""
    lang, total = checklist.lang, len(checklist.lines)
    duties, history = len(checklist.duties), len(checklist.historical)
    text = WORDS["counts"][lang].format(total=total, duties=duties, others=total - duties - history)
    return text + (WORDS["counts_historical"][lang].format(count=history) if history else "")


def disclaimers(lang: Lang) -> tuple[str, ...]:
    """What a document is not."""
    unofficial = (UNOFFICIAL[lang],) if lang != "zh" else ()
    return (NOT_LEGAL_ADVICE[lang], *unofficial, *(text[lang] for text in WORDS.list("disclaimers")))


def caution(lang: Lang) -> str:
    """All disclaimers in a row."""
    return WORDS["space"][lang].join(disclaimers(lang))


def searched(checklist: Checklist) -> tuple[str, ...]:
    """In which laws penalties were looked for, where none was found for a line."""
    return legend(checklist.corpus, checklist.lang) if checklist.unpunished else ()


def rules(checklist: Checklist) -> tuple[CoverPairs, CoverPairs]:
    """(title; document type, state and its source) of the rules with lines, then of those that did not apply. Where
    several are listed in one index, only the first explains it."""
    lang, explained = checklist.lang, set()
    listed, pairs = rules_listed(checklist), []
    for rule, state in [*((rule, standing(rule, checklist.as_of)) for rule in listed), *checklist.skipped]:
        kind, notes = checklist.corpus.label("document_types", rule.document_type), [rule.force.note]
        if index := rule.force.listing:
            origin = (index.caution, index.source)
            notes += [WORDS["listing_above"]] if origin in explained else origin
            explained.add(origin)
        note = WORDS["space"][lang].join(text[lang] for text in notes)
        pairs.append((rule.title[lang], "\n".join((kind[lang], state.words[lang], note))))
    return tuple(pairs[: len(listed)]), tuple(pairs[len(listed) :])


def document_types(checklist: Checklist) -> CoverPairs:
    """(name, effects) of the kinds of documents among the rules."""
    types, lang = {rule.document_type for rule in rules_listed(checklist)}, checklist.lang
    kinds = (entry for entry in checklist.corpus.vocabulary.document_types if entry.id in types)
    return tuple((kind.label[lang], "\n".join(effect[lang] for effect in kind.effects)) for kind in kinds)


def foot(checklist: Checklist) -> str:
    """One line for every page: day, data version, not legal advice."""
    day = f"{HEADINGS['as_of'][checklist.lang]} {checklist.as_of.isoformat()}"
    version = f"{HEADINGS['data_version'][checklist.lang]} {checklist.corpus.data_version}"
    return " · ".join((day, version, NOT_LEGAL_ADVICE[checklist.lang]))


def rules_listed(checklist: Checklist) -> list[Regulation]:
    """The rules with lines; where no rule has any, those that apply."""
    left_out = {rule.id for rule, _ in checklist.skipped}
    in_force = [rule for rule in checklist.regulations if rule.id not in left_out]
    with_lines = {line.regulation.id for line in checklist.lines}
    return [rule for rule in in_force if rule.id in with_lines] or in_force


def notices(checklist: Checklist) -> Iterator[Bilingual]:
    """That nothing is listed; how many duties a service need not keep, and so are not; each rule in place of displaced
    lines, then others that are here in part."""
    if not checklist.lines:
        day, words = day_in_words(checklist.as_of), WORDS["no_lines"]
        yield Bilingual(words.zh.format(day=day.zh), words.en.format(day=day.en))
    if out := len(checklist.left_out):
        words = WORDS["left_out"]
        yield Bilingual(words.zh.format(count=out), words.en.format(count=out))
    later = successors(checklist)
    yield from (successor.words for successor in later)
    named = {successor.rule.id for successor in later}
    listed = {line.regulation.id: line.regulation for line in checklist.lines}
    yield from (excerpt.notice(rule) for rule in excerpt.in_part(listed.values()) if rule.id not in named)


def law_in_place(checklist: Checklist) -> list[dict[str, Any]]:
    """The law in place of displaced lines as data: each rule, how far it is covered, which articles are missing."""
    lang = checklist.lang
    return [
        {
            "regulation": successor.rule.id,
            "title": successor.rule.title[lang],
            "since": successor.since.isoformat(),
            "extent": successor.extent,
            "words": successor.words[lang],
            "listed": len(successor.lines),
            "displaced": len(successor.displaced),
            "missing": [
                {"number": entry.number, "seen": entry.seen, "cited": excerpt.cited(successor.rule, entry, lang)}
                for entry in successor.rule.missing
            ],
        }
        for successor in successors(checklist)
    ]
