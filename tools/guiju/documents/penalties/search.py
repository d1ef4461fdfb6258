"""What “no direct penalty was found” means: in which laws penalties were looked for, and which were not searched."""

from __future__ import annotations

from guiju.model import Bilingual, Corpus, Lang

_AND = Bilingual("，", ", ")
_SEPARATOR = Bilingual("；", "; ")
_SEARCHED = Bilingual(
    "“在已查的法律中未发现直接罚则”，是指在下列法律的所注文本中没有发现（检索日{day}）：{laws}。",
    "“No direct penalty was found in the laws searched” speaks of these laws, in the texts named (searched on {day}): {laws}.",
)
_NOT_SEARCHED = Bilingual(
    "已知可能有关而没有检索或者没有逐项对照的：{laws}。",
    "Known to be possibly relevant, and not searched or not compared duty by duty: {laws}.",
)
_LAW = Bilingual("《{title}》（{remark}）", "{title} ({remark})")
_OTHER = Bilingual("{title}（{remark}）", "{title} ({remark})")


def legend(corpus: Corpus, lang: Lang) -> tuple[str, ...]:
    """In sentences; none where the knowledge base does not say what was searched."""
    search = corpus.penalty_search
    if search is None:
        return ()
    laws = [
        _LAW[lang].format(title=corpus.regulations[law.regulation].short_title[lang], remark=law.texts[lang])
        for law in search.searched
        if law.regulation in corpus.regulations
    ]
    others = [
        _OTHER[lang].format(
            title=law.title[lang], remark=_AND[lang].join(t[lang] for t in (law.places, law.reason) if t)
        )
        for law in search.not_searched
    ]
    sentences = [_SEARCHED[lang].format(day=search.searched_on.isoformat(), laws=_SEPARATOR[lang].join(laws))]
    if others:
        sentences.append(_NOT_SEARCHED[lang].format(laws=_SEPARATOR[lang].join(others)))
    return tuple(sentences)
