"""What an earlier profile stated, and a later one does not, or not as firmly: left out, expired, on weaker evidence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guiju.assessment import FIRMNESS
from guiju.assessment.profile import whole_fact

Loss = Literal["left_out", "expired", "later", "weaker", "renewed", "sample", "fewer_rows", "unsupported"]
"""`later`: it is of a day after the later assessment. `renewed`: past its day of expiry, with the evidence as before.
`sample`: rows that were all there need not be. `unsupported`: the answer is another one now, switches duties off,
and has not both reason and approver (decision 43)."""
_SUPPORT = ("evidence", "reviewer", "reason", "approver", "date")
_DECLARATIONS = "declarations"

Stated = Mapping[str, Any]
Path = tuple[str, str, str]
"""Entity, key of a row and fact, empty where it is all of them; of a declaration ("declarations", its duty, "")."""


@dataclass(frozen=True)
class LostFact:
    """A fact or declaration that is lost, or, without a name, rows."""

    entity: str
    key: str
    name: str
    why: Loss
    since: str | None = None

    @property
    def path(self) -> str:
        """retention, group/42/owner_knew, group/42, group, or the id of a duty that was declared."""
        of_rows = self.entity not in ("service", _DECLARATIONS)
        return "/".join(filter(None, (self.entity, self.key, self.name) if of_rows else (self.name or self.key,)))

    def touches(self, duty: str, reads: frozenset[str] | None) -> bool:
        """Whether the verdict of a duty may rest on it; `reads` are its facts, as entity.fact, None where nobody knows.
        What is counted over rows makes any row matter to any duty on rows."""
        if self.entity == _DECLARATIONS:
            return self.key == duty
        if reads is None or self.entity == "service":
            return reads is None or f"service.{self.name}" in reads
        return any(not name.startswith("service.") for name in reads)


def losses(old: Stated, new: Stated) -> tuple[LostFact, ...]:
    """What one receipt states and the other does not, each once, in the order of the earlier one."""
    before, after = dict(_entries(old["profile"])), dict(_entries(new["profile"]))
    rows, kept = ([(entity, key) for entity, key, _ in _rows(one["profile"])] for one in (old, new))
    gone = [row for row in rows if row not in set(kept)]
    found: dict[Path, LostFact] = {(*row, ""): LostFact(*row, "", "left_out") for row in gone}
    for path, entry in before.items():
        why = None if (*path[:2], "") in found else _why(entry, after.get(path), old["as_of"], new["as_of"])
        if why is not None:
            found[path] = LostFact(*path, why, (after[path] if why == "expired" else entry).get("expires"))
    extents = [one["profile"].get("coverage") or {} for one in (old, new)]
    for entity, extent in extents[0].items():
        if extent == "all" != extents[1].get(entity):
            found[entity, "", ""] = LostFact(entity, "", "", "sample")
    return (*found.values(), *_of_tables(old.get("tables") or (), new.get("tables") or ()))


def unsupported(old: Stated, new: Stated, listed: Collection[str] | None) -> Iterator[LostFact]:
    """The answers of the service that are new and that nothing supports: of those that the report lists; with a receipt
    alone, which lists none, each that is false now where a gap is not applicable any more."""
    several = ({name: whole_fact(one) for name, one in side["profile"]["facts"].items()} for side in (old, new))
    before, after = several
    if listed is None:
        gaps = {one["obligation"] for one in old["verdicts"] if one["verdict"] == "breached"}
        is_off = any(one["obligation"] in gaps and one["verdict"] == "not_applicable" for one in new["verdicts"])
        listed = [name for name, fact in after.items() if is_off and fact["value"] is False and not _is_supported(fact)]
    for name in listed:
        was = before.get(name)
        if was is None or was["value"] != after[name]["value"] or not _counts(was, old["as_of"]):
            yield LostFact("service", "service", name, "unsupported")


def _is_supported(fact: Stated) -> bool:
    return {"reason", "approver"} <= fact.keys() or (fact["basis"] == "measured" and "evidence" in fact)


def _entries(profile: Stated) -> Iterator[tuple[Path, Stated]]:
    """Each fact and each declaration, with what it rests on."""
    for name, fact in (profile.get("facts") or {}).items():
        yield ("service", "service", name), whole_fact(fact)
    for entity, key, row in _rows(profile):
        yield from (((entity, key, name), whole_fact(fact)) for name, fact in row.items())
    for duty, declaration in (profile.get(_DECLARATIONS) or {}).items():
        if declaration["status"] != "to_verify":
            yield (_DECLARATIONS, duty, ""), {"basis": "declared", **declaration}


def _rows(profile: Stated) -> Iterator[tuple[str, str, Stated]]:
    for entity, keyed in (profile.get("rows") or {}).items():
        yield from ((entity, key, row) for key, row in keyed.items())


def _why(old: Stated, new: Stated | None, was: str, now: str) -> Loss | None:
    """Why a fact is lost; None where it is not, or did not count before."""
    if new is None:
        return "left_out"
    if not _counts(old, was):
        return None
    if not _counts(new, now):
        return "expired" if _is_stale(new, now) else "later"
    bases = [FIRMNESS.index(one["basis"]) for one in (old, new)]
    if bases[1] > bases[0] or any(one in old and one not in new for one in _SUPPORT):
        return "weaker"
    is_alike = all(old.get(one) == new.get(one) for one in ("evidence", "date"))
    return "renewed" if _is_stale(old, now) and is_alike else None


def _counts(entry: Stated, day: str) -> bool:
    """Whether a fact counts on a day, as far as it tells itself."""
    return not _is_stale(entry, day) and entry.get("date", day) <= day


def _is_stale(entry: Stated, day: str) -> bool:
    return bool("expires" in entry and entry["expires"] <= day)


def _of_tables(old: Any, new: Any) -> Iterator[LostFact]:
    """Tables and columns that are not there any more, and tables that have fewer rows."""
    after = {table["entity"]: table for table in new}
    for table in old:
        entity = table["entity"]
        if (again := after.get(entity)) is None:
            yield LostFact(entity, "", "", "left_out")
            continue
        yield from (LostFact(entity, "", name, "left_out") for name in table["facts"] if name not in again["facts"])
        if again["rows"] < table["rows"]:
            yield LostFact(entity, "", "", "fewer_rows")
