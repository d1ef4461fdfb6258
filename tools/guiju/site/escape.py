"""Text of the data, made safe for Markdown and HTML at once: whatever it holds, it comes out as text.

Every character that Markdown or HTML could read becomes a numeric character reference, which both leave alone.
Characters that no page can show (controls, lone surrogates, noncharacters) become U+FFFD.
"""

import html
import re
from functools import lru_cache

from markupsafe import Markup

from guiju.files.characters import html_safe

# ASCII punctuation; white space other than single spaces inside, which Markdown would strip, join or break lines at.
_READ_BY_MARKUP = re.compile(r"[!-/:-@\[-`{-~]|[^\S ]|^ | $|(?<= ) ")


def text(value: object) -> Markup:
    """A value as text anywhere inside Markdown, double-quoted attributes too. Markup stays as it is."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(maxsize=16_384)  # words of the interface, titles and ids stand on page after page
def _escaped(value: str) -> Markup:
    return Markup(_READ_BY_MARKUP.sub(lambda match: f"&#{ord(match[0])};", html_safe(value)))


def attribute(value: object) -> str:
    """A value as text inside HTML only: the head of a page, the search index."""
    return html.escape(html_safe(str(value)))
