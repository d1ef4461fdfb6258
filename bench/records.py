"""The seven duties of groups for engines that take one record at a time: how many records break each, in the order of
bench/tables.py.

`checked_late` is worked out for them: JSON Schema cannot compare two moments of a record.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

Count = Callable[[Sequence[dict[str, Any]]], list[int]]

_FROM = datetime(2017, 10, 8)

_CEL = (
    "group_tier__none == true || group_category__none == true",
    "member_count != null && member_count > 500",
    "group_code__none == true || (group_code_occurrences != null && group_code_occurrences != 1)",
    "group_code__none == true || group_code_shown == false",
    "member_count != null && member_count >= 100 && (info_page_exists == false || info_page_shows_name == false || "
    "info_page_shows_member_count == false || info_page_shows_category == false)",
    "founded_at >= in_force && (founder_checked_at__none == true || checked_late == true "
    "|| founder_check_covers_identity == false)",
    "(founder_label_shown == false && founder_in_group == true) || "
    "(manager_label_shown == false && manager_count != null && manager_count != 0) || member_label_shown == false",
)


def common_expression_language() -> Count:
    """CEL in Rust; compiled once, with the day among the variables."""
    import cel

    programs = [cel.compile(text) for text in _CEL]

    def count(rows: Sequence[dict[str, Any]]) -> list[int]:
        counts = [0] * len(programs)
        for row in rows:
            given = {**row, "in_force": _FROM}
            for place, program in enumerate(programs):
                counts[place] += program.execute(given) is True
        return counts

    return count


def _of(**properties: Any) -> dict[str, Any]:
    return {"properties": properties, "required": list(properties)}


_TRUE, _FALSE = {"const": True}, {"const": False}
_SCHEMAS = (
    {"anyOf": [_of(group_tier__none=_TRUE), _of(group_category__none=_TRUE)]},
    _of(member_count={"type": "integer", "minimum": 501}),
    {
        "anyOf": [
            _of(group_code__none=_TRUE),
            _of(group_code_occurrences={"type": "integer", "not": {"const": 1}}),
        ]
    },
    {"anyOf": [_of(group_code__none=_TRUE), _of(group_code_shown=_FALSE)]},
    {
        **_of(member_count={"type": "integer", "minimum": 100}),
        "anyOf": [
            _of(**{name: _FALSE})
            for name in (
                "info_page_exists",
                "info_page_shows_name",
                "info_page_shows_member_count",
                "info_page_shows_category",
            )
        ],
    },
    {
        **_of(founded_at={"type": "number", "minimum": _FROM.timestamp()}),
        "anyOf": [
            _of(founder_checked_at__none=_TRUE),
            _of(checked_late=_TRUE),
            _of(founder_check_covers_identity=_FALSE),
        ],
    },
    {
        "anyOf": [
            _of(founder_label_shown=_FALSE, founder_in_group=_TRUE),
            _of(manager_label_shown=_FALSE, manager_count={"type": "integer", "not": {"const": 0}}),
            _of(member_label_shown=_FALSE),
        ]
    },
)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A record of JSON: times as seconds."""
    return {n: v.timestamp() if isinstance(v, datetime) else v for n, v in row.items()}


def jsonschema() -> Count:
    """Breaches as schemas, in the reference implementation."""
    from jsonschema import Draft202012Validator

    validators = [Draft202012Validator(schema) for schema in _SCHEMAS]

    def count(rows: Sequence[dict[str, Any]]) -> list[int]:
        plain = [_plain(row) for row in rows]
        return [sum(validator.is_valid(row) for row in plain) for validator in validators]

    return count


_REGO = f"""package duties
import rego.v1
b0 if input.group_tier__none == true
b0 if input.group_category__none == true
b1 if {{ input.member_count != null; input.member_count > 500 }}
b2 if input.group_code__none == true
b2 if {{ input.group_code_occurrences != null; input.group_code_occurrences != 1 }}
b3 if input.group_code__none == true
b3 if input.group_code_shown == false
pageless if input.info_page_exists == false
pageless if input.info_page_shows_name == false
pageless if input.info_page_shows_member_count == false
pageless if input.info_page_shows_category == false
b4 if {{ input.member_count != null; input.member_count >= 100; pageless }}
unchecked if input.founder_checked_at__none == true
unchecked if input.checked_late == true
unchecked if input.founder_check_covers_identity == false
b5 if {{ input.founded_at >= {_FROM.timestamp()}; unchecked }}
b6 if {{ input.founder_label_shown == false; input.founder_in_group == true }}
b6 if {{ input.manager_label_shown == false; input.manager_count != null; input.manager_count != 0 }}
b6 if input.member_label_shown == false
broken contains 0 if b0
broken contains 1 if b1
broken contains 2 if b2
broken contains 3 if b3
broken contains 4 if b4
broken contains 5 if b5
broken contains 6 if b6
"""


def regopy() -> Count:
    """Rego, interpreted; the answer is the set of duties that a record breaks."""
    import json

    from regopy import Interpreter

    engine = Interpreter()
    engine.add_module("duties", _REGO)

    def count(rows: Sequence[dict[str, Any]]) -> list[int]:
        counts = [0] * len(_SCHEMAS)
        for row in rows:
            engine.set_input(_plain(row))
            answer = json.loads(str(engine.query("data.duties.broken")))
            for place in answer["expressions"][0]:
                counts[place] += 1
        return counts

    return count


PEERS: dict[str, tuple[Callable[[], Count], int]] = {
    "common-expression-language": (common_expression_language, 1),
    "jsonschema": (jsonschema, 1),
    "regopy": (regopy, 10),
}
"""Each with the share of the rows that it gets: one in ten where it is slow."""
