"""A service with ten gaps, and the first page of reports."""

from datetime import date
from functools import cache
from typing import Any

import yaml

from assessment_samples import GROUP, assessed
from checklist_samples import ROOT
from guiju.assessment import Assessment
from guiju.documents.report.page_one import PageOne, page_one
from guiju.model import Lang
from guiju.writers import formats

TEN: dict[str, Any] = yaml.safe_load((ROOT / "tests/samples/ten_gaps.yaml").read_text("utf-8"))
FORMATS = formats("assessment")
LOGS = f"{GROUP}#retain-network-logs/retention-policy"


@cache
def ten(lang: Lang) -> Assessment:
    return assessed(TEN, lang, roles=("group-provider",))


def page(content: Any, lang: Lang = "en", as_of: date = date(2026, 6, 30)) -> PageOne:
    return page_one(assessed(content, lang, as_of, ("group-provider",)))
