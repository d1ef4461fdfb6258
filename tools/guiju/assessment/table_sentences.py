"""What tables show, in sentences: how rows came out, which facts lack a column, which rows breach, and whose."""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from guiju.assessment import Assessment
from guiju.files.characters import escaped
from guiju.model import Lang
from guiju.reasoning.standing import standing_of
from guiju.reasoning.verdicts import Breach, TableVerdict
from guiju.wording.labels import COMMA, SEMICOLON, VERDICT_LABELS, answer
from guiju.wording.words import Words

_WORDS = Words(__file__)
BREACHES_OF_OTHERS = _WORDS["breaches_of_others"]

_EMPTY = '""'
ROWS_SHOWN = 10
"""Breaching rows that a proof names, or kinds of them; the rest are counted."""


def count_sentences(assessment: Assessment, table: TableVerdict, keys: bool) -> Iterator[str]:
    """How the rows of a table came out for one duty, and of the first that breach the facts."""
    lang, entity = assessment.checklist.lang, assessment.checklist.corpus.label("entities", table.entity)
    counts = COMMA[lang].join(f"{VERDICT_LABELS[v][lang]} {count:,}" for v, count in table.counts.items() if count)
    yield _WORDS["rows_of_table"].format(entity=entity, total=f"{table.rows:,}", counts=counts)[lang]
    if table.missing:
        yield no_column_sentence((name for _, name in table.missing), lang)
    if keys and table.breaches:
        yield from _breaches(assessment, table)


def _breaches(assessment: Assessment, table: TableVerdict) -> Iterator[str]:
    """The questions, and the first rows that breach with their answers; without keys, the same answers together."""
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    for place, (name, _) in enumerate(table.breaches[0].facts):
        yield f"{letter(place)} {corpus.fact(table.entity, name).question[lang]}"
    name = corpus.label("entities", table.entity)[lang]
    rows = [(breach.key, _answers(assessment, table.entity, breach)) for breach in table.breaches]
    if any(key for key, _ in rows):
        lines = [(1, f"[{name} {escaped(key)}] {answers}") for key, answers in rows]
    else:
        alike = Counter(answers for _, answers in rows)
        lines = [(count, f"[{name} × {count}] {answers}") for answers, count in alike.items()]
    yield from (line for _, line in lines[:ROWS_SHOWN])
    if left := table.counts["breached"] - sum(count for count, _ in lines[:ROWS_SHOWN]):
        yield _WORDS["more"][lang].format(count=f"{left:,}")


def _answers(assessment: Assessment, entity: str, breach: Breach) -> str:
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    answers = {
        name: _WORDS["not_supplied"][lang] if value is None else escaped(answer(corpus.fact(entity, name), value, lang))
        for name, value in breach.facts
    }
    return SEMICOLON[lang].join(f"{letter(place)} {value or _EMPTY}" for place, value in enumerate(answers.values()))


def letter(place: int) -> str:
    """(a) for the first question: the mark that an answer of a row shares with its question."""
    return f"({ascii_lowercase[place] if place < len(ascii_lowercase) else place + 1})"


def no_column_sentence(names: Iterable[str], lang: Lang) -> str:
    """That no column of a table has these facts."""
    return _WORDS["no_column"][lang].format(names=COMMA[lang].join(names))


def scan_sentences(assessment: Assessment) -> Iterator[str]:
    """The tables of the assessment, one sentence each."""
    lang = assessment.checklist.lang
    for table in assessment.tables.scanned:
        entity = assessment.checklist.corpus.label("entities", table.entity)
        scan = {"location": escaped(table.location), "rows": f"{table.rows:,}", "engine": table.engine}
        parts = [_WORDS["scanned"].format(entity=entity, **scan)[lang]]
        parts += [no_column_sentence(table.unsaid, lang)] if table.unsaid else []
        parts += [] if table.keys_checked else [_WORDS["keys_unchecked"][lang]]
        if since := table.since:
            left = {"day": since.day.isoformat(), "count": f"{since.not_looked_at:,}"}
            column = escaped(since.changed.column)
            parts.append(_WORDS["not_looked_at"][lang].format(**left, column=column))
        for entry, count in table.impossible:
            parts.append(_WORDS["impossible"].format(count=f"{count:,}", message=entry.message)[lang])
        yield SEMICOLON[lang].join(parts)


def breaches_of_others(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The breaches in the tables of duties of other parties, which change no verdict here: (global id, sentence)."""
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    for name, table in assessment.tables.others({duty.id for duty in assessment.every_duty}):
        entry = corpus.obligation(name)
        assert entry is not None  # what was counted is in the knowledge base
        rule, record = entry
        if not standing_of(rule, record, assessment.checklist.as_of).displaced:
            bearers = COMMA[lang].join(corpus.label("parties", party)[lang] for party in record.bearers)
            counts = {"count": f"{table.counts['breached']:,}", "total": f"{table.rows:,}"}
            yield name, _WORDS["breach_of_others"].format(title=record.title, bearers=bearers, **counts)[lang]
