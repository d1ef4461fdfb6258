"""The signature block: who prepared, reviewed and approved a document."""

from collections.abc import Mapping
from typing import Any

from guiju.documents.blocks import Section, SignOff
from guiju.model import Lang
from guiju.wording.words import Words

WORDS = Words(__file__)
SIGNERS = WORDS.table("signer")
_HEADINGS = ("step", "who", "signature", "date")


def section(names: Mapping[str, str], lang: Lang) -> Section:
    """The section with the block; `names` are those of who signs, by step, to print."""
    words = WORDS.table("sign_off")
    step, who, signature, date = (words[key][lang] for key in _HEADINGS)
    rows = tuple((heading[lang], names.get(key, "")) for key, heading in SIGNERS.items())
    return Section("sign_off", words["sign_off"][lang], (SignOff((step, who, signature, date), rows),))


def data(names: Mapping[str, str], lang: Lang) -> list[dict[str, Any]]:
    """The block as JSON has it."""
    return [
        {"step": step[lang], "who": names.get(key, ""), "signature": None, "date": None}
        for key, step in SIGNERS.items()
    ]
