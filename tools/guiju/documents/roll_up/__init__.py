"""A roll-up of several services: what to do first, by whom and until when; each duty by service; what was not assessed.

It says nothing of its own: numbers, consequences and plans are those of the report of each service.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from guiju.assessment import Assessment
from guiju.assessment.receipt import receipt
from guiju.assessment.services import RollUp
from guiju.documents.blocks import Block, Column, ColumnKind, Front, Grid, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content import cover
from guiju.documents.content.plain import picked
from guiju.documents.content.text import listing
from guiju.documents.report.audience import EDITIONS, Audience
from guiju.documents.report.layout import COLUMNS, grid
from guiju.documents.report.unsupported import unsupported
from guiju.documents.roll_up.actions import Action, actions, by_duty, headline, next_due, unsupported_of
from guiju.model import WORST_FIRST, Lang, Verdict
from guiju.wording.labels import NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.wording.words import Words

__all__ = ["paper", "spreadsheet", "value"]

SCHEMA_VERSION = 1
WORDS = Words(__file__)
SECTIONS = WORDS.table("section")
HEADINGS = {**COLUMNS, **WORDS.table("heading")}
_WIDTHS: Mapping[str, Mapping[str, int]] = {
    "services": {
        "service": 20, "whose": 26, "breached": 11, "undetermined": 11, "met": 9, "not_applicable": 11, "overdue": 9,
        "next_due": 13,
    },
    "gaps": {"number": 12, "service": 18, "duty": 30, "consequence": 40, "owner": 18, "due": 13, "state": 18},
    "refused": {"service": 20, "file": 80},
}  # fmt: skip
_DUTY, _SERVICE = 34, 16
_ABREAST = 5
"""Services that stand beside each other on a page."""
_KINDS: Mapping[str, ColumnKind] = {"duty": "duty", "due": "short", "next_due": "short", "consequence": "list"}


def paper(together: RollUp, audience: Audience = "internal") -> Paper:
    """The roll-up to read and to hand over."""
    every = actions(together, audience)
    return Paper(_front(together, every, audience), tuple(_sections(together, every, _ABREAST)))


def spreadsheet(together: RollUp, audience: Audience = "internal") -> Spreadsheet:
    """The roll-up to sort and filter, all services beside each other."""
    every = actions(together, audience)
    sections = tuple(_sections(together, every, len(together.assessed)))
    first = next(iter(together.assessed.values())).checklist
    made_from = {"data_version": first.corpus.data_version, "as_of": first.as_of.isoformat(), "audience": audience}
    sheets = tuple((section.heading, (section,)) for section in sections)
    return Spreadsheet(_front(together, every, audience), sheets, made_from)


def value(together: RollUp, audience: Audience = "internal") -> dict[str, Any]:
    """The roll-up as JSON; schemas/roll-up-export.schema.json describes every key."""
    lang, every = together.lang, actions(together, audience)
    first = next(iter(together.assessed.values())).checklist
    return {
        "kind": "guiju-roll-up",
        "schema_version": SCHEMA_VERSION,
        "title": WORDS["title"][lang],
        "audience": audience,
        "as_of": first.as_of.isoformat(),
        "language": lang,
        "data_version": first.corpus.data_version,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "sentence": headline(together, every),
        "services": [_service(name, one, _of(name, every)) for name, one in together.assessed.items()],
        "refused": [
            {"service": name, "findings": [{"at": str(one.at), "message": one.message} for one in findings]}
            for name, findings in together.refused.items()
        ],
        "duties": [_duty(together, rows) for rows in by_duty(every)],
        "notes": [text[lang] for text in WORDS.list("notes")],
    }


def _of(service: str, every: Iterable[Action]) -> list[Action]:
    return [action for action in every if action.service == service]


def _service(name: str, assessment: Assessment, own: Sequence[Action]) -> dict[str, Any]:
    coming = next_due(own)
    return {
        "service": name,
        "entity": assessment.profile.report.entity,
        "products": list(assessment.profile.report.services),
        "roles": [role.id for role in assessment.checklist.roles],
        "counts": dict(assessment.counts) | {"total": len(assessment.duties)},
        "overdue": sum(action.is_overdue for action in own),
        "next_due": coming.due.isoformat() if coming and coming.due else None,
        "unsupported": [entry["words"] for entry in unsupported(assessment)],
        "receipt": receipt(assessment)["receipt"],
    }


def _duty(together: RollUp, rows: Sequence[Action]) -> dict[str, Any]:
    """A duty with what it comes to in each service that it binds, the worst first."""
    lang, top, acting = together.lang, rows[0].duty, {action.service for action in rows}
    verdicts = ((name, _verdict(assessment, top.id)) for name, assessment in together.assessed.items())
    return {
        "obligation": top.id,
        "title": top.title,
        "citation": top.place,
        "services": [
            {
                "service": action.service,
                **picked(action.duty, lang, "verdict words"),
                **picked(action, lang, "numbers consequences route due"),
                "overdue": action.is_overdue,
                "plans": [picked(plan, lang, "action owner due state overdue") for plan in action.plans],
            }
            for action in rows
        ],
        "others": [{"service": name, "verdict": v} for name, v in verdicts if v is not None and name not in acting],
    }


def _verdict(assessment: Assessment, id: str) -> Verdict | None:
    return next((duty.verdict for duty in assessment.duties if duty.id == id), None)


def _front(together: RollUp, every: Sequence[Action], audience: Audience) -> Front:
    lang, checklists = together.lang, [assessment.checklist for assessment in together.assessed.values()]
    return Front(
        lang=lang,
        day=together.as_of,
        title=WORDS["title"][lang],
        subject=(listing(together.assessed, lang),),
        notices=tuple(dict.fromkeys(notice[lang] for one in checklists for notice in cover.notices(one))),
        headline=headline(together, every),
        caution=WORDS["caution"][lang].format(edition=EDITIONS[audience][lang]),
        foot=cover.foot(checklists[0]),
    )


def _sections(together: RollUp, every: Sequence[Action], abreast: int) -> Iterator[Section]:
    lang, gaps = together.lang, [action for action in every if action.is_gap]
    late: list[Verdict | None] = ["breached" if action.is_overdue else None for action in gaps]
    listed = _grid("gaps", lang, [_gap_row(action, lang) for action in gaps], late)
    yield _section("gaps", lang, [listed if gaps else Sentences((WORDS["no_gaps"][lang],))])
    services = [_service_row(name, one, _of(name, every)) for name, one in together.assessed.items()]
    tones: list[Verdict | None] = [None if row[2] == "0" else "breached" for row in services]
    yield _section("services", lang, [_grid("services", lang, services, tones)])
    if wrong := [(name, "\n".join(map(str, findings))) for name, findings in together.refused.items()]:
        yield _section("refused", lang, [_grid("refused", lang, wrong, [None] * len(wrong))])
    if unsure := tuple(unsupported_of(together)):
        yield _section("unsupported", lang, [Sentences(unsure)])
    if every:
        yield _section("matrix", lang, _matrix(together, every, abreast))
    yield _section("notes", lang, [Sentences(tuple(text[lang] for text in WORDS.list("notes")))])


def _section(key: str, lang: Lang, blocks: Iterable[Block]) -> Section:
    return Section(key, SECTIONS[key][lang], tuple(blocks))


def _grid(key: str, lang: Lang, rows: Sequence[Sequence[str]], tones: Sequence[Verdict | None]) -> Grid:
    columns = [Column(HEADINGS[name][lang], w, _KINDS.get(name, "text")) for name, w in _WIDTHS[key].items()]
    return grid(columns, rows, tones=tones)


def _service_row(name: str, assessment: Assessment, own: Sequence[Action]) -> tuple[str, ...]:
    report, coming = assessment.profile.report, next_due(own)
    whose = "\n".join(filter(None, (report.entity, listing(report.services, assessment.lang))))
    counts = (str(assessment.counts[verdict]) for verdict in WORST_FIRST)
    late = str(sum(action.is_overdue for action in own))
    return name, whose or "—", *counts, late, coming.due.isoformat() if coming and coming.due else "—"


def _gap_row(action: Action, lang: Lang) -> tuple[str, ...]:
    told, keys = "\n".join(action.outcome(lang)) or "—", ("owner", "due", "state")
    planned = ("\n".join(dict.fromkeys(getattr(plan, key) for plan in action.plans)) or "—" for key in keys)
    return "\n".join(action.numbers), action.service, action.duty.cell, told, *planned


def _matrix(together: RollUp, every: Sequence[Action], abreast: int) -> Iterator[Grid]:
    """Each duty by service: how it stands, and until when."""
    lang, names = together.lang, list(together.assessed)
    for start in range(0, len(names), abreast):
        shown = names[start : start + abreast]
        columns = [Column(HEADINGS["duty"][lang], _DUTY, "duty"), *(Column(name, _SERVICE) for name in shown)]
        rows, tones = [], list[Verdict | None]()
        for of_duty in by_duty(every):
            acting = {action.service: action for action in of_duty}
            cells = (_cell(together.assessed[name], of_duty[0].duty.id, acting.get(name), lang) for name in shown)
            rows.append((of_duty[0].duty.cell, *cells))
            tones.append(of_duty[0].duty.verdict)
        yield grid(columns, rows, tones=tones)


def _cell(assessment: Assessment, id: str, action: Action | None, lang: Lang) -> str:
    verdict = action.duty.verdict if action else _verdict(assessment, id)
    if verdict is None:
        return "—"
    late = WORDS["late"][lang] if action and action.is_overdue else ""
    return "\n".join(filter(None, (VERDICT_LABELS[verdict][lang], f"{action.due or ''}{late}" if action else "")))
