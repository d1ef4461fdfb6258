"""The result of a profile, drawn by the form of the self-assessment, beside what guiju assess says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.report.page_one import page_one
from guiju.model import Lang
from guiju.reasoning.checklist import Line
from self_assessment_form import Form
from windows import ROOTS, opened


@pytest.fixture(scope="module")
def form_of(browser: Browser, site_url: str) -> Iterator[Mapping[Lang, Form]]:
    """A window for each language."""
    with opened(browser, site_url) as zh, opened(browser, site_url) as en:
        yield {"zh": Form(zh), "en": Form(en)}


def shown(form: Form, slug: str, content: Any, lang: Lang) -> Locator:
    """The result of a profile."""
    form.page.goto(f"/{ROOTS[lang]}self-assessment/{slug}/")
    form.read_in(content)
    return form.result()


def texts(node: Locator, selector: str) -> list[str]:
    return node.locator(selector).all_text_contents()


def provided(line: Line) -> Line:
    """A line of which nothing of an act is known, as the page has it."""
    return replace(line, acts=())


def of(assessment: Assessment, verdict: str) -> list[AssessedDuty]:
    """In the order of the law; the gaps in that of page one."""
    several = [duty for duty in assessment.duties if duty.verdict == verdict]
    if verdict == "breached":
        order = [gap.obligation for gap in page_one(assessment).gaps]
        several.sort(key=lambda duty: order.index(duty.id))
    return several
