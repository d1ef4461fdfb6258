"""Many files at once: what each holds, the files to write for it, and the report."""

import hashlib
import multiprocessing
import os
import re
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from guiju.files.block import block
from guiju.files.content import content
from guiju.files.finding import Finding, Location, Misuse, Unsound, one_line
from guiju.files.source import Document, parse
from guiju.importing import formats, repairs
from guiju.importing.identity import day_of
from guiju.importing.line import SourceText
from guiju.importing.naming import Work, work
from guiju.importing.proposals import proposals
from guiju.importing.rule import ImportedRule, rules
from guiju.law.records import build
from guiju.model import DraftObligation, DraftSpan, Regulation, Where
from guiju.reading.limits import MAX_BYTES

_HEADER = "# yaml-language-server: $schema=../../schemas/regulation.schema.json\n"
_FEW = 8
"""Files that one process reads sooner than several begin."""


@dataclass(frozen=True)
class DraftRule:
    """A rule of a file, ready to be written: the text of its regulation.yaml."""

    source: str
    id: str
    title: str
    day: date | None
    text: str
    counts: Mapping[str, int]
    notes: tuple[tuple[int, str], ...]
    work: Work
    proposed: tuple[DraftObligation | DraftSpan, ...] = ()
    """Drafts of obligations, with `propose`."""


@dataclass(frozen=True)
class FileResult:
    """What a file holds, or what is wrong with it. `suggestions` are repairs that nobody has accepted yet."""

    source: str
    drafts: tuple[DraftRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[repairs.Repair, ...] = ()


def sources(paths: Iterable[Path]) -> list[Path]:
    """The files to import: those named, and in folders all whose ending is known. Misuse where there is none."""
    known, files = formats.ENDINGS, list[Path]()
    for path in paths:
        if path.is_dir():
            inside = (Path(at) / name for at, _, names in os.walk(path) for name in names)
            files += sorted(f for f in inside if f.suffix.lstrip(".").lower() in known and not f.name.startswith("."))
        elif path.exists():
            files.append(path)
        else:
            raise Misuse(f"{path}: does not exist; name files or folders with texts of laws")
    if not files:
        raise Misuse(f"there is no file to import; known endings: {', '.join(sorted(known))}")
    return list(dict.fromkeys(files))


def read(files: Sequence[Path], accepted: Sequence[repairs.Repair] = (), propose: bool = False) -> Iterator[FileResult]:
    """What each file holds, in order, with `propose` drafts of obligations too. Several processes read many files."""
    work = partial(read_one, accepted=tuple(accepted), propose=propose)
    processes = min(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(files)
    )
    if len(files) < _FEW or processes < 2:
        for file in files:
            yield work(file)
        return
    # Ctrl-C is for the process that asks, which ends the others.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    with multiprocessing.get_context("spawn").Pool(processes, signal.signal, ignore) as pool:
        yield from pool.imap(work, files, chunksize=4)


def read_one(file: Path, accepted: Sequence[repairs.Repair] = (), propose: bool = False) -> FileResult:
    """What one file holds. Whatever is wrong with it is in the result, so that the others go on."""
    name = file.as_posix()
    try:
        with _as_unsound(name):
            data = content(file, MAX_BYTES)
            reading = formats.read(data, name)
            suggestions = tuple(repairs.suggested(reading.lines))
            made = _rules(repairs.applied(reading, accepted, name), file)
            digest = hashlib.sha256(data).hexdigest()
            return FileResult(name, tuple(_draft(name, rule, digest, propose) for rule in made), (), suggestions)
    except Unsound as unsound:
        return FileResult(name, findings=unsound.findings)


def laws(file: Path) -> list[Regulation]:
    """The laws of a file, to be read and not written. Unsound where it cannot be read."""
    name = file.as_posix()
    with _as_unsound(name):
        made = _rules(formats.read(content(file, MAX_BYTES), name), file)
        return [build(Regulation, Where(Document(name, rule.value)), id=rule.id) for rule in made]


def _rules(reading: SourceText, file: Path) -> tuple[ImportedRule, ...]:
    return rules(reading, file.as_posix(), f"{file.absolute().parent.name} {file.stem}")


@contextmanager
def _as_unsound(name: str) -> Iterator[None]:
    """Unsound, in one line, whatever happens while a file is read: it does not stop the others."""
    code, line = "unreadable-text", ""
    try:
        yield
        return
    except Unsound:
        raise
    except OSError as error:
        code, line = "unreadable-file", f"{(error.strerror or 'cannot be read').lower()}; check the path"
    except (RecursionError, MemoryError) as error:
        line = f"too deeply nested or too large ({type(error).__name__}); save it as plain text"
    except Exception as error:  # a fault of ours
        line = f"a fault of guiju ({type(error).__name__}: {one_line(str(error))}); please report this file"
    raise Unsound([Finding(code, line, Location(name))])


def _draft(source: str, rule: ImportedRule, digest: str, propose: bool) -> DraftRule:
    name = source.rpartition("/")[2]
    provenance = {
        "source": {"zh": f"文件“{name}”（SHA-256 {digest}）。", "en": f"The file “{name}” (SHA-256 {digest})."},
        "method": {
            "zh": "由 guiju import 导入，逐字保留，未与官方文本核对。",
            "en": "Imported by guiju import, character by character; not compared with an official text.",
        },
    }
    value: dict[str, Any] = {}
    for key, entry in rule.value.items():
        if key in _TEXT and "provenance" not in value:
            value["provenance"] = provenance
        value[key] = entry
    value.setdefault("provenance", provenance)
    counts = {unit: rule.count(unit) for unit in ("articles", "paragraphs", "points")}
    counts |= {"characters": rule.characters, "unplaced": rule.unplaced}
    title, text = value["title"]["zh"], _HEADER + block(value)
    law = build(Regulation, Where(Document("", value)), id=rule.id) if propose else None
    proposed = tuple(proposals(law)) if law else ()
    return DraftRule(source, rule.id, title, rule.day, text, counts, rule.notes, work(value), proposed)


_TEXT = frozenset(("preface", "preamble", "articles", "closing", "annexes", "normalised", "unplaced"))


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
            notes = [f"{result.source}:{line}:1: {note}" for line, note in draft.notes]
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
