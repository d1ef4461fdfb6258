"""Every text of ours has both languages: the English is not the Chinese again, nor has Chinese where law is translated.

In notes and summaries a Chinese word may be named inside English; in the translation of a 款, 项, title or heading it
may not.
"""

import re
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus
from guiju.model.record import texts

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def check(corpus: Corpus) -> Iterator[Fault]:
    corpus = corpus.written_by_us()
    translated = {id(t) for r in corpus.regulations.values() for part in (r.title, r.articles) for t in texts(part)}
    for text in corpus.texts:
        if not _HAN.search(text.zh):
            yield Fault("the Chinese text has no Chinese; write it", text.where.at("zh"))
        if not _LATIN.search(text.en):
            yield Fault("the English text has no English; translate it", text.where.at("en"))
        elif id(text) in translated and (left := _HAN.search(text.en)):
            yield Fault(f"{left.group()} is left in the translation; translate it", text.where.at("en"))
