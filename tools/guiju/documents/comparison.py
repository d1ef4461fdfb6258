"""Two assessments compared: what was lost, what is new or open still, what was closed and on which evidence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from guiju.assessment.gap_changes import ComparedGap, Plan, closing, either_reads
from guiju.assessment.gaps import number
from guiju.assessment.lost_facts import LostFact
from guiju.assessment.progress import Progress
from guiju.documents.blocks import Column, ColumnKind, Front, Grid, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties.lines import words_of
from guiju.documents.report.unsupported import LABEL as UNSUPPORTED
from guiju.model import Lang, Verdict
from guiju.wording.labels import COLON, COMMA, NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.wording.words import Words

SCHEMA_VERSION = 2
WORDS = Words(__file__, "comparison.yaml")
STATES = WORDS.table("state")
SECTIONS = WORDS.table("section")
CHANGES = WORDS.table("change")
_HEADINGS = WORDS.table("heading")
_DOUBTS, _LOSSES, _LAW = WORDS.table("doubt"), WORDS.table("loss"), WORDS.table("law")
_NAMED = 3
"""Titles of the duties that a fact concerns which are listed."""
_GAPS = {"number": 10, "duty": 34, "consequence": 34, "amount": 14, "owner": 16, "due": 14, "what": 40}
_FACTS = {"fact": 40, "why": 50, "duties": 60}
_CHANGES = {"kind": 20, "duty": 50, "old": 40, "new": 40}
_KINDS: Mapping[str, ColumnKind] = {"duty": "duty", **dict.fromkeys(("number", "amount"), "short")}
_TONES: Mapping[str, Verdict] = {"lost": "breached", "new": "breached", "open": "undetermined", "closed": "met"}

Entry = dict[str, Any]


def value(made: Progress, lang: Lang) -> dict[str, Any]:
    """The comparison as JSON; schemas/comparison-export.schema.json describes every key."""
    sides = {"old": made.old.receipt, "new": made.new.receipt}
    return {
        "schema_version": SCHEMA_VERSION,
        "language": lang,
        **{key: {side: one[key] for side, one in sides.items()} for key in ("as_of", "data_version", "receipt")},
        "days": made.days,
        "headline": headline(made, lang),
        "notes": list(notes(made, lang)),
        "by": "gap" if made.by_id else "obligation",
        "gaps": gaps(made, lang),
        "lost_facts": [_fact(made, fact, lang) for fact in made.verdicts.lost_facts],
        "law": [asdict(change) | {"duty": change.duty or None} for change in made.law],
        "differences": [asdict(difference) for difference in made.differences],
        **{key: getattr(made.verdicts, key) for key in ("same", "historical")},
        **{key: list(getattr(made.verdicts, key)) for key in ("stale", "stale_duties")},
        "disclaimer": NOT_LEGAL_ADVICE[lang],
    }


def gaps(made: Progress, lang: Lang) -> list[Entry]:
    """Every gap with what people ask of it: by what became of it, then in the order of page one."""
    parts, entries = [gap.part for gap in made.gaps], []
    for state in STATES:
        first = (made.new if state in ("new", "open") else made.old).listed_first
        places = {part: place for place, part in enumerate(first)}
        own = sorted(
            (gap for gap in made.gaps if gap.state == state), key=lambda gap: places.get(gap.part, len(places))
        )
        entries += [_gap(made, gap, first.get(gap.part, {}), parts, lang) for gap in own]
    return entries


def _gap(made: Progress, gap: ComparedGap, page: Mapping[str, Any], parts: Sequence[str], lang: Lang) -> Entry:
    line = made.line(gap.duty)
    before, plan = made.old.plans.get(gap.plan_before or "", {}), made.new.plans.get(gap.plan or "", {})
    worst, beside = page.get("consequence"), page.get("beside", ())
    fines = [one for one in (worst, *beside) if one and one["amount"]]
    fine = max(fines, key=lambda one: float(one["amount"]), default=None)
    routes = page.get("route") or [WORDS["no_penalty"][lang]]
    return {
        "number": number(gap.part, parts) if made.by_id else None,
        "gap": gap.part,
        "obligation": gap.duty,
        "title": line.get("title", gap.duty),
        "place": made.place(gap.duty) or None,
        "state": gap.state,
        "why": gap.why,
        "words": _what(made, gap, before, plan, lang) or None,
        "ids": list(gap.ids),
        "facts": [fact.path for fact in gap.facts],
        "consequence": bracketed(worst["words"], words_of([worst["reach"]], lang), lang) if worst else routes[0],
        "amount": fine and fine["amount"],
        "share": fine and fine.get("share"),
        "owner": plan.get("owner"),
        "due": plan.get("due"),
        "overdue": _is_overdue(made, gap, plan) if plan else None,
        "plan_before": {key: before[key] for key in ("owner", "due")} if before else None,
        "closed": plan.get("closed") if gap.state == "closed" else None,
        "days": made.days if gap.state == "open" else None,
    }


def _what(made: Progress, gap: ComparedGap, before: Plan, plan: Plan, lang: Lang) -> str:
    """What shows that it was closed, how long it has been open, or why it is lost or not compared; of one that is found
    what the plan says of its closing."""
    if gap.state == "closed":
        closed = plan["closed"]
        signed = WORDS["signed_off"][lang].format(by=closed["sign_off"]) if closed.get("sign_off") else ""
        return WORDS["closed"][lang].format(day=closed["date"], by=closed["by"], evidence=closed["evidence"]) + signed
    why = [_DOUBTS[gap.why][lang]] if gap.why else []
    if gap.state == "open":
        why.append(WORDS["still_open"][lang].format(days=made.days, since=made.old.receipt["as_of"]))
    if gap.state in ("open", "new"):
        was, now = closing(before, made.old), closing(plan, made.new)
        is_again = gap.state == "new" and gap.why != "not_before" and was
        if closed := was if is_again else now:
            why.append(WORDS["found_again" if is_again else "closed_but_found"][lang].format_map(closed))
    return "\n".join([*why, *(f"{named(made, fact, lang)}{COLON[lang]}{_loss(fact, lang)}" for fact in gap.facts)])


def _is_overdue(made: Progress, gap: ComparedGap, plan: Plan) -> bool:
    """Whether the day of its plan is past, and the gap is still there, or nobody knows and it is not recorded as
    closed."""
    is_unknown = gap.state == "lost" or gap.why == "not_assessed"
    is_there = gap.state in ("open", "new") or (is_unknown and not closing(plan, made.new))
    return is_there and bool(plan["due"] < made.new.receipt["as_of"])


def named(made: Progress, fact: LostFact, lang: Lang) -> str:
    """A lost fact by its question, a declaration by its duty, with the id in brackets; by the id alone where the
    reports do not say more."""
    asked = made.old.questions.get((fact.entity, fact.name)) or made.new.questions.get((fact.entity, fact.name))
    words = asked or made.line(fact.key).get("title")
    return bracketed(words, fact.path, lang) if words else fact.path


def _loss(fact: LostFact, lang: Lang) -> str:
    return _LOSSES[fact.why][lang].format(since=fact.since)


def _fact(made: Progress, fact: LostFact, lang: Lang) -> Entry:
    reads = ((duty, either_reads(made.old, made.new, duty)) for duty in made.new.verdicts)
    readers = [duty for duty, read in reads if read is not None and fact.touches(duty, read)]
    return {
        "fact": fact.path,
        "named": named(made, fact, lang),
        "why": fact.why,
        "words": _loss(fact, lang),
        "obligations": readers,
    }


def headline(made: Progress, lang: Lang) -> str:
    """How many gaps there are of each kind, and how many facts were lost."""
    count = Counter[str](gap.state for gap in made.gaps for _ in gap.ids)
    several = [(words, count[state]) for state, words in STATES.items() if count[state]]
    if made.verdicts.lost_facts:
        several.append((SECTIONS["lost_facts"], len(made.verdicts.lost_facts)))
    counted = (WORDS["counted"][lang].format(state=words[lang], count=f"{n:,}") for words, n in several)
    return COMMA[lang].join(counted) or WORDS["nothing"][lang]


def notes(made: Progress, lang: Lang) -> Iterator[str]:
    """What a reader must know of the two reports before comparing them, and what is not listed."""
    old, new = (listing(filter(None, side.service), lang) or "—" for side in (made.old, made.new))
    if old != new:
        yield WORDS["other_service"][lang].format(old=old, new=new)
    remarks = {"other_language": lang != made.lang, "by_duty": not made.by_id}
    yield from (WORDS.table("note")[key][lang] for key, holds in remarks.items() if holds)
    if made.uncovered:
        yield WORDS["uncovered"][lang].format(count=made.uncovered)
    for one in made.new.unsupported or ():
        yield f"{UNSUPPORTED[lang]}{COLON[lang]}{one['words']}"
    yield WORDS["same"][lang].format(count=made.verdicts.same)
    if made.verdicts.historical:
        yield WORDS["historical"][lang].format(count=made.verdicts.historical)


def paper(made: Progress, lang: Lang) -> Paper:
    """The comparison to read, to hand over and to print."""
    old, new = made.old.receipt["as_of"], made.new.receipt["as_of"]
    front = Front(
        lang=lang,
        day=date.fromisoformat(new),
        title=WORDS["title"][lang],
        subject=(*filter(None, made.new.service[:1]), f"{old} → {new}"),
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
    entries = gaps(made, lang)
    tables = [(state, words, _GAPS, [_cells(one, lang) for one in entries if one["state"] == state])
              for state, words in STATES.items()]  # fmt: skip
    tables += [
        ("lost_facts", SECTIONS["lost_facts"], _FACTS, [_lost(made, fact, lang) for fact in made.verdicts.lost_facts]),
        ("law", SECTIONS["law"], _CHANGES, list(_law(made, lang))),
        ("verdicts", SECTIONS["verdicts"], _CHANGES, list(_verdicts(made, lang))),
    ]
    for key, heading, widths, rows in tables:
        if rows:
            columns = (Column(_HEADINGS[name][lang], width, _KINDS.get(name, "text")) for name, width in widths.items())
            grid = Grid("", tuple(columns), tuple(rows), (_TONES.get(key),) * len(rows))
            yield Section(key, heading[lang], (grid,))
    yield Section("notes", SECTIONS["notes"][lang], (Sentences(tuple(notes(made, lang))),))


def _cells(entry: Entry, lang: Lang) -> tuple[str, ...]:
    rows, ids = len(entry["ids"]), entry["ids"]
    return (
        (entry["number"] or "—") + (f" × {rows:,}" if rows > 1 else ""),
        _lines(entry["title"], entry["place"], (entry["gap"] if rows > 1 else ids[0]).partition("#")[2]),
        entry["consequence"],
        _amount(entry, lang),
        *_plan(entry, lang),
        entry["words"] or "—",
    )


def _plan(entry: Entry, lang: Lang) -> tuple[str, str]:
    """Owner and day, before and now where they differ, and whether it is overdue; what a plan was that is gone."""
    before = entry["plan_before"]
    if entry["due"] is None:
        return WORDS["plan_gone" if before else "no_plan"][lang].format_map(before or {}), "—"
    owner, due = (
        WORDS["changed"][lang].format(old=was, new=now) if (was := (before or entry)[key]) != now else now
        for key in ("owner", "due")
        if (now := entry[key])
    )
    return owner, bracketed(due, WORDS["late"][lang], lang) if entry["overdue"] else due


def _amount(entry: Entry, lang: Lang) -> str:
    """The highest amount, with the share of another sum that is a second most."""
    text = f"{entry['amount']:,}" if entry["amount"] else "—"
    return WORDS["or_share"][lang].format(amount=text, share=f"{entry['share']:g}") if entry["share"] else text


def _lost(made: Progress, fact: LostFact, lang: Lang) -> tuple[str, ...]:
    entry = _fact(made, fact, lang)
    titles = [made.line(duty)["title"] for duty in entry["obligations"]]
    more = WORDS["more"][lang].format(count=len(titles) - _NAMED) if len(titles) > _NAMED else ""
    return entry["named"], entry["words"], listing(titles[:_NAMED], lang) + more or "—"


def _law(made: Progress, lang: Lang) -> Iterator[tuple[str, ...]]:
    """What changed in the law: of what kind, where, and from which version to which."""
    for change in made.law:
        words = WORDS["data_version"][lang].format if change.kind in ("text", "reading") else str
        duty = _lines(made.line(change.duty).get("title"), made.place(change.duty), change.place or change.duty)
        yield _LAW[change.kind][lang], duty, words(change.old) or "—", words(change.new)


def _verdicts(made: Progress, lang: Lang) -> Iterator[tuple[str, ...]]:
    """The verdicts that changed, of duties without a gap."""
    for one in made.others:
        duty = _lines(made.line(one.obligation).get("title"), made.place(one.obligation), one.obligation)
        old, new = (VERDICT_LABELS[verdict][lang] if verdict else "—" for verdict in (one.old, one.new))
        yield CHANGES[one.change][lang], duty, old, new


def _lines(*texts: str | None) -> str:
    return "\n".join(filter(None, texts))
