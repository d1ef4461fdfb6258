"""What tables say, in sentences: how the rows came out, which facts no column says, which rows breach and on what, and whose breaches they are."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import Assessment
from guiju.finding import escaped
from guiju.labels import COMMA, VERDICTS
from guiju.model import Bilingual
from guiju.verdicts import TableVerdict

ROWS_SHOWN = 10
"""Breaching rows that a proof names; the rest are counted."""

HEADING = Bilingual(
    "表中他方义务疑似不符合的记录，不计入本方结论",
    "Apparent gaps in the tables in duties of others, which change no verdict here",
)

_ROWS = Bilingual("“{entity}”表 {total} 条：{counts}", "table of {entity}, {total} rows: {counts}")
_SCANNED = Bilingual("“{entity}”：{shown}，{rows} 条，{engine}", "{entity}: {shown}, {rows} rows, {engine}")
_NO_COLUMN = Bilingual("没有列说明：{names}", "no column says: {names}")
_KEYS_UNCHECKED = Bilingual("行数多，没有查重键", "too many rows to look for keys that stand twice")
_IMPOSSIBLE = Bilingual(
    "{count} 条的事实相互矛盾：{message}", "{count} rows hold facts that cannot hold together: {message}"
)
_MISSING = Bilingual("未提供", "not supplied")
_EMPTY = '""'
_MORE = Bilingual("另有 {count} 条，未逐条列出", "and {count} more, not listed")
_OTHERS = Bilingual("{title}（{bearers}）：{count} / {total} 条", "{title} ({bearers}): {count} of {total} rows")
_STOP = Bilingual("；", "; ")


def counted(assessment: Assessment, table: TableVerdict, keys: bool) -> Iterator[str]:
    """How the rows of a table came out for one duty, and of the first that breach the facts; a key that was left out is a number."""
    lang = assessment.checklist.lang
    counts = COMMA[lang].join(f"{VERDICTS[v][lang]} {count:,}" for v, count in table.counts.items() if count)
    yield _ROWS[lang].format(
        entity=assessment.checklist.corpus.label("entities", table.entity)[lang], total=f"{table.rows:,}", counts=counts
    )
    if table.missing:
        yield missing(assessment, table)
    shown = table.breaches[:ROWS_SHOWN] if keys else ()
    for place, breach in enumerate(shown, 1):
        told = (
            f"{name} {_MISSING[lang] if value is None else escaped(value) or _EMPTY}" for name, value in breach.facts
        )
        yield f"[{table.entity} {escaped(breach.key) or f'#{place}'}] {_STOP[lang].join(told)}"
    if shown and table.counts["breached"] > len(shown):
        yield _MORE[lang].format(count=f"{table.counts['breached'] - len(shown):,}")


def missing(assessment: Assessment, table: TableVerdict) -> str:
    """The facts that nothing says."""
    lang = assessment.checklist.lang
    return _NO_COLUMN[lang].format(names=COMMA[lang].join(name for _, name in table.missing))


def scanned(assessment: Assessment) -> Iterator[str]:
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


def others(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The breaches in the tables of duties of other parties, which change no verdict here: (global id, sentence)."""
    lang, corpus = assessment.checklist.lang, assessment.checklist.corpus
    mine = {line.line.id for line in assessment.lines}
    for name, table in assessment.tables.others(mine):
        rule, _, slug = name.partition("#")
        record = corpus.regulations[rule].obligation(slug)
        assert record is not None  # what was counted is in the knowledge base
        bearers = COMMA[lang].join(corpus.label("parties", party)[lang] for party in record.bearers)
        count, total = f"{table.counts['breached']:,}", f"{table.rows:,}"
        yield name, _OTHERS[lang].format(title=record.title[lang], bearers=bearers, count=count, total=total)
