"""A mapping proposed for a table: which column could say which fact, from names, types and the few values of a code.

What its name and type make sure is proposed as it is; what is only likely stands behind a `#` for a person to decide; and each fact that no column
seems to say is listed with its question, since that is what the platform would have to add.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.files.finding import Misuse, one_line
from guiju.model import Corpus, Fact, Lang
from guiju.predicates.dialects import DUCKDB
from guiju.reasoning import facts
from guiju.tables.kinds import Kind, kind
from guiju.tables.sources import TableSource

LIKELY = 0.5
"""How much of two names must be the same for a column to be worth showing; 1 is the whole."""
CODES_UP_TO = 20
_LONGEST_CODE = 255
_SHOWN = 20
"""Columns that cannot be mapped, of those that are listed."""

# Words that tables use for what the vocabulary calls otherwise.
_SAME = {
    "room": "group", "channel": "group", "chat": "group", "gid": "group_id", "user": "account", "uid": "account_id",
    "creator": "founder_account_id", "created_by": "founder_account_id", "created": "founded", "create": "founded",
    "creation": "founded", "joined_members": "member_count", "members": "member_count", "num_members": "member_count",
    "ts": "at", "time": "at", "timestamp": "at", "datetime": "at", "date": "on", "day": "on", "no": "code",
    "num": "count", "number": "count", "owner": "owner_account_id", "type": "category", "report": "complaint",
}  # fmt: skip
_FITS: Mapping[str, frozenset[Kind]] = {
    "boolean": frozenset({"boolean", "integer", "text"}),
    "integer": frozenset({"integer", "wide", "real", "text"}),
    "number": frozenset({"integer", "wide", "real", "text"}),
    "string": frozenset({"text", "integer", "wide"}),
    "enum": frozenset({"text", "integer", "boolean"}),
    "date": frozenset({"date", "moment", "instant", "integer", "wide", "text"}),
    "datetime": frozenset({"date", "moment", "instant", "integer", "wide", "text"}),
}
# Beyond the year 5138 in seconds, and before 1973 in milliseconds, lie no tables.
_UNITS = ((10**11, "epoch_seconds"), (10**14, "epoch_milliseconds"), (10**17, "epoch_microseconds"))


@dataclass(frozen=True)
class Proposed:
    """A column for a fact: how alike their names are (0 to 1), how its numbers or times are to be read, and its codes with what they seem to mean."""

    column: str
    alike: float
    unit: str | None
    codes: tuple[tuple[str, str], ...]


def proposal(
    connection: Any, source: TableSource, relation: str, types: Mapping[str, str], corpus: Corpus, lang: Lang
) -> str:
    """The mapping as commented YAML; it passes its schema as it stands."""
    known = facts.by_entity(corpus.vocabulary.facts)[source.entity]
    refused = {column: why for column in types if (why := _unmappable(column))}
    types = {column: held for column, held in types.items() if column not in refused}
    if not types:
        column, why = next(iter(refused.items()))
        raise Misuse(f"{source.shown}: no column can be mapped; {one_line(column, 40)!r} {why['en']}; rename it")
    key = _key(corpus, source, types)
    found = {name: _best(connection, relation, fact, types, key) for name, fact in known.items()}
    sure = {name: p for name, p in found.items() if p is not None and p.alike == 1}
    taken = {p.column for p in sure.values()}
    lines = [*_head(source, lang), f"entity: {source.entity}", f"key: {_text(key)}", "facts:" if sure else "facts: {}"]
    for name, fact in known.items():
        lines.append(f"  # {one_line(fact.question[lang], 200)}")
        proposed = found[name]
        if name in sure:
            lines += _entry(fact, sure[name], lang)
        elif proposed is not None and proposed.column not in taken:
            lines += [f"  # {line.strip()}" for line in _entry(fact, proposed, lang)]
            lines[-1] += _LIKELY[lang]
        else:
            lines.append(f"  # {name}: {(_COUNTED if fact.derived else _NONE)[lang]}")
    lines += [f"# {one_line(column, 60)}: {why[lang]}" for column, why in list(refused.items())[:_SHOWN]]
    if len(refused) > _SHOWN:
        lines.append(f"# … +{len(refused) - _SHOWN}")
    return "\n".join(lines) + "\n"


def _unmappable(column: str) -> Mapping[str, str] | None:
    """Why a mapping cannot name a column; None where it can."""
    return next((why for fits, why in _NAMES if not fits(column)), None)


_HEAD = {
    "zh": "由列名和列类型拟出，须逐行核对：没有 # 的已生效，带 # 的待确认；没有列的事实按缺失处理，有关义务待核实。",
    "en": "Proposed from the names and types of columns: read every line. Those without # count, those with # wait for you; a fact without a column is missing, and its duties are to be verified.",
}
_NAMES: tuple[tuple[Callable[[str], object], Mapping[str, str]], ...] = (
    (lambda name: name, {"zh": "没有列名，无法映射；请补上列名", "en": "has no name and cannot be mapped; name it"}),
    (
        lambda name: len(name) <= 255,
        {
            "zh": "列名超过 255 个字符，无法映射；请改短",
            "en": "has a name of over 255 characters and cannot be mapped; shorten it",
        },
    ),
    (
        lambda name: not re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", name),
        {
            "zh": "列名含换行、制表符等控制字符，无法映射；请改名",
            "en": "has a control character such as a line break or a tab in its name and cannot be mapped; rename it",
        },
    ),
)
"""What the schema of a mapping asks of the name of a column, and what is said where it is not so."""
_LIKELY = {"zh": "  # 是否这一列？", "en": "  # is it this column?"}
_NONE = {"zh": "没有找到列", "en": "no column found"}
_COUNTED = {"zh": "没有找到列，由表计数", "en": "no column found; counted from the tables"}
_CODE = {"zh": "  # 核对每个代码的含义", "en": "  # check what each code means"}


def _head(source: TableSource, lang: Lang) -> Iterator[str]:
    yield f"# {one_line(source.shown, 200)}"
    yield f"# {_HEAD[lang]}"


def _entry(fact: Fact, proposed: Proposed, lang: Lang) -> list[str]:
    parts = [f"column: {_text(proposed.column)}"]
    if proposed.unit:
        parts.append(f"unit: {proposed.unit}")
    if proposed.codes:
        parts.append("codes: {" + ", ".join(f"{_text(code)}: {meaning}" for code, meaning in proposed.codes) + "}")
    note = _CODE[lang] if proposed.codes else ""
    return [f"  {fact.id}: {{{', '.join(parts)}}}{note}"]


def _text(text: str) -> str:
    """A text in double quotes as YAML reads it, in which nothing is hidden."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if quoted.isprintable() else "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in quoted)


