"""Every breach in the tables as one line of a file for a ticket system: Parquet, CSV or JSON lines, with the fields of a statement of reasons.

A line says what was found and on which facts, which words of the law it rests on and whose duty they are, and that a machine found it and
nobody has decided anything. Keys are hashed or left out unless they are asked for.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from guiju.finding import Misuse
from guiju.lawtext import citation
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
) -> int:
    """Write all breaches of all tables, in `aside` first; returns how many there are."""
    parts = [
        select
        for table in tables
        if (select := _select(table, _breached(scanned[table.source.entity]), asked, target.suffix.lower() == ".csv"))
    ]
    nothing = "SELECT " + ", ".join(f"CAST(NULL AS {_type(name)}) AS {name}" for name in FIELDS) + " WHERE FALSE"
    written = aside / f"findings{target.suffix.lower()}"
    query = " UNION ALL ".join(parts) or nothing
    into = DUCKDB.string(str(written))
    (count,) = run(
        connection, f"COPY ({query}) TO {into} ({ENDINGS[target.suffix.lower()]})", f"{target}: findings"
    ).fetchone()
    if target.exists():  # a file keeps its permissions: it may be that nobody else is to read its keys
        written.chmod(stat.S_IMODE(target.stat().st_mode))
    written.replace(target.resolve())
    return int(count)


def _type(name: str) -> str:
    return "BOOLEAN" if name.startswith("automated") else "DATE" if name == "as_of" else "VARCHAR"


def _breached(scanned: Scanned) -> list[Conditions]:
    return [tally.conditions for tally in scanned.tallies if tally.counts["breached"]]


def _select(table: Prepared, found: Sequence[Conditions], asked: Asked, for_a_spreadsheet: bool) -> str | None:
    """The breaches of one table in one pass: each row gives as many lines as it breaches duties."""
    if not found:
        return None
    places = ", ".join(f"CASE WHEN {one.breached} THEN {place} END" for place, one in enumerate(found))
    either = " OR ".join(str(one.breached) for one in found)
    facts = " ".join(f"WHEN {place} THEN {_facts(one, table, asked)}" for place, one in enumerate(found))
    key = asked.keys.key('CAST("key" AS VARCHAR)')
    shown_key = _harmless(f"nullif({key}, '')") if for_a_spreadsheet else f"nullif({key}, '')"
    # The number of a finding is its own, and the same on every run; where the key is left out, nothing could make it so without telling the key.
    entity = DUCKDB.string(table.source.entity)
    day = DUCKDB.string(asked.as_of.isoformat())
    named_row = asked.keys.shown or asked.keys.salt is not None
    hashed = f"left(sha256(concat_ws('|', duty.obligation, {entity}, {key}, {day})), 16)"
    number = hashed if named_row else f"concat({entity}, '-', row_number() OVER ())"
    duties = ", ".join(f"({place}, {_duty(one, asked)})" for place, one in enumerate(found))
    named = "obligation, title_zh, title_en, regulation, citation_zh, citation_en, quotation, bearers"
    return (
        f"SELECT {number} AS finding, {entity} AS entity, {shown_key} AS key, "
        f'{DUCKDB.string(VERDICT)} AS verdict, {named}, {_told(facts)} AS facts, {DUCKDB.string(table.source.shown)} AS "table", '
        f"DATE {DUCKDB.string(asked.as_of.isoformat())} AS as_of, TRUE AS automated_detection, FALSE AS automated_decision, "
        f"{DUCKDB.string(asked.corpus.data_version)} AS data_version "
        f"FROM (SELECT *, unnest([{places}]) AS place FROM {table.rows()} WHERE {either}) AS rows "
        f"JOIN (VALUES {duties}) AS duty (place, {named}) USING (place)"
    )


def _told(facts: str) -> str:
    return f"CAST(CASE place {facts} END AS VARCHAR)"


def _facts(one: Conditions, table: Prepared, asked: Asked) -> str:
    """The facts that decided, as a JSON object; those of the service too."""
    pairs = [f"{DUCKDB.string(name)}, {value(name, table, asked.keys)}" for name in one.facts]
    told = {name: asked.service[name] for name in one.service if name in asked.service}
    pairs += [f"{DUCKDB.string('service.' + name)}, {DUCKDB.string(_text(said))}" for name, said in told.items()]
    return f"json_object({', '.join(pairs)})"


def _text(said: object) -> str:
    return str(said).lower() if isinstance(said, bool) else str(said)


def _duty(one: Conditions, asked: Asked) -> str:
    rule, record = one.regulation, one.obligation
    cited = [f"{rule.title[lang]} {citation.label(rule, record.eId, lang)}" for lang in LANGUAGES]
    texts = [
        one.id,
        record.title.zh,
        record.title.en,
        rule.id,
        *cited,
        "…".join(record.quote),
        ", ".join(record.bearers),
    ]
    return ", ".join(DUCKDB.string(text) for text in texts)


def _harmless(expression: str) -> str:
    """A text that no spreadsheet takes for a formula, as guiju.exports.formula says."""
    return f"CASE WHEN regexp_matches({expression}, '^[ \\x{{3000}}\\x{{feff}}]*[=+@\\t\\r\\n\\x00＝＋－＠-]') THEN '''' || {expression} ELSE {expression} END"
