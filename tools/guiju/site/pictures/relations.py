"""The relations between rules, the laws they rest on, what penalties follow, and the cases: a picture."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guiju.model import Case, Corpus, Relation
from guiju.site.kinds import to
from guiju.site.pictures import drawing
from guiju.site.pictures.drawing import PAGE, Arrow, Box, bow, curve
from guiju.site.pictures.layering import layout
from guiju.site.site import Site

KINDS = ("based_on", "implements", "amends", "repeals", "supersedes", "cites", "penalty", "illustrates", "applied")
_READ_BACKWARDS = {
    "basis_for": "based_on",
    "implemented_by": "implements",
    "amended_by": "amends",
    "repealed_by": "repeals",
    "superseded_by": "supersedes",
    "cited_by": "cites",
}
_WIDTH, _GAP, _MARGIN = 228, 16, 8
_NARROWEST, _WIDEST = 72, 150  # between two columns
_DRAWN = 120  # nodes: more are no picture, and the list has them all
_BOWS = 48  # right of the last column, where edges inside it need room


@dataclass(frozen=True)
class Link:
    """One relation between two nodes, `rule-…` or `case-…`. `number`: how many duties or provisions it is about."""

    kind: str
    source: str
    target: str
    number: int = 1
    relation: Relation | None = None


@dataclass(frozen=True)
class RelationsPicture:
    """A drawing with its size in units."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    apart: tuple[Box, ...] = ()


def links(corpus: Corpus) -> Iterator[Link]:
    """Every relation once, by kind, from what rests on something to what it rests on."""
    every_link = [*_between_rules(corpus), *_penalties(corpus), *_of_cases(corpus)]
    return iter(sorted(every_link, key=lambda link: KINDS.index(link.kind)))


def _between_rules(corpus: Corpus) -> Iterator[Link]:
    """The relations between rules. They are recorded at both ends; what only one end has is taken from there."""
    seen = set()
    for rule in corpus.regulations.values():
        for relation in rule.relations:
            kind, source, target = relation.kind, rule.id, relation.target
            if kind in _READ_BACKWARDS:
                kind, source, target = _READ_BACKWARDS[kind], target, source
            link = Link(kind, f"rule-{source}", f"rule-{target}", relation=relation)
            key = (link.kind, link.source, link.target)
            if relation.target in corpus.regulations and key not in seen:
                seen.add(key)
                yield link


def _penalties(corpus: Corpus) -> Iterator[Link]:
    """From a rule to a law under which a breach of its duties is punished: how many duties."""
    numbers: Counter[tuple[str, str]] = Counter()
    for rule in corpus.regulations.values():
        for record in rule.obligations:
            numbers.update((rule.id, law) for law in _rules_of(record.leads_to))
        for provision in rule.provisions:
            numbers.update((rule.id, law) for law in _rules_of(provision.penalised_by))
    for (rule_id, law), number in numbers.items():
        if law != rule_id and law in corpus.regulations:
            yield Link("penalty", f"rule-{rule_id}", f"rule-{law}", number)


def _of_cases(corpus: Corpus) -> Iterator[Link]:
    for case in corpus.cases.values():
        for kind, ids in (("illustrates", case.illustrates), ("applied", case.applied)):
            for rule_id, number in Counter(global_id.partition("#")[0] for global_id in ids).items():
                if rule_id in corpus.regulations:
                    yield Link(kind, f"case-{case.id}", f"rule-{rule_id}", number)


def _rules_of(provisions: Sequence[str]) -> Iterator[str]:
    """The rules of some provisions, each once."""
    yield from dict.fromkeys(global_id.partition("#")[0] for global_id in provisions)


def picture(site: Site, links: Sequence[Link]) -> RelationsPicture:
    """All documents and cases in columns; those without relations are apart. Beyond a number, nothing is drawn."""
    tied = {end for link in links for end in (link.source, link.target)}
    named = {box.id: box for box in boxes(site)}
    apart = tuple(box for name, box in named.items() if name not in tied)
    if len(tied) > _DRAWN:
        return RelationsPicture(0, 0, (), (), apart)
    nodes = [box for box in named if box in tied]
    edges = [(link.source, link.target) for link in links]
    height = max((named[node].height for node in nodes), default=0)
    laid = layout(nodes, edges, [node for node in nodes if node.startswith("case-")], height, _GAP)
    xs = _xs(len(laid.columns))
    x = {node: xs[index] for index, column in enumerate(laid.columns) for node in column}
    placed = tuple(
        replace(named[node], x=x[node], y=laid.middle[node] - height // 2 + _MARGIN, height=height) for node in x
    )
    arrows = tuple(_arrow(site, named, x, xs, *pair) for pair in zip(links, laid.routes, strict=True))
    bows = any(x[source] >= x[target] for source, target in edges)
    width = max(xs, default=0) + _WIDTH + _MARGIN + (_BOWS if bows else 0)
    return RelationsPicture(width, laid.height + 2 * _MARGIN, placed, arrows, apart)


def _xs(columns: int) -> list[int]:
    """Where each column begins: the width of a page is shared out between them, as far as it goes."""
    room = (PAGE - 2 * _MARGIN - columns * _WIDTH) // max(columns - 1, 1)
    step = _WIDTH + min(max(room, _NARROWEST), _WIDEST)
    return [_MARGIN + column * step for column in range(columns)]


def _arrow(
    site: Site, boxes: Mapping[str, Box], x: Mapping[str, int], xs: list[int], link: Link, route: tuple[int, ...]
) -> Arrow:
    start, *passed, end = (height + _MARGIN for height in route)
    first, last = x[link.source], x[link.target]
    if first >= last:
        line, head = bow(first + _WIDTH, start, end)
    else:
        between = [column for column in xs if first < column < last]
        bends = [(edge, y) for column, y in zip(between, passed, strict=True) for edge in (column, column + _WIDTH)]
        line, head = curve([(first + _WIDTH, start), *bends, (last, end)])
    tooltip = site.words["arrow"][link.kind].format(boxes[link.source].title, boxes[link.target].title, link.number)
    return Arrow(link.kind, link.source, link.target, line, head, tooltip)


def boxes(site: Site) -> Iterator[Box]:
    """A box for every case and every rule, not placed yet."""
    for case in site.corpus.cases.values():
        yield case_box(site, case, _WIDTH)
    for rule in site.corpus.regulations.values():
        small = f"{site.named('document_types', rule.document_type)} · {rule.made.year}"
        target = to.whole_of_rule(rule) if rule.articles and rule.coverage != "text" else to.regulations(rule)
        shape = "part" if rule.missing else rule.coverage if rule.articles else "outline"
        titles = rule.short_title[site.lang], rule.title[site.lang]
        yield drawing.box(f"rule-{rule.id}", shape, target, small, titles[0], _WIDTH, titles[1])


def case_box(site: Site, case: Case, width: int) -> Box:
    """A box for a case, not placed yet."""
    small = site.words["case_kind"][case.kind]
    return drawing.box(f"case-{case.id}", "case", to.cases(case), small, case.title[site.lang], width)
