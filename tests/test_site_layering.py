"""Graphs in layers: edges run to the right, boxes do not touch, crossings become fewer."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.site.pictures import layering

NODES = st.integers(1, 9).map(lambda n: [f"n{i}" for i in range(n)])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    nodes = draw(NODES)
    edges = draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=16))
    return nodes, edges, draw(st.lists(st.sampled_from(nodes), unique=True))


@given(graphs())
@settings(max_examples=150)
def test_every_edge_runs_to_the_right_unless_it_is_part_of_a_circle(
    graph: tuple[list[str], list[tuple[str, str]], list[str]],
) -> None:
    nodes, edges, first = graph
    laid = layering.layout(nodes, edges, first, 50, 10)
    column = {node: index for index, found in enumerate(laid.columns) for node in found}
    assert sorted(column) == sorted(nodes)
    reached = {node: reachable(node, edges) for node in nodes}
    for (source, target), route in zip(edges, laid.routes, strict=True):
        if source in reached[target]:
            assert column[source] == column[target]
        else:
            assert column[source] < column[target]
        assert len(route) == 2 + max(column[target] - column[source] - 1, 0)
        assert min(route) >= 0 and max(route) <= laid.height
    for node in set(first) - {target for _, target in edges}:
        assert column[node] == 0


def reachable(node: str, edges: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    waiting = [target for source, target in edges if source == node]
    while waiting:
        target = waiting.pop()
        if target not in found:
            found.add(target)
            waiting += [t for s, t in edges if s == target]
    return found


@given(graphs())
@settings(max_examples=100)
def test_no_two_boxes_of_a_column_touch(graph: tuple[list[str], list[tuple[str, str]], list[str]]) -> None:
    nodes, edges, first = graph
    laid = layering.layout(nodes, edges, first, 50, 10)
    for found in laid.columns:
        for upper, lower in pairwise(laid.middle[node] for node in found):
            assert lower - upper >= 50 + 10 - 1  # rounding
        assert all(24 <= laid.middle[node] <= laid.height - 24 for node in found)


@given(st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=5, unique=True), min_size=2, max_size=3), st.data())
@settings(max_examples=100)
def test_crossings_are_counted_as_by_looking_at_every_pair(layers: list[list[int]], data: st.DataObject) -> None:
    layers = [[100 * index + item for item in layer] for index, layer in enumerate(layers)]
    pairs = [(a, b) for left, right in pairwise(layers) for a in left for b in right]
    links = data.draw(st.lists(st.sampled_from(pairs), max_size=12))
    place = {item: n for layer in layers for n, item in enumerate(layer)}
    crossing = sum(
        a // 100 == c // 100 and (place[a] - place[c]) * (place[b] - place[d]) < 0
        for n, (a, b) in enumerate(links)
        for c, d in links[:n]
    )
    after: dict[int, list[int]] = {}
    for a, b in links:
        after.setdefault(a, []).append(b)
    assert layering.crossings(layers, after) == crossing
    found = layering.ordered(layers, links)
    assert [sorted(layer) for layer in found] == [sorted(layer) for layer in layers]
    assert layering.crossings(found, after) <= crossing


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(1, 50)), max_size=12), st.integers(0, 20))
def test_things_in_a_row_keep_their_order_and_their_distance_and_stay_where_they_want_to_be_if_they_can(
    things: list[tuple[int, int]], gap: int
) -> None:
    wanted, sizes = [w for w, _ in things], [s for _, s in things]
    found = layering.settled(wanted, sizes, gap)
    for (a, size), (b, other) in pairwise(zip(found, sizes, strict=True)):
        assert b - a >= (size + other) / 2 + gap - 1e-6
    if all(b - a >= (s + t) / 2 + gap for (a, s), (b, t) in pairwise(things)):
        assert found == pytest.approx(wanted)
    assert sum(found) == pytest.approx(sum(wanted))  # least squares: what one gives way, the others do
