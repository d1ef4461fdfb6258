"""One predicate language, one semantics: parsed with places, typed against the vocabulary, evaluated as in SQL."""

from datetime import date
from typing import Any

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from guiju import predicates
from guiju.model import Bilingual, EnumValue, Fact
from guiju.model import Param as LawNumber
from guiju.model.durations import Duration
from guiju.predicates import PredicateError, kleene, parse
from guiju.predicates.kleene import Absent, Row
from guiju.predicates.sql import Constants, sql
from guiju.predicates.types import Scope, type_defects

WORDS = Bilingual("字", "word")


def fact(
    name: str,
    kind: Any,
    entity: str = "group",
    unit: str | None = None,
    values: tuple[str, ...] = (),
    none: bool = False,
) -> Fact:
    return Fact(name, entity, kind, WORDS, WORDS, WORDS, (), unit, tuple(EnumValue(v, WORDS) for v in values), none)


GROUP = {
    f.id: f
    for f in (
        fact("member_count", "integer", unit="person"),
        fact("other_count", "integer", unit="person"),
        fact("code", "string", none=True),
        fact("shown", "boolean"),
        fact("verified", "boolean"),
        fact("checked_at", "date", none=True),
        fact("made_at", "date"),
        fact("item", "enum", values=("name", "avatar", "profile")),
        fact("period", "duration"),
    )
}
SERVICE = {f.id: f for f in (fact("cap", "integer", "service", "person"), fact("retention", "duration", "service"))}
PARAMS = {"min_retention": LawNumber(6, "month", "六个月"), "limit": LawNumber(30, "person", "三十人")}
SCOPE = Scope("group", GROUP, SERVICE, PARAMS)
AS_OF = date(2026, 8, 31)
CONSTANTS = Constants(
    {"min_retention": Duration(6, 0), "limit": 30}, AS_OF, date(2025, 10, 8), frozenset({"period", "retention"})
)

GOOD = [
    "shown",
    "NOT shown",
    "member_count <= $service.cap",
    "member_count BETWEEN 1 AND $limit AND shown = TRUE",
    "item IN ('name', 'avatar') OR item = 'profile'",
    "code IS NOT NULL AND code <> ''",
    "checked_at IS NOT NULL AND checked_at <= made_at",
    "days_between(made_at, checked_at) <= 10 - 3 * 2",
    "member_count + other_count * 2 > 100",
    "$service.retention >= $min_retention",
    "made_at <= $as_of - $min_retention OR NOT (shown AND verified)",
    "member_count NOT IN (1, 2) and not verified",
    "member_count NOT BETWEEN 5 AND 9",
    "period < $service.retention",
    "days_between($in_force_from, made_at) >= 0",
]
REJECTED = {
    "": 0,
    "member_count ==1": 13,
    "member_count != 1": 13,
    "shown; DROP TABLE x": 5,
    "shown -- comment": 6,
    "shown /* x */": 6,
    "(SELECT 1) = 1": 1,
    "read_csv('x') = 1": 0,
    "made_at > INTERVAL made_at DAY": 10,
    "member_count / 2 > 1": 13,
    "member_count % 2 = 1": 13,
    "code LIKE 'a'": 5,
    "code ~ 'a'": 5,
    "\"code\" = 'a'": 0,
    "t.code = 'a'": 1,
    "CASE WHEN shown THEN 1 END = 1": 0,
    "code = 'a' || 'b'": 11,
    "code = NULL": 7,
    "code IN (code)": 9,
    "code IN ()": 9,
    "1 IS NULL": 0,
    "shown IS TRUE": 9,
    "CAST(code AS int) = 1": 0,
    "member_count = 1e3": 15,
    "member_count = ?": 15,
    "code = 'it''s'": 11,
    "code = 'a\\'": 7,
    "Shown": 0,
    "$row.code = 'a'": 0,
    "shown AND": 9,
    "(shown": 6,
    "shown)": 5,
    "shown verified": 6,
    "(" * 60 + "shown" + ")" * 60: 41,
}
ILL_TYPED = {
    "member_count": 0, "member_count >= '3'": 13, "shown = 1": 6, "shown > verified": 6, "item = 'names'": 7,
    "item < 'name'": 5, "code = 5": 5, "memer_count > 1": 0, "cap > 1": 0, "$service.caps > 1": 0,
    "member_count > $limits": 15, "days_between(member_count, made_at) > 1": 13,
    "made_at - $min_retention < made_at": 8, "made_at + made_at > 3": 8, "shown IS NULL": 0,
    "period = $min_retention": 7, "period >= 180": 7, "member_count > days_between(made_at, checked_at)": 13,
    "NOT member_count": 4, "shown AND member_count": 10, "item IN ('name', 'nick')": 17,
}  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_a_predicate_of_the_subset_is_parsed_and_well_typed(text: str) -> None:
    assert list(type_defects(parse(text), SCOPE)) == []


