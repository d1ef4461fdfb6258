"""The report in its order: findings and what is done about them first, then what is open, then numbers, method, limits and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiju.documents.content.fields import FIELDS
from guiju.documents.report import Report
from guiju.documents.report.blocks import Bars, Block, Card, Cards, Column, Pairs, Section, Sentences, SignOff, Table
from guiju.documents.report.counts import Tallies, Tally
from guiju.documents.report.duties import Head
from guiju.documents.report.findings import Finding
from guiju.documents.report.penalties import PENALTIES
from guiju.documents.report.remaining import NEXT_SHOWN
from guiju.documents.report.statutes import STATUTES
from guiju.documents.report.unused import table as unused_table
from guiju.documents.report.words import HEADINGS, NONE, WORDS
from guiju.law.labels import REASON_LABELS, VERDICT_LABELS
from guiju.model import WORST_FIRST, Lang, Verdict

_QUOTATION, _SUMMARY, _CONSEQUENCE, _LATER = (
    next(field.heading for field in FIELDS if field.key == key)
    for key in ("quotation", "summary", "consequence", "displacement")
)


def sections(told: Report) -> tuple[Section, ...]:
    """The sections of a report; those that are empty say so, or are left out where nothing is missed."""
    found: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("scope", (Pairs(told.particulars),)),
        ("result", _result(told)),
        ("findings", _findings(told)),
        ("plan", _plan(told)),
        ("remaining", _remaining(told)),
        ("next", _next(told)),
        ("doubts", _doubts(told)),
        ("unused", (unused_table(told.unused, told.lang),)),
        ("settled", _settled(told)),
        ("historical", _historical(told)),
        ("informative", _informative(told)),
        ("counts", tuple(_bars(told.lang, tallies) for tallies in told.breakdowns)),
        ("basis", _basis(told)),
        ("methods", (Sentences(told.methods), *(_bars(told.lang, tallies) for tallies in told.by_method))),
        ("limits", (Sentences(told.limits),)),
        ("verification", (Sentences(told.verification), Pairs(told.hashes))),
        ("sign_off", (_sign_off(told),)),
    )
    return tuple(Section(key, HEADINGS[key][told.lang], blocks) for key, blocks in found if blocks)


def headline(told: Report) -> str:
    """The result in one line: each verdict with what it is counted against."""
    parts = (f"{VERDICT_LABELS[verdict][told.lang]} {told.overall.counts[verdict]}" for verdict in WORST_FIRST)
    history = WORDS["history"][told.lang].format(count=len(told.historical))
    return f"{' · '.join(parts)} / {told.overall.total}{f' · {history}' if told.historical else ''}"


def _result(told: Report) -> tuple[Block, ...]:
    total = told.overall.total
    columns = (Column(WORDS["worded"][told.lang], 33), Column(WORDS["count"][told.lang], 13, "short"))
    rows = tuple((words, f"{count} / {total}") for words, count in told.wording)
    undetermined = told.overall.counts["undetermined"]
    reasons = tuple((words, f"{count} / {undetermined}") for _, words, count in told.reasons)
    why = (Column(WORDS["why"][told.lang], 33), Column(WORDS["count_open"][told.lang], 13, "short"))
    return (
        _bars(told.lang, Tallies("all", WORDS["overall"][told.lang], (told.overall,), None)),
        Table(WORDS["by_wording"][told.lang], columns, rows, (None,) * len(rows)),
        *((Table(WORDS["by_reason"][told.lang], why, reasons, (None,) * len(reasons)),) if undetermined else ()),
    )


def _bars(lang: Lang, tallies: Tallies) -> Bars:
    verdicts = tuple((verdict, VERDICT_LABELS[verdict][lang]) for verdict in WORST_FIRST)
    rows: tuple[Tally, ...] = tallies.rows
    return Bars(tallies.heading, WORDS["of"][lang], verdicts, rows, tallies.note)


def _findings(told: Report) -> tuple[Block, ...]:
    lang = told.lang
    if not told.findings:
        return (Sentences((NONE["findings"][lang],)),)
    keys = (
        "summary",
        "basis",
        "proof",
        "disagreement",
        "consequence",
        "penalties",
        "statutes",
        "later",
        "remedy",
        "plan",
    )
    headings = tuple(_headings(lang)[key] for key in keys)
    cards = tuple(_card(told, finding, headings) for finding in told.findings)
    return (
        Cards(WORDS["number"][lang], WORDS["duty"][lang], _QUOTATION[lang], WORDS["verdict"][lang], headings, cards),
    )


def _headings(lang: Lang) -> dict[str, str]:
    own = {key: WORDS[key][lang] for key in ("basis", "proof", "disagreement", "remedy", "plan")}
    own |= {"summary": _SUMMARY[lang], "consequence": _CONSEQUENCE[lang], "later": _LATER[lang]}
    return own | {"penalties": PENALTIES[lang], "statutes": STATUTES[lang]}


def _card(told: Report, finding: Finding, headings: tuple[str, ...]) -> Card:
    duty = finding.duty
    later = tuple(filter(None, (duty.later, finding.later_note)))
    plan = finding.plan or WORDS["no_plan"][told.lang]
    texts = (
        (finding.summary,),
        (finding.basis,),
        finding.proof,
        (finding.disagreement,) if finding.disagreement else (),
        finding.consequence,
        finding.penalties,
        finding.statutes,
        later,
        finding.remedy,
        (plan,),
    )
    rows = tuple(zip(headings, texts, strict=True))
    return Card(finding.number, duty.title, duty.words, duty.place, duty.id, finding.quotation, rows)


def _plan(told: Report) -> tuple[Block, ...]:
    lang, internal = told.lang, told.audience == "internal"
    if not told.plans:
        return (Sentences((NONE["plan"][lang],)),)
    numbers = {gap.duty.id: gap.number for gap in told.findings}
    numbers |= {entry.duty.id: entry.number for entry in told.remaining}
    columns = [
        Column(WORDS["number"][lang], 10, "short"),
        Column(WORDS["duty"][lang], 27, "duty"),
        Column(WORDS["kind"][lang], 24),
        Column(WORDS["action"][lang], 26),
        Column(WORDS["owner"][lang], 22),
        Column(WORDS["due"][lang], 22, "short"),
        Column(WORDS["state"][lang], 16),
    ]
    columns += [Column(WORDS["risk"][lang], 11), Column(WORDS["note"][lang], 17)] if internal else []
    rows = []
    for p in told.plans:
        cells = (numbers.get(p.duty.id, "—"), _duty(p.duty), p.kind, p.action, p.owner, p.due, p.state)
        rows.append((*cells, p.risk, p.note) if internal else cells)
    tones: tuple[Verdict | None, ...] = tuple("breached" if p.overdue else None for p in told.plans)
    return (Table("", tuple(columns), tuple(rows), tones, WORDS["plan_note"][lang]),)


def _remaining(told: Report) -> tuple[Block, ...]:
    lang = told.lang
    if not told.remaining:
        return (Sentences((NONE["remaining"][lang],)),)
    columns = (
        Column(WORDS["number"][lang], 10, "short"),
        Column(WORDS["duty"][lang], 34, "duty"),
        Column(WORDS["why"][lang], 16),
        Column(WORDS["missing"][lang], 34, "list"),
        Column(WORDS["person"][lang], 34, "list"),
        *_later_column(told, [entry.duty for entry in told.remaining]),
    )
    rows = []
    for entry in told.remaining:
        person = "\n".join((*entry.person, *filter(None, [entry.said])))
        facts, later = "\n".join(entry.facts) or "—", entry.duty.later or ""
        rows.append((entry.number, _duty(entry.duty), REASON_LABELS[entry.why][lang], facts, person or "—", later))
    return (_table("", columns, rows),)


def _next(told: Report) -> tuple[Block, ...]:
    lang, more = told.lang, len(told.next_facts) - NEXT_SHOWN
    if not told.next_facts:
        return ()
    columns = (
        Column("#", 5, "short"),
        Column(WORDS["question"][lang], 44),
        Column(WORDS["fact"][lang], 34),
        Column(WORDS["usual_source"][lang], 30),
        Column(WORDS["decides"][lang], 17),
        Column(WORDS["waiting"][lang], 17),
    )
    shown = told.next_facts[:NEXT_SHOWN]
    rows = [
        (str(n), fact.question, fact.name, fact.usual_source, str(fact.decides), str(fact.waiting))
        for n, fact in enumerate(shown, 1)
    ]
    note = WORDS["more_facts"][lang].format(count=more) if more > 0 else None
    return (_table("", columns, rows, note),)


def _doubts(told: Report) -> tuple[Block, ...]:
    lang = told.lang
    columns = (
        Column(WORDS["duty"][lang], 34, "duty"),
        Column(WORDS["said"][lang], 40),
        Column(WORDS["tested"][lang], 22),
    )
    disagree = [(_duty(entry.duty), entry.said, entry.tested) for entry in told.disagreements]
    stale = (
        Column(WORDS["question"][lang], 40),
        Column(WORDS["entity"][lang], 24),
        Column(WORDS["reason"][lang], 28),
        Column(WORDS["number_of"][lang], 12, "short"),
        Column(WORDS["would_serve"][lang], 40),
    )
    aside = [
        (entry.question, f"{entry.entity} {entry.key}".strip(), entry.reason, str(entry.count), entry.duties)
        for entry in told.set_aside
    ]
    return (
        _table(WORDS["disagreements"][lang], columns, disagree) if disagree else Sentences((NONE["disagree"][lang],)),
        _table(WORDS["set_aside"][lang], stale, aside) if aside else Sentences((NONE["set_aside"][lang],)),
    )


def _settled(told: Report) -> tuple[Block, ...]:
    lang = told.lang
    if not told.settled:
        return (Sentences((NONE["settled"][lang],)),)
    columns = (
        Column(WORDS["duty"][lang], 34, "duty"),
        Column(WORDS["verdict"][lang], 18),
        Column(WORDS["proof"][lang], 60, "list"),
        *_later_column(told, [entry.duty for entry in told.settled]),
    )
    rows = [(_duty(e.duty), e.duty.words, "\n".join(e.proof), e.duty.later or "") for e in told.settled]
    tones = tuple(entry.duty.verdict for entry in told.settled)
    return (Table("", columns, tuple(row[: len(columns)] for row in rows), tones),)


def _historical(told: Report) -> tuple[Block, ...]:
    lang = told.lang
    columns = (
        Column(WORDS["duty"][lang], 34, "duty"),
        Column(WORDS["own_words"][lang], 22),
        Column(WORDS["proof"][lang], 50, "list"),
        *_later_column(told, [entry.duty for entry in told.historical]),
    )
    rows = [(_duty(e.duty), e.duty.words, "\n".join(e.proof), e.duty.later or "") for e in told.historical]
    return (_table("", columns, rows, WORDS["history_note"][lang]),) if rows else ()


def _informative(told: Report) -> tuple[Block, ...]:
    columns = (
        Column(WORDS["duty"][told.lang], 44, "duty"),
        Column(WORDS["modality"][told.lang], 18),
        *_later_column(told, told.informative),
    )
    rows = [(_duty(head), head.words, head.later or "") for head in told.informative]
    return (_table("", columns, rows),) if rows else ()


def _basis(told: Report) -> tuple[Block, ...]:
    lang = told.lang
    blocks: list[Block] = [Pairs(told.basis), Sentences(told.cover.disclaimers)]
    for key, rules in (("standing", told.rules), ("skipped", told.skipped)):
        if rules:
            columns = (Column(WORDS["rule"][lang], 28), Column(WORDS[key][lang], 72, "list"))
            blocks.append(_table("", columns, list(rules)))
    return tuple(blocks)


def _sign_off(told: Report) -> Block:
    lang = told.lang
    headings = (WORDS["step"][lang], WORDS["who"][lang], WORDS["signature"][lang], WORDS["date"][lang])
    return SignOff(headings, told.signers)


def _later_column(told: Report, duties: Iterable[Head]) -> Iterator[Column]:
    """The column of the later rule, where any of the duties has one."""
    if any(duty.later for duty in duties):
        yield Column(_LATER[told.lang], 30)


def _table(
    heading: str, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], note: str | None = None
) -> Table:
    """A table of rows without colour; cells beyond the columns are those of the later rule where no row has one."""
    cut = tuple(row[: len(columns)] for row in rows)
    return Table(heading, columns, cut, (None,) * len(cut), note)


def _duty(duty: Head) -> str:
    return "\n".join((duty.title, duty.place, duty.id.partition("#")[2]))
