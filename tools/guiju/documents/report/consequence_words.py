"""A possible penalty in words: on whom it falls, by which law and authority, and whether it could apply or is open."""

from guiju.documents.penalties.heaviest import PossiblePenalty
from guiju.model import Lang
from guiju.wording.labels import COLON, SEMICOLON
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")


def in_words(one: PossiblePenalty, lang: Lang, *, brief: bool = False) -> str:
    """A consequence: on whom, which law, by whom, with its word."""
    if brief:
        most, _, _ = one.words.partition(SEMICOLON[lang])  # without what may be closed beside a fine
        return WORDS["brief"][lang].format(words=most, subject=one.subject)
    text = f"{one.subject}{COLON[lang]}{one.words}"
    authority = one.authority or WORDS["not_named"][lang]
    word = WORDS.table("reach")[one.reach][lang]
    if one.condition:
        word += WORDS["condition"][lang].format(one.condition)
    return WORDS["consequence"][lang].format(word=word, text=text, provision=one.provision, authority=authority)