@pytest.mark.parametrize("text", REJECTED, ids=lambda t: t[:30])
def test_what_is_not_in_the_grammar_is_rejected_where_it_stands(text: str) -> None:
    with pytest.raises(PredicateError) as caught:
        parse(text)
    assert caught.value.offset == REJECTED[text]
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("text", ILL_TYPED, ids=lambda t: t[:30])
def test_unlike_things_are_not_compared(text: str) -> None:
    (defect, *_) = type_defects(parse(text), SCOPE)
    assert defect.offset == ILL_TYPED[text]


def shape(node: predicates.Expression) -> Any:
    """The tree without places."""
    match node:
        case predicates.Literal():
            return node.value
        case predicates.FactName():
            return ("service", node.name) if node.service else node.name
        case predicates.ParamName():
            return ("$", node.name)
        case predicates.IsNone():
            return ("IS NULL", shape(node.fact))
        case predicates.Not():
            return ("NOT", shape(node.operand))
        case predicates.Junction():
            folded = shape(node.operands[0])
            for operand in node.operands[1:]:
                folded = (node.operator, folded, shape(operand))
            return folded
        case predicates.In():
            return ("IN", shape(node.item), *(choice.value for choice in node.choices))
        case predicates.DaysBetween():
            return ("days_between", shape(node.start), shape(node.end))
        case predicates.Compare() | predicates.Arithmetic():
            return (node.operator, shape(node.left), shape(node.right))


BINARY = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
    exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.And: "AND", exp.Or: "OR",
}  # fmt: skip


def their_shape(node: exp.Expression) -> Any:
    """The same, from a parser that nobody here wrote."""
    match node:
        case exp.Paren():
            return their_shape(node.this)
        case exp.Between():
            item = their_shape(node.this)
            return ("AND", (">=", item, their_shape(node.args["low"])), ("<=", item, their_shape(node.args["high"])))
        case exp.In():
            return ("IN", their_shape(node.this), *(their_shape(e) for e in node.expressions))
        case exp.Is():
            return ("IS NULL", their_shape(node.this))
        case exp.Not():
            return ("NOT", their_shape(node.this))
        case exp.Boolean():
            return node.this
        case exp.Literal():
            return node.this if node.is_string else float(node.this) if "." in node.this else int(node.this)
        case exp.Column():
            return ({"service": "service", "law": "$"}[node.table], node.name) if node.table else node.name
        case exp.Anonymous():
            return (node.name.lower(), *(their_shape(e) for e in node.expressions))
    return (BINARY[type(node)], their_shape(node.left), their_shape(node.right))


