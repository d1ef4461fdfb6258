"""The notes on citations: their values put in, in both languages."""

from collections.abc import Callable
from datetime import date

from guiju.model import Bilingual, Lang
from guiju.wording.labels import day_in_words


def joined(*notes: Bilingual | None) -> Bilingual:
    """Those of the notes that there are, as one."""
    there = [one for one in notes if one is not None]
    return Bilingual("；".join(n.zh for n in there), "; ".join(n.en for n in there))


def note(entry: Bilingual, **values: object) -> Bilingual:
    """A note with its values: days in words, texts in their language."""

    def value(lang: Lang) -> Callable[[object], object]:
        return lambda v: v[lang] if isinstance(v, Bilingual) else day_in_words(v)[lang] if isinstance(v, date) else v

    zh = entry.zh.format(**{name: value("zh")(v) for name, v in values.items()})
    return Bilingual(zh, entry.en.format(**{name: value("en")(v) for name, v in values.items()}))
