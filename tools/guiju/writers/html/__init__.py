"""One page to read on a screen, to fill in and to print: a single HTML file without scripts or outside requests.

Its content security policy allows its own style sheet and nothing else. What is ticked or typed is not stored: print
the page, or keep the workbook.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from guiju.documents.blocks import Blanks, Heading, Paper
from guiju.files.characters import printable
from guiju.model import WORST_FIRST
from guiju.wording.labels import VERDICT_LABELS
from guiju.wording.words import Words

LAYS_OUT = "paper"
WORDS = Words(__file__)
_HERE = Path(__file__).parent


def write(paper: Paper) -> bytes:
    """The document as one HTML file, UTF-8."""
    style, lang = (_HERE / "document.css").read_text("utf-8"), paper.front.lang
    kinds = {type(block) for section in paper.sections for block in section.blocks}
    page: str = _template().render(
        front=paper.front,
        sections=paper.sections,
        lang=lang,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        kind=lambda block: type(block).__name__,
        order=WORST_FIRST,
        verdicts=VERDICT_LABELS,
        contents=WORDS["contents"][lang],
        editorial=WORDS["editorial"][lang] if Heading in kinds else "",
        not_stored=WORDS["not_stored"][lang] if Blanks in kinds else "",
    )
    return page.encode()


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        finalize=lambda value: value if hasattr(value, "__html__") else printable(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("document.html.j2")
