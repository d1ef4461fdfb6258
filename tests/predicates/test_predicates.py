"""One predicate language, one semantics: parsed with places, typed against the vocabulary, evaluated as in SQL."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from case_tables import cases
from guiju import predicates
from guiju.model import Param as LawNumber
from guiju.model.durations import Duration
from guiju.predicates import PredicateError, kleene, parse
from guiju.predicates.kleene import Absent, Row
from guiju.predicates.sql import Constants, sql
from guiju.predicates.types import Scope, type_defects
from table_engines import columns, fact, in_duckdb

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
SERVICE = {f.id: f for f in (fact("cap", "integer", unit="person"), fact("retention", "duration"))}
PARAMS = {"min_retention": LawNumber(6, "month", "六个月"), "limit": LawNumber(30, "person", "三十人")}
SCOPE = Scope("group", GROUP, SERVICE, PARAMS)
AS_OF = date(2026, 8, 31)
CONSTANTS = Constants(
    {"min_retention": Duration(6, 0), "limit": 30}, AS_OF, date(2025, 10, 8), frozenset({"period", "retention"})
)

PREDICATES = cases(__file__)
GOOD, REJECTED, ILL_TYPED = (PREDICATES[name] for name in ("accepted", "rejected", "ill_typed"))


@pytest.mark.parametrize("text", GOOD)
def test_a_predicate_of_the_subset_is_parsed_and_well_typed(text: str) -> None:
    assert list(type_defects(parse(text), SCOPE)) == []


@pytest.mark.parametrize("text", REJECTED, ids=lambda t: t[:30])
def test_what_is_not_in_the_grammar_is_rejected_where_it_stands(text: str) -> None:
    with pytest.raises(PredicateError) as caught:
        parse(text)
    assert caught.value.offset == REJECTED[text]
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("text", PREDICATES["hostile"])
def test_there_is_no_word_for_what_reaches_beyond_a_row(text: str) -> None:
    with pytest.raises(PredicateError):
        parse(text)


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
        case predicates.IsTrue():
            return ("IS TRUE", shape(node.operand))
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
    """The same, from an independent parser."""
    match node:
        case exp.Paren():
            return their_shape(node.this)
        case exp.Between():
            item = their_shape(node.this)
            return ("AND", (">=", item, their_shape(node.args["low"])), ("<=", item, their_shape(node.args["high"])))
        case exp.In():
            return ("IN", their_shape(node.this), *(their_shape(e) for e in node.expressions))
        case exp.Is():
            return ("IS NULL" if isinstance(node.expression, exp.Null) else "IS TRUE", their_shape(node.this))
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


def evaluated(text: str, facts: dict[str, Any], service: dict[str, Any]) -> bool | None:
    return kleene.evaluate(parse(text), Row(facts, service, CONSTANTS.params, AS_OF, CONSTANTS.in_force_from))


@pytest.mark.cost(15, "asks DuckDB of every predicate for 400 rows")
@settings(max_examples=400, deadline=None)
@given(facts=FACTS, service=SERVICE_FACTS)
def test_duckdb_gives_the_same_three_values(facts: dict[str, Any], service: dict[str, Any]) -> None:
    row = pa.table({**columns(GROUP, [facts]), **columns(SERVICE, [service], "service__")})
    wanted = ", ".join(sql(parse(text), CONSTANTS) for text in GOOD)
    answer = in_duckdb(row, lambda _, table: f"SELECT {wanted} FROM {table}")
    assert answer == [[evaluated(text, facts, service) for text in GOOD]]


@settings(deadline=None)
@given(facts=FACTS, service=SERVICE_FACTS)
def test_learning_a_missing_fact_never_turns_a_known_verdict(facts: dict[str, Any], service: dict[str, Any]) -> None:
    for text in (text for text in GOOD if "IS TRUE" not in text):  # an exception is one once it is recorded
        known = evaluated(text, facts, service)
        for missing in facts:
            fewer = {name: value for name, value in facts.items() if name != missing}
            before = evaluated(text, fewer, service)
            assert before is None or before == known


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_parsed_or_rejected_with_a_place(text: str) -> None:
    try:
        parse(text)
    except PredicateError as error:
        assert 0 <= error.offset <= len(text)


LONG = {f" {sign} ".join("1" * 400) + " > 1": r"more than 40 of \+ - \*" for sign in "+-*"}
LONG["member_count > " + "9" * 400] = "at most 15 digits"


@pytest.mark.parametrize("text", LONG, ids=lambda t: t[:16])
def test_a_long_chain_of_operators_or_digits_is_a_defect_and_no_crash(text: str) -> None:
    with pytest.raises(PredicateError, match=LONG[text]):
        parse(text)
