"""An assessment report to hand over and to print: one HTML file without scripts or outside requests, with a sign-off block.

Cover, findings as cards, numbers with bars, limits and receipt; it prints on A4. Its content security policy allows its own style sheet
and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guiju.assessment import Assessment
from guiju.exports.fields import shown
from guiju.exports.report import Audience, Report, report
from guiju.exports.report.blocks import Section
from guiju.exports.report.counts import ORDER
from guiju.exports.report.sections import sections
from guiju.exports.report.words import WORDS
from guiju.labels import VERDICTS

_TEMPLATES = Path(__file__).with_name("templates")


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The report as one HTML file, UTF-8."""
    told = report(assessment, audience)
    return laid_out(told, sections(told))


def laid_out(told: Report, parts: Sequence[Section]) -> bytes:
    """A report with these sections as one HTML file, UTF-8."""
    style = (_TEMPLATES / "assessment.css").read_text("utf-8")
    page = _environment().get_template("assessment.html.j2").render(
        lang=told.lang,
        style=Markup(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        told=told,
        sections=parts,
        kind=lambda block: type(block).__name__,
        order=ORDER,
        verdicts=VERDICTS,
        words=WORDS,
    )  # fmt: skip
    return page.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else shown(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
