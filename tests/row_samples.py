"""Rows of groups, assessed for a provider: for tests of what rows show."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assessment_samples import GROUP, assessed
from checklist_samples import ROOT, corpus
from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.profile import defects, profile
from guiju.assessment.rows import EffectiveFacts, effective_facts
from guiju.files.source import Document
from guiju.model import Lang

DAY = date(2026, 6, 30)
PROVIDER = ("group-provider",)
SERVICE = {"offers_user_groups": True, "registers_accounts_in_china": True}


def measured(facts: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Facts as a profile has them, each measured, and made by a named reviewer."""
    return {name: {"value": value, "basis": "measured", "reviewer": "R-1", **more} for name, value in facts.items()}


def counted(content: dict[str, Any], as_of: date = DAY) -> EffectiveFacts:
    document = Document("p", content)
    assert defects(document, corpus(ROOT)) == []
    return effective_facts(profile(document), corpus(ROOT).vocabulary, as_of)


def groups(*rows: dict[str, Any], coverage: str | None = "all", **accounts: dict[str, Any]) -> dict[str, Any]:
    """A profile of some groups, g1, g2 …, and accounts by name."""
    told: dict[str, Any] = {"facts": SERVICE, "rows": {"group": {f"g{n}": row for n, row in enumerate(rows, 1)}}}
    if accounts:
        told["rows"]["account"] = accounts
    return {**told, "coverage": {"group": coverage}} if coverage else told


def of_group(
    content: dict[str, Any], slug: str = "set-group-code", lang: Lang = "en"
) -> tuple[Assessment, AssessedDuty]:
    told = assessed(content, lang, DAY, PROVIDER)
    return told, next(line for line in told.duties if line.id == f"{GROUP}#{slug}")
