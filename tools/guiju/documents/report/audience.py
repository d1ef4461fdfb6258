"""For whom a report is: the house itself, or a regulator; and what the second leaves out.

The regulator edition has no risk grades, notes or reasons for bearing a risk, and nothing of a single group, account or
event, which may be personal data: only how many there are and how many decided a verdict.
"""

from typing import Literal

from guiju.model import Lang
from guiju.wording.words import Words

Audience = Literal["internal", "regulator"]
WORDS = Words(__file__)
EDITIONS = WORDS.table("edition")
LEFT_OUT = WORDS.list("left_out")


def edition_notice(audience: Audience, lang: Lang) -> str:
    """What the report says on its first page of its edition."""
    left_out = WORDS["semicolon"][lang].join(words[lang] for words in LEFT_OUT)
    return WORDS.table("notice")[audience][lang].format(left_out)
