"""What a fact says, in words: yes, no and none, and the names of what was chosen."""

from __future__ import annotations

from guiju.model import Bilingual, Fact, Lang, RecordedValue

_VALUES = {"true": Bilingual("是", "true"), "false": Bilingual("否", "false"), "none": Bilingual("无", "none")}


def shown(fact: Fact, value: RecordedValue, lang: Lang) -> str:
    """A value of the fact as a reader is told it; a text stays as it is."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    named = {choice.id: choice.label for choice in fact.values}
    if fact.type != "string" or text == "none":
        named = {**_VALUES, **named}
    return named[text][lang] if text in named else text
