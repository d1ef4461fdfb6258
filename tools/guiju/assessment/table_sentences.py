"""What tables say, in sentences: how the rows came out, which facts no column says, which rows breach and on what, and whose breaches they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from guiju.assessment import Assessment
from guiju.assessment.answers import shown
from guiju.files.finding import escaped
from guiju.law.labels import COMMA, VERDICT_LABELS
from guiju.model import Bilingual, Lang
from guiju.reasoning.standing import standing_of
from guiju.reasoning.verdicts import Breach, TableVerdict

ROWS_SHOWN = 10
"""Breaching rows that a proof names, or kinds of them; the rest are counted."""

BREACHES_OF_OTHERS = Bilingual(
    "表中他方义务疑似不符合的记录，不计入本方结论",
    "Apparent gaps in the tables in duties of others, which change no verdict here",
)

_ROWS = Bilingual("“{entity}”表 {total} 条：{counts}", "table of {entity}, {total} rows: {counts}")
_SCANNED = Bilingual("“{entity}”：{shown}，{rows} 条，{engine}", "{entity}: {shown}, {rows} rows, {engine}")
_NO_COLUMN = Bilingual("没有列说明：{names}", "no column says: {names}")
_KEYS_UNCHECKED = Bilingual("行数多，没有查重键", "too many rows to look for duplicate keys")
_IMPOSSIBLE = Bilingual(
    "{count} 条的事实相互矛盾：{message}", "{count} rows have facts that contradict each other: {message}"
)
_MISSING = Bilingual("未提供", "not supplied")
_EMPTY = '""'
_MORE = Bilingual("另有 {count} 条，未逐条列出", "and {count} more, not listed")
_OTHERS = Bilingual("{title}（{bearers}）：{count} / {total} 条", "{title} ({bearers}): {count} of {total} rows")
_STOP = Bilingual("；", "; ")


def count_sentences(assessment: Assessment, table: TableVerdict, keys: bool) -> Iterator[str]:
    """How the rows of a table came out for one duty, and of the first that breach the facts."""
    lang = assessment.checklist.lang
    counts = COMMA[lang].join(f"{VERDICT_LABELS[v][lang]} {count:,}" for v, count in table.counts.items() if count)
    yield _ROWS[lang].format(
        entity=assessment.checklist.corpus.label("entities", table.entity)[lang], total=f"{table.rows:,}", counts=counts
    )
    if table.missing:
        yield missing_columns(assessment, table)
    if keys and table.breaches:
        yield from _breaching(assessment, table)


def _breaching(assessment: Assessment, table: TableVerdict) -> Iterator[str]:
    """What was asked of the rows, and the first that breach with their answers; where keys are left out, those with the same answers together."""
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    for name, _ in table.breaches[0].facts:
        yield f"{corpus.fact(table.entity, name).question[lang]} [{name}]"
    told = [(breach.key, _STOP[lang].join(_answers(assessment, table.entity, breach))) for breach in table.breaches]
    if any(key for key, _ in told):
        lines = [(1, f"[{table.entity} {escaped(key)}] {answers}") for key, answers in told]
    else:
        several = Counter(answers for _, answers in told)
        lines = [(count, f"[{table.entity} × {count}] {answers}") for answers, count in several.items()]
    yield from (line for _, line in lines[:ROWS_SHOWN])
    if left := table.counts["breached"] - sum(count for count, _ in lines[:ROWS_SHOWN]):
        yield _MORE[lang].format(count=f"{left:,}")


def _answers(assessment: Assessment, entity: str, breach: Breach) -> Iterator[str]:
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    for name, value in breach.facts:
        answer = _MISSING[lang] if value is None else escaped(shown(corpus.fact(entity, name), value, lang)) or _EMPTY
        yield f"{name} {answer}"


def missing_columns(assessment: Assessment, table: TableVerdict) -> str:
    """The facts that nothing says."""
    return no_column_sentence((name for _, name in table.missing), assessment.checklist.lang)


def no_column_sentence(names: Iterable[str], lang: Lang) -> str:
    """That no column of a table says these facts."""
    return _NO_COLUMN[lang].format(names=COMMA[lang].join(names))


def scan_sentences(assessment: Assessment) -> Iterator[str]:
    """The tables of the assessment, one sentence each."""
    lang = assessment.checklist.lang
    for table in assessment.tables.scanned:
        entity, rows = assessment.checklist.corpus.label("entities", table.entity)[lang], f"{table.rows:,}"
        told = [_SCANNED[lang].format(entity=entity, shown=table.shown, rows=rows, engine=table.engine)]
        if table.unsaid:
            told.append(_NO_COLUMN[lang].format(names=COMMA[lang].join(table.unsaid)))
        if not table.keys_checked:
            told.append(_KEYS_UNCHECKED[lang])
        for entry, count in table.impossible:
            told.append(_IMPOSSIBLE[lang].format(count=f"{count:,}", message=entry.message[lang]))
        yield _STOP[lang].join(told)


def breaches_of_others(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The breaches in the tables of duties of other parties, which change no verdict here: (global id, sentence)."""
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    mine = {line.id for line in assessment.every_line}
    for name, table in assessment.tables.others(mine):
        found = corpus.obligation(name)
        assert found is not None  # what was counted is in the knowledge base
        rule, record = found
        if standing_of(rule, record, assessment.checklist.as_of).displaced:
            continue
        bearers = COMMA[lang].join(corpus.label("parties", party)[lang] for party in record.bearers)
        count, total = f"{table.counts['breached']:,}", f"{table.rows:,}"
        yield name, _OTHERS[lang].format(title=record.title[lang], bearers=bearers, count=count, total=total)
