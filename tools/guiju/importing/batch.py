"""Many files at once: what each holds, the files to write for it, and the report."""

import hashlib
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from guiju.files.content import content
from guiju.files.finding import Finding, Location, Misuse, Unsound
from guiju.files.source import block, parse
from guiju.importing import formats, repairs
from guiju.importing.rule import ImportedRule, rules

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


@dataclass(frozen=True)
class FileResult:
    """What a file holds, or what is wrong with it. `suggestions` are repairs that nobody has accepted yet."""

    source: str
    drafts: tuple[DraftRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[repairs.Repair, ...] = ()


def sources(paths: Iterable[Path]) -> list[Path]:
    """The files to import: those named, and in folders all whose ending is known. Misuse where there is none."""
    known, files = formats.endings(), list[Path]()
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


def read(files: Sequence[Path], accepted: Sequence[repairs.Repair] = ()) -> Iterator[FileResult]:
    """What each file holds, in order. Several processes read many files."""
    work = partial(read_one, accepted=tuple(accepted))
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


def read_one(file: Path, accepted: Sequence[repairs.Repair] = ()) -> FileResult:
    """What one file holds. Whatever is wrong with it is in the result, so that the others go on."""
    name = file.as_posix()
    try:
        data = content(file, formats.MAX_BYTES)
        reading = formats.read(data, name)
        suggestions = tuple(repairs.suggested(reading.lines))
        reading = repairs.applied(reading, accepted, name)
        made = rules(reading, name, f"{file.absolute().parent.name} {file.stem}")
        digest = hashlib.sha256(data).hexdigest()
        return FileResult(name, tuple(_draft(name, rule, digest) for rule in made), (), suggestions)
    except Unsound as unsound:
        return FileResult(name, findings=unsound.findings)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        return FileResult(name, findings=(Finding("unreadable-file", f"{reason}; check the path", Location(name)),))
    except (RecursionError, MemoryError) as error:
        message = f"too deeply nested or too large ({type(error).__name__}); save it as plain text"
        return FileResult(name, findings=(Finding("unreadable-text", message, Location(name)),))


def _draft(source: str, rule: ImportedRule, digest: str) -> DraftRule:
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
    return DraftRule(source, rule.id, value["title"]["zh"], rule.day, _HEADER + block(value), counts, rule.notes)


_TEXT = frozenset(("preface", "preamble", "articles", "closing", "annexes", "normalised", "unplaced"))


@dataclass(frozen=True)
class Placement:
    """What became of a draft: the file to write, None where it is there already, or a finding."""

    draft: DraftRule
    id: str
    file: Path | None
    finding: Finding | None = None


def placed(drafts: Sequence[DraftRule], base: Path, id: str = "") -> Iterator[Placement]:
    """Where each draft goes. The first text of a work is regulation.yaml, by its day; another text of the same work is
    regulation@DAY.yaml beside it. Nothing that is there is written over."""
    taken: dict[Path, DraftRule] = {}
    outcomes: dict[int, Placement] = {}
    in_time = sorted(range(len(drafts)), key=lambda at: (drafts[at].day or date.max, drafts[at].source))
    for at in in_time:
        outcomes[at] = _place(drafts[at], base, id or drafts[at].id, taken)
    yield from (outcomes[at] for at in range(len(drafts)))


def _place(draft: DraftRule, base: Path, id: str, taken: dict[Path, DraftRule]) -> Placement:
    folder = base / "regulations" / id
    first = folder / "regulation.yaml"
    known = _texts(folder, taken)
    for file, (title, day, text) in known.items():
        if text == _text(draft.text):
            return Placement(draft, id, None)
        if file == first and title != draft.title:
            return Placement(
                draft, id, None, _refused(draft, f"{file} is another rule, {title}; choose an id with --id")
            )
        if day == draft.day:
            message = (
                f"{file} is there, with other words of the same day; nothing was written over: remove it or use --id"
            )
            return Placement(draft, id, None, _refused(draft, message))
    file = first if first not in known else folder / f"regulation@{draft.day or 'undated'}.yaml"
    if file in known:
        return Placement(
            draft, id, None, _refused(draft, f"{file} is there already; nothing was written over: use --id")
        )
    taken[file] = draft
    return Placement(draft, id, file)


def _texts(folder: Path, taken: Mapping[Path, DraftRule]) -> dict[Path, tuple[str, date | None, str]]:
    """The texts of a rule that are there, or will be: file → (title, day, words)."""
    known = {}
    for file in sorted(folder.glob("regulation*.yaml")) if folder.is_dir() else ():
        text = file.read_text("utf-8")
        value = parse(text.encode(), file.as_posix()).value
        known[file] = (str(value["title"]["zh"]), _day(value), _text(text))
    for file, draft in taken.items():
        if file.parent == folder:
            known[file] = (draft.title, draft.day, _text(draft.text))
    return known


def _day(value: Mapping[str, Any]) -> date | None:
    days = [e["day"] for e in value.get("history", ()) if e["event"] in ("amended", "revised")] or [
        value.get("promulgated")
    ]
    return date.fromisoformat(max(days)) if days[0] else None


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
