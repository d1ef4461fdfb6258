"""A question that people ask leads to something that is there, and to one thing.

regulations/questions.yaml lists what answers questions, each once, and no question twice: where two pages answer it,
it belongs to the one that a reader should see first.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import REQUIRED_LANGUAGES, Corpus, Regulation, Subject


def check(corpus: Corpus) -> Iterator[Fault]:
    subjects: set[tuple[str, str, str]] = set()
    questions: set[str] = set()
    for subject in corpus.subjects:
        name = (subject.page, subject.id, subject.part)
        if not _is_there(corpus, subject):
            yield Fault(f"there is no {subject.id} for {subject.page}; correct the name", subject.where.at("id"))
        elif not _has_part(corpus, subject):
            message = f"{subject.id} has no part {subject.part}; name a situation or a kind of liability of its leaflet"
            yield Fault(message, subject.where.at("part"))
        elif name in subjects:
            yield Fault(f"{subject.id} is given twice; put its questions together", subject.where.at("id"))
        subjects.add(name)
        for text in subject.questions:
            for lang in REQUIRED_LANGUAGES:
                question = "".join(text[lang].lower().split())
                if question in questions:
                    yield Fault("this is asked twice; leave it where it is answered best", text.where.at(lang))
                questions.add(question)


def _is_there(corpus: Corpus, subject: Subject) -> bool:
    rule, _, place = subject.id.partition("#")
    match subject.page:
        case "regulations":
            regulation = corpus.regulations.get(rule)
            return regulation is not None and (not place or _has_place(regulation, place))
        case "obligations":
            return corpus.obligation(subject.id) is not None
        case "cases":
            return subject.id in corpus.cases
        case "glossary":
            return any(term.id == subject.id for term in corpus.glossary)
        case "leaflets":
            return corpus.leaflet(subject.id) is not None
        case "absent":
            titles = {name for rule in corpus.regulations.values() for name in rule.names()}
            return subject.law is not None and subject.law.zh not in titles
    return any(role.id == subject.id for role in corpus.vocabulary.roles)


def _has_place(regulation: Regulation, place: str) -> bool:
    provisions = (provision.id for provision in regulation.provisions)
    texts = (regulation, *regulation.versions)
    return any(text.article(place) or text.unit(place) for text in texts) or place in provisions


def _has_part(corpus: Corpus, subject: Subject) -> bool:
    leaflet = corpus.leaflet(subject.id) if subject.page == "leaflets" else None
    if not leaflet:
        return not subject.part
    parts = [*(situation.id for situation in leaflet.situations), *(part.kind for part in leaflet.answerable)]
    return not subject.part or subject.part in parts
