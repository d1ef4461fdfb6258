"""Every text of ours has both languages: the English is not the Chinese again, nor has Chinese where law is translated.

In notes and summaries a Chinese word may be named inside English; in the translation of a 款, 项, title or heading it
may not. A text in a further language is in one that guiju prints.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from guiju.files.finding import Fault
from guiju.model import LANGUAGES, Bilingual, Corpus, Regulation, SharedWords
from guiju.model.record import texts

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    translated = {id(text) for part in (regulation.title, regulation.articles) for text in texts(part)}
    yield from _faults(regulation.texts, translated)


def check(corpus: Corpus) -> Iterator[Fault]:
    yield from _faults(corpus.shared_texts)


def _faults(ours: Iterable[Bilingual], translated: Collection[int] = ()) -> Iterator[Fault]:
    for text in ours:
        if not _HAN.search(text.zh):
            yield Fault("the Chinese text has no Chinese; write it", text.where.at("zh"))
        if not _LATIN.search(text.en):
            yield Fault("the English text has no English; translate it", text.where.at("en"))
        elif id(text) in translated and (left := _HAN.search(text.en)):
            yield Fault(f"{left.group()} is left in the translation; translate it", text.where.at("en"))
        for lang in text.others or ():
            if lang not in LANGUAGES:
                yield Fault(f"{lang} is not printed; remove it, or add it in files/language.py", text.where.at(lang))
