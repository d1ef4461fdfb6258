"""Text of the data as Markdown that shows exactly this text: what CommonMark or GitHub's dialect could take for markup is escaped."""

from __future__ import annotations

import re

from guiju.documents.content.fields import shown

_MARKUP = re.compile(r"[\\`*_{}\[\]>#]")
# What begins a link without any brackets is among them.
_REFERENCES = re.compile(r"[<&|~$^=@]|(?i:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp)):|(?i:(?<=www))\.")
_BEGINS_A_BLOCK = re.compile(r"([-+])|([0-9]+)([.)])")


def escaped(text: str) -> str:
    """A text of the data as Markdown that shows exactly this text, wherever on a line it stands."""
    text = _MARKUP.sub(lambda match: f"\\{match[0]}", shown(text))
    text = _REFERENCES.sub(lambda match: f"&#{ord(match[0])};", text)
    first = _BEGINS_A_BLOCK.match(text)
    if first is None:
        return text
    return text[: first.end() - 1] + "\\" + text[first.end() - 1 :]
