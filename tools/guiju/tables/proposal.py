"""A mapping proposed for a table: which column could give which fact, from names, types and the few values of a code.

What name and type make sure counts; what is likely is a comment for a person to decide; each fact without a column is
listed with its question, for the platform to add.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.files.bundled import packaged
from guiju.files.finding import Misuse, one_line
from guiju.model import Bilingual, Corpus, Fact, Lang
from guiju.predicates.dialects import DUCKDB
from guiju.reasoning import facts
from guiju.tables.kinds import kind
from guiju.tables.mapping import key_of
from guiju.tables.sources import TableSource
from guiju.wording.words import Words

LIKELY = 0.5
"""How much of two names must be the same for a column to be worth showing; 1 is the whole."""
CODES_UP_TO = 20
_LONGEST_CODE = _LONGEST_NAME = 255
_SHOWN = 20
"""Columns that cannot be mapped, of those that are listed."""
_WORDS = Words(__file__)
_SYNONYMS: Mapping[str, Mapping[str, Any]] = packaged(__file__, "synonyms.yaml")

# Times are before the year 5138 in seconds, and after 1973 in milliseconds.
_UNITS = ((10**11, "epoch_seconds"), (10**14, "epoch_milliseconds"), (10**17, "epoch_microseconds"))


@dataclass(frozen=True)
class ProposedColumn:
    """A column for a fact: how alike their names are (0 to 1), its unit, and its codes with their likely meanings."""

    column: str
    alike: float
    unit: str | None = None
    codes: tuple[tuple[str, str], ...] = ()


def proposal(
    connection: Any, source: TableSource, relation: str, types: Mapping[str, str], corpus: Corpus, lang: Lang
) -> str:
    """The mapping as commented YAML; it passes its schema as it is."""
    known = facts.by_entity(corpus.vocabulary.facts)[source.entity]
    refused = {column: why for column in types if (why := _unmappable(column))}
    types = {column: name for column, name in types.items() if column not in refused}
    if not types:
        column, why = next(iter(refused.items()))
        raise Misuse(f"{source.location}: no column can be mapped; {one_line(column, 40)!r} {why.en}")
    key = _key(corpus, source, types)
    best = {name: _best(connection, relation, fact, types, key) for name, fact in known.items()}
    sure = {name: p for name, p in best.items() if p is not None and p.alike == 1}
    taken = {p.column for p in sure.values()}
    lines = [f"# {one_line(source.location, 200)}", f"# {_WORDS['proposed'][lang]}", f"entity: {source.entity}"]
    lines += [f"key: {_text(key)}", "facts:" if sure else "facts: {}"]
    for name, fact in known.items():
        lines.append(f"  # {one_line(fact.question[lang], 200)}")
        proposed = best[name]
        if name in sure:
            lines.append(f"  {_entry(fact, sure[name], lang)}")
        elif proposed is not None and proposed.column not in taken:
            lines.append(f"  # {_entry(fact, proposed, lang)}  # {_WORDS['likely'][lang]}")
        else:
            lines.append(f"  # {name}: {_WORDS['counted' if fact.derived else 'no_column'][lang]}")
    lines += [f"# {one_line(column, 60)}: {why[lang]}" for column, why in list(refused.items())[:_SHOWN]]
    if len(refused) > _SHOWN:
        lines.append(f"# … +{len(refused) - _SHOWN}")
    return "\n".join(lines) + "\n"


def _unmappable(column: str) -> Bilingual | None:
    """Why the schema of a mapping does not allow the name of a column; None where it does."""
    if not column:
        return _WORDS["unnamed"]
    if len(column) > _LONGEST_NAME:
        return _WORDS["long_name"]
    return _WORDS["control_character"] if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", column) else None


def _entry(fact: Fact, proposed: ProposedColumn, lang: Lang) -> str:
    parts = [f"column: {_text(proposed.column)}"]
    if proposed.unit:
        parts.append(f"unit: {proposed.unit}")
    if proposed.codes:
        parts.append("codes: {" + ", ".join(f"{_text(code)}: {meaning}" for code, meaning in proposed.codes) + "}")
    note = f"  # {_WORDS['codes'][lang]}" if proposed.codes else ""
    return f"{fact.id}: {{{', '.join(parts)}}}{note}"


def _text(text: str) -> str:
    """A text in double quotes as YAML reads it, in which nothing is hidden."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if quoted.isprintable() else "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in quoted)


