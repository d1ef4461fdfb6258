"""What “no direct penalty was found” means: in which laws penalties were looked for, and which were not searched."""

from guiju.model import Corpus, Lang
from guiju.wording.words import Words

WORDS = Words(__file__)


def legend(corpus: Corpus, lang: Lang) -> tuple[str, ...]:
    """In sentences; none where the knowledge base does not say what was searched."""
    search = corpus.penalty_search
    if search is None:
        return ()
    laws = [
        WORDS["law"][lang].format(title=corpus.regulations[law.regulation].short_title[lang], remark=law.texts[lang])
        for law in search.searched
        if law.regulation in corpus.regulations
    ]
    others = []
    for law in search.not_searched:
        remark = WORDS["comma"][lang].join(text[lang] for text in (law.places, law.reason) if text)
        others.append(WORDS["other"][lang].format(title=law.title[lang], remark=remark))
    semicolon = WORDS["semicolon"][lang]
    searched = WORDS["searched"][lang].format(day=search.searched_on.isoformat(), laws=semicolon.join(laws))
    not_searched = [WORDS["not_searched"][lang].format(laws=semicolon.join(others))] if others else []
    return (searched, *not_searched)
