"""Two assessments compared: what was lost, what is new or open still, what was closed and on which evidence."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from guiju.assessment.gap_changes import ComparedGap
from guiju.assessment.gaps import number
from guiju.assessment.lost import LostFact
from guiju.assessment.progress import Progress
from guiju.documents.blocks import Column, ColumnKind, Front, Grid, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content.text import listing
from guiju.documents.penalties.recorded import rank, recorded
from guiju.model import Lang, Verdict
from guiju.wording.labels import COMMA, NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.wording.words import Words

SCHEMA_VERSION = 2
WORDS = Words(__file__, "comparison.yaml")
STATES = WORDS.table("state")
SECTIONS = WORDS.table("section")
_HEADINGS = WORDS.table("heading")
CHANGES = WORDS.table("change")
_DOUBTS, _LOSSES, _LAW = WORDS.table("doubt"), WORDS.table("loss"), WORDS.table("law")
_NAMED = 3
"""Duties that a fact is said to concern by their titles."""
_WIDTHS = {"number": 10, "duty": 34, "consequence": 34, "amount": 14, "owner": 16, "due": 12, "what": 40}
_KINDS: Mapping[str, ColumnKind] = {"duty": "duty", **dict.fromkeys(("number", "amount", "due"), "short")}
_TONES: Mapping[str, Verdict] = {"lost": "breached", "new": "breached", "open": "undetermined", "closed": "met"}


@dataclass(frozen=True)
class ToldGap:
    """A gap with what people ask of it: texts, empty where there is nothing to say; `amount` in yuan."""

    gap: ComparedGap
    number: str
    title: str
    place: str
    consequence: Mapping[str, Any] | None
    owner: str
    due: str
    what: str

    @property
    def cells(self) -> Mapping[str, str]:
        """Its cells by column."""
        id = self.gap.ids[0] if len(self.gap.ids) == 1 else self.gap.part
        amount = (self.consequence or {}).get("amount")
        rows = f" × {len(self.gap.ids):,}" if len(self.gap.ids) > 1 else ""
        return {
            "number": self.number + rows,
            "duty": "\n".join(filter(None, (self.title, self.place, id.partition("#")[2]))),
            "consequence": (self.consequence or {}).get("words", ""),
            "amount": f"{amount:,}" if amount else "",
            "owner": self.owner,
            "due": self.due,
            "what": self.what,
        }


def told(made: Progress, lang: Lang) -> list[ToldGap]:
    """Every gap: by what became of it, what could apply before what is open, the gravest first, then by due date."""
    parts = [gap.part for gap in made.gaps]
    several = [_told(made, gap, number(gap.part, parts) if made.by_id else "", lang) for gap in made.gaps]
    return sorted(several, key=lambda one: ([*STATES].index(one.gap.state), rank(one.consequence), one.due or "~"))


def _told(made: Progress, gap: ComparedGap, number: str, lang: Lang) -> ToldGap:
    new, old = made.new.lines.get(gap.duty, {}), made.old.lines.get(gap.duty, {})
    side, line = (made.new, new) if new.get("verdict") == "breached" else (made.old, old)
    plan = {**made.old.plans, **made.new.plans}.get(gap.plan or "", {})
    return ToldGap(
        gap=gap,
        number=number,
        title=(new or old).get("title", gap.duty),
        place=place(made, new or old),
        consequence=recorded(side.report or {}, line, gap.part),
        owner=plan.get("owner", ""),
        due=plan.get("due", ""),
        what=_what(made, gap, plan, lang),
    )


def place(made: Progress, line: Mapping[str, Any]) -> str:
    """The rule and the article of a duty, as a report has it; empty for a receipt alone."""
    rule = line.get("obligation", "").partition("#")[0]
    rules = ((side.report or {}).get("regulations", ()) for side in (made.new, made.old))
    title = next((one["title"] for several in rules for one in several if one["id"] == rule), "")
    return f"{title} {line.get('place', '')}".strip()


def _what(made: Progress, gap: ComparedGap, plan: Mapping[str, Any], lang: Lang) -> str:
    """What shows that it was closed, how long it has been open, or why it is lost or not compared."""
    if gap.state == "open":
        return WORDS["still_open"][lang].format(days=made.days, since=made.old.receipt["as_of"])
    if gap.state == "closed":
        closed = plan["closed"]
        signed = WORDS["signed_off"][lang].format(by=closed["sign_off"]) if closed.get("sign_off") else ""
        return WORDS["closed"][lang].format(day=closed["date"], by=closed["by"], evidence=closed["evidence"]) + signed
    why = [_DOUBTS[gap.why][lang]] if gap.why else []
    return "\n".join([*why, *(f"{fact.path}: {loss(fact, lang)}" for fact in gap.facts)])


def loss(fact: LostFact, lang: Lang) -> str:
    """What became of a fact, in words."""
    return _LOSSES[fact.why][lang].format(on=fact.on)


def headline(made: Progress, lang: Lang) -> str:
    """How many gaps there are of each kind, and how many facts were lost."""
    count = Counter[str](gap.state for gap in made.gaps for _ in gap.ids)
    several = [(STATES[state], count[state]) for state in STATES if count[state]]
    if made.verdicts.lost_facts:
        several.append((SECTIONS["lost_facts"], len(made.verdicts.lost_facts)))
    counted = (WORDS["counted"][lang].format(state=words[lang], count=f"{n:,}") for words, n in several)
    return COMMA[lang].join(counted) or WORDS["nothing"][lang]


def notes(made: Progress, lang: Lang) -> Iterator[str]:
    """What a reader must know of the two reports before comparing them, and what is not listed."""
    services = [{"entity": None, "services": []} | _report(side.receipt) for side in (made.old, made.new)]
    names = [listing(filter(None, (one["entity"], *one["services"])), lang) for one in services]
    if names[0] != names[1]:
        yield WORDS["other_service"][lang].format(old=names[0] or "—", new=names[1] or "—")
    if made.days < 0:
        yield WORDS["earlier"][lang]
    if not made.by_id:
        yield WORDS["by_duty"][lang]
    yield WORDS["same"][lang].format(count=made.verdicts.same)
    if made.verdicts.historical:
        yield WORDS["historical"][lang].format(count=made.verdicts.historical)


def _report(receipt: Mapping[str, Any]) -> dict[str, Any]:
    return (receipt.get("particulars") or {}).get("report") or {}


def paper(made: Progress, lang: Lang) -> Paper:
    """The comparison to read, to hand over and to print."""
    old, new = made.old.receipt["as_of"], made.new.receipt["as_of"]
    about, stated = _report(made.new.receipt), WORDS["subject"][lang].format(old=old, new=new)
    front = Front(
        lang=lang,
        day=date.fromisoformat(new),
        title=WORDS["title"][lang],
        subject=tuple(filter(None, (about.get("entity"), stated))),
        notices=(),
        headline=headline(made, lang),
        caution=WORDS["caution"][lang],
        foot=f"{old} → {new} · {NOT_LEGAL_ADVICE[lang]}",
    )
    return Paper(front, tuple(_sections(made, lang)))


def spreadsheet(made: Progress, lang: Lang) -> Spreadsheet:
    """The comparison to sort, filter and follow up: a sheet for each section; the first says what was compared."""
    report = paper(made, lang)
    *tables, last = report.sections
    made_from = {"old": made.old.receipt["receipt"], "new": made.new.receipt["receipt"]}
    sheets = ((WORDS["sheet"][lang], (last,)), *((one.heading[:31], (one,)) for one in tables))
    return Spreadsheet(report.front, sheets, made_from)


def _sections(made: Progress, lang: Lang) -> Iterator[Section]:
    """The gaps by what became of them, facts, law and other verdicts, as far as there are any; then notes."""
    gaps = told(made, lang)
    for state, words in STATES.items():
        rows = [tuple(one.cells.values()) for one in gaps if one.gap.state == state]
        yield from _table(state, words[lang], _WIDTHS, rows, lang, _TONES.get(state))
    tables = {
        "lost_facts": ({"fact": 40, "why": 50, "duties": 60}, facts(made, lang)),
        "law": ({"kind": 12, "duty": 34, "old": 50, "new": 50}, law(made, lang)),
        "verdicts": ({"kind": 20, "duty": 50, "old": 24, "new": 24}, verdicts(made, lang)),
    }
    for key, (widths, several) in tables.items():
        yield from _table(key, SECTIONS[key][lang], widths, several, lang)
    yield Section("notes", SECTIONS["notes"][lang], (Sentences(tuple(notes(made, lang))),))


def _table(
    key: str,
    heading: str,
    widths: Mapping[str, int],
    rows: list[tuple[str, ...]],
    lang: Lang,
    tone: Verdict | None = None,
) -> Iterator[Section]:
    if rows:
        columns = tuple(
            Column(_HEADINGS[name][lang], width, _KINDS.get(name, "text")) for name, width in widths.items()
        )
        yield Section(key, heading, (Grid("", columns, tuple(rows), (tone,) * len(rows)),))


def facts(made: Progress, lang: Lang) -> list[tuple[str, ...]]:
    """Each fact that was lost, what became of it, and the duties whose verdict rests on it."""
    several = list[tuple[str, ...]]()
    for fact in made.verdicts.lost_facts:
        titles = [made.new.lines[duty]["title"] for duty in _readers(made, fact)]
        more = WORDS["more"][lang].format(count=len(titles) - _NAMED) if len(titles) > _NAMED else ""
        several.append((fact.path, loss(fact, lang), listing(titles[:_NAMED], lang) + more))
    return several


def _readers(made: Progress, fact: LostFact) -> list[str]:
    return [duty for duty in made.new.verdicts if (read := made.reads(duty)) is not None and fact.touches(duty, read)]


def law(made: Progress, lang: Lang) -> list[tuple[str, ...]]:
    """What changed in the law: of what kind, where, and from which version to which."""
    several = list[tuple[str, ...]]()
    for change in made.law:
        is_data = change.kind in ("text", "reading")
        old, new = (WORDS["data_version"][lang].format(one) if is_data else one for one in (change.old, change.new))
        several.append((_LAW[change.kind][lang], "\n".join(filter(None, (change.place, change.duty))), old or "—", new))
    return several


def verdicts(made: Progress, lang: Lang) -> list[tuple[str, ...]]:
    """The verdicts that changed, of duties without a gap."""
    several = list[tuple[str, ...]]()
    for one in made.others:
        line = made.new.lines.get(one.obligation) or made.old.lines.get(one.obligation) or {}
        duty = "\n".join(filter(None, (line.get("title"), place(made, line), one.obligation)))
        words = (VERDICT_LABELS[verdict][lang] if verdict else "—" for verdict in (one.old, one.new))
        several.append((CHANGES[one.change][lang], duty, *words))
    return several


def value(made: Progress, lang: Lang) -> dict[str, Any]:
    """The comparison as JSON; schemas/comparison-export.schema.json describes every key."""
    sides = {"old": made.old.receipt, "new": made.new.receipt}
    return {
        "schema_version": SCHEMA_VERSION,
        "language": lang,
        "as_of": {side: receipt["as_of"] for side, receipt in sides.items()},
        "data_version": {side: receipt["data_version"] for side, receipt in sides.items()},
        "receipts": {side: receipt["receipt"] for side, receipt in sides.items()},
        "days": made.days,
        "headline": headline(made, lang),
        "notes": list(notes(made, lang)),
        "by": "gap" if made.by_id else "obligation",
        "gaps": [_gap(made, one) for one in told(made, lang)],
        "lost_facts": [
            {"fact": fact.path, "why": fact.why, "words": loss(fact, lang), "obligations": _readers(made, fact)}
            for fact in made.verdicts.lost_facts
        ],
        "law": [asdict(change) | {"duty": change.duty or None} for change in made.law],
        "differences": [asdict(difference) for difference in made.differences],
        "same": made.verdicts.same,
        "historical": made.verdicts.historical,
        "stale": list(made.verdicts.stale),
        "stale_duties": list(made.verdicts.stale_duties),
        "disclaimer": NOT_LEGAL_ADVICE[lang],
    }


def _gap(made: Progress, one: ToldGap) -> dict[str, Any]:
    gap, consequence = one.gap, one.consequence or {}
    plan = {**made.old.plans, **made.new.plans}.get(gap.plan or "", {})
    return {
        "number": one.number or None,
        "gap": gap.part,
        "obligation": gap.duty,
        "title": one.title,
        "place": one.place or None,
        "state": gap.state,
        "why": gap.why,
        "words": one.what or None,
        "ids": list(gap.ids),
        "facts": [fact.path for fact in gap.facts],
        "consequence": consequence.get("words"),
        "amount": consequence.get("amount"),
        "owner": one.owner or None,
        "due": one.due or None,
        "closed": plan.get("closed") if gap.state == "closed" else None,
        "days": made.days if gap.state == "open" else None,
    }