def _key(corpus: Corpus, source: TableSource, types: Mapping[str, str]) -> str:
    key = key_of(source.entity, corpus.vocabulary)
    alike = {column: _alike(key, column) for column in types}
    best = max(alike, key=lambda column: (alike[column], column == "id"))
    return best if alike[best] >= LIKELY else next((c for c in types if c.lower() == "id"), next(iter(types)))


def _best(connection: Any, relation: str, fact: Fact, types: Mapping[str, str], key: str) -> ProposedColumn | None:
    """The column whose name is most like the fact's, of those whose type can give it."""
    fitting = [c for c, t in types.items() if c != key and kind(t, DUCKDB) in _SYNONYMS["fits"].get(fact.type, ())]
    score, column = max(((_alike(fact.id, column), column) for column in fitting), default=(0, ""))
    if score < LIKELY:
        return None
    column_kind, quoted = kind(types[column], DUCKDB), DUCKDB.identifier(column)
    if fact.type in ("date", "datetime") and column_kind in ("integer", "wide", "text"):
        (most,) = connection.execute(f"SELECT max(TRY_CAST({quoted} AS BIGINT)) FROM {relation}").fetchone()
        unit = next((unit for limit, unit in _UNITS if most is not None and 0 <= most < limit), None)
        if unit is not None or column_kind != "text":
            return ProposedColumn(column, score if unit else min(score, 0.9), unit or "epoch_seconds")
    if fact.type == "datetime" and column_kind == "date":
        return ProposedColumn(column, score, "day")
    if fact.type == "enum" or (fact.type == "boolean" and column_kind != "boolean"):
        values = f"SELECT DISTINCT CAST({quoted} AS VARCHAR) FROM {relation} WHERE {quoted} IS NOT NULL"
        codes = [code for (code,) in connection.execute(f"{values} LIMIT {CODES_UP_TO + 1}").fetchall()]
        return _coded(fact, column, score, sorted(codes))
    return ProposedColumn(column, score)


def _coded(fact: Fact, column: str, score: float, codes: list[str]) -> ProposedColumn | None:
    """A column of codes, each with its likely meaning, or missing; None where there are too many for a code."""
    if len(codes) > CODES_UP_TO or not codes or any(len(code) > _LONGEST_CODE for code in codes):
        return None
    plain = {value.id for value in fact.values} if fact.type == "enum" else {"true", "false"}
    if {code.lower() if fact.type == "boolean" else code for code in codes} <= plain:
        return ProposedColumn(column, score)
    return ProposedColumn(column, score, codes=tuple((code, _meaning(fact, code)) for code in codes))


def _meaning(fact: Fact, code: str) -> str:
    lowered = code.strip().lower()
    if fact.type == "boolean":
        return str(_SYNONYMS["codes"].get(lowered, "missing"))
    return next((v.id for v in fact.values if lowered in (v.id, v.label.zh, v.label.en.lower())), "missing")


def _alike(fact: str, column: str) -> float:
    """The share of words that two names have in common; 1 where they have the same words."""
    left, right = (frozenset(_words(name)) for name in (fact, column))
    return len(left & right) / len(left | right)


def _words(name: str) -> Iterator[str]:
    same = _SYNONYMS["names"]
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    for part in re.split(r"[^a-z0-9]+", same.get(snake, snake)):
        yield from (word for word in same.get(part, part).split("_") if word)
