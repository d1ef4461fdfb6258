"""Texts without their spaces, which every format sets in its own way."""

import re


def squeezed(text: str) -> str:
    """HTML and Markdown join spaces, Word cuts them at the end, a PDF has them where a line ends."""
    return re.sub(r"\s+", "", text)
