"""The options that several commands have, each worded once, and the frozen requests made from them."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from glob import glob
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.api.arguments import as_day
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse, one_line
from guiju.files.language import LANGUAGES

if TYPE_CHECKING:
    from guiju.api.knowledge_base import KnowledgeBase
    from guiju.assessment import Assessment
    from guiju.model import Corpus
    from guiju.reasoning.checklist import Checklist
    from guiju.tables.request import TablesRequest

_BINARY = ("xlsx", "docx")
_LIST: Mapping[str, Any] = {"action": "append", "default": []}
_WRITTEN = {"output": "-o", "statement": "--statement", "findings": "--findings"}
"""Arguments that name a file to write, and their options."""
_NO_FILES = frozenset(
    ("role", "regulation", "topic", "entity", "as_of", "lang", "format", "assignee", "master", "first", "since")
)
"""Arguments that name no file, though one may be called the same."""
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "--role": {**_LIST, "metavar": "ROLE", "help": "a reader role; repeat for several (a platform is often two)"},
    "--regulation": {**_LIST, "metavar": "ID", "help": "only this rule; repeat for several"},
    "--topic": {**_LIST, "metavar": "T", "help": "only this topic; repeat for several"},
    "--as-of": {"metavar": "DATE", "help": "apply the law as of this day, YYYY-MM-DD (default: today)"},
    "--lang": {"choices": LANGUAGES, "default": "zh", "help": "language (default: zh)"},
    "-o --output": {"metavar": "FILE", "help": "write to this file (default: the terminal)"},
    "--entity": {"metavar": "ENTITY", "required": True, "help": "the entity that each row describes: group, account …"},
    "--json": {"action": "store_true", "help": "answer as JSON"},
    "--format": {"choices": ("text", "json"), "default": "text", "help": "json: as --json"},
    "--base": {"metavar": "PATH", "help": "the knowledge base: a folder that contains regulations/"},
    "--table": {
        **_LIST,
        "metavar": "ENTITY=TABLE",
        "help": "rows of an entity: FILE, glob or folder of Parquet, CSV or JSON lines; FILE.sqlite#TABLE; "
        "postgresql://…#TABLE",
    },
    "--program": {
        **_LIST,
        "metavar": "PROGRAM=DATABASE",
        "help": "the tables of a program that is known (synapse, discourse): FILE.sqlite or postgresql://…",
    },
    "--mapping": {**_LIST, "metavar": "FILE", "help": "which column supplies which fact (guiju mapping proposes one)"},
    "--engine": {
        "choices": ("duckdb", "spark"),
        "default": "duckdb",
        "help": "the engine that scans (default: duckdb)",
    },
    "--master": {"metavar": "ADDRESS", "help": "the master of a Spark cluster (default: local[*])"},
    "--hash-keys": {"metavar": "FILE", "help": "show keys hashed with the secret in this file"},
}


def add(parser: argparse.ArgumentParser | argparse._ArgumentGroup, *names: str) -> None:
    """Add these options, in this order, as they are worded above."""
    for name in names:
        parser.add_argument(*name.split(), **_OPTIONS[name])


def add_format(parser: argparse.ArgumentParser, known: Collection[str], default: str) -> None:
    """Add --format, which `format_name` reads."""
    formats = f"one of {', '.join(known)} (default: the ending of FILE, else {default})"
    parser.add_argument("--format", metavar="FORMAT", help=formats)


def day(arguments: argparse.Namespace, today: date) -> date:
    """The day of --as-of; today where it is not given."""
    return as_day(arguments.as_of or today)


def base(arguments: argparse.Namespace, evaluable: bool = False) -> KnowledgeBase:
    """The knowledge base of --base, the current folder or the bundle; `evaluable`: what verdicts rest on alone, which
    can be run."""
    # Imported here: what looks a place up needs nothing of it.
    from guiju import knowledge
    from guiju.api.knowledge_base import KnowledgeBase
    from guiju.model import Shared

    corpus = (knowledge.load_for_verdicts if evaluable else knowledge.corpus)(arguments.base)
    return KnowledgeBase(knowledge_base(arguments.base, Path.cwd()), Shared(corpus))


def choose_checklist(base: KnowledgeBase, arguments: argparse.Namespace, today: date) -> Checklist:
    """The checklist of --role, --regulation, --topic, --as-of, --lang and --profile. Misuse where one is unknown, or
    where neither role nor profile is named and there are several roles."""
    service = getattr(arguments, "profile", None)
    if service is None:
        require_role(base.corpus, arguments)
    selection = arguments.role, arguments.regulation, arguments.topic
    return base.checklist(*selection, day(arguments, today), arguments.lang, service)


def assess(
    base: Corpus, arguments: argparse.Namespace, files: Sequence[str], as_of: date, tables: TablesRequest | None
) -> Assessment:
    """The assessment of these files for --role, --regulation, --topic and --lang, else for what filled workbooks were
    made for. Misuse as of `choose_checklist`, where no workbook names the roles."""
    if not arguments.role:
        from guiju.assessment.workbook import is_workbook  # needs more than most assessments do

        if not any(is_workbook(Path(file)) for file in files):
            require_role(base, arguments)
    from guiju.api.assessing import assessment

    selection = arguments.role, arguments.regulation, arguments.topic
    return assessment(base, files, *selection, as_of, arguments.lang, tables)


def require_role(base: Corpus, arguments: argparse.Namespace) -> None:
    if not arguments.role and len(roles := base.vocabulary.roles) > 1:
        raise Misuse(f"name a role with --role; known: {', '.join(known.id for known in roles)}")


def tables(arguments: argparse.Namespace, **further: Any) -> TablesRequest | None:
    """The scan of --table and its options, with `further` fields; None without. Misuse for an option without it."""
    options = {
        "--mapping": arguments.mapping,
        "--findings": further.get("findings"),
        "--hash-keys": arguments.hash_keys,
        "--master": arguments.master,
        "--since": further.get("since"),
    }
    if not (arguments.table or further.get("programs")):
        for option, value in options.items():
            if value:
                raise Misuse(f"{option}: needs a table; name one with --table ENTITY=FILE")
        return None
    # Imported here: without tables nothing of it is needed.
    from guiju.tables.request import TablesRequest
    from guiju.terminal import watched

    named = (arguments.table, arguments.mapping, arguments.engine, arguments.master)
    return TablesRequest(*named, salt=arguments.hash_keys, run=watched, **further)


def refuse_inputs(arguments: argparse.Namespace) -> None:
    """Misuse for a file to write that the command reads, through a link too: one that is named, that a pattern fits, or
    that is in a folder that is read."""
    given = vars(arguments)
    targets = [(option, given[name]) for name, option in _WRITTEN.items() if given.get(name)]
    targets = [(option, target) for option, target in targets if Path(target).is_file()]
    if not targets:
        return
    if "base" in given:
        given = {**given, "base": given["base"] or "regulations"}
    values = (value for name, value in given.items() if name not in _NO_FILES.union(_WRITTEN))
    with contextlib.suppress(OSError):  # a name that no file can have
        for place, (option, target) in product((place for value in values for place in _places(value)), targets):
            if place.is_file() and place.samefile(target):
                raise Misuse(f"{target}: is read by this command; choose another name with {option}")
            if place.is_dir() and place.resolve() in Path(target).resolve().parents:
                raise Misuse(f"{target}: is in a folder that this command reads; choose another name with {option}")


def _places(value: object) -> Iterator[Path]:
    """The files and folders that an argument names: as a path or a pattern, after ENTITY=, before #TABLE."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and "://" not in text:
            parts = (text, text.partition("=")[2])
            for name in dict.fromkeys(form for part in parts for form in (part, part.partition("#")[0]) if form):
                for place in map(Path, (name, *glob(name, recursive=True))):  # noqa: PTH207  # it may be absolute
                    # Of a knowledge base only its rules are read.
                    yield place / "regulations" if (place / "regulations").is_dir() else place


