"""Every breach as a line of a Parquet, CSV or JSON file for a ticket system, with the fields of a statement of reasons.

A line has the facts, the words of the law and whose duty they are, and that a machine found it and nobody has decided.
Keys are hashed or left out unless they are asked for.
"""

import contextlib
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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

# What a statement of reasons says, and the columns for it: what was found (gap, verdict, obligation), the facts, the
# legal ground (citation, quotation), by what means (automated_…), about what (entity, key), and when (as_of).
FIELDS = (
    "finding", "gap", "entity", "key", "verdict", "obligation", "title_zh", "title_en", "regulation", "citation_zh",
    "citation_en",
    "quotation", "bearers", "facts", "table", "as_of", "automated_detection", "automated_decision", "data_version",
)  # fmt: skip
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
    if target.exists() and not target.is_file():
        raise Misuse(f"{target}: is {'a folder' if target.is_dir() else 'not a file'}; name a file")
    try:  # a link stays a link, and what it leads to is written
        folder = TemporaryDirectory(prefix=".guiju.aside-", dir=target_of(target).parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{target}: cannot be written ({reason}); choose another place") from None
    with folder as name:
        sweep(Path(name).parent, Path(name))
        yield BreachFile(target, Path(name).resolve(), finish)


def write_breaches(ask: Ask, results: Sequence[ScanResult], question: Question, file: BreachFile) -> int:
    """Write all breaches of all tables; returns how many there are."""
    ending, label = file.target.suffix.lower(), f"{file.target}: findings"
    parts = []
    for result in results:
        # What a later rule displaces on the day is not a finding.
        breached = [one for one in result.breached if not one.displaced(question.as_of)]
        if breached:
            parts.append(_select(result.bound, breached, question, ending == ".csv"))
    nothing = "SELECT " + ", ".join(f"CAST(NULL AS {_type(name)}) AS {name}" for name in FIELDS) + " WHERE FALSE"
    lines, written = file.folder / "lines.parquet", file.folder / f"findings{ending}"
    query = " UNION ALL ".join(parts) or nothing
    with duckdb_errors.reading(file.target.as_posix(), "cannot be written"):
        (count,) = ask(f"COPY ({query}) TO {_file(lines)} ({_FEW_AT_ONCE})", label).fetchone()
        ask(f"COPY (FROM {_file(lines)}) TO {_file(written)} ({ENDINGS[ending]})", label)
    if file.target.exists():  # a file keeps its permissions: it may be that nobody else is to read its keys
        written.chmod(stat.S_IMODE(file.target.stat().st_mode))
    file.finish(written, file.target)
    return int(count)


def _file(path: Path) -> str:
    return DUCKDB.string(str(path))


def _type(name: str) -> str:
    return "BOOLEAN" if name.startswith("automated") else "DATE" if name == "as_of" else "VARCHAR"


def _select(table: BoundTable, breached: Sequence[Conditions], question: Question, for_a_spreadsheet: bool) -> str:
    """The breaches of one table in one pass: each row gives as many lines as it breaches duties."""
    names = list(dict.fromkeys(name for one in breached for name in one.facts))
    either = " OR ".join(str(one.breached) for one in breached)
    breaching = f"SELECT * FROM {table.rows(among=names)} WHERE {either}{table.in_order(names)}"
    places = ", ".join(f"CASE WHEN {one.breached} THEN {place} END" for place, one in enumerate(breached))
    duties = [_duty(one, question) for one in breached]
    by_duty = {name: _chosen([DUCKDB.string(duty[name]) for duty in duties]) for name in duties[0]}
    entity, day = DUCKDB.string(table.source.entity), DUCKDB.string(question.as_of.isoformat())
    key = question.keys.key('CAST("key" AS VARCHAR)')
    # The id of a finding is the same on every run; where the key is left out, such an id would give the key away.
    named_row = question.keys.plain or question.keys.salt is not None
    hashed = f"left(sha256(concat_ws('|', {by_duty['obligation']}, {entity}, {key}, {day})), 16)"
    parts, row = _chosen([_part(one) for one in breached]), f"nullif({key}, '')"
    fields = {
        "finding": hashed if named_row else f"concat({entity}, '-', row_number() OVER ())",
        "gap": f"concat_ws('/', {by_duty['obligation']}, {parts}, {row})",
        "entity": entity,
        "key": _harmless(row) if for_a_spreadsheet else row,
        "verdict": DUCKDB.string("breached"),
        **by_duty,
        "facts": f"CAST({_chosen([_facts(one, table, question) for one in breached])} AS VARCHAR)",
        "table": DUCKDB.string(table.source.location),
        "as_of": f"DATE {day}",
        "automated_detection": "TRUE",
        "automated_decision": "FALSE",
        "data_version": DUCKDB.string(question.corpus.data_version),
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
    """The facts that decided, as a JSON object; those of the service too."""
    pairs = [f"{DUCKDB.string(name)}, {value(name, table, question.keys)}" for name in one.facts]
    service = {name: question.service[name] for name in one.service if name in question.service}
    pairs += [f"{DUCKDB.string('service.' + name)}, {DUCKDB.string(_text(fact))}" for name, fact in service.items()]
    return f"json_object({', '.join(pairs)})"


def _text(fact: object) -> str:
    return str(fact).lower() if isinstance(fact, bool) else str(fact)


def _duty(one: Conditions, question: Question) -> dict[str, str]:
    """What is the same for every breach of the duty."""
    rule, record = one.regulation, one.obligation
    cited = {
        f"citation_{lang}": f"{rule.title[lang]} {citation.label(rule, record.eId, lang)}"
        for lang in REQUIRED_LANGUAGES
    }
    return {
        "obligation": one.id,
        "title_zh": record.title.zh,
        "title_en": record.title.en,
        "regulation": rule.id,
        **cited,
        "quotation": quotation.text(one.regulation, record),
        "bearers": ", ".join(record.bearers),
    }


def _harmless(expression: str) -> str:
    """A text that no spreadsheet takes for a formula, as guiju.files.formula says."""
    formula = f"regexp_matches({expression}, '^[ \\x{{3000}}\\x{{feff}}]*[=+@\\t\\r\\n\\x00＝＋－＠-]')"
    return f"CASE WHEN {formula} THEN '''' || {expression} ELSE {expression} END"
