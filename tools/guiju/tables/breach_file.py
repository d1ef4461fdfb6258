"""Breaches as lines of a Parquet, CSV or JSON file for a ticket system, with the fields of a statement of reasons.

A line has what differs from row to row. A second file beside it has, once for each duty, the words of the law, whose
duty it is, that a machine found it and nobody has decided, and how many lines were left out. Keys are hashed or left
out unless they are asked for.
"""

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from guiju.assessment.scanned import WrittenFindings
from guiju.files.finding import Misuse
from guiju.files.output import sweep, target_of
from guiju.law.text import quotation
from guiju.model import REQUIRED_LANGUAGES
from guiju.places import citation
from guiju.predicates.dialects import DUCKDB
from guiju.tables import duckdb_errors
from guiju.tables.bound import BoundTable
from guiju.tables.conditions import Conditions
from guiju.tables.question import Question
from guiju.tables.scan import ScanResult, value
from guiju.tables.sources import Ask

ENDINGS = {
    ".parquet": "FORMAT parquet",
    ".csv": "FORMAT csv, HEADER",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
}

# What a statement of reasons says, and the columns for it: what was found (gap, obligation), the facts, about what
# (entity, key); by the duty the legal ground (citation, quotation), by what means (automated_…) and when (as_of).
FIELDS = ("finding", "gap", "obligation", "entity", "key", "facts")
DUTY_FIELDS = {
    "obligation": "VARCHAR",
    "entity": "VARCHAR",
    "table": "VARCHAR",
    "findings": "BIGINT",
    "left_out": "BIGINT",
    "verdict": "VARCHAR",
    "title_zh": "VARCHAR",
    "title_en": "VARCHAR",
    "regulation": "VARCHAR",
    "citation_zh": "VARCHAR",
    "citation_en": "VARCHAR",
    "quotation": "VARCHAR",
    "bearers": "VARCHAR",
    "service": "VARCHAR",
    "as_of": "DATE",
    "automated_detection": "BOOLEAN",
    "automated_decision": "BOOLEAN",
    "data_version": "VARCHAR",
}
"""The columns of the file of duties, with their types; `obligation` and `entity` together are in each line."""
_FEW_AT_ONCE = "FORMAT parquet, ROW_GROUP_SIZE 2048"
"""How lines are first written: what it turns into text in order, DuckDB holds in a group of rows for each thread."""

Finish = Callable[[Path, Path], None]
"""(file written aside, target): `rename`, or something that waits for other files."""


@dataclass(frozen=True)
class BreachFile:
    """The file to write, the folder in which it is written first, and how it gets its name."""

    target: Path
    folder: Path
    finish: Finish


def rename(written: Path, target: Path) -> None:
    """Give the file written aside the name of its target."""
    written.replace(target.resolve())


def duties_beside(target: Path) -> Path:
    """The file of duties of a file of findings: `f.csv` has `f.duties.csv`, beside what a link leads to."""
    real = Path(os.path.realpath(target)) if target.is_symlink() else target
    return real.with_name(f"{real.stem}.duties{real.suffix}")


def check_ending(path: Path) -> None:
    """Misuse for a file of a format in which no findings are written."""
    if path.suffix.lower() not in ENDINGS:
        raise Misuse(f"{path}: findings can be written as {', '.join(ENDINGS)}; choose another ending")


