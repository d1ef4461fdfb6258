"""How somebody else can verify the report: hashes, the JSON beside it, and how to make both again."""

import hashlib
from collections.abc import Mapping
from typing import Any

from guiju.assessment import Assessment
from guiju.documents.blocks import Pairs, Section, Sentences
from guiju.documents.report.audience import Audience
from guiju.documents.report.layout import section
from guiju.files.json_text import json_bytes
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist
from guiju.wording.words import Words

WORDS = Words(__file__)
HASHES = WORDS.table("hash")
_FILE: Mapping[Audience, str] = {"internal": "report.json", "regulator": "regulator.json"}


def how(audience: Audience, lang: Lang) -> tuple[str, ...]:
    """What the receipt is, how to verify it, and what that proves."""
    return (WORDS["receipt"][lang], WORDS.table("how_to_verify")[audience][lang], WORDS["proves"][lang])


def hashes(report: Mapping[str, Any]) -> dict[str, str]:
    """The SHA-256 of a JSON report, then of text, obligations, facts and receipt, by kind."""
    made = report["receipt"]
    of_content = {key: made["hashes"][key] for key in ("text", "obligations", "facts")}
    of_report = hashlib.sha256(json_bytes(report)).hexdigest()
    return {"json_report": of_report, **of_content, "receipt": made.get("receipt") or made["hash"]}


def verification(assessment: Assessment, audience: Audience, report: Mapping[str, Any]) -> Section:
    """The section; it names the JSON report of the same assessment by its hash, and how to make it."""
    lang = assessment.lang
    pairs = tuple((HASHES[kind][lang], value) for kind, value in hashes(report).items())
    return section("verification", lang, [Sentences(sentences(audience, assessment.checklist)), Pairs(pairs)])


def sentences(audience: Audience, checked: Checklist) -> tuple[str, ...]:
    """How to verify a report in another format than JSON: which JSON says the same, and how to make it."""
    more = " --audience regulator" if audience == "regulator" else ""
    file, lang = _FILE[audience], checked.lang
    command = f"guiju assess … --as-of {checked.as_of.isoformat()} --lang {lang}{more} -o {file}"
    return (*how(audience, lang), WORDS["beside"][lang].format(command=command, file=file))
