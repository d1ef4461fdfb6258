"""Rules of which only some articles are here: what is missing, in words, for every list of their duties."""

from collections.abc import Iterable, Iterator

from guiju.model import ArticleNumber, Bilingual, Lang, MissingArticle, Paragraph, Regulation, Sighting, Unit
from guiju.places import citation
from guiju.places.citation import of_number
from guiju.wording.labels import COMMA, LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)


def in_part(rules: Iterable[Regulation]) -> tuple[Regulation, ...]:
    """The rules covered in part: some articles are here and others are missing."""
    return tuple(rule for rule in rules if rule.missing)


def notice(rule: Regulation) -> Bilingual:
    """That a rule is covered in part, and which articles are missing, in one sentence."""
    return WORDS["notice"].format(rule=rule.title, missing=missing_articles(rule))


def missing_articles(rule: Regulation) -> Bilingual:
    """The missing articles as a list; runs of whole articles are drawn together (arts. 14–24)."""
    runs: list[list[MissingArticle]] = []
    for entry in rule.missing:
        before = runs[-1][-1] if runs else None
        if before and _whole(rule, before) and _whole(rule, entry) and order(entry)[0] == order(before)[0] + 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return COMMA.join(Bilingual(_run(rule, run, "zh"), _run(rule, run, "en")) for run in runs)


def cited(rule: Regulation, entry: MissingArticle, lang: Lang) -> str:
    """第七条第二款 or art. 7(2); (in part) where a part of it is here."""
    article, paragraph = missing_place(entry)
    place = citation.label(rule, paragraph or article, lang)
    in_part = rule.article(article) is not None and (paragraph is None or rule.unit(paragraph) is not None)
    return WORDS["in_part"][lang].format(place) if in_part else place


def witnesses(seen: Sighting) -> Bilingual:
    """How words were seen, in one sentence."""
    return WORDS["one_witness"] if seen.witnesses == 1 else WORDS["witnesses"].format(seen.witnesses)


def how_seen(unit: Unit) -> Iterator[Bilingual]:
    """In an excerpt: in how many sources the words of a 款 or 项 were seen, and what is missing of them."""
    if unit.seen is not None:
        yield witnesses(unit.seen)
        if unit.seen.note is not None:
            yield unit.seen.note
    if isinstance(unit, Paragraph) and unit.partial is not None:
        yield unit.partial


def what_is_known(rule: Regulation, entry: MissingArticle) -> Iterator[Bilingual]:
    """That the words of a missing article are not here, and what was seen of them."""
    yield WORDS["not_included"].format(LABELS[entry.seen])
    if entry.note is not None:
        yield entry.note


def missing_at(rule: Regulation, eId: str) -> Iterator[MissingArticle]:
    """What is missing of this article or 款, where nothing of it is here."""
    here = rule.unit(eId) is not None if "__" in eId else rule.article(eId) is not None
    for entry in rule.missing:
        article, paragraph = missing_place(entry)
        if not here and eId.split("__")[0] == article and (paragraph is None or eId == paragraph):
            yield entry


def missing_place(entry: MissingArticle) -> tuple[str, str | None]:
    """The eId of the article, and of the 款 where one is named: 7(2) is art_7 and art_7__para_2."""
    place = of_number(ArticleNumber(entry.number))
    return place.article_eId, place.eId if place.paragraph else None


def order(entry: MissingArticle) -> tuple[int, ...]:
    """By which the entries are in the order of the text."""
    return of_number(ArticleNumber(entry.number)).numbers


def _whole(rule: Regulation, entry: MissingArticle) -> bool:
    """Whether nothing of the article is here."""
    article, paragraph = missing_place(entry)
    return paragraph is None and rule.article(article) is None


def _run(rule: Regulation, run: list[MissingArticle], lang: Lang) -> str:
    first, last = cited(rule, run[0], lang), cited(rule, run[-1], lang)
    if len(run) == 1:
        return first
    if lang == "zh":
        return f"{first}至{last}" if len(run) > 2 else f"{first}、{last}"
    return f"arts. {first.removeprefix('art. ')}–{last.removeprefix('art. ')}"