def _key(corpus: Corpus, source: TableSource, types: Mapping[str, str]) -> str:
    key = next(e.key for e in corpus.vocabulary.entities if e.id == source.entity) or f"{source.entity}_id"
    alike = {column: _alike(key, column) for column in types}
    best = max(alike, key=lambda column: (alike[column], column == "id"))
    return best if alike[best] >= LIKELY else next((c for c in types if c.lower() == "id"), next(iter(types)))


def _best(connection: Any, relation: str, fact: Fact, types: Mapping[str, str], key: str) -> Proposed | None:
    """The column whose name is most like the fact's, of those whose type can say it."""
    fitting = [c for c, t in types.items() if c != key and kind(t, DUCKDB) in _FITS.get(fact.type, frozenset())]
    alike = sorted(((_alike(fact.id, column), column) for column in fitting), reverse=True)
    if not alike or alike[0][0] < LIKELY:
        return None
    score, column = alike[0]
    held, quoted = kind(types[column], DUCKDB), DUCKDB.identifier(column)
    if fact.type in ("date", "datetime") and held in ("integer", "wide", "text"):
        (most,) = connection.execute(f"SELECT max(TRY_CAST({quoted} AS BIGINT)) FROM {relation}").fetchone()
        unit = next((unit for limit, unit in _UNITS if most is not None and 0 <= most < limit), None)
        if unit is not None or held != "text":
            return Proposed(column, score if unit else min(score, 0.9), unit or "epoch_seconds", ())
    if fact.type == "datetime" and held == "date":
        return Proposed(column, score, "day", ())
    if fact.type == "enum" or (fact.type == "boolean" and held != "boolean"):
        return _coded(connection, relation, fact, column, score)
    return Proposed(column, score, None, ())


def _coded(connection: Any, relation: str, fact: Fact, column: str, score: float) -> Proposed | None:
    """The values of a column of codes, each with the meaning that it seems to have, or missing; none where there are too many for a code."""
    quoted = DUCKDB.identifier(column)
    asked = (
        f"SELECT DISTINCT CAST({quoted} AS VARCHAR) FROM {relation} WHERE {quoted} IS NOT NULL LIMIT {CODES_UP_TO + 1}"
    )
    codes = sorted(code for (code,) in connection.execute(asked).fetchall())
    if len(codes) > CODES_UP_TO or not codes or any(len(code) > _LONGEST_CODE for code in codes):
        return None
    plain = {value.id for value in fact.values} if fact.type == "enum" else {"true", "false"}
    if {code.lower() if fact.type == "boolean" else code for code in codes} <= plain:
        return Proposed(column, score, None, ())
    return Proposed(column, score, None, tuple((code, _meaning(fact, code)) for code in codes))


def _meaning(fact: Fact, code: str) -> str:
    lowered = code.strip().lower()
    if fact.type == "boolean":
        return {"1": "true", "true": "true", "t": "true", "yes": "true", "y": "true", "是": "true"}.get(lowered) or {
            "0": "false", "false": "false", "f": "false", "no": "false", "n": "false", "否": "false",
        }.get(lowered, "missing")  # fmt: skip
    return next((v.id for v in fact.values if lowered in (v.id, v.label.zh, v.label.en.lower())), "missing")


def _alike(fact: str, column: str) -> float:
    """How much of two names is the same, word by word; 1 where both say the same words."""
    left, right = _words(fact), _words(column)
    return len(left & right) / len(left | right)


def _words(name: str) -> frozenset[str]:
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    snake = _SAME.get(snake, snake)
    return frozenset(
        word for part in re.split(r"[^a-z0-9]+", snake) for word in _SAME.get(part, part).split("_") if word
    )
