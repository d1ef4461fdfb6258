"""The graph of one rule: in the middle its articles and duties in the order of the text, on the left the cases that
illustrate them, on the right the provisions under which a breach is punished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guiju.model import ROUTES, Article, Obligation, Provision, Regulation
from guiju.site.kinds import to
from guiju.site.pictures import drawing
from guiju.site.pictures.drawing import SIZE, Arrow, Box, curve, lines, width
from guiju.site.pictures.layering import ports, settled
from guiju.site.pictures.relations import case_box
from guiju.site.site import Site

_MARGIN = 8
_CASE, _RULE, _LAW = 200, 448, 400  # widths
_BETWEEN = 96
_HEAD, _ROW, _GAP = 30, 26, 10  # heights in the middle, of one line
_MORE = 16  # height of each further line
_HEAD_SIZE = 13  # of the letters of a head; as assets/whole.css has them
# Widths beside a title: the edges of its row, those of its badge, the sign of a penalty.
_PADDING, _BADGE, _ROUTE = 18, 16, 24
_APART = 12  # between two boxes of a side


@dataclass(frozen=True)
class DutyRow:
    """A duty in the picture. `route` is how a breach is punished; none for what cannot be breached."""

    record: Obligation
    y: int
    height: int
    route: str | None

    @property
    def middle(self) -> int:
        """Where it is tied."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Block:
    """An article in the picture, with its duties."""

    article: Article
    y: int
    head: int
    height: int
    lines: tuple[DutyRow, ...]


@dataclass(frozen=True)
class GraphPicture:
    """The drawing with its size in units; `x` and `width` are those of the middle."""

    width: int
    height: int
    x: int
    middle: int
    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(site: Site, rule: Regulation) -> GraphPicture:
    """The drawing of one rule. A side on which nothing stands takes no room."""
    blocks, height = _blocks(site, rule)
    at = {line.record.id: line.middle for block in blocks for line in block.lines}
    left = _cases(site, rule)
    right = _provisions(site, rule)
    x = _MARGIN + (_CASE + _BETWEEN if left else 0)
    end = x + _RULE
    case_boxes, case_arrows = _side(site, left, at, _MARGIN, x)
    law_boxes, law_arrows = _side(site, right, at, end + _BETWEEN, end)
    boxes = (*case_boxes, *law_boxes)
    farthest = end + (_BETWEEN + _LAW if right else 0)
    lowest = max([height, *(box.y + box.height for box in boxes)])
    return GraphPicture(farthest + _MARGIN, lowest + _MARGIN, x, _RULE, blocks, boxes, (*case_arrows, *law_arrows))


def _blocks(site: Site, rule: Regulation) -> tuple[tuple[Block, ...], int]:
    """The articles one below the other, and how far down they reach."""
    of_article = {article.eId: records for article, records in site.by_article(rule)}
    blocks, y = [], _MARGIN
    for article in rule.articles:
        name = f"{site.cite(rule, article.eId)} {article.heading[site.lang]}"
        head = _high(name, _HEAD_SIZE, _RULE - _PADDING, _HEAD)
        rows, reached = [], y + head
        for record in of_article.get(article.eId, ()):
            rows.append(_line(site, record, reached))
            reached += rows[-1].height
        blocks.append(Block(article, y, head, reached - y, tuple(rows)))
        y = reached + _GAP
    return tuple(blocks), y - _GAP if blocks else _MARGIN


def _line(site: Site, record: Obligation, y: int) -> DutyRow:
    route = min((group.route for group in record.consequences()), key=ROUTES.index, default=None)
    room = _RULE - _PADDING - _BADGE - width(site.label(record.modality), SIZE) - (_ROUTE if route else 0)
    return DutyRow(record, y, _high(record.title[site.lang], SIZE, room, _ROW), route)


def _high(text: str, size: float, room: float, one: int) -> int:
    """The height of a row with this text, of which one line takes `one`."""
    return one + (lines(text, size, room, bold=False) - 1) * _MORE


