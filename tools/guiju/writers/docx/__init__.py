"""Word: to hand over, to comment on, to fill in by hand and to sign.

The same document gives the same bytes: its dates are its own day. Tables repeat their headings on every page.
"""

from guiju.documents.blocks import Paper

LAYS_OUT = "paper"


def write(paper: Paper) -> bytes:
    """The document as DOCX."""
    from guiju.writers.docx.body import body
    from guiju.writers.docx.page import empty, packed

    return packed(empty(paper.front), body(paper))
