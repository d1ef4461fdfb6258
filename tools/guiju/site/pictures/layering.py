"""A directed graph in columns: every arrow runs to the right, and few of them cross.

The columns follow from the graph; the order within a column from the neighbours (their barycentre); each node then
moves as near to its neighbours as it can. The same graph always gives the same picture. Why networkx, and no library
for the layout: docs/decisions/0012-relation-graph.md.

Internally, all that takes up space is a number: first the nodes, then the bends at which an edge passes a column.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import networkx as nx

_SWEEPS = 8  # of ordering; few pictures get better after four
_ROUNDS = 8  # of moving towards the neighbours
_BEND = 12  # height that an edge takes in a column it passes
_PORT = 12  # between two edges at the side of a node
_CORNER = 6  # of a node, to which no edge is tied

Edge = tuple[str, str]
Near = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Layout:
    """The positions. `routes` has for each edge, in the order given, the heights at which it leaves, passes the columns
    in between, and arrives. An edge within one column leaves and arrives on the right."""

    columns: tuple[tuple[str, ...], ...]
    middle: Mapping[str, int]
    routes: tuple[tuple[int, ...], ...]
    height: int


def layout(nodes: Sequence[str], edges: Sequence[Edge], first: Iterable[str], height: int, gap: int) -> Layout:
    """The nodes in columns, all of one height. Nodes of `first` to which no edge leads go into the first column."""
    number = {node: index for index, node in enumerate(nodes)}
    ends = [(number[source], number[target]) for source, target in edges]
    place = columns(len(nodes), ends, {number[node] for node in first})
    chains = [_chain(end, place) for end in ends]
    layers: list[list[int]] = [[] for _ in range(max(place, default=-1) + 1)]
    for item, column in enumerate(place):
        layers[column].append(item)
    links = [link for chain in chains for link in pairwise(chain) if place[link[0]] != place[link[1]]]
    layers = ordered(layers, links)
    size = [height if item < len(nodes) else _BEND for item in range(len(place))]
    middle = _placed(layers, links, size, gap)
    return Layout(
        tuple(tuple(nodes[item] for item in layer if item < len(nodes)) for layer in layers),
        {node: round(middle[index]) for node, index in number.items()},
        tuple(_routes(chains, middle, height)),
        round(max((middle[item] + size[item] / 2 for item in middle), default=0)),
    )


def columns(nodes: int, edges: Sequence[tuple[int, int]], first: set[int]) -> list[int]:
    """The column of each node: left of all its targets, as far right as possible. A circle shares a column."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(edges)
    circles = nx.condensation(graph)
    steps = {circle: n for n, some in enumerate(nx.topological_generations(circles.reverse())) for circle in some}
    last = max(steps.values(), default=0)
    pinned = first - {target for _, target in edges}
    return [0 if node in pinned else last - steps[circles.graph["mapping"][node]] for node in range(nodes)]


def _chain(end: tuple[int, int], place: list[int]) -> list[int]:
    """The edge as a row of items, its bends between the ends. The bends are added to `place`."""
    source, target = end
    between = range(place[source] + 1, place[target])
    place += between
    return [source, *range(len(place) - len(between), len(place)), target]