@contextlib.contextmanager
def temporary_beside(target: Path | None, finish: Finish) -> Iterator[BreachFile | None]:
    """The file, with a folder beside it that nobody sees when something goes wrong; None where none is wanted."""
    if target is None:
        yield None
        return
    for file in (target, duties_beside(target)):
        if file.exists() and not file.is_file():
            raise Misuse(f"{file}: is {'a folder' if file.is_dir() else 'not a file'}; name a file")
    try:  # a link stays a link, and what it leads to is written
        folder = TemporaryDirectory(prefix=".guiju.aside-", dir=target_of(target).parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{target}: cannot be written ({reason}); choose another place") from None
    with folder as name:
        sweep(Path(name).parent, Path(name))
        yield BreachFile(target, Path(name).resolve(), finish)


def write_breaches(ask: Ask, results: Sequence[ScanResult], question: Question, file: BreachFile) -> WrittenFindings:
    """Write the breaches of all tables, of each duty as many as are asked for, and the duties with what is left out."""
    ending, label = file.target.suffix.lower(), f"{file.target}: findings"
    for_a_spreadsheet = ending == ".csv"
    parts, duties, left_out = [], [], 0
    for result in results:
        # What a later rule displaces on the day is not a finding.
        counts = {one: result.duties[one].counts["breached"] for one in result.breached}
        counts = {one: count for one, count in counts.items() if not one.displaced(question.as_of)}
        if counts:
            parts.append(_lines(result.bound, counts, question, for_a_spreadsheet))
        for one, count in counts.items():
            written = min(count, question.most)
            duties.append(_duty(one, result.bound, question, (written, count - written), for_a_spreadsheet))
            left_out += count - written
    nothing = f"SELECT {', '.join(f'CAST(NULL AS VARCHAR) AS {name}' for name in FIELDS)} WHERE FALSE"
    lines, written_lines, by_duty = (file.folder / name for name in _aside(ending))
    with duckdb_errors.reading(file.target.as_posix(), "cannot be written"):
        (count,) = ask(
            f"COPY ({' UNION ALL '.join(parts) or nothing}) TO {_file(lines)} ({_FEW_AT_ONCE})", label
        ).fetchone()
        ask(f"COPY (FROM {_file(lines)}) TO {_file(written_lines)} ({ENDINGS[ending]})", label)
        ask(f"COPY ({' UNION ALL '.join(duties) or _no_duty()}) TO {_file(by_duty)} ({ENDINGS[ending]})", label)
    for written_file, target in ((by_duty, duties_beside(file.target)), (written_lines, file.target)):
        if file.target.exists():  # a file keeps its permissions: it may be that nobody else is to read its keys
            written_file.chmod(stat.S_IMODE(file.target.stat().st_mode))
        file.finish(written_file, target)
    return WrittenFindings(int(count), left_out)


def _aside(ending: str) -> tuple[str, str, str]:
    return "lines.parquet", f"findings{ending}", f"duties{ending}"


def _file(path: Path) -> str:
    return DUCKDB.string(str(path))


def _lines(table: BoundTable, counts: Mapping[Conditions, int], question: Question, for_a_spreadsheet: bool) -> str:
    """The breaches of one table: in one pass those of all duties of which none is left out, then of each other one."""
    whole = [one for one, count in counts.items() if count <= question.most]
    parts = [_select(table, whole, question, for_a_spreadsheet)] if whole else []
    limit = f" LIMIT {question.most}"
    parts += [_select(table, [one], question, for_a_spreadsheet, limit) for one in counts if one not in whole]
    lines = " UNION ALL ".join(parts)
    if question.keys.plain or question.keys.salt is not None:
        return lines
    # The id of a finding is the same on every run; where the key is left out, such an id would give the key away.
    number = f"concat({DUCKDB.string(table.source.entity)}, '-', row_number() OVER ())"
    return f"SELECT * REPLACE ({number} AS finding) FROM ({lines})"


def _select(
    table: BoundTable, breached: Sequence[Conditions], question: Question, for_a_spreadsheet: bool, limit: str = ""
) -> str:
    """The breaches of some duties in one pass: each row gives as many lines as it breaches duties."""
    names = list(dict.fromkeys(name for one in breached for name in one.facts))
    either = " OR ".join(str(one.breached) for one in breached)
    breaching = f"SELECT * FROM {table.rows(among=names)} WHERE {either}{table.in_order(names)}{limit}"
    places = ", ".join(f"CASE WHEN {one.breached} THEN {place} END" for place, one in enumerate(breached))
    duty = _chosen([DUCKDB.string(one.id) for one in breached])
    entity, day = DUCKDB.string(table.source.entity), DUCKDB.string(question.as_of.isoformat())
    key = question.keys.key('CAST("key" AS VARCHAR)')
    parts, row = _chosen([_part(one) for one in breached]), f"nullif({key}, '')"
    fields = {
        "finding": f"left(sha256(concat_ws('|', {duty}, {entity}, {key}, {day})), 16)",
        "gap": f"concat_ws('/', {duty}, {parts}, {row})",
        "obligation": duty,
        "entity": entity,
        "key": _harmless(row) if for_a_spreadsheet else row,
        "facts": f"CAST({_chosen([_facts(one, table, question) for one in breached])} AS VARCHAR)",
    }
    selected = ", ".join(f"{fields[name]} AS {DUCKDB.identifier(name)}" for name in FIELDS)
    # The duties are not joined: a join gives its lines in another order each time.
    rows = f"SELECT *, unnest([{places}]) AS place FROM ({breaching}) AS rows"
    return f"SELECT {selected} FROM ({rows}) AS rows WHERE place IS NOT NULL"


def _chosen(values: Sequence[str]) -> str:
    """The value at the row's `place`."""
    return f"CASE place {' '.join(f'WHEN {place} THEN {value}' for place, value in enumerate(values))} END"


def _part(one: Conditions) -> str:
    """The part that fails, as the id of a gap has it (guiju.assessment.gaps); of several the first."""
    if len(one.parts) == 1:
        return DUCKDB.string(one.parts[0][0])
    return f"CASE {' '.join(f'WHEN {failed} THEN {DUCKDB.string(part)}' for part, failed in one.parts if failed)} END"


def _facts(one: Conditions, table: BoundTable, question: Question) -> str:
    """The facts of the row that decided, as a JSON object."""
    pairs = [f"{DUCKDB.string(name)}, {value(name, table, question.keys)}" for name in one.facts]
    return f"json_object({', '.join(pairs)})"


def _text(fact: object) -> str:
    return str(fact).lower() if isinstance(fact, bool) else str(fact)


def _duty(
    one: Conditions, table: BoundTable, question: Question, counts: tuple[int, int], for_a_spreadsheet: bool
) -> str:
    """What is the same for every breach of the duty in a table, as SQL; `counts` are the lines written and left out."""
    rule, record = one.regulation, one.obligation
    cited = {
        f"citation_{lang}": f"{rule.title[lang]} {citation.label(rule, record.eId, lang)}"
        for lang in REQUIRED_LANGUAGES
    }
    service = {name: _text(question.service[name]) for name in one.service if name in question.service}
    texts = {
        "obligation": one.id,
        "entity": table.source.entity,
        "table": table.source.location,
        "verdict": "breached",
        "title_zh": record.title.zh,
        "title_en": record.title.en,
        "regulation": rule.id,
        **cited,
        "quotation": quotation.text(one.regulation, record),
        "bearers": ", ".join(record.bearers),
        "service": json.dumps(service, ensure_ascii=False),
        "data_version": question.corpus.data_version,
    }
    written, left_out = counts
    values = {name: DUCKDB.string(text) for name, text in texts.items()} | {
        "findings": str(written),
        "left_out": str(left_out),
        "as_of": DUCKDB.string(question.as_of.isoformat()),
        "automated_detection": "TRUE",
        "automated_decision": "FALSE",
    }
    if for_a_spreadsheet:
        values["table"] = _harmless(values["table"])
    return f"SELECT {', '.join(_typed(name, values[name]) for name in DUTY_FIELDS)}"


def _no_duty() -> str:
    return f"SELECT {', '.join(_typed(name, 'NULL') for name in DUTY_FIELDS)} WHERE FALSE"


def _typed(name: str, value: str) -> str:
    return f"CAST({value} AS {DUTY_FIELDS[name]}) AS {DUCKDB.identifier(name)}"


def _harmless(expression: str) -> str:
    """A text that no spreadsheet takes for a formula, as guiju.files.formula says."""
    formula = f"regexp_matches({expression}, '^[ \\x{{3000}}\\x{{feff}}]*[=+@\\t\\r\\n\\x00＝＋－＠-]')"
    return f"CASE WHEN {formula} THEN '''' || {expression} ELSE {expression} END"
