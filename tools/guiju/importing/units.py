"""The inside of an article: its lines, one after another, become 款, 项 and 目."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.importing.line import TextLine
from guiju.importing.wrapping import ENDS
from guiju.places import printed_label as label
from guiju.places.printed_label import Label

Value = dict[str, Any]
_SHORT = 20
"""委员长， under 由下列人员组成：: an item of a list without labels, not a sentence that goes on."""


@dataclass(frozen=True)
class Units:
    """An article that is being read. `ahead` gives the lines that come next, `unique` an eId that is not taken;
    `notes` and `joined` are those of the whole text."""

    article: Value
    ahead: Callable[[], Sequence[TextLine]]
    unique: Callable[[str], str]
    notes: list[tuple[int, str]]
    joined: list[int]

    def add(self, line: TextLine, first: bool = False) -> None:
        paragraphs: list[Value] = self.article["paragraphs"]
        paragraph = paragraphs[-1] if paragraphs else None
        found = label.enumerated(line.text)
        if line.row:
            _last(paragraph or self._paragraph("")).setdefault("table", []).append(line.text)
        elif found is not None and self._is_point(found, paragraph):
            self._point(paragraph or self._paragraph(""), found, line)
        elif found is not None and found.kind in ("indent", "point") and paragraph and paragraph.get("points"):
            self._indent(paragraph["points"][-1], found, line)
        elif paragraph and not first and self._lost_label(paragraph, line):
            place = self._last_number(paragraph) + 1
            eId = self.unique(f"{paragraph['eId']}__point_{place}")
            paragraph.setdefault("points", []).append({"eId": eId, "zh": line.text})
            self.notes.append((line.number, f"lost-label: read as point {place} of {paragraph['eId']}"))
        elif paragraph and (self._goes_on(paragraph) or (not first and _is_open(_last(paragraph), line))):
            self._append(paragraph, line)
        else:
            self._paragraph(line.text)

    def _paragraph(self, text: str) -> Value:
        paragraphs = self.article["paragraphs"]
        paragraph: Value = {"eId": f"{self.article['eId']}__para_{len(paragraphs) + 1}"}
        if text:
            paragraph["zh"] = text
        paragraphs.append(paragraph)
        return paragraph

    def _is_point(self, found: Label, paragraph: Value | None) -> bool:
        points = paragraph.get("points", []) if paragraph else []
        if found.kind == "point":
            return not points or not str(points[0].get("number", "")).endswith("、")
        if found.kind == "item" or not points:
            listed = bool(points) and not points[-1].get("number", "（").startswith(("（", "("))
            opened = paragraph is not None and paragraph.get("zh", "：")[-1] in "：:" and not points
            return (found.number == 1 and opened) or (listed and found.number == self._last_number(paragraph) + 1)
        first = str(points[0].get("number", "（"))
        same = label.enumerated(f"{first}x")
        return same is not None and same.kind == "indent" and _style(first) == _style(found.printed)

    def _point(self, paragraph: Value, found: Label, line: TextLine) -> None:
        points = paragraph.setdefault("points", [])
        if points and found.number > self._last_number(paragraph) + 1:
            note = f"number-gap: {found.printed} follows {points[-1].get('number', 'an unnumbered point')}"
            self.notes.append((line.number, note))
        eId = self.unique(f"{paragraph['eId']}__point_{found.number}")
        point: Value = {"eId": eId, "number": found.printed}
        if found.rest:
            point["zh"] = found.rest
        points.append(point)

    def _indent(self, point: Value, found: Label, line: TextLine) -> None:
        indents = point.setdefault("indents", [])
        if indents and _style(str(indents[0]["number"])) != _style(found.printed):
            self._append(point, line)
            return
        eId = self.unique(f"{point['eId']}__indent_{found.number}")
        indents.append({"eId": eId, "number": found.printed, **({"zh": found.rest} if found.rest else {})})

    def _append(self, unit: Value, line: TextLine) -> None:
        """A line becomes part of the 款, 项 or 目 that is open; behind a table it goes on with that."""
        unit = _last(unit)
        if "table" in unit:
            unit["table"].append(line.text)
        else:
            unit["zh"] = unit.get("zh", "") + line.text
            self.joined.append(line.number)

    def continues(self, found: Label) -> bool:
        """Whether a label is that of the next 项."""
        paragraphs = self.article["paragraphs"]
        paragraph = paragraphs[-1] if paragraphs else None
        is_next = paragraph is not None and found.number == self._last_number(paragraph) + 1 > 1
        return is_next and self._is_point(found, paragraph)

    def _last_number(self, paragraph: Value | None) -> int:
        points = paragraph.get("points") if paragraph else None
        return int(points[-1]["eId"].rpartition("__point_")[2].partition("_")[0]) if points else 0

    def _next_label(self) -> Label | None:
        """The next number of a 项 in this article."""
        for line in self.ahead():
            if label.article(line.text) or label.division(line.text):
                return None
            found = label.enumerated(line.text)
            if found is not None and found.kind != "indent":
                return found
        return None

    def _lost_label(self, paragraph: Value, line: TextLine) -> bool:
        """Whether a line without a label is a 项 all the same: by the numbers around it, or by its stops."""
        points, text = paragraph.get("points", []), line.text
        last, upcoming = self._last_number(paragraph), self._next_label()
        if points:
            number = points[-1].get("number")
            before = str(points[-1].get("zh", ""))
            if number is None and upcoming is None:  # in a list whose labels are all lost
                return before[-1:] in "；;，"
            return upcoming is not None and upcoming.number == last + 2 and before[-1:] in "；;" and text[-1] in "；;。"
        if paragraph.get("zh", "")[-1:] not in ("：", ":") or text[-1] in "：:":
            return False
        listed = text[-1] in "；;" or (text[-1] == "，" and len(text) <= _SHORT)
        return listed and (upcoming is None or upcoming.number == 2)

    def _goes_on(self, paragraph: Value) -> bool:
        """Whether a line after a 项 is still inside it: the next 项 comes after it."""
        if not paragraph.get("points"):
            return False
        upcoming = self._next_label()
        return upcoming is not None and upcoming.number == self._last_number(paragraph) + 1 and upcoming.number > 1


def _last(unit: Value) -> Value:
    """The innermost of what was read last."""
    for key in ("points", "indents"):
        unit = unit[key][-1] if unit.get(key) else unit
    return unit


def _is_open(unit: Value, line: TextLine) -> bool:
    """Whether a unit goes on in this line: it has a number only, ends with a comma, or breaks off before a citation."""
    words = str(unit.get("zh", ""))
    if "table" in unit or not words:
        return "number" in unit and not words
    return words[-1] in "，、," or (words[-1] not in ENDS and _CITED.match(line.text) is not None)


_CITED = re.compile("第[零〇一二三四五六七八九十百千0-9]{1,8}[条款项]")


def _style(printed: str) -> str:
    """How a number is set: ( for （1）, d for 1., o for ①."""
    return "(" if printed[:1] in "（(" else "d" if printed[:1].isdigit() and printed[:1] < "①" else "o"
