"""A form of the self-assessment as a value: the facts that are asked for, and the duties that they decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from guiju.assessment.reads import facts_asked, is_derived
from guiju.model import Corpus, Entity, Fact, Role
from guiju.reasoning import facts
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.verdicts import compiled
from guiju.site.site import Site

PLATFORM = "platform"
"""The form for the two roles that a platform often has."""


@dataclass(frozen=True)
class FormQuestion:
    """A fact to ask for, and the duties whose checks read it."""

    fact: Fact
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class QuestionGroup:
    """Questions about the service that belong to one article; to none where several articles need them."""

    line: Line | None
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True)
class Form:
    """What is asked of whoever has these roles, on the day of the checklist."""

    slug: str
    checklist: Checklist

    @property
    def roles(self) -> tuple[Role, ...]:
        """One role, or those that one party often has together."""
        return self.checklist.roles

    @cached_property
    def duties(self) -> tuple[Line, ...]:
        """The lines that can be kept or broken."""
        return tuple(line for line in self.checklist.lines if line.obligation.binds)

    @property
    def current(self) -> tuple[Line, ...]:
        """The duties that are law of the day."""
        return tuple(line for line in self.duties if not line.standing.displaced)

    @property
    def historical(self) -> tuple[Line, ...]:
        """The duties that a later rule displaces: judged apart, never counted."""
        return tuple(line for line in self.duties if line.standing.displaced)

    @property
    def to_declare(self) -> tuple[Line, ...]:
        """The current duties that no fact decides, so that a person says how they stand."""
        return tuple(line for line in self.current if not line.obligation.checks)

    @cached_property
    def facts_to_ask(self) -> Mapping[str, Mapping[str, Fact]]:
        """The facts that are asked for: entity → id → fact. What follows from other answers is not asked."""
        read = [fact for fact in facts_asked(self.checklist) if (fact.entity, fact.id) in self._lines]
        known = {(fact.entity, fact.id) for fact in read}
        return facts.by_entity(fact for fact in read if not is_derived(fact, known))

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], tuple[Line, ...]]:
        """(entity, fact) → the duties whose checks read it."""
        lines: dict[tuple[str, str], tuple[Line, ...]] = {}
        for line in self.duties:
            for entry in dict.fromkeys(entry for check in compiled(line.obligation) for entry in check.reads):
                lines[entry] = (*lines.get(entry, ()), line)
        return lines

    def questions(self, entity: str) -> tuple[FormQuestion, ...]:
        """The questions about each thing of a kind, in the order of the vocabulary."""
        return tuple(
            FormQuestion(fact, self._lines[entity, fact.id]) for fact in self.facts_to_ask.get(entity, {}).values()
        )

    def groups(self) -> Iterator[QuestionGroup]:
        """The questions about the service: first what several articles need, then article by article."""
        shared: list[FormQuestion] = []
        own: dict[tuple[str, str], list[FormQuestion]] = {}
        for question in self.questions("service"):
            articles = list(dict.fromkeys(_article(line) for line in question.lines))
            (shared if len(articles) > 1 else own.setdefault(articles[0], [])).append(question)
        if shared:
            yield QuestionGroup(None, tuple(shared))
        for line in self.duties:
            if questions := own.pop(_article(line), None):
                yield QuestionGroup(line, tuple(questions))

    def things(self) -> Iterator[tuple[Entity, tuple[FormQuestion, ...]]]:
        """The kinds of things asked for beside the service, each with its questions."""
        for entity in self.checklist.corpus.vocabulary.entities:
            questions = self.questions(entity.id)
            if questions and entity.id != "service":
                yield entity, questions


def forms(site: Site) -> Iterator[Form]:
    """A form for each role that facts can judge; the one for two roles at once comes first."""
    for slug, roles in possible(site.corpus):
        form = Form(slug, site.checklist(roles))
        if form.facts_to_ask:
            yield form


def possible(corpus: Corpus) -> list[tuple[str, tuple[Role, ...]]]:
    """The name and the roles of every possible form, first those of several roles; on some days there are fewer."""
    roles = {role.id: role for role in corpus.vocabulary.roles}
    several = [(role, *(roles[name] for name in role.often_with)) for role in roles.values() if role.often_with]
    named = (PLATFORM, *("-".join(role.id for role in some) for some in several[1:]))
    return [*zip(named, several, strict=False), *((role.id, (role,)) for role in roles.values())]


def _article(line: Line) -> tuple[str, str]:
    return line.regulation.id, line.obligation.eId.split("__")[0]
