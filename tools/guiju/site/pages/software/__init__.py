"""Software: a page for each program whose database is mapped: what it records, decides and cannot show."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju.model import Bilingual, Corpus, Fact, Lang
from guiju.predicates import EntityFact
from guiju.site import kinds
from guiju.site.page import Page
from guiju.site.site import Site
from guiju.tables.programs import Program, ProgramDuty, duties, programs
from guiju.wording.labels import VERDICT_LABELS

PLACE = ("about", 2)


def address(program: str = "index", file: str = "") -> str:
    """The list of programs; the page of one, by the name of its folder; or a file of it to download."""
    return f"downloads/software/{program}/{file}" if file else f"software/{program}.md"


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The list, and the programs."""
    named = [(program.description.name, address(program.id)) for program in programs()]
    return [(str(kinds.words("software", lang)["title"]), address()), *named]


def pages(site: Site) -> Iterator[Page]:
    """The list, and a page for each program whose rows a duty of this knowledge base reads."""
    made = _shown(site.corpus)
    yield Page({"programs": made}, template="overview")
    for program, read in made:
        title = site.words_of("software")["of"].format(program.description.name)
        yield Page(_values(site, program, read), address(program.id), title)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The views and the mappings of each program."""
    for program, _ in _shown(site.corpus):
        for file in program.files():
            yield address(program.id, file.name), file.read_bytes()


def _shown(corpus: Corpus) -> list[tuple[Program, Sequence[ProgramDuty]]]:
    several = ((program, tuple(duties(corpus, program))) for program in programs())
    return [(program, read) for program, read in several if read]


def _values(site: Site, program: Program, read: Sequence[ProgramDuty]) -> Mapping[str, Any]:
    vocabulary = site.corpus.vocabulary
    known = {(fact.entity, fact.id): fact for fact in vocabulary.facts}
    tables, roles = program.description.tables, _roles(site.corpus, read)
    database = program.description.place.partition("#")[0]
    return {
        "program": program,
        "said": program.description,
        "tables": [(entity, tables[entity.id]) for entity in vocabulary.entities if entity.id in tables],
        "known": known,
        "verdicts": {verdict: label[site.lang] for verdict, label in VERDICT_LABELS.items()},
        "decided": [duty for duty in read if duty.is_decided],
        "without_effect": [duty for duty in read if not duty.is_decided and not duty.missing],
        "missing": _missing(program, known, read),
        "supplied": [known[name] for name in known if any(name in duty.service for duty in read if duty.is_decided)],
        "without": [entity for entity in vocabulary.entities if entity.id in program.description.without],
        "files": [file.name for file in program.files()],
        "questions": " ".join(["guiju questions", *roles, "-o profile.yaml"]),
        "assess": " \\\n  ".join(["guiju assess profile.yaml", *roles, f"--program '{program.id}={database}'"]),
        "assess_views": " \\\n  ".join(["guiju assess profile.yaml", *roles, *_tables(program)]),
    }


def _missing(
    program: Program, known: Mapping[EntityFact, Fact], read: Sequence[ProgramDuty]
) -> list[tuple[Sequence[ProgramDuty], Sequence[tuple[Fact, Bilingual | None]]]]:
    """The facts that the program lacks, each with why, together where the same duties wait for them."""
    together: dict[tuple[str, ...], tuple[list[ProgramDuty], list[tuple[Fact, Bilingual | None]]]] = {}
    for (entity, name), fact in known.items():
        waiting = [duty for duty in read if (entity, name) in duty.missing]
        if waiting:
            ids = tuple(duty.rule.global_id(duty.obligation) for duty in waiting)
            why = program.description.tables[entity].missing.get(name)
            together.setdefault(ids, (waiting, []))[1].append((fact, why))
    return list(together.values())


def _roles(corpus: Corpus, read: Sequence[ProgramDuty]) -> list[str]:
    """As options: the role that bears duties which read rows of the program, and those that are often beside it."""
    bearers = {party for duty in read for party in duty.obligation.bearers}
    roles = [role for role in corpus.vocabulary.roles if bearers.intersection(role.parties) and not role.plain]
    return [f"--role {role.id}" for role in roles if role is roles[0] or role.id in roles[0].often_with]


def _tables(program: Program) -> Iterator[str]:
    """As options: all its views, each with its mapping."""
    for entity, table in program.description.tables.items():
        yield f"--table '{entity}={program.description.place}{table.view}'"
        yield f"--mapping {entity}.yaml"
