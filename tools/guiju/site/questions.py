"""The questions that a page of the site answers, by its location in the index of the search."""

from collections.abc import Iterator

from guiju.law.versions import versions
from guiju.model import Corpus, Lang, Regulation, Subject
from guiju.site import kinds
from guiju.site.addresses import location
from guiju.site.kinds import to


def questions(corpus: Corpus, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """Location → the questions that it answers; some of these pages may not be on this site."""
    for subject in corpus.subjects:
        if address := _address(corpus, subject):
            yield location(address), [question[lang] for question in subject.questions]
    for kind in kinds.kinds():
        for place, questions in kinds.words(kind, lang).get("answered_questions", {}).items():
            yield location(kinds.first(kind)) + place, questions


def _address(corpus: Corpus, subject: Subject) -> str | None:
    """The address of a subject of questions; None where its rule is not here, of which `guiju check` tells."""
    name, _, place = subject.id.partition("#")
    if subject.law or (subject.page in ("regulations", "obligations") and name not in corpus.regulations):
        return None
    match subject.page:
        case "regulations":
            return _place(corpus.regulations[name], place)
        case "obligations":
            return to.obligations(corpus.regulations[name], place)
        case "leaflets" if subject.part:
            leaflet = corpus.leaflet(name)
            is_situation = leaflet and subject.part in (situation.id for situation in leaflet.situations)
            return f"{to.leaflets(name)}#{'' if is_situation else 'answerable-'}{subject.part}"
    address: str = getattr(to, subject.page)(name)
    return address


def _place(rule: Regulation, place: str) -> str:
    """The address of an article, of the last version that has it where the rule has none, or of a provision."""
    if rule.unit(place) or rule.article(place):
        return to.articles(rule, place)
    texts = (version for version in reversed(versions(rule)) if version.text.unit(place) or version.text.article(place))
    version = next(texts, None)
    article = place.partition("__")[0]  # what is found of a version are its articles
    return to.versions(rule, version.day, article) if version else to.regulations(rule, place)
