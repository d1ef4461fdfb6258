"""Whose report it is and how far it goes: entity, services, scope, period, people, law and data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from guiju import __version__
from guiju.assessment import Assessment
from guiju.assessment.table_sentences import scan_sentences
from guiju.documents.content.cover import Cover, RuleOnCover
from guiju.documents.content.fields import joined, shown
from guiju.model import Bilingual, Lang

NOT_STATED = Bilingual("未填写", "not stated")
SIGNERS = {
    "prepared_by": Bilingual("编制", "Prepared by"),
    "reviewed_by": Bilingual("复核", "Reviewed by"),
    "approved_by": Bilingual("批准", "Approved by"),
}
_PERIOD = Bilingual("{first} 起，{until} 止（不含当日）", "from {first} until {until} (excluded)")
_SOFTWARE = Bilingual("软件", "Software")
_HEADINGS = {
    "entity": Bilingual("主体", "Entity"),
    "services": Bilingual("服务", "Services"),
    "licence_numbers": Bilingual("许可与备案号", "Licence numbers"),
    "scope": Bilingual("评估范围", "Scope"),
    "exclusions": Bilingual("未包括", "Exclusions"),
    "period": Bilingual("期间", "Period"),
    "data_cut_off": Bilingual("数据截止", "Data cut-off"),
    "tables": Bilingual("数据表", "Tables"),
}


def particulars(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """(heading, text) of what the profile says of its report; what it does not say is named as not stated."""
    lang = assessment.checklist.lang
    return tuple((_HEADINGS[key][lang], text or NOT_STATED[lang]) for key, text in _told(assessment))


def basis(front: Cover, lang: Lang) -> tuple[tuple[str, str], ...]:
    """(heading, text) of what it was assessed against: roles, rules, day, data, software."""
    return (*front.facts, (_SOFTWARE[lang], f"guiju {__version__}"))


def rules(rules: Iterable[RuleOnCover]) -> tuple[tuple[str, str], ...]:
    """(title, document type, standing and what that rests on) of rules, as pairs."""
    return tuple((rule.title, "\n".join((rule.document_type, rule.standing, rule.note))) for rule in rules)


def signers(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """(what they do, who) of those who sign; the second is empty where the profile names nobody."""
    told, lang = assessment.profile.report, assessment.checklist.lang
    return tuple((heading[lang], shown(getattr(told, key) or "")) for key, heading in SIGNERS.items())


def _told(assessment: Assessment) -> Iterator[tuple[str, str]]:
    told, lang = assessment.profile.report, assessment.checklist.lang
    yield "entity", shown(told.entity or "")
    yield "services", joined(map(shown, told.services), lang)
    yield "licence_numbers", joined(map(shown, told.licence_numbers), lang)
    yield "scope", shown(told.scope or "")
    yield "exclusions", shown(told.exclusions or "")
    first, until = _day(told.period_from, lang), _day(told.period_until, lang)
    stated = told.period_from or told.period_until
    yield "period", _PERIOD[lang].format(first=first, until=until) if stated else ""
    yield "data_cut_off", told.data_cut_off.isoformat() if told.data_cut_off else ""
    if assessment.tables.scanned:
        yield "tables", "\n".join(map(shown, scan_sentences(assessment)))


def _day(day: date | None, lang: Lang) -> str:
    return day.isoformat() if day else NOT_STATED[lang]
