"""The permissions that could lift a duty in which a gap was found. No verdict rests on them: where their conditions are
for a person, a test cannot tell, and the questions of the duty leave out what they allow."""

from collections.abc import Iterator

from guiju.documents.content.fields import named
from guiju.documents.content.text import bracketed
from guiju.model import Obligation, Regulation
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import standing_of
from guiju.wording.words import Words

WORDS = Words(__file__)


def lifting(checklist: Checklist, line: Line) -> Iterator[tuple[str, Regulation, Obligation]]:
    """The permissions that could lift the duty, by id, with their rules: those that are law on the day."""
    for other in checklist.corpus.lifting.get(line.id, ()):
        entry = checklist.corpus.obligation(other)
        if entry and standing_of(*entry, checklist.as_of).current:
            yield other, *entry


def lifted_by(checklist: Checklist, line: Line) -> tuple[str, ...]:
    """What could lift the duty and on which condition, and that this was not judged; a text each."""
    return tuple(in_words(checklist, id, record) for id, _, record in lifting(checklist, line))


def in_words(checklist: Checklist, permission: str, record: Obligation) -> str:
    """One permission that could lift a duty: place, title, condition, and that this was not judged."""
    lang = checklist.lang
    name = named(checklist.corpus, permission, lang)
    condition = record.condition[lang].rstrip("。.") if record.condition else ""
    return WORDS["could_lift"][lang].format(bracketed(name, condition, lang) if condition else name)