@pytest.mark.parametrize("text", GOOD)
def test_another_parser_reads_the_same_tree(text: str) -> None:
    theirs = sqlglot.parse_one(text.replace("$service.", "service.").replace("$", "law."), dialect="duckdb")
    assert shape(parse(text)) == their_shape(theirs)


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
PERIODS = st.one_of(
    st.integers(170, 190).map(lambda n: Duration(0, n)),
    st.integers(1, 14).map(lambda n: Duration(n, 0)),
    st.integers(1, 3).map(lambda n: Duration(12 * n, 0)),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "member_count": st.integers(0, 40),
    "other_count": st.integers(-5, 200),
    "code": st.sampled_from(["", "a", "规", "it's", Absent.NONE]),
    "shown": st.booleans(),
    "verified": st.booleans(),
    "checked_at": DAYS | st.just(Absent.NONE),
    "made_at": DAYS,
    "item": st.sampled_from(["name", "avatar", "profile"]),
    "period": PERIODS,
}
FACTS = st.fixed_dictionaries({}, optional=VALUES)
SERVICE_FACTS = st.fixed_dictionaries({}, optional={"cap": st.integers(0, 40), "retention": PERIODS})
TYPES = {"integer": "BIGINT", "string": "VARCHAR", "boolean": "BOOLEAN", "date": "DATE", "enum": "VARCHAR"}


def columns(known: dict[str, Fact], facts: dict[str, Any], prefix: str = "") -> dict[str, tuple[str, Any]]:
    """The table row that stands for these facts: column → (type, value)."""
    row: dict[str, tuple[str, Any]] = {}
    for name, entry in known.items():
        value = facts.get(name)
        none = None if value is None else value is Absent.NONE
        if entry.type == "duration":
            row[f"{prefix}{name}__shortest"] = ("BIGINT", value.shortest if value else None)
            row[f"{prefix}{name}__longest"] = ("BIGINT", value.longest if value else None)
        else:
            row[f"{prefix}{name}"] = (TYPES[entry.type], None if none else value)
        row[f"{prefix}{name}__none"] = ("BOOLEAN", none)
    return row


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@settings(max_examples=400, deadline=None)
@given(facts=FACTS, service=SERVICE_FACTS)
def test_duckdb_gives_the_same_three_values(
    facts: dict[str, Any], service: dict[str, Any], database: duckdb.DuckDBPyConnection
) -> None:
    row = {**columns(GROUP, facts), **columns(SERVICE, service, "service__")}
    source = ", ".join(f'CAST(? AS {kind}) AS "{name}"' for name, (kind, _) in row.items())
    wanted = ", ".join(sql(parse(text), CONSTANTS) for text in GOOD)
    answer = database.execute(
        f"SELECT {wanted} FROM (SELECT {source})", [value for _, value in row.values()]
    ).fetchone()
    ours = tuple(
        kleene.evaluate(parse(text), Row(facts, service, CONSTANTS.params, AS_OF, CONSTANTS.in_force_from))
        for text in GOOD
    )
    assert answer == ours


@settings(deadline=None)
@given(facts=FACTS, service=SERVICE_FACTS)
def test_learning_a_missing_fact_never_turns_a_known_verdict(facts: dict[str, Any], service: dict[str, Any]) -> None:
    for text in GOOD:
        known = kleene.evaluate(parse(text), Row(facts, service, CONSTANTS.params, AS_OF, CONSTANTS.in_force_from))
        for missing in facts:
            fewer = {name: value for name, value in facts.items() if name != missing}
            before = kleene.evaluate(parse(text), Row(fewer, service, CONSTANTS.params, AS_OF, CONSTANTS.in_force_from))
            assert before is None or before == known


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_parsed_or_rejected_with_a_place(text: str) -> None:
    try:
        parse(text)
    except PredicateError as error:
        assert 0 <= error.offset <= len(text)


@pytest.mark.parametrize("sign", ["+", "-", "*"])
def test_a_long_chain_of_operators_is_a_defect_and_no_crash(sign: str) -> None:
    with pytest.raises(PredicateError, match=r"more than 40 of \+ - \*"):
        parse(f" {sign} ".join("1" * 400) + " > 1")


def test_a_number_of_400_digits_is_a_defect() -> None:
    with pytest.raises(PredicateError, match="at most 15 digits"):
        parse("member_count > " + "9" * 400)
