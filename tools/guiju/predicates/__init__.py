"""The predicates of checks, a small subset of SQL: text in; a tree, its defects, its truth of a row, and SQL out.

`grammar` reads a text into a `tree` in which every part knows its place, `types` checks that against the vocabulary,
`kleene` evaluates it over a row, `sql` writes it for a table. Semantics is SQL's three-valued logic; `IS NULL` asks for
an explicit none, so that a missing fact stays unknown there too. Why we parse it ourselves:
docs/decisions/0008-predicates.md.
"""

# Lists, not code: several names a line. What is imported here is for other rooms to import.
# fmt: off
# isort: off
from guiju.predicates.grammar import parse
from guiju.predicates.scanner import Token, tokens
from guiju.predicates.tree import (
    Arithmetic, Compare, ComparisonOperator, DaysBetween, EntityFact, Expression, FactName, In, IsNone, IsTrue,
    Junction, Literal, Not, ParamName, PredicateError, children, facts_named, walk,
)
