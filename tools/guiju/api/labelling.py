"""Reads the labels of files, and judges each as content of the service that is declared."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from guiju.api.arguments import Day, as_lang
from guiju.api.assessing import Facts, profile_of
from guiju.api.checklists import checklist
from guiju.assessment.rows import effective_facts
from guiju.files.display import Records
from guiju.files.finding import Misuse
from guiju.files.progress import tracked
from guiju.files.selection import inside, meant
from guiju.labels.content import ENTITY, declarations, facts_of
from guiju.labels.labelling import LabelledContent, Labelling
from guiju.labels.reading import read_file
from guiju.labels.verdict import content_lines, judge
from guiju.model import Corpus, Lang
from guiju.predicates.kleene import Facts as Row
from guiju.reasoning.facts import by_entity


def labelling(corpus: Corpus, paths: Iterable[str], declared: Facts | None, as_of: Day | None, lang: Lang) -> Labelling:
    """The labels of these files, in folders of all that are not hidden. Misuse where there is none; Unsound where the
    declared facts do not fit."""
    files = list(dict.fromkeys(file for path in paths for one in meant(path) for file in _files(one)))
    if not files:
        raise Misuse("there is no file to read; name files, or folders with some")
    chosen = checklist(corpus, (), (), (), as_of, as_lang(lang))
    service: Row = {}
    rows: Mapping[str, Row] = {}
    if declared is not None:
        counted = effective_facts(profile_of(declared, chosen), corpus.vocabulary, chosen.as_of)
        service, rows = counted.service, counted.rows.get(ENTITY, {})
    lines = content_lines(chosen.current)
    contents, declared_of = [], declarations(rows)
    for file in tracked(files, "reading", len(files)):
        read = read_file(file)
        facts = facts_of(read, declared_of(read.path))
        contents.append(LabelledContent(read, facts, Records(judge(line, facts, service) for line in lines)))
    return Labelling(chosen.as_of, corpus.data_version, by_entity(corpus.vocabulary.facts), Records(contents))


def _files(path: Path) -> Iterable[Path]:
    return inside(path) if path.is_dir() else [path]
