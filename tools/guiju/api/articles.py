"""Finds an article, or a part of one, in the text of its rule that is meant."""

from guiju import knowledge
from guiju.api.arguments import Day, as_day, as_word
from guiju.files.finding import Misuse, one_line
from guiju.law.article_text import ArticleText
from guiju.law.versions import Version, in_force, of_day, versions
from guiju.model import Article, Corpus, Regulation
from guiju.places import grammar


def article(corpus: Corpus, rule: str, eId: str, as_of: Day | None) -> ArticleText:
    """The article at a place of the text that is law on the day, or of the day after @ in `rule`."""
    from guiju.lookup.resolution import nowhere, part_at

    version = _version(corpus, as_word(rule, "rule"), as_of)
    law, place = corpus.regulations[version.text.id], grammar.parse(as_word(eId, "eId"))
    if place is None:
        raise Misuse(f"eId: '{one_line(eId)}' is no place; write one such as art_9 or 第九条第二款")
    for part in part_at(version.text, place):
        if isinstance(part, Article):
            return article_text(law, part, version)
    raise Misuse(nowhere(f"{law.id}@{version.day}" if law.versions else law.id, version.text, place))


def article_text(law: Regulation, article: Article, version: Version) -> ArticleText:
    """An article in a version of a law; with a remark where the number was another's in the version before."""
    from guiju.lookup.expression import same_number

    return ArticleText(law, article, version, tuple(same_number(law, version, article.eId)) if law.versions else ())


def _version(corpus: Corpus, words: str, as_of: Day | None) -> Version:
    """The text of a rule that is law on the day, or the one of the day after @."""
    name, at, day = words.partition("@")
    if at and as_of is not None:
        raise Misuse(f"the day is named twice, as {one_line(day, 20)} and as {as_day(as_of)}; name it once")
    (rule,) = knowledge.regulations(corpus, (name,))
    recorded = versions(rule)
    if at:
        chosen = of_day(rule, day)
    else:
        chosen = in_force(rule, as_day(as_of)) or (recorded[-1] if recorded and as_of is None else None)
    if chosen is None:
        texts = ", ".join(f"{rule.id}@{version.day}" for version in recorded)
        on = f" of {one_line(day)}" if at else f" that is law on {as_day(as_of)}" if recorded else ""
        raise Misuse(f"there is no text of {rule.id}{on} here; recorded: {texts or 'none'}")
    return chosen
