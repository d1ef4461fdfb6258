"""Where imported texts go in a knowledge base, which law each is of, and what is there already."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guiju.files.finding import Finding, Location
from guiju.files.source import parse
from guiju.importing.batch import DraftRule, FileResult
from guiju.importing.identity import day_of
from guiju.importing.naming import work


@dataclass(frozen=True)
class Placement:
    """What became of a draft: the file to write, None where it is there already, or a finding. `is_first`: whether its
    words are those of regulation.yaml, which obligations read."""

    draft: DraftRule
    id: str
    file: Path | None
    finding: Finding | None = None
    is_first: bool = False


def placed(drafts: Sequence[DraftRule], base: Path, id: str = "") -> Iterator[Placement]:
    """Where each draft goes. The first text of a work is regulation.yaml, by its day; another text of the same work is
    regulation@DAY.yaml beside it. Nothing that is there is written over."""
    taken: dict[str, dict[Path, DraftRule]] = {}
    outcomes: dict[int, Placement] = {}
    # A text that does not say when the law was made comes after those that do.
    in_time = sorted(range(len(drafts)), key=lambda at: (not drafts[at].work.days, drafts[at].day or date.max,
                                                         drafts[at].source))  # fmt: skip
    for at in in_time:
        outcomes[at] = _place(drafts[at], base, id, taken)
    yield from (outcomes[at] for at in range(len(drafts)))


def _place(draft: DraftRule, base: Path, given: str, taken: dict[str, dict[Path, DraftRule]]) -> Placement:
    id = given or draft.id
    known = _texts(base, id, taken)
    if known and not given and not _is_one_work(draft, known):  # of another issuer, or with a name that sounds alike
        id = f"{id}-{draft.work.digest}"
        known = _texts(base, id, taken)
    elif not known and not given and not draft.work.days:
        id, known = _of_the_title(draft, base, taken) or (id, known)
    first = base / "regulations" / id / "regulation.yaml"
    if known and not _is_one_work(draft, known):
        other = f"{first} is another rule, {next(iter(known.values())).title}; choose an id with --id"
        return Placement(draft, id, None, _refused(draft, other))
    texts = {file: text for file, text in known.items() if _is_text(text)}
    for file, text in texts.items():
        if _text(text.text) == _text(draft.text):
            return Placement(draft, id, None, is_first=file == first)
        if text.day == draft.day:
            when = "of the same day" if draft.day else "and neither says of which day it is"
            message = f"{file} is there, with other words {when}; nothing was written over"
            return Placement(draft, id, None, _refused(draft, f"{message}: remove it or use --id"))
    file = first if first not in known else first.with_name(f"regulation@{draft.day or 'undated'}.yaml")
    taken.setdefault(id, {})[file] = draft
    return Placement(draft, id, file, is_first=file == first)


def _texts(base: Path, id: str, taken: Mapping[str, Mapping[Path, DraftRule]]) -> dict[Path, DraftRule]:
    """The texts of a rule that are there, or will be."""
    known = {}
    for file in sorted((base / "regulations" / id).glob("regulation*.yaml")):
        text = file.read_text("utf-8")
        value = parse(text.encode(), file.as_posix()).value
        day = day_of(value, file.stem)
        known[file] = DraftRule(file.as_posix(), id, str(value["title"]["zh"]), day, text, {}, (), work(value))
    return known | dict(taken.get(id, {}))


def _is_one_work(draft: DraftRule, known: Mapping[Path, DraftRule]) -> bool:
    return all(draft.work.may_be(text.work) for text in known.values())


def _of_the_title(
    draft: DraftRule, base: Path, taken: Mapping[str, Mapping[Path, DraftRule]]
) -> tuple[str, dict[Path, DraftRule]] | None:
    """The one rule of this title, for a text that does not say when the law was made."""
    stem = re.sub("-[0-9]{4}$", "", draft.id)
    ids = {path.name for path in (base / "regulations").glob(f"{stem}*")}
    ids |= {id for id in taken if id.startswith(stem)}
    ids = {id for id in ids if re.fullmatch(f"{stem}(-[0-9]{{4}})?(-[0-9a-f]{{6}})?", id)}
    found = [(id, known) for id in sorted(ids) if (known := _texts(base, id, taken)) and _is_one_work(draft, known)]
    return found[0] if len(found) == 1 else None


def _is_text(draft: DraftRule) -> bool:
    """Whether these are the words of a rule, not only what we say of some of them."""
    return "\ncoverage: text\n" in draft.text or "\narticles:\n" in draft.text


def _text(text: str) -> str:
    """A file without the lines that name its source."""
    before, _, rest = text.partition("\nprovenance:\n")
    return before + rest.partition("\n  method:")[2]


def _refused(draft: DraftRule, message: str) -> Finding:
    return Finding("id-exists", message, Location(draft.source))


def _damage(result: FileResult) -> str:
    first, count = result.suggestions[0], len(result.suggestions)
    place = f"{result.source}:{first.line}:{first.offset + 1}"
    return f"{place}: damage: {count} repairs to consider, the first at {first.context}; see --suggest"


def report(results: Iterable[FileResult], outcomes: Mapping[int, Placement]) -> dict[str, Any]:
    """The report: an entry for each rule that a file holds, or for the file where it could not be imported."""
    entries = []
    for result in results:
        for draft in result.drafts:
            outcome = outcomes[id(draft)]
            notes = list(draft.notes)
            if outcome.finding is not None:
                notes.append(str(outcome.finding))
            elif outcome.file is None:
                notes.append(f"{result.source}: unchanged: these words are there already")
            place = None if outcome.finding else outcome.id
            if result.suggestions and draft is result.drafts[0]:
                notes.append(_damage(result))
            entries.append({"source": result.source, "id": place, "title": draft.title, **draft.counts, "notes": notes})
        if result.findings:
            nothing = dict.fromkeys(("articles", "paragraphs", "points", "characters", "unplaced"), 0)
            notes = [str(finding) for finding in result.findings]
            entries.append({"source": result.source, "id": None, "title": None, **nothing, "notes": notes})
    return {"inputs": entries}