@dataclass(frozen=True)
class Tied:
    """A box beside the rule, and the duties it is tied to, each with `illustrates` or the route of the penalty."""

    box: Box
    duties: tuple[tuple[Obligation, str], ...]


def _cases(site: Site, rule: Regulation) -> list[Tied]:
    boxes = []
    for case in site.corpus.cases.values():
        duties = tuple(o for o in rule.obligations if case in site.illustrations.get(rule.global_id(o), ()))
        if duties:
            boxes.append(Tied(case_box(site, case, _CASE), tuple((o, "illustrates") for o in duties)))
    return boxes


def _provisions(site: Site, rule: Regulation) -> list[Tied]:
    named: dict[str, list[tuple[Obligation, str]]] = {}
    for record in rule.obligations:
        routes: dict[str, str] = {}  # a provision that several bearers face is drawn once
        for group in record.consequences():
            routes = {**dict.fromkeys(group.provisions, group.route), **routes}
        for global_id, route in routes.items():
            named.setdefault(global_id, []).append((record, route))
    boxes = []
    for global_id, duties in named.items():
        law, provision = site.provision(global_id)
        if law is not None:
            boxes.append(Tied(_law(site, law, provision, global_id.partition("#")[2]), tuple(duties)))
    return boxes


def _law(site: Site, law: Regulation, provision: Provision | None, slug: str) -> Box:
    """A provision with the number that it has on the day of the site, or an article by its number."""
    name, id = law.short_title[site.lang], f"provision-{law.id}--{slug}"
    if provision is None:
        place = site.cite(law, slug)
        return drawing.box(id, "law", to.articles(law, slug), name, place, _LAW, f"{name} {place}")
    title, small = provision.title[site.lang], f"{name} {site.numbers_now(provision)}".rstrip()
    return drawing.box(id, "law", to.regulations(law, provision.id), small, title, _LAW, f"{name} {title}")


def _side(
    site: Site, ties: Sequence[Tied], at: Mapping[str, int], x: int, rule_x: int
) -> tuple[list[Box], list[Arrow]]:
    """The boxes of one side, each as near to its duties as possible, and the lines between `rule_x` and them."""
    wishes = {tied.box.id: sum(at[o.id] for o, _ in tied.duties) / len(tied.duties) for tied in ties}
    rows = sorted(ties, key=lambda tied: wishes[tied.box.id])
    high = max((tied.box.height for tied in rows), default=0)
    middles = settled([wishes[tied.box.id] for tied in rows], [high] * len(rows), _APART)
    # What would stand above the picture moves down, and all below it as far as need be.
    least = [_MARGIN + high / 2 + n * (high + _APART) for n in range(len(rows))]
    middle = {n: max(place, low) for n, (place, low) in enumerate(zip(middles, least, strict=True))}
    boxes = [replace(tied.box, x=x, y=round(middle[n]) - high // 2, height=high) for n, tied in enumerate(rows)]
    ends = [(n, duty, how) for n, tied in enumerate(rows) for duty, how in tied.duties]
    heights = ports([(n, at[duty.id]) for n, duty, _ in ends], middle, high)
    arrows = [
        _arrow(site, boxes[n], height, duty, how, (rule_x, at[duty.id]))
        for (n, duty, how), height in zip(ends, heights, strict=True)
    ]
    return boxes, arrows


def _arrow(site: Site, box: Box, height: int, duty: Obligation, how: str, row: tuple[int, int]) -> Arrow:
    """From a case to the duty that it illustrates, or from a duty to the provision that punishes its breach."""
    title, id = duty.title[site.lang], f"duty-{duty.id}"
    if how == "illustrates":
        tooltip = site.words["shows"].format(box.title, title)
        return Arrow(how, box.id, id, *curve([(box.x + box.width, height), row]), tooltip)
    tooltip = f"{title}{site.words['colon']}{site.label(how)} → {box.tooltip}"
    return Arrow(how, id, box.id, *curve([row, (box.x, height)]), tooltip)
