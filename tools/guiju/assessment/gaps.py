"""The gaps of a duty, each with an id of its own: the duty, the part that failed, and the row.

`rule#duty/part/key`, without a key if the part belongs to the service, the table has none, or keys are left out, so the
id of a part is a prefix of the ids of its rows. A part is the check that failed, by its id or else by its entity;
`declared` if a person declared the gap. It holds no verdict, day or number of a report, so it is the same in every
report; and so is the number that people read, which is made from it.
"""

from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

from guiju.assessment import AssessedDuty
from guiju.assessment.table_sentences import ROWS_SHOWN
from guiju.model import DECLARED, Lang, Obligation
from guiju.reasoning.checklist import Line
from guiju.reasoning.conduct import Act
from guiju.wording.words import Words

_WORDS = Words(__file__)
_RFC_4648, _CROCKFORD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _LONGER = 4, 6


@dataclass(frozen=True)
class FailedPart:
    """What failed: a part of a duty, on the row of an entity with this key; without a key on `rows` of them, as of a
    table those that are not listed. Of a declaration `entity` is empty."""

    id: str
    part: str
    entity: str
    key: str
    rows: int


def gaps(duty: AssessedDuty, keys: bool = True) -> tuple[FailedPart, ...]:
    """The gaps of a duty, in the order of its checks and rows; none where it is not breached, or history. Without
    `keys` those of one part are one."""
    if duty.verdict != "breached" or duty.state == "displaced":
        return ()
    found: dict[str, FailedPart] = {}
    for gap in _each(duty, keys):
        before = found.get(gap.id)
        found[gap.id] = replace(gap, rows=before.rows + gap.rows) if before else gap
    return tuple(found.values())


def gap_lines(duty: AssessedDuty, lang: Lang, keys: bool = True) -> Iterator[str]:
    """The ids of the first gaps of a duty, with their rows where they are several, and how many more there are."""
    every = gaps(duty, keys)
    yield from (f"{gap.id} × {gap.rows:,}" if gap.rows > 1 else gap.id for gap in every[:ROWS_SHOWN])
    if (left := len(every) - ROWS_SHOWN) > 0:
        yield _WORDS["more"][lang].format(count=f"{left:,}")


def _each(duty: AssessedDuty, keys: bool) -> Iterator[FailedPart]:
    if duty.decided_by == "declaration":
        yield FailedPart(gap_id(duty.id, DECLARED), DECLARED, "", "", 1)
        return
    for act in duty.line.acts:
        part, key = _part(duty.line.obligation, act), act.conduct.key if keys and act.entity != "service" else ""
        yield FailedPart(gap_id(duty.id, part, key), part, act.entity, key, act.rows)


def line_of(duty: AssessedDuty, gap: FailedPart) -> Line:
    """The line of the duty with the acts that this gap alone is: what follows from it, and what would close it."""
    acts = duty.line.acts
    own = tuple(act for act in acts if gap.part == DECLARED or _part(duty.line.obligation, act) == gap.part)
    return duty.line if own == acts else replace(duty.line, acts=own)


def number(id: str, among: Iterable[str] = ()) -> str:
    """F-7K2M of a failed part, by its id without the key of a row; U-7K2M of a duty, by its id. Never that of another:
    made from the id alone. Of two in a report (`among`) whose numbers would be the same each is longer."""
    short = _number(id, _LENGTH)
    is_alike = any(other != id and _number(other, _LENGTH) == short for other in among)
    return _number(id, _LONGER) if is_alike else short


@lru_cache(maxsize=65_536)
def _number(id: str, length: int) -> str:
    code = b32encode(sha256(id.encode()).digest()).translate(bytes.maketrans(_RFC_4648, _CROCKFORD))
    return f"{'F' if '/' in id else 'U'}-{code.decode()[:length]}"


def gap_id(duty: str, part: str, key: str = "") -> str:
    """The id of a gap."""
    return "/".join(filter(None, (duty, part, key)))


def _part(duty: Obligation, act: Act) -> str:
    """The part that failed; the entity where that may be one of several."""
    able = [check for check in duty.checks if check.entity == act.entity and check.decides in ("both", "breached")]
    check = act.check or (able[0] if len(able) == 1 else None)
    return check.part_id if check else act.entity
