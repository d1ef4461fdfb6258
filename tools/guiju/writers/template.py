"""An export as one HTML file: a template and its style sheet, in which every value is text.

The style sheet stands in the page, and its hash with it: the content security policy of the page allows that one and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guiju.documents.content.fields import shown

_TEMPLATES = Path(__file__).with_name("templates")


def filled(name: str, **values: Any) -> bytes:
    """`<name>.html.j2` filled in with the values, and with `<name>.css` as `style` and its SHA-256, in base64, as `style_hash`: UTF-8."""
    style = (_TEMPLATES / f"{name}.css").read_text("utf-8")
    style_hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template(f"{name}.html.j2")
    return template.render(style=Markup(style), style_hash=style_hash, **values).encode()


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