def path_or_name(words: str) -> Path | str:
    """The file that is named, where there is one; else words to look up."""
    return Path(words) if Path(words).is_file() else words


def whole(option: str, text: str, least: int, most: int) -> int:
    """The whole number of an option, within bounds; Misuse otherwise."""
    if not text.isascii() or not text.isdigit() or len(text) > 20 or not least <= int(text) <= most:
        raise Misuse(f"{option} {text}: write a whole number from {least} to {most}")
    return int(text)


def format_name(form: str | None, file: str | None, known: Collection[str], default: str) -> str:
    """The format that is named, else of the ending of the file, else the default. Misuse for an unknown one, for a
    binary one that a terminal would show, and for the text of a terminal in a file."""
    name = form or ending(file or "") or default
    if name not in known:
        raise Misuse(f"there is no format '{one_line(name)}'; known: {', '.join(known)}")
    if name in _BINARY and not file and sys.stdout.isatty():
        raise Misuse(f"{name} cannot be shown on a terminal; name a file with -o FILE.{name}")
    if name == "text" and file:
        raise Misuse("text is for the terminal; choose another --format for a file")
    return name


def ending(name: str) -> str:
    """The ending of the name of a file, lower-case and without its dot."""
    return Path(name).suffix.lstrip(".").lower()
