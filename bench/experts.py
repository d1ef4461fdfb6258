"""What an expert writes by hand for the table of groups of bench/tables.py: who knows the seven duties, this table, and
what DuckDB does well.

The answers are those of the scan: a blank text says nothing, nor does a moment after the day; what is explicitly none
counts only where the cell is empty.
"""

from dataclasses import dataclass


def counted(condition: str) -> str:
    """How many rows fulfil it. A CASE stops at the first part that settles it."""
    return f"count(CASE WHEN {condition} THEN 1 END)"


def _either(told: str) -> str:
    """How many rows are breached and met, by one condition that is false of the former; none is not applicable."""
    return f"count({told}) - coalesce(count_if({told}), 0), coalesce(count_if({told}), 0), 0"


def _said(column: str) -> str:
    white = f"regexp_full_match({column}, '[\\s\u00a0\u3000]*')"
    return (
        f"CASE WHEN {column} >= '!' AND {column} < '~' THEN TRUE WHEN {column} >= '、' THEN TRUE ELSE NOT {white} END"
    )


def _none(column: str) -> str:
    return f"{column}__none AND ({_said(column)}) IS NOT TRUE"


def _text(column: str) -> str:
    return f"CASE WHEN {_none(column)} THEN 'none' WHEN {_said(column)} THEN {column} END"


def _shown(*columns: str) -> tuple[str, ...]:
    return tuple(f"CAST({column} AS VARCHAR)" for column in columns)


@dataclass(frozen=True)
class Duty:
    """`breached` finds its rows; `counts` gives breached, met, not applicable; `facts` are what decided, as text."""

    breached: str
    counts: str
    facts: tuple[str, ...]


# What three conditions ask of a code is worked out once; a column that nothing asks for costs nothing.
FROM = f"FROM (SELECT *, {_said('group_code')} AS coded FROM '{{}}')"
_UNCODED = "group_code__none AND coded IS NOT TRUE"
_BEEN = "founded_at < TIMESTAMP '2026-11-26 00:00:00'"
_CHECKED = "founder_checked_at >= TIMESTAMP '0001-01-01' AND founder_checked_at < TIMESTAMP '2026-11-26 00:00:00'"
LATE = f"{_CHECKED} AND founder_checked_at > founded_at"
_UNTIERED = f"({_none('group_tier')}) OR ({_none('group_category')})"
_PAGE = ("info_page_exists", "info_page_shows_name", "info_page_shows_member_count", "info_page_shows_category")
_PAGELESS = f"member_count >= 100 AND NOT ({' AND '.join(_PAGE)})"
_UNCHECKED = (
    f"founded_at >= TIMESTAMP '2017-10-08' AND {_BEEN} AND "
    f"((founder_checked_at__none AND founder_checked_at IS NULL) OR ({LATE}) "
    "OR NOT founder_check_covers_identity)"
)
_LABELLED = (
    "(founder_label_shown OR NOT founder_in_group) AND (manager_label_shown OR manager_count = 0) "
    "AND member_label_shown"
)

DUTIES = {
    "tier-and-categorise-groups": Duty(
        _UNTIERED, f"{counted(_UNTIERED)}, 0, 0", (_text("group_tier"), _text("group_category"))
    ),
    "set-upper-limits": Duty("FALSE", "0, 0, 0", _shown("member_count")),
    "set-group-code": Duty(
        f"({_UNCODED}) OR group_code_occurrences <> 1",
        _either(
            "CASE WHEN coded THEN group_code_occurrences = 1 "
            "WHEN group_code__none OR group_code_occurrences <> 1 THEN FALSE END"
        ),
        (_text("group_code"), *_shown("group_code_occurrences")),
    ),
    "display-group-code": Duty(
        f"({_UNCODED}) OR NOT group_code_shown",
        _either("CASE WHEN coded THEN group_code_shown WHEN group_code__none OR NOT group_code_shown THEN FALSE END"),
        (_text("group_code"), *_shown("group_code_shown")),
    ),
    "set-group-information-page": Duty(
        _PAGELESS, f"{counted(_PAGELESS)}, 0, {counted('member_count < 100')}", _shown("member_count", *_PAGE)
    ),
    "review-founder-qualification": Duty(
        _UNCHECKED,
        f"{counted(_UNCHECKED)}, 0, "
        "coalesce(count_if(founded_at < TIMESTAMP '2017-10-08' AND founded_at >= TIMESTAMP '0001-01-01'), 0)",
        (
            f"CASE WHEN {_BEEN} THEN CAST(founded_at AS VARCHAR) END",
            "CASE WHEN founder_checked_at__none AND founder_checked_at IS NULL THEN 'none' "
            f"WHEN {_CHECKED} THEN CAST(founder_checked_at AS VARCHAR) END",
            *_shown("founder_check_covers_identity"),
        ),
    ),
    "label-group-roles": Duty(
        f"NOT ({_LABELLED})",
        f"{counted(f'NOT ({_LABELLED})')}, 0, 0",
        _shown("founder_label_shown", "founder_in_group", "manager_label_shown", "manager_count", "member_label_shown"),
    ),
}
IMPOSSIBLE = {
    "more-managers-than-members": "manager_count > member_count",
    "no-room-for-the-founder": "founder_in_group AND (member_count = 0 OR manager_count >= member_count)",
    "no-code-that-is-shown": f"{_UNCODED} AND group_code_shown",
    "no-page-that-states-something": f"NOT info_page_exists AND ({' OR '.join(_PAGE[1:])})",
    "no-managers-who-are-labelled": "manager_count = 0 AND manager_label_shown",
    "absent-founder-who-is-labelled": "NOT founder_in_group AND founder_label_shown",
}
"""Contradiction → the rows in which it stands."""

# The keys of this table are g and a number that grows from row to row.
UNIQUE = (
    "SELECT 1 FROM (SELECT group_id, lag(group_id) OVER () AS before FROM '{}') "
    "WHERE NOT (strlen(before) < strlen(group_id) "
    "OR (strlen(before) = strlen(group_id) AND before < group_id)) LIMIT 1"
)

BARE = (
    "group_tier__none OR group_category__none",
    "group_code__none OR group_code_occurrences <> 1",
    "group_code <> '' AND group_code_occurrences = 1",
    "group_code__none OR NOT group_code_shown",
    "group_code <> '' AND group_code_shown",
    _PAGELESS,
    "member_count < 100",
    "founded_at >= TIMESTAMP '2017-10-08' AND "
    "(founder_checked_at__none OR founder_checked_at > founded_at OR NOT founder_check_covers_identity)",
    "founded_at < TIMESTAMP '2017-10-08'",
    f"NOT ({_LABELLED})",
)
"""The outcomes that rows can have, of cells taken as they are."""
