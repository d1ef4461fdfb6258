"""Many files at once: what each holds, the files to write for it, and the report."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from guiju.files.block import block
from guiju.files.content import read_bounded
from guiju.files.finding import Finding, Location, Misuse, Unsound, one_line
from guiju.files.processes import streamed
from guiju.files.source import Document
from guiju.importing import formats, parts, repairs
from guiju.importing.line import SourceText, TextLine
from guiju.importing.naming import Work, work
from guiju.importing.parts import LawPart
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
    notes: tuple[str, ...]
    work: Work
    proposed: tuple[DraftObligation | DraftSpan, ...] = ()
    """Drafts of obligations, with `propose`."""


@dataclass(frozen=True)
class FileResult:
    """What a file holds, or what is wrong with it; `suggestions`: repairs not yet accepted; `part`: of what."""

    source: str
    drafts: tuple[DraftRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[repairs.Repair, ...] = ()
    part: LawPart | None = None


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
    yield from map(work, files) if len(files) < _FEW else streamed(work, files)


def read_one(file: Path, accepted: Sequence[repairs.Repair] = (), propose: bool = False) -> FileResult:
    """What one file holds. Whatever is wrong with it is in the result, so that the others go on."""
    return _read((file,), accepted, propose)


def with_parts(
    results: Sequence[FileResult], accepted: Sequence[repairs.Repair] = (), propose: bool = False
) -> list[FileResult]:
    """The results, where several files are parts of one law with that law in place of the first."""
    whole: dict[str, FileResult | None] = {}
    for files in parts.chains(result.part for result in results if result.part):
        one = _read(files, accepted, propose)
        if not one.findings:
            whole |= dict.fromkeys(file.as_posix() for file in files) | {one.source: one}
    return [kept for result in results if (kept := whole.get(result.source, result)) is not None]


def _read(files: Sequence[Path], accepted: Sequence[repairs.Repair], propose: bool) -> FileResult:
    name = files[0].as_posix()
    try:
        with _as_unsound(name):
            data = {file.as_posix(): read_bounded(file, MAX_BYTES) for file in files}
            readings = [formats.read(read, file) for file, read in data.items()]
            suggestions = [r for each, file in zip(readings, data, strict=True) for r in repairs.suggested(each, file)]
            mended = [repairs.applied(each, accepted, file) for each, file in zip(readings, data, strict=True)]
            text, repeated, starts = parts.joined(mended)
            made = _rules(text, files[0], repeated)
            places = tuple(zip(starts, data, strict=True))
            sources = {file: hashlib.sha256(read).hexdigest() for file, read in data.items()}
            drafts = tuple(_draft(sources, rule, places, propose) for rule in made)
            return FileResult(name, drafts, (), tuple(suggestions), _part(files[0], made))
    except Unsound as unsound:
        is_front = any(finding.code == "no-words" for finding in unsound.findings)
        return FileResult(name, findings=unsound.findings, part=LawPart(files[0], is_front=True) if is_front else None)


def _part(file: Path, made: Sequence[ImportedRule]) -> LawPart:
    rule = made[0]
    title = rule.value["title"]["zh"] if rule.titled or not rule.span[1] else None
    return LawPart(file, *rule.span, title, is_alone=len(made) == 1)


def laws(file: Path) -> list[Regulation]:
    """The laws of a file, to be read and not written. Unsound where it cannot be read."""
    name = file.as_posix()
    with _as_unsound(name):
        made = _rules(formats.read(read_bounded(file, MAX_BYTES), name), file)
        return [build(Regulation, Where(Document(name, rule.value)), id=rule.id) for rule in made]


def _rules(reading: SourceText, file: Path, repeated: Sequence[TextLine] = ()) -> tuple[ImportedRule, ...]:
    return rules(reading, file.as_posix(), f"{file.absolute().parent.name} {file.stem}", repeated)


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


def _draft(
    sources: Mapping[str, str], rule: ImportedRule, places: Sequence[tuple[int, str]], propose: bool
) -> DraftRule:
    """`sources`: the digest of each file; `places`: the number of lines before each."""
    named = [(file.rpartition("/")[2], digest) for file, digest in sources.items()]
    files = {"zh": "、".join(f"“{name}”（SHA-256 {digest}）" for name, digest in named),
             "en": ", ".join(f"“{name}” (SHA-256 {digest})" for name, digest in named)}  # fmt: skip
    several = len(named) > 1
    notes = [] if not several else [f"{places[0][1]}:1:1: in-parts: the law is in {len(named)} files: {files['en']}"]
    for line, words in rule.notes:
        before, file = next(place for place in reversed(places) if place[0] < line)
        notes.append(f"{file}:{line - before}:1: {words}")
    provenance = {
        "source": {
            "zh": f"文件{files['zh']}{'，行号依次连续计数' * several}。",
            "en": f"The file{'s' * several} {files['en']}{'; lines are counted on' * several}.",
        },
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
    source = places[0][1]
    return DraftRule(source, rule.id, title, rule.day, text, counts, tuple(notes), work(value), proposed)


_TEXT = frozenset(("preface", "preamble", "articles", "closing", "annexes", "normalised", "unplaced"))
