"""Whose report it is and how far it goes: entity, services, scope, period, people, law and data."""

from collections.abc import Iterator
from datetime import date

from guiju import __version__
from guiju.assessment import Assessment
from guiju.assessment.table_sentences import scan_sentences
from guiju.documents.blocks import Pairs, Section, Sentences
from guiju.documents.content import cover, sign_off
from guiju.documents.content.text import listing
from guiju.documents.report.layout import columns, grid, section
from guiju.model import Lang
from guiju.wording.words import Words

WORDS = Words(__file__)
PARTICULARS = WORDS.table("particular")


def particulars(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """(heading, text) of what the profile says of its report; what it does not say is named as not stated."""
    lang = assessment.lang
    return tuple((PARTICULARS[key][lang], text or WORDS["not_stated"][lang]) for key, text in _particulars(assessment))


def scope(assessment: Assessment) -> Section:
    """The section of the particulars."""
    return section("scope", assessment.lang, [Pairs(particulars(assessment))])


def basis(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """(heading, text) of what it was assessed against: roles, rules, day, data, software."""
    return (*cover.scope(assessment.checklist), (WORDS["software"][assessment.lang], f"guiju {__version__}"))


def law_and_data(assessment: Assessment) -> Section:
    """The section of the basis: with the disclaimers, and the state of the rules."""
    lang, several = assessment.lang, zip(("standing", "skipped"), cover.rules(assessment.checklist), strict=True)
    tables = [grid(columns(lang, rule=28, **{key: 72}), rules) for key, rules in several if rules]
    return section("basis", lang, [Pairs(basis(assessment)), Sentences(cover.disclaimers(lang)), *tables])


def signers(assessment: Assessment) -> dict[str, str]:
    """Who signs, by step; empty where the profile names nobody."""
    return {key: getattr(assessment.profile.report, key) or "" for key in sign_off.SIGNERS}


def _particulars(assessment: Assessment) -> Iterator[tuple[str, str]]:
    report, lang = assessment.profile.report, assessment.lang
    yield "entity", report.entity or ""
    yield "services", listing(report.services, lang)
    yield "licence_numbers", listing(report.licence_numbers, lang)
    yield "scope", report.scope or ""
    yield "exclusions", report.exclusions or ""
    first, until = _day(report.period_from, lang), _day(report.period_until, lang)
    stated = report.period_from or report.period_until
    yield "period", WORDS["period"][lang].format(first=first, until=until) if stated else ""
    yield "data_cut_off", report.data_cut_off.isoformat() if report.data_cut_off else ""
    if assessment.tables.scanned:
        yield "tables", "\n".join(scan_sentences(assessment))


def _day(day: date | None, lang: Lang) -> str:
    return day.isoformat() if day else WORDS["not_stated"][lang]
