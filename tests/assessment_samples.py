"""Assessments for tests, on the law as it is in the repository; and the text that a reader of each format sees."""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import yaml

from checklist_files import as_text
from checklist_samples import ROOT, corpus
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.assessment.scanned import ScanResults
from guiju.files.source import Document
from guiju.model import Corpus, Lang
from guiju.reasoning.checklist import checklist
from guiju.terminal.assessment import print_assessment

ASSESSMENTS = ROOT / "tests" / "assessments"
AS_OF = date(2026, 6, 30)
ROLES = ("group-provider", "account-provider")
# Each of these stands in one internal field only.
PLANTED = {
    "note": "PLANTED-NOTE",
    "why a risk is accepted": "PLANTED-REASON",
    "key of a row that decides": "PLANTED-KEY-G",
    "key of a row that does not count": "PLANTED-KEY-V",
    "fact of a row": "PLANTED-CODE",
    "evidence of a row": "PLANTED-EVIDENCE",
}
seen = as_text
GROUP, ACCOUNT = "cac-group-services-2017", "cac-account-names-2015"
CONTENT: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "samples" / "profile.yaml").read_text("utf-8"))
CONTENT["rows"]["group"] = {f"{key}-{n}": row for key, row in CONTENT["rows"]["group"].items() for n in range(13)}


@cache
def assessment(lang: Lang, as_of: date = AS_OF, roles: tuple[str, ...] = ROLES) -> Assessment:
    return assessed(CONTENT, lang, as_of, roles)


def assessed(
    content: Any,
    lang: Lang = "zh",
    as_of: date = AS_OF,
    roles: Sequence[str] = ROLES,
    base: Corpus | None = None,
    tables: ScanResults | None = None,
) -> Assessment:
    """A profile, assessed; with tables too where there are some."""
    base, document = base or corpus(ROOT), Document("profile.yaml", content)
    assert defects(document, base) == []
    chosen = [role for role in base.vocabulary.roles if role.id in roles]
    return assess(checklist(base, chosen, as_of, lang), profile(document), tables)


def changed(**changes: Any) -> dict[str, Any]:
    """The sample with other values in its plans."""
    content = deepcopy(CONTENT)
    for plan in content["plans"].values():
        plan.update(changes)
    return content


def on_terminal(assessment: Assessment) -> str:
    """What `guiju assess` prints of it, keys included, a line for each call."""
    lines: list[str] = []
    print_assessment(
        lambda *parts, **_: lines.append("".join(part if isinstance(part, str) else part[0] for part in parts)),
        assessment,
        True,
    )
    return "\n".join(lines)


def everything(data: bytes) -> str:
    """The whole of a file as text: of an archive every name and every part."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return unescape("\n".join(parts))
    return unescape(data.decode())
