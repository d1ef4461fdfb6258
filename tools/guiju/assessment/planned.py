"""The plan that applies to a gap, and plans in a separate file."""

from collections.abc import Callable, Container
from dataclasses import replace
from pathlib import Path

from guiju.files.source import Document, PlacedElsewhere, Steps, read


def closest(plans: Container[str], gap: str) -> str | None:
    """The id of the plan that applies to a gap: its own, that of its part, or that of its duty."""
    steps = gap.split("/", 2)
    ids = ("/".join(steps[:length]) for length in range(len(steps), 0, -1))
    return next((id for id in ids if id in plans), None)


def with_plans(document: Document, filled: Callable[[Path], Document] | None) -> Document:
    """A profile with the plans that are in a file beside it; as it is where it names none. `filled` reads a filled
    checklist as a profile; without it the plans of one are left out. Unsound where the file cannot be read."""
    name = document.value.get("plans") if isinstance(document.value, dict) else None
    if not isinstance(name, str) or Path(name).name != name:
        return document  # what is no name of a file there, the schema refuses
    file, is_workbook = Path(document.path).with_name(name), name.endswith(".xlsx")
    if is_workbook and not filled:
        return replace(document, value={**document.value, "plans": {}})
    other = filled(file) if is_workbook and filled else read(file, file.as_posix())

    def place_of(path: Steps) -> tuple[Document, Steps]:
        return (other, path if is_workbook else path[1:]) if path[:1] == ("plans",) else (document, path)

    plans = other.value.get("plans") if is_workbook else other.value
    return PlacedElsewhere(document.path, {**document.value, "plans": plans}, place_of=place_of)
