"""A roll-up of several services: what to do first, by whom and until when; each duty by service; what was not assessed.
The papers say what the data has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju.assessment.services import RollUp
from guiju.documents.blocks import Block, Column, ColumnKind, Front, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content import cover
from guiju.documents.content.text import listing
from guiju.documents.report.audience import EDITIONS, Audience
from guiju.documents.report.layout import COLUMNS, grid
from guiju.documents.roll_up.data import value
from guiju.model import WORST_FIRST, Lang, Verdict
from guiju.wording.labels import VERDICT_LABELS
from guiju.wording.words import Words

__all__ = ["paper", "spreadsheet", "value"]

WORDS = Words(__file__)
SECTIONS = WORDS.table("section")
HEADINGS = {**COLUMNS, **WORDS.table("heading")}
_WIDTHS: Mapping[str, Mapping[str, int]] = {
    "gaps": {"number": 12, "service": 18, "duty": 30, "consequence": 40, "owner": 18, "due": 13, "state": 18},
    "services": {
        "service": 20, "whose": 26, "breached": 11, "undetermined": 11, "met": 9, "not_applicable": 11, "overdue": 9,
        "next_due": 13,
    },
    "refused": {"service": 20, "file": 80},
}  # fmt: skip
_KINDS: Mapping[str, ColumnKind] = {"duty": "duty", "due": "short", "next_due": "short", "consequence": "list"}
_DUTY, _SERVICE, _ABREAST = 34, 16, 5
"""The widths of a duty and of a service, and how many services a page has side by side."""

Rows = Sequence[tuple[Sequence[str], Verdict | None]]
"""The cells of rows, each with its tone."""


def paper(together: RollUp, audience: Audience = "internal") -> Paper:
    """The roll-up to read and to hand over."""
    data = value(together, audience)
    return Paper(_front(together, data), tuple(_sections(data, _ABREAST)))


def spreadsheet(together: RollUp, audience: Audience = "internal") -> Spreadsheet:
    """The roll-up to sort and filter, all services beside each other."""
    data = value(together, audience)
    sheets = tuple((section.heading, (section,)) for section in _sections(data, len(data["services"])))
    made_from = {key: data[key] for key in ("data_version", "as_of", "audience")}
    return Spreadsheet(_front(together, data), sheets, made_from)


def _front(together: RollUp, data: Mapping[str, Any]) -> Front:
    lang, checklists = together.lang, [assessment.checklist for assessment in together.assessed.values()]
    return Front(
        lang=lang,
        day=together.as_of,
        title=data["title"],
        subject=(listing(together.assessed, lang),),
        notices=tuple(dict.fromkeys(notice[lang] for one in checklists for notice in cover.notices(one))),
        headline=data["sentence"],
        caution=WORDS["caution"][lang].format(edition=EDITIONS[data["audience"]][lang]),
        foot=cover.foot(checklists[0]),
    )


def _sections(data: Mapping[str, Any], abreast: int) -> Iterator[Section]:
    lang: Lang = data["language"]
    gaps, services = list(_gaps(data)), [_service(one, lang) for one in data["services"]]
    wrong = [
        (one["service"], "\n".join(f"{f['at']}: {f['message']}" for f in one["findings"])) for one in data["refused"]
    ]
    claims = (
        WORDS["of_service"][lang].format(service=one["service"], text=text)
        for one in data["services"]
        for text in one["unsupported"]
    )
    blocks: Mapping[str, tuple[Block, ...]] = {
        "gaps": (_grid("gaps", gaps, lang) if gaps else Sentences((WORDS["no_gaps"][lang],)),),
        "services": (_grid("services", services, lang),),
        "refused": (_grid("refused", [(row, None) for row in wrong], lang),) if wrong else (),
        "unsupported": (Sentences(texts),) if (texts := tuple(claims)) else (),
        "matrix": tuple(_matrix(data, abreast, lang)) if data["duties"] else (),
        "notes": (Sentences(tuple(data["notes"])),),
    }
    yield from (Section(key, SECTIONS[key][lang], several) for key, several in blocks.items() if several)


def _grid(key: str, rows: Rows, lang: Lang) -> Block:
    columns = [Column(HEADINGS[name][lang], w, _KINDS.get(name, "text")) for name, w in _WIDTHS[key].items()]
    return grid(columns, [row for row, _ in rows], tones=[tone for _, tone in rows])


def _cell(duty: Mapping[str, Any]) -> str:
    """Title, place and id, a line each."""
    return "\n".join((duty["title"], duty["citation"], duty["obligation"].partition("#")[2]))


def _gaps(data: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], Verdict | None]]:
    for duty in data["duties"]:
        for one in (one for one in duty["services"] if one["verdict"] == "breached"):
            planned = (
                "\n".join(dict.fromkeys(plan[key] for plan in one["plans"])) for key in ("owner", "due", "state")
            )
            cells = ("\n".join(one["numbers"]), one["service"], _cell(duty), "\n".join(one["outcome"]), *planned)
            yield [cell or "—" for cell in cells], "breached" if one["overdue"] else None


def _service(one: Mapping[str, Any], lang: Lang) -> tuple[Sequence[str], Verdict | None]:
    whose = "\n".join(filter(None, (one["entity"], listing(one["products"], lang))))
    counts = [str(one["counts"][verdict]) for verdict in WORST_FIRST]
    cells = (one["service"], whose or "—", *counts, str(one["overdue"]), one["next_due"] or "—")
    return cells, "breached" if one["counts"]["breached"] else None


def _matrix(data: Mapping[str, Any], abreast: int, lang: Lang) -> Iterator[Block]:
    """Each duty by service, with its verdict and due date; `abreast` services in a table."""
    names = [one["service"] for one in data["services"]]
    for start in range(0, len(names), abreast):
        shown = names[start : start + abreast]
        rows = []
        for duty in data["duties"]:
            several = {one["service"]: one for one in (*duty["services"], *duty["others"])}
            rows.append((_cell(duty), *(_standing(several.get(name), lang) for name in shown)))
        columns = [Column(HEADINGS["duty"][lang], _DUTY, "duty"), *(Column(name, _SERVICE) for name in shown)]
        yield grid(columns, rows, tones=[duty["services"][0]["verdict"] for duty in data["duties"]])


def _standing(one: Mapping[str, Any] | None, lang: Lang) -> str:
    if one is None:
        return "—"
    late = WORDS["late"][lang] if one.get("overdue") else ""
    return "\n".join(filter(None, (VERDICT_LABELS[one["verdict"]][lang], f"{one.get('due') or ''}{late}")))
