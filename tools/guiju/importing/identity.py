"""What a law says of itself: names, issuer, number, days, what it repeals; and which law and version a text is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from guiju.files.bundled import packaged
from guiju.importing import front, naming
from guiju.importing.dates import days
from guiju.importing.line import TextLine
from guiju.importing.units import Value
from guiju.model import AMENDMENTS, HistoryEvent, HistoryKind

_NOTES: dict[str, dict[str, str]] = packaged(__file__)


def if_any(key: str, entries: list[Any]) -> Value:
    """A key with its entries, nothing where there are none."""
    return {key: entries} if entries else {}


def identity(heading: str, around: Sequence[TextLine], articles: list[Value], stated: Mapping[str, str]) -> Value:
    """The keys of a rule before its text, from the lines around it, its last articles, and what is `stated` beside."""
    events = list(front.history(around))
    number = stated.get("document_number") or front.document_number(around)
    by = front.issuer(heading, around, number)
    amended = max((e.day for e in events if e.event in AMENDMENTS), default=None)
    promulgated = _first(events, "promulgated") or _iso(stated.get("publish_date") or "")
    made = promulgated or _first(events, "adopted", "approved")
    last_words = [p.get("zh", "") for a in articles[-4:] for p in a["paragraphs"]]
    listed = max((e.day for e in events if e.event == "commenced"), default=None)
    listed = listed or _iso(stated.get("implement_date") or "")
    of_version = listed if listed and amended and listed >= amended else None
    known = of_version or _commencement(last_words, promulgated) or listed
    begins = known or amended or _commencement(last_words, made)
    kind = naming.document_type(heading, by, number)
    names = naming.short_names(heading)
    called = naming.called(heading, (*(line.text for line in around), *(p.get("zh", "") for a in articles[:3]
                                                                        for p in a["paragraphs"])))  # fmt: skip
    return {
        "title": {"zh": heading},
        "short_title": {"zh": names[-1] if names else heading},
        **if_any("aliases", list(dict.fromkeys((*names[:-1], *called)))),
        "coverage": "text",
        "document_type": kind,
        **({"document_number": number} if number else {}),
        "issuer": {"zh": by} if by else dict(naming.UNNAMED),
        "identity": naming.identity(kind, by, made.isoformat() if made else "undated", heading),
        **({"promulgated": promulgated.isoformat()} if promulgated else {}),
        "force": {
            "from": begins.isoformat() if begins else "unknown",
            **({"basis": "text" if known else "assumed"} if begins else {}),
            "until": "unknown",
            "state": "unverified",
            "verified_on": None,
            "note": _force_note(begins, known, amended),
        },
        **if_any("history", [{"event": e.event, "day": e.day.isoformat(), "words": e.words} for e in events]),
        **if_any("repeals", list(dict.fromkeys(r for words in last_words for r in front.repeals(words)))),
    }


def _commencement(last_words: Sequence[str], promulgated: date | None) -> date | None:
    return next((day for words in reversed(last_words) if (day := front.commencement(words, promulgated))), None)


def _first(events: Sequence[HistoryEvent], *kinds: HistoryKind) -> date | None:
    """The day on which the law was made, if it is told before that of an amendment."""
    before = takewhile(lambda event: event.event not in AMENDMENTS, events)
    return next((event.day for event in before if event.event in kinds), None)


def _force_note(begins: date | None, known: date | None, amended: date | None) -> Value:
    if begins is None:
        kind = "unknown"
    elif known is None:
        kind = "amended" if begins == amended else "adopted"
    else:
        kind = "earlier" if amended is not None and begins < amended else "text"
    return {lang: words.format(amended) for lang, words in _NOTES[kind].items()}


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return next((mention.day for mention in days(text)), None)


def year_of(value: Value, stem: str) -> int | None:
    """The year of the work: of its first event, else the one in the name of the file."""
    events = _events(value)
    if (made := _made(events, value)) is not None:
        return made.year
    named = re.findall(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])", stem)
    return min((e.day.year for e in events), default=int(named[-1]) if named else None)


def day_of(value: Value, stem: str) -> date | None:
    """The day of a text: of its last amendment, else on which the law was made, else in the name of its file."""
    events = _events(value)
    amended = max((e.day for e in events if e.event in AMENDMENTS), default=None)
    return amended or _made(events, value) or next((mention.day for mention in days(stem)), None)


def _events(value: Value) -> list[HistoryEvent]:
    return [HistoryEvent(e["event"], date.fromisoformat(e["day"]), e["words"]) for e in value.get("history", ())]


def _made(events: Sequence[HistoryEvent], value: Value) -> date | None:
    promulgated = value.get("promulgated")
    return date.fromisoformat(promulgated) if promulgated else _first(events, "adopted", "approved")
