"""A key in more than one row is reported, whatever the order of rows; rows in order cost one look each."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.files.finding import Misuse
from guiju.predicates.dialects import DUCKDB
from guiju.tables import duplicates

TEXTS = st.text(st.sampled_from("g019 aé群"), max_size=3)
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3)


def asked(keys: Sequence[Any]) -> list[str]:
    """The queries that it takes to find that no key stands twice. Misuse where one does."""
    queries = []
    with duckdb.connect() as connection:
        connection.register("rows", pa.table({"group_id": pa.array(keys)}))

        def ask(query: str, _: str) -> Any:
            queries.append(query)
            return connection.execute(query)

        duplicates.refuse(ask, "rows", "group_id", DUCKDB, "groups.parquet")
    return queries


@given(st.lists(TEXTS, min_size=1) | st.lists(NUMBERS, min_size=1))
def test_keys_are_refused_where_one_stands_twice_and_only_there(keys: list[Any]) -> None:
    doubled = {key for key in keys if keys.count(key) > 1}
    if doubled:
        with pytest.raises(Misuse, match=f"{len(doubled)} keys in group_id occur in more than one row"):
            asked(keys)
    else:
        asked(keys)


@pytest.mark.parametrize(
    "keys",
    [
        [f"g{n}" for n in range(200_000)],
        [f"{n:07}" for n in range(200_000)],
        list(range(-5, 200_000)),
        ["a", "aa", "b"],
    ],
    ids=["numbered", "padded", "numbers", "sorted"],
)
def test_keys_that_ascend_are_not_kept_to_be_compared(keys: list[Any]) -> None:
    assert not any("GROUP BY" in query for query in asked(keys))


def test_a_key_that_stands_twice_far_apart_is_found_among_others_that_ascend() -> None:
    with pytest.raises(Misuse, match="1 keys"):
        asked([*(f"g{n}" for n in range(200_000)), "g7"])
    with pytest.raises(Misuse, match="1 keys"):
        asked([*(f"g{n}" for n in range(100_000)), "g99999", *(f"g{n}" for n in range(100_000, 200_000))])
