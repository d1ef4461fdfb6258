"""The modality is what the quoted words do: 应当, 应 or 要 oblige; 不得, 不予 or 禁止 forbid; 可以 permits; 鼓励 encourages.

A power is a competence (负责, 依照 … 处理): a quotation with 鼓励 or 不得 in it is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.duty_phrases import duty_phrases
from guiju.model import Corpus

_WORDS = {
    "obligation": ("应当", "应", "要"),
    "prohibition": ("不得", "不予", "禁止"),
    "recommendation": ("鼓励",),
}


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        for record in regulation.obligations:
            found = {p.phrase for segment in record.quote for p in duty_phrases(segment)}
            place = record.where.at("modality")
            if record.modality in _WORDS and found.isdisjoint(_WORDS[record.modality]):
                words = ", ".join(_WORDS[record.modality])
                yield Fault(
                    f"{record.modality}, but none of {words} is quoted; quote it or correct the modality", place
                )
            if record.modality == "permission" and not any("可以" in segment for segment in record.quote):
                yield Fault("permission, but 可以 is not quoted; quote it or correct the modality", place)
            if record.modality == "power" and not found.isdisjoint(("鼓励", "不得", "不予", "禁止")):
                yield Fault(
                    f"power, but {'、'.join(sorted(found))} is quoted; correct the modality or the quotation", place
                )
