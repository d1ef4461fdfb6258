"""Every breach in the tables as one line of a file for a ticket system: Parquet, CSV or JSON lines, with the fields of a statement of reasons.

A line says what was found and on which facts, which words of the law it rests on and whose duty they are, and that a machine found it and
nobody has decided anything. Keys are hashed or left out unless they are asked for.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from guiju.files.finding import Misuse
from guiju.law.text import citation
from guiju.model import LANGUAGES
from guiju.predicates.dialects import DUCKDB
from guiju.tables.asked import Asked
from guiju.tables.query import Conditions
from guiju.tables.scan import Prepared, Run, Scanned, value

ENDINGS = {
    ".parquet": "FORMAT parquet",
    ".csv": "FORMAT csv, HEADER",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
}

# What a statement of reasons says, and here as the column: what was found (verdict, obligation), the facts, the legal ground and why it is one
# (citation, quotation), by what means (automated_detection, automated_decision), about what (entity, key), and when (as_of).
FIELDS = (
    "finding", "entity", "key", "verdict", "obligation", "title_zh", "title_en", "regulation", "citation_zh", "citation_en",
    "quotation", "bearers", "facts", "table", "as_of", "automated_detection", "automated_decision", "data_version",
)  # fmt: skip
VERDICT = "breached"
Finish = Callable[[Path, Path], None]
"""(file written aside, target) → what becomes of it: `rename`, or something that waits for other files."""
_FEW_AT_ONCE = "FORMAT parquet, ROW_GROUP_SIZE 2048"
"""How the lines are written before they are what was asked for: of what is turned into text in its order, DuckDB holds a group of rows for each thread."""


def check_ending(path: Path) -> None:
    """Misuse for a file of no format that findings are written in."""
    if path.suffix.lower() not in ENDINGS:
        raise Misuse(f"{path}: findings are written as one of {', '.join(ENDINGS)}; choose another ending")


def write_findings(
    connection: Any,
    tables: Sequence[Prepared],
    scanned: Mapping[str, Scanned],
    asked: Asked,
    target: Path,
    aside: Path,
    run: Run,
    finish: Finish,
) -> int:
    """Write all breaches of all tables, in `aside`, from where `finish` takes them; returns how many there are."""
    ending = target.suffix.lower()
    parts = [
        select
        for table in tables
        if (select := _select(table, _breached(scanned[table.source.entity], asked), asked, ending == ".csv"))
    ]
    nothing = "SELECT " + ", ".join(f"CAST(NULL AS {_type(name)}) AS {name}" for name in FIELDS) + " WHERE FALSE"
    lines = aside / "lines.parquet"
    shown = f"{target}: findings"
    query = " UNION ALL ".join(parts) or nothing
    (count,) = run(connection, f"COPY ({query}) TO {_file(lines)} ({_FEW_AT_ONCE})", shown).fetchone()
    written = aside / f"findings{ending}"
    run(connection, f"COPY (FROM {_file(lines)}) TO {_file(written)} ({ENDINGS[ending]})", shown)
    if target.exists():  # a file keeps its permissions: it may be that nobody else is to read its keys
        written.chmod(stat.S_IMODE(target.stat().st_mode))
    finish(written, target)
    return int(count)


def rename(written: Path, target: Path) -> None:
    """Give what was written aside the name of its target."""
    written.replace(target.resolve())


def _file(path: Path) -> str:
    return DUCKDB.string(str(path))


def _type(name: str) -> str:
    return "BOOLEAN" if name.startswith("automated") else "DATE" if name == "as_of" else "VARCHAR"


def _breached(scanned: Scanned, asked: Asked) -> list[Conditions]:
    """The duties that rows breach; what a later rule displaces on the day is no finding."""
    return [t.conditions for t in scanned.tallies if t.counts["breached"] and not t.conditions.displaced(asked.as_of)]


def _select(table: Prepared, found: Sequence[Conditions], asked: Asked, for_a_spreadsheet: bool) -> str | None:
    """The breaches of one table in one pass: each row gives as many lines as it breaches duties."""
    if not found:
        return None
    names = list(dict.fromkeys(name for one in found for name in one.facts))
    either = " OR ".join(str(one.breached) for one in found)
    breaching = f"SELECT * FROM {table.rows(among=names)} WHERE {either}{table.in_order(names)}"
    places = ", ".join(f"CASE WHEN {one.breached} THEN {place} END" for place, one in enumerate(found))
    duties = [_duty(one, asked) for one in found]
    told = {name: _chosen([DUCKDB.string(duty[name]) for duty in duties]) for name in duties[0]}
    # What goes for all lines.
    entity, day = DUCKDB.string(table.source.entity), DUCKDB.string(asked.as_of.isoformat())
    key = asked.keys.key('CAST("key" AS VARCHAR)')
    # The number of a finding is its own, and the same on every run; where the key is left out, nothing could make it so without telling the key.
    named_row = asked.keys.shown or asked.keys.salt is not None
    hashed = f"left(sha256(concat_ws('|', {told['obligation']}, {entity}, {key}, {day})), 16)"
    fields = {
        "finding": hashed if named_row else f"concat({entity}, '-', row_number() OVER ())",
        "entity": entity,
        "key": _harmless(f"nullif({key}, '')") if for_a_spreadsheet else f"nullif({key}, '')",
        "verdict": DUCKDB.string(VERDICT),
        **told,
        "facts": f"CAST({_chosen([_facts(one, table, asked) for one in found])} AS VARCHAR)",
        "table": DUCKDB.string(table.source.shown),
        "as_of": f"DATE {day}",
        "automated_detection": "TRUE",
        "automated_decision": "FALSE",
        "data_version": DUCKDB.string(asked.corpus.data_version),
    }
    selected = ", ".join(f"{fields[name]} AS {DUCKDB.identifier(name)}" for name in FIELDS)
    # The duties are not joined: a join gives its lines in another order each time.
    return f"SELECT {selected} FROM (SELECT *, unnest([{places}]) AS place FROM ({breaching}) AS rows) AS rows WHERE place IS NOT NULL"


def _chosen(values: Sequence[str]) -> str:
    """Of these that which stands at the row's `place`."""
    return f"CASE place {' '.join(f'WHEN {place} THEN {value}' for place, value in enumerate(values))} END"


