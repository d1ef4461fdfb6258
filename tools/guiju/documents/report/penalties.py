"""What the provisions provide for to which a gap leads: each tier on the day of the assessment, with its amounts and how far it was seen."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.penalties import tiers
from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.ranges import penalty
from guiju.law.labels import COLON, COMMA, label
from guiju.law.text import citation
from guiju.model import Bilingual, Corpus, Provision, Regulation, Sanction
from guiju.reasoning.sanctions import in_time

PENALTIES = Bilingual("当日所定处罚的幅度", "Penalties provided for on that day")
_SEPARATOR = Bilingual("；", "; ")
_CONDITION = Bilingual("条件：{}", "condition: {}")
_UNSAID = Bilingual(
    "{}：{}；现有事实没有说明是否属于这一情形", "{}: {}; the facts do not say whether this is such a case"
)
_NO_TIERS = Bilingual("{}：没有收录处罚幅度", "{}: no penalties recorded")


def penalties(assessment: Assessment, line: AssessedDuty, *, brief: bool = False) -> tuple[str, ...]:
    """One text a tier: what is imposed under which provision, on whom, for what, since when; `brief` leaves away since when, and notes.

    A provision that itself only sets a duty leads to those under which its breach is penalised. None where no penalty was found, or where the facts
    show that it does not reach the breach. Where they do not say whether it does, it is named with its condition and without amounts.
    """
    return tuple(
        text
        for _, rule, provision, limit in provisions(assessment, line)
        for text in _tiers(assessment, rule, provision, limit, brief)
    )


def provisions(assessment: Assessment, line: AssessedDuty) -> Iterator[tuple[str, Regulation, Provision, str | None]]:
    """The provisions under which a gap is penalised, those that are law on the day of the assessment; with what limits them, if anything does."""
    checked, consequence = assessment.checklist, line.line.obligation.consequence
    limits = {
        name: limit.words[checked.lang]
        for limit in (consequence.only_where if consequence else ())
        for name in limit.provisions
    }
    led: dict[str, str | None] = {}
    for global_id in checked.leads_to(line.line):
        for name in _penalising(checked.corpus, global_id):
            led.setdefault(name, limits.get(global_id))
    for global_id, limited in led.items():
        rule, provision = _provision(checked.corpus, global_id)
        # What has no provision is a place in a rule: it is cited, and sets no penalty of its own.
        if rule is not None and provision is not None and _numbers(assessment, provision):
            yield global_id, rule, provision, limited


def _penalising(corpus: Corpus, global_id: str) -> tuple[str, ...]:
    _, provision = _provision(corpus, global_id)
    return provision.penalised_by if provision and not provision.sanctions and provision.penalised_by else (global_id,)


def _numbers(assessment: Assessment, provision: Provision) -> str:
    """Its numbers on the day; empty where it is not yet, or no longer, law."""
    checked = assessment.checklist
    return COMMA[checked.lang].join(
        citation.numbered(n, checked.lang)
        for n in provision.numbers
        if in_time(n.from_, n.until, checked.as_of) is not False
    )


def _tiers(
    assessment: Assessment, rule: Regulation, provision: Provision, limit: str | None, brief: bool
) -> Iterator[str]:
    checked = assessment.checklist
    gap = "" if checked.lang == "zh" else " "
    place = gap.join((rule.short_title[checked.lang], _numbers(assessment, provision)))
    if limit is not None:
        yield _UNSAID[checked.lang].format(place, limit)
        return
    found = tiers.on(provision, checked.as_of)
    if not found:
        yield _NO_TIERS[checked.lang].format(place)
    for sanction in found:
        yield _tier(assessment, place, sanction, brief)


def _tier(assessment: Assessment, place: str, sanction: Sanction, brief: bool) -> str:
    lang = assessment.checklist.lang
    told = f"{place} · {tiers.name(sanction, lang)}{COLON[lang]}{penalty(sanction, lang)}"
    when = condition(sanction.when, lang) or sanction.when if sanction.when else None
    parts = (
        told,
        _CONDITION[lang].format(when) if when else None,
        None if brief else tiers.when(sanction.from_, sanction.until, lang),
        label(sanction.verification, lang),
        sanction.note[lang] if sanction.note and not brief else None,
    )
    return _SEPARATOR[lang].join(filter(None, parts))


def _provision(corpus: Corpus, global_id: str) -> tuple[Regulation | None, Provision | None]:
    name, _, slug = global_id.partition("#")
    rule = corpus.regulations.get(name)
    return rule, next((p for p in rule.provisions if p.id == slug), None) if rule else None
