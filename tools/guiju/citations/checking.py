"""A file checked: each citation with its judgement and place, and the file as it is once repaired."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from guiju import reading
from guiju.citations.judged_citation import NO_ERROR, JudgedCitation, Status
from guiju.citations.judgement import judged
from guiju.citations.rewriting import Edit, rewritten
from guiju.files.content import read_bounded
from guiju.files.display import Displayed
from guiju.files.finding import Finding, Location, Unsound
from guiju.lookup.laws import Laws
from guiju.model import Bilingual, Lang
from guiju.places.mention import Setting
from guiju.reading.document import TextDocument
from guiju.reading.limits import MAX_BYTES
from guiju.reading.passage import TextPassage

_IGNORE = re.compile(r"cite-check: ignore\b")


@dataclass(frozen=True)
class CheckedCitation(Displayed):
    """A citation in a document, judged by the law of the day `as_of`. `outcome` is what became of its repair:
    "written", the reason why it was not written, or empty where there is none."""

    _columns = ("text", "status", "law_id", "now", "note", "at.line", "at.column", "as_of")

    judgement: JudgedCitation
    at: Location
    as_of: date
    beside: str = ""
    outcome: str = ""

    @property
    def text(self) -> str:
        """The citation as the document writes it."""
        return self.judgement.citation.text

    @property
    def status(self) -> Status:
        """The first of the statuses that applies; "ok" where nothing is wrong, "not_checked" where the law is known and
        its text is not here, "unattributed" where nobody can know the law."""
        return self.judgement.status

    @property
    def checked(self) -> str:
        """How an "ok" was found: "words" where those beside it are the law's, else the "place"; else empty."""
        return self.judgement.checked

    @property
    def law_id(self) -> str | None:
        """The id of the law that is cited; None where the knowledge base does not have it."""
        return self.judgement.law_id

    @property
    def now(self) -> str | None:
        """The eId that is right; None where the one that is cited is, or where nobody can say."""
        return self.judgement.now

    @property
    def note(self) -> Bilingual | None:
        """What is wrong, in both languages; None where nothing is."""
        return self.judgement.note

    @property
    def mended(self) -> str | None:
        """The citation, or the quotation beside it, once it is repaired; None where only a person can mend it."""
        repair, cited = self.judgement.repair, self.judgement.citation
        if repair is None:
            return None
        if repair.passage != cited.passage or not cited.start <= repair.start < cited.end:
            return repair.text
        return cited.text[: repair.start - cited.start] + repair.text + cited.text[repair.end - cited.start :]


def as_json(checked: CheckedCitation, lang: Lang) -> dict[str, Any]:
    """A citation as JSON: where it is, what it says, what is wrong with it."""
    return {
        "line": checked.at.line,
        "column": checked.at.column,
        "text": checked.text,
        "law_id": checked.law_id,
        "status": checked.status,
        "checked": checked.checked or None,
        "now": checked.now,
        "note": checked.note[lang] if checked.note else None,
    }


def counted(citations: Iterable[CheckedCitation]) -> dict[str, int]:
    """How many citations have which status; of what is ok also how many by their words, how many only by place."""
    entries = list(citations)
    return dict(Counter(e.status for e in entries) + Counter(f"ok_by_{e.checked}" for e in entries if e.checked))


@dataclass(frozen=True)
class CheckedFile:
    """`ignored`: how many findings the document itself excuses. `repaired` are the bytes with the repairs; None where
    nothing changes. `unreadable`: why it was not checked."""

    path: Path
    citations: tuple[CheckedCitation, ...] = ()
    document: TextDocument | None = None
    repaired: bytes | None = None
    ignored: int = 0
    unreadable: tuple[Finding, ...] = ()


def check(path: Path, laws: Laws, as_of: date, repair: bool, data: bytes | None = None) -> CheckedFile:
    """The citations of a file, or of `data` in it, by the law of its day, else of `as_of`; repaired if asked."""
    name = path.as_posix()
    try:
        document = reading.read(_bytes(path, name) if data is None else data, name)
        day = document.day or as_of
    except Unsound as unsound:
        return CheckedFile(path, unreadable=unsound.findings)
    excused, judgements, ignored = _excused(document), list[JudgedCitation](), 0
    for judgement in _judged(document, laws, day):
        place = document.passages[judgement.citation.passage].location(name, judgement.citation.start)
        is_excused = judgement.status != "ok" and place.line in excused
        ignored += is_excused
        judgements += [] if is_excused else [judgement]
    data, outcomes = _repaired(document, judgements) if repair else (None, {})
    citations = []
    for number, judgement in enumerate(judgements):
        passage = document.passages[judgement.citation.passage]
        at = passage.location(name, judgement.citation.start)
        citations.append(CheckedCitation(judgement, at, day, passage.beside, outcomes.get(number, "")))
    return CheckedFile(path, tuple(citations), document, data, ignored)


def _judged(document: TextDocument, laws: Laws, day: date) -> Iterator[JudgedCitation]:
    """The citations of the document, section by section."""
    begun = 0
    for _, group in groupby(document.passages, lambda passage: passage.section):
        passages = list(group)
        texts = [passage.text for passage in passages]
        for judgement in judged(texts, laws, day, [_setting(passage) for passage in passages]):
            cited, repair = judgement.citation, judgement.repair
            yield replace(
                judgement,
                citation=replace(cited, passage=cited.passage + begun),
                repair=repair and replace(repair, passage=repair.passage + begun),
            )
        begun += len(texts)


def _setting(passage: TextPassage) -> Setting:
    look = passage.look
    in_sheet = (passage.sheet, passage.line) if passage.line and passage.column else None
    return Setting(look.level, look.row or in_sheet, look.cell or passage.column)


def _excused(document: TextDocument) -> set[int]:
    """The lines that say of themselves `cite-check: ignore`."""
    part = document.parts.get("")
    return {part.line_and_column(match.start())[0] for match in _IGNORE.finditer(part.text)} if part else set()


def _bytes(path: Path, name: str) -> bytes:
    try:
        return read_bounded(path, MAX_BYTES)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message = f"{reason}; check the path and its permissions"
        raise Unsound([Finding("unreadable-file", message, Location(name))]) from None


def _repaired(document: TextDocument, judgements: Sequence[JudgedCitation]) -> tuple[bytes | None, Mapping[int, str]]:
    """The bytes with the repairs, and what became of each. Of two that overlap the first is made."""
    edits: dict[int, Edit] = {}
    outcomes: dict[int, str] = {}
    taken: dict[int, list[Edit]] = {}
    for place, judgement in enumerate(judgements):
        repair, cited = judgement.repair, judgement.citation
        if repair is None:
            if judgement.status not in NO_ERROR:
                outcomes[place] = "by_hand"
            continue
        whole = (cited.start, cited.end) if cited.passage == repair.passage else (repair.start, repair.end)
        edit = Edit(repair.passage, repair.start, repair.end, repair.text, whole)
        others = taken.setdefault(edit.passage, [])
        same = next((o for o in others if (o.start, o.end, o.text) == (edit.start, edit.end, edit.text)), None)
        if same is None and any(o.start < edit.end and edit.start < o.end for o in others):
            outcomes[place] = "overlaps"
            continue
        if same is None:
            others.append(edit)
        edits[place] = same or edit
    outcome = rewritten(document, tuple(dict.fromkeys(edits.values())))
    outcomes |= {place: outcome.refused.get(edit, "written") for place, edit in edits.items()}
    return (outcome.data if outcome.done else None), outcomes
