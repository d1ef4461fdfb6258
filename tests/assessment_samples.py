"""Assessments for tests, on the law as it is in the repository; and the text that a reader of each format sees."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import html5lib
import yaml

from checklist_files import OFFICE, markdown
from checklist_samples import ROOT, corpus
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.assessment.scanned import ScanResults
from guiju.files.source import Document
from guiju.model import Corpus, Lang
from guiju.reasoning.checklist import checklist

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
GROUP, ACCOUNT = "cac-group-services-2017", "cac-account-names-2015"
CONTENT: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "samples" / "profile.yaml").read_text("utf-8"))
CONTENT["rows"]["group"] = {f"{key}-{n}": row for key, row in CONTENT["rows"]["group"].items() for n in range(13)}


@cache
def assessment(lang: Lang, as_of: date = AS_OF, roles: tuple[str, ...] = ROLES) -> Assessment:
    """The sample, assessed."""
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


def everything(data: bytes) -> str:
    """The whole of a file as text: of an archive every name and every part."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return unescape("\n".join(parts))
    return unescape(data.decode())


def seen(form: str, data: bytes) -> str:
    """All that a reader of the file can see, as one text."""
    if form in OFFICE:
        return OFFICE[form](data)
    if form == "html":
        return "\n".join(html5lib.parse(data, namespaceHTMLElements=False).find("body").itertext())
    if form == "md":
        tokens = markdown().parse(data.decode())
        return "\n".join("".join(_inline(t.children)) for t in tokens if t.children)
    return "\n".join(_values(json.loads(data)))


def _inline(children: Any) -> Iterator[str]:
    for child in children:
        yield "\n" if child.type == "html_inline" and child.content == "<br>" else child.content


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _values(item)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item)
    else:
        yield str(value)