def ordered(layers: list[list[int]], links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The layers in the order with the fewest crossings, from sorting each after its left, then its right neighbour."""
    before, after = _neighbours(links)
    best, fewest = layers, crossings(layers, after)
    for sweep in range(_SWEEPS):
        layers = list(layers)
        rightwards = sweep % 2 == 0
        for index in range(1, len(layers)) if rightwards else range(len(layers) - 2, -1, -1):
            fixed = _places(layers[index - 1 if rightwards else index + 1])
            layers[index] = _by_barycentre(layers[index], before if rightwards else after, fixed)
        if (number := crossings(layers, after)) < fewest:
            best, fewest = layers, number
    return [list(layer) for layer in best]


def _places(layer: Sequence[int]) -> dict[int, int]:
    return {item: place for place, item in enumerate(layer)}


def _by_barycentre(layer: list[int], near: Near, fixed: Mapping[int, int]) -> list[int]:
    """Sorted by the mean place of the neighbours. An item without any keeps its own, as far as it can."""
    weight = {item: _mean([fixed[n] for n in near.get(item, ()) if n in fixed], n) for n, item in enumerate(layer)}
    return sorted(layer, key=weight.__getitem__)


def _neighbours(links: Sequence[tuple[int, int]]) -> tuple[Near, Near]:
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for left, right in links:
        before.setdefault(right, []).append(left)
        after.setdefault(left, []).append(right)
    return before, after


def crossings(layers: Sequence[Sequence[int]], after: Near) -> int:
    """How many pairs of lines cross between neighbouring layers."""
    total = 0
    for left, right in pairwise(layers):
        place = _places(right)
        lines = [(n, place[other]) for n, item in enumerate(left) for other in after.get(item, ()) if other in place]
        total += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(lines, 2))
    return total


def _placed(layers: list[list[int]], links: Sequence[tuple[int, int]], size: list[int], gap: int) -> dict[int, float]:
    """The height at which the middle of each item stands; the topmost edge is at 0."""
    middle: dict[int, float] = {}
    for layer in layers:
        middle.update(zip(layer, settled([0] * len(layer), [size[item] for item in layer], gap), strict=True))
    before, after = _neighbours(links)
    for turn in range(_ROUNDS):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            near = [[middle[n] for n in (*before.get(item, ()), *after.get(item, ()))] for item in layer]
            wishes = [_mean(neighbours, middle[item]) for neighbours, item in zip(near, layer, strict=True)]
            middle.update(zip(layer, settled(wishes, [size[item] for item in layer], gap), strict=True))
    top = min((place - size[item] / 2 for item, place in middle.items()), default=0)
    middle = {item: place - top for item, place in middle.items()}
    return middle | _spread(layers[0] if layers else [], middle, size)


def _spread(first: list[int], middle: Mapping[int, float], size: list[int]) -> dict[int, float]:
    """The first column over the whole height: where a picture opens, no corner is empty."""
    if len(first) < 2:
        return {}
    half = size[first[0]] / 2  # all in it are nodes, and of one height
    step = (max(place + size[item] / 2 for item, place in middle.items()) - 2 * half) / (len(first) - 1)
    return {item: half + place * step for place, item in enumerate(first)}


def settled(wishes: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """The middles of things in a row that do not touch, in this order, each as near to `wishes` as possible (least
    squares): those that wish for the same place are put side by side around the mean of their wishes."""
    offsets, reached = [], 0.0
    for size in sizes:
        offsets.append(reached + size / 2)
        reached += size + gap
    blocks: list[tuple[float, int]] = []  # (mean wish, how many)
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, number = wish - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, more = blocks.pop()
            mean, number = (mean * number + other * more) / (number + more), number + more
        blocks.append((mean, number))
    starts = [mean for mean, number in blocks for _ in range(number)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _routes(chains: list[list[int]], middle: Mapping[int, float], height: int) -> Iterator[tuple[int, ...]]:
    """The heights of each edge: the ports at both ends, and its bends."""
    leaving = ports([(chain[0], middle[chain[1]]) for chain in chains], middle, height)
    arriving = ports([(chain[-1], middle[chain[-2]]) for chain in chains], middle, height)
    for chain, start, end in zip(chains, leaving, arriving, strict=True):
        yield (start, *(round(middle[bend]) for bend in chain[1:-1]), end)


def ports(ends: Sequence[tuple[int, float]], middle: Mapping[int, float], height: int) -> list[int]:
    """Where on the side of its node each edge (node, height of the other end) is tied, so that none cross there."""
    tied: dict[int, list[int]] = {}
    for index, (node, _) in enumerate(ends):
        tied.setdefault(node, []).append(index)
    heights = [0] * len(ends)
    for node, indices in tied.items():
        step = min(_PORT, (height - 2 * _CORNER) / len(indices))
        for place, index in enumerate(sorted(indices, key=lambda index: ends[index][1])):
            heights[index] = round(middle[node] + (place - (len(indices) - 1) / 2) * step)
    return heights


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
