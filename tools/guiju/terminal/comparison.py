"""A comparison of two assessments on the terminal: the same sections and words as in its documents."""

from guiju.documents.blocks import Grid, Paper, Sentences
from guiju.terminal import Say
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE

_COLOURS = {"lost": "red", "new": "red", "open": "yellow", "closed": "green", "lost_facts": "red"}


def print_paper(say: Say, paper: Paper) -> None:
    """Print what became of the gaps, a section each, then how many there are of each kind."""
    lang = paper.front.lang
    for section in paper.sections:
        say(section.heading, style=f"bold {_COLOURS.get(section.key, '')}".strip())
        for block in section.blocks:
            if isinstance(block, Grid):
                headings = [f"{column.heading}{COLON[lang]}" for column in block.columns]
                for row in block.rows:
                    first, second, *rest = (" · ".join(cell.split("\n")) for cell in row)
                    say(f"{first}  {second}", by=2)
                    for heading, cell in zip(headings[2:], rest, strict=True):
                        say((heading, "dim"), cell, by=4) if cell.strip("—") else None
            elif isinstance(block, Sentences):
                for text in block.texts:
                    say(text, by=2)
    front = paper.front
    say(f"{front.headline} · {front.subject[-1]}", style="bold")
    say(NOT_LEGAL_ADVICE[lang])
