"""Damage in a text: glyphs that are not what was meant, half-width marks, injected phrases; and its repair, on request.

A repair has the shape of a correction (corrections.yaml). Nothing is repaired unasked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from guiju.files.block import block
from guiju.files.bundled import packaged
from guiju.files.finding import Finding, Location, Unsound
from guiju.files.folding import conversions
from guiju.files.source import read
from guiju.importing.line import Change, SourceText, TextLine

_TABLE = packaged(__file__)
_GLYPHS: dict[str, str] = _TABLE["glyphs"]
_MARKS: dict[str, str] = _TABLE["marks"]
_HAN = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(
    r"(?<=[\u3400-\u9fff”》）])[,;:!?]|\((?=[一二三四五六七八九十]+\))|(?<=\([一二三四五六七八九十])\)"
)
_PHRASES: dict[str, str] = _TABLE["injected"]
_INJECTED = re.compile("|".join((*_PHRASES, *_TABLE["adverts"])))
_NUMERALS = dict(zip("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十", strict=True))
_FORMAL = re.compile(f"第[零〇一二三四五六七八九十百]{{0,6}}[{''.join(_NUMERALS)}]条")
_REDACTED = re.compile(r"\*{2,}|＊{2,}|×{3,}|□{2,}|\?{3,}|\ufffd+")
_LOOK_ALIKE = re.compile(
    r"[\u0370-\u03ff\u0400-\u04ff\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\u3105-\u312f\u2500-\u257f]"
)

_TRADITIONAL = 0.05
"""The share of characters above which a text is written in traditional ones."""
_EXAMPLES = 3


@dataclass(frozen=True)
class Repair:
    """Characters of a source line from `offset` on, and what was meant; None where only a person can say."""

    kind: str
    line: int
    offset: int
    source: str
    restored: str | None
    context: str
    file: str = ""

    def value(self) -> dict[str, Any]:
        """As an entry of a file of repairs."""
        return {"file": self.file, "line": self.line, "offset": self.offset, "kind": self.kind, "source": self.source,
                "restored": self.restored, "context": self.context}  # fmt: skip


def suggested(reading: SourceText, file: str = "") -> Iterator[Repair]:
    """What looks damaged in a file, with what was probably meant. Traditional characters are none in a text of them."""
    text = "".join(line.text for line in reading.lines)
    is_traditional = sum(_traditional(sign) is not None for sign in text) > len(text) * _TRADITIONAL
    for repair in _suggested(reading.lines):
        if not (is_traditional and repair.kind == "glyph" and _traditional(repair.source)):
            yield replace(repair, file=file)


def by_kind(repairs: Sequence[Repair]) -> Iterator[str]:
    """A line for each kind: how many there are, in how many files, and what is most common, with a place."""
    for kind, several in groupby(sorted(repairs, key=lambda repair: repair.kind), lambda repair: repair.kind):
        found = list(several)
        times = Counter((repair.source, repair.restored) for repair in found)
        common = ", ".join(f"{a} → {b or '?'} ({n})" for (a, b), n in times.most_common(_EXAMPLES))
        first = found[0]
        place = f"{first.file}:{first.line}:{first.offset + 1} {first.context}"
        yield f"{kind}: {len(found)} in {len({repair.file for repair in found})} files; {common}; the first {place}"


def _suggested(lines: Iterable[TextLine]) -> Iterator[Repair]:
    for line in lines:
        text = line.text
        for match in _INJECTED.finditer(text):
            yield _repair("injected", line, match.start(), match[0], _PHRASES.get(match[0]))
        for match in _REDACTED.finditer(text):
            yield _repair("redaction", line, match.start(), match[0], None)
        for match in _HALF_WIDTH.finditer(text):
            yield _repair("punctuation", line, match.start(), match[0], _MARKS[match[0]])
        for match in _FORMAL.finditer(text):
            yield _repair("homophone", line, match.end() - 2, match[0][-2], _NUMERALS[match[0][-2]])
        for place, character in enumerate(text):
            if _is_sound(character):
                continue
            meant = _GLYPHS.get(character) or _traditional(character)
            yield _repair("glyph", line, place, character, meant if meant != character else None)


@lru_cache(maxsize=1 << 14)  # each character of a text is asked for
def _is_sound(character: str) -> bool:
    meant = _GLYPHS.get(character) or _traditional(character)
    return meant in (None, character) and not _LOOK_ALIKE.match(character)


@lru_cache(maxsize=1 << 14)
def _traditional(character: str) -> str | None:
    """The simplified form of a character that is not in the standard set."""
    if not _HAN.match(character) or _is_standard(character):
        return None
    meant = conversions().get(character)
    return meant if meant is not None and _is_standard(meant) else None


def _is_standard(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _repair(kind: str, line: TextLine, offset: int, source: str, restored: str | None) -> Repair:
    before, after = line.text[max(0, offset - 6) : offset], line.text[offset + len(source) : offset + len(source) + 6]
    return Repair(kind, line.number, offset, source, restored, f"{before}[{source}]{after}")


def accepted(file: Path) -> tuple[Repair, ...]:
    """The repairs of a file: kept suggestions, or the corrections.yaml of a rule. Unsound where it is neither."""
    document = read(file, file.as_posix())
    value = document.value
    entries = (value.get("repairs") or value.get("corrections")) if isinstance(value, dict) else None
    if not isinstance(entries, list):
        message = "is not a file of repairs; guiju import --suggest FILE writes one"
        raise Unsound([Finding("not-repairs", message, Location(file.as_posix()))])
    repairs = []
    for index, entry in enumerate(entries):
        try:
            if entry["restored"] is None:
                continue
            words = [str(entry[key]) for key in ("source", "restored")]
            beside = [str(entry.get(key, "")) for key in ("context", "file")]
            repairs.append(Repair(str(entry["kind"]), int(entry["line"]), int(entry["offset"]), *words, *beside))
        except (KeyError, TypeError, ValueError):
            message = "a repair has line, offset, kind, source and restored; complete or delete it"
            at = document.at("repairs" if "repairs" in value else "corrections", index)
            raise Unsound([Finding("not-repairs", message, at)]) from None
    return tuple(repairs)


def listed(repairs: Iterable[Repair]) -> str:
    """The text of a file of repairs."""
    head = "# Delete what is not damage, complete `restored: null`, then: guiju import … --repairs THIS-FILE\n"
    return head + block({"repairs": [repair.value() for repair in repairs]})


def applied(reading: SourceText, repairs: Sequence[Repair], name: str) -> SourceText:
    """The lines with the repairs made. Unsound where a line does not have the characters of a repair in their place."""
    repairs = [repair for repair in repairs if repair.file in ("", name)]
    if not repairs:
        return reading
    lines, changes = list(reading.lines), list(reading.changes)
    at = {line.number: place for place, line in enumerate(lines)}
    for repair in sorted(repairs, key=lambda r: (r.line, -r.offset, -len(r.source))):
        place = at.get(repair.line)
        text = lines[place].text if place is not None else ""
        end = repair.offset + len(repair.source)
        if place is None or text[repair.offset : end] != repair.source:
            message = f"“{repair.source}” is not at character {repair.offset + 1}; the repair is of another text"
            raise Unsound([Finding("not-repairs", message, Location(name, repair.line, repair.offset + 1))])
        lines[place] = replace(lines[place], text=text[: repair.offset] + str(repair.restored) + text[end:])
        changes.append(Change("repaired", repair.line, f"{repair.source} → {repair.restored}"))
    kept = tuple(replace(line, text=line.text.strip()) for line in lines if line.text.strip())
    return replace(reading, lines=kept, changes=tuple(changes))
