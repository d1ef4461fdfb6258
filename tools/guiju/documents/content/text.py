"""Texts as documents write them: several numbered, names in a row, remarks in brackets."""

from collections.abc import Iterable, Sequence

from guiju.model import Bilingual, Lang
from guiju.wording.labels import COMMA
from guiju.wording.words import Words

WORDS = Words(__file__)


def numbered(texts: Sequence[str]) -> tuple[str, ...]:
    """Several texts, numbered; a single one as it is."""
    return tuple(f"{n}. {text}" for n, text in enumerate(texts, 1)) if len(texts) > 1 else tuple(texts)


def listing(names: Iterable[str], lang: Lang) -> str:
    """Names in a row, as the language writes them."""
    return COMMA[lang].join(names)


def bracketed(text: str, remark: str, lang: Lang) -> str:
    """A text and a remark on it, in brackets."""
    return WORDS["bracketed"][lang].format(text, remark)


def statement(parts: Iterable[str], note: Bilingual | None, lang: Lang) -> str:
    """Parts of one statement set off from each other, and the note that goes with it as a sentence of its own."""
    text = WORDS["semicolon"][lang].join(parts)
    if note is None:
        return text
    # A note may begin with the very words of the statement; they need not stand twice.
    return note[lang] if note[lang].startswith(text) else text + WORDS["full_stop"][lang] + note[lang]
