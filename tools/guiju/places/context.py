"""What a document has said so far of the laws that it cites: the ones cited last, headings, rows and columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from guiju.places.citation import Place
from guiju.places.derived_names import ISSUED
from guiju.places.document_kinds import kinds
from guiju.places.document_names import (
    OUTLINE,
    STATE,
    TITLE_MARK,
    DocumentNames,
    NamedLaw,
    opening_bracket,
    version_beside,
)
from guiju.places.law_names import ARTICLES_OF, is_own, looks_like_law
from guiju.places.mention import NOTHING, Law, Setting, VersionHint
from guiju.places.numerals import NUMERAL

_OF_STATE = kinds("of_state")
_AND = re.compile("[与和及、]")
_NUMBERS = re.compile("(?:条款|条号|条文|编号|序号|条)$")
"""With which the head of a column of numbers ends."""
_FEW = 6
"""How many characters beside a title a heading may have that is that title's: 《反电信网络诈骗法》要点."""


@dataclass(frozen=True)
class LawHeading:
    """A heading of this level; without a law where what it names is none of the state."""

    level: int
    law: Law | None
    version: VersionHint = NOTHING


@dataclass
class Context:
    """What the document has said so far: the laws cited last, and where."""

    laws: tuple[Law, ...] = ()
    place: Place | None = None
    passage: int = -1
    end: int = 0
    owner: Law | None = None
    """The law whose name is over what follows, which are its articles."""
    version: VersionHint = field(default_factory=VersionHint)
    headings: list[LawHeading] = field(default_factory=list)
    """The headings over a passage that name what has articles, the outermost first."""
    row: object = None
    cell: int = 0
    """The row and the cell in which a law was named last."""
    columns: dict[int, Law] = field(default_factory=dict)
    """The laws that head the columns of a table, by its first row."""
    own_columns: set[int] = field(default_factory=set)
    """Those whose head says that the numbers are of something else: 合同条款."""
    header: object = None
    mappings: Mapping[object, Law] = field(default_factory=dict)
    """The law that a mapping of YAML or JSON names, wherever in it."""
    is_other: bool = False
    """Whether a contract or a foreign law was cited last."""

    @property
    def heading(self) -> LawHeading | None:
        """The one in whose section a passage is."""
        return self.headings[-1] if self.headings else None

    @property
    def law(self) -> Law | None:
        """The law cited last; None after a contract, a foreign law."""
        return self.laws[-1] if self.laws else None

    @law.setter
    def law(self, law: Law | None) -> None:
        self.laws = (*self.laws[-7:], law) if law else ()


def enter(
    number: int, text: str, known: DocumentNames, context: Context, setting: Setting, alone: tuple[Law | None, bool]
) -> None:
    """What a passage as a whole, as a heading or a cell, says of the numbers in it and below; `alone`: the law of
    which it is the name, as `known.alone` tells."""
    context.laws = context.laws[-1:]  # of another passage, which 该法 is only where this one names none
    if setting.level:
        context.headings = [one for one in context.headings if one.level < setting.level]
        context.law = context.owner = None
        has_articles, named = heading(text, known)
        if has_articles:
            law, version = (named.law, named.version) if named else (None, NOTHING)
            context.headings.append(LawHeading(setting.level, law, version))
    if setting.row is None:
        context.columns, context.own_columns, context.header = {}, set(), None
    context.header = context.header or setting.row
    if setting.row is not None and setting.row == context.header and is_own(_NUMBERS.sub("", text), len(text)):
        context.own_columns.add(setting.cell)
    only, over_articles = alone
    if only is not None:
        context.law, context.place, context.passage, context.end = only, None, number, len(text)
        context.owner = only if over_articles or number == 0 else None
        if setting.row is not None:
            context.row, context.cell = setting.row, setting.cell
            if setting.row == context.header and setting.cell > 1:
                context.columns[setting.cell] = only
    elif setting.cell in context.own_columns and setting.row != context.header:
        context.law = None
    elif setting.row is not None and context.row is not setting.row and setting.row in context.mappings:
        context.law, context.place, context.passage, context.end = context.mappings[setting.row], None, number, 0
        context.row = setting.row
    elif context.columns and setting.row not in (context.header, context.row):
        context.law, context.place = context.columns.get(setting.cell), None
        context.passage, context.end = number, 0
    elif setting.row is not None and context.row not in (None, setting.row) and setting.cell == context.cell:
        context.law = context.row = None  # 公司章程 in the column of the laws


def heading(text: str, known: DocumentNames) -> tuple[bool, NamedLaw | None]:
    """Whether a heading names what has articles, and the law where it is one: of what follows these are the
    numbers. Of something else, as 商家管理规则, nothing is said."""
    name = OUTLINE.sub("", text.strip(" #*:.·-"))
    end = len(name)
    while end and (opened := opening_bracket(name, end) if name[end - 1] == ")" else -1) > 0:
        end = opened
    bare = ARTICLES_OF.sub("", name[:end])
    titles = [match.start() for match in TITLE_MARK.finditer(bare) if match[0] == "《"]
    if titles:
        titled = known.title_at(bare, titles[0])
        alone = titled is not None and len(titles) == 1 and len(bare) < titled.end + _FEW and titles[0] <= _FEW
        return alone, titled if alone else None
    if not 2 < len(bare) < 60 or bare.isascii() or re.search(f"第{NUMERAL}[条章节编]", bare):
        return False, None
    begun = known.names.beginning(bare) if bare.startswith(STATE) else None  # …公司法（2024修订）核心规则手册
    law = known.called(bare) or (Law(bare[: begun[1]], begun[0]) if begun else None)
    if law is None and looks_like_law(bare) and not _AND.search(bare):
        ours = bare.startswith(STATE) or ISSUED.match(bare) or known.names.beginning(bare)
        return True, NamedLaw(0, end, Law(bare, ())) if ours and bare.endswith(_OF_STATE) else None
    hint = version_beside(name, NamedLaw(0, end, law), name[end:]) if law else NOTHING
    return law is not None, NamedLaw(0, end, law, hint) if law else None