def _facts(one: Conditions, table: Prepared, asked: Asked) -> str:
    """The facts that decided, as a JSON object; those of the service too."""
    pairs = [f"{DUCKDB.string(name)}, {value(name, table, asked.keys)}" for name in one.facts]
    told = {name: asked.service[name] for name in one.service if name in asked.service}
    pairs += [f"{DUCKDB.string('service.' + name)}, {DUCKDB.string(_text(said))}" for name, said in told.items()]
    return f"json_object({', '.join(pairs)})"


def _text(said: object) -> str:
    return str(said).lower() if isinstance(said, bool) else str(said)


def _duty(one: Conditions, asked: Asked) -> dict[str, str]:
    """What goes for every breach of the duty."""
    rule, record = one.regulation, one.obligation
    cited = {f"citation_{lang}": f"{rule.title[lang]} {citation.label(rule, record.eId, lang)}" for lang in LANGUAGES}
    return {
        "obligation": one.id,
        "title_zh": record.title.zh,
        "title_en": record.title.en,
        "regulation": rule.id,
        **cited,
        "quotation": "…".join(record.quote),
        "bearers": ", ".join(record.bearers),
    }


def _harmless(expression: str) -> str:
    """A text that no spreadsheet takes for a formula, as guiju.writers.formula says."""
    return f"CASE WHEN regexp_matches({expression}, '^[ \\x{{3000}}\\x{{feff}}]*[=+@\\t\\r\\n\\x00＝＋－＠-]') THEN '''' || {expression} ELSE {expression} END"
