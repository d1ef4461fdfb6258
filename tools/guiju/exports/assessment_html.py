"""An assessment report to hand over and to print: one HTML file without scripts or outside requests, with a sign-off block."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guiju.assessment import Assessment
from guiju.exports.report import SIGNERS, WORDS, report

_TEMPLATES = Path(__file__).with_name("templates")


def render(assessment: Assessment) -> bytes:
    """The report as one HTML file, UTF-8."""
    style = (_TEMPLATES / "checklist.css").read_text("utf-8")
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("assessment.html.j2").render(
        style=Markup(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        told=report(assessment),
        words=WORDS,
        signers=SIGNERS,
    )
    return page.encode()
