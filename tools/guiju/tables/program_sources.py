"""A program named with its database (`synapse=homeserver.db`): a table for each entity of which it has rows.

Its views are part of each query, so that nothing is made in the database, and whoever reads it need not be allowed to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guiju.files.finding import Misuse, one_line
from guiju.files.secret import without_secrets
from guiju.model.mapping import TableMapping
from guiju.tables import databases
from guiju.tables.programs import Program, SchemaBound, programs
from guiju.tables.sources import TableSource, parse

_VIEW = re.compile(r"CREATE VIEW (\S+) AS\s+(.+)", re.DOTALL)


def program_tables(argument: str, entities: Sequence[str]) -> tuple[list[TableSource], Mapping[str, TableMapping]]:
    """The tables of `NAME=DATABASE`, and their mappings by entity. Misuse for an unknown program, or for what is no
    database that it runs on, in a version that its views read."""
    known = {program.id: program for program in programs()}
    name, _, place = argument.partition("=")
    if name not in known or not place:
        remedy = f"write PROGRAM=DATABASE; programs: {', '.join(known)}"
        raise Misuse(f"--program {one_line(without_secrets(argument))}: {remedy}")
    program = known[name]
    if "#" in place:
        raise Misuse(f"--program {one_line(without_secrets(argument))}: names a table; leave # and what follows out")
    found = [_source(program, entity, place, entities) for entity in program.description.tables]
    for bound in program.description.schema:
        _refuse_beyond(program, bound, parse(f"{entities[0]}={place}#{bound.table}", entities))
    return found, program.mappings


def _refuse_beyond(program: Program, bound: SchemaBound, source: TableSource) -> None:
    """Misuse for a database whose version says that the views do not fit it."""
    name, version = program.description.name, databases.cell(source, bound.column)
    if version is None or not version.isdecimal():
        raise Misuse(f"{source.location}: {bound.column} is no number; name a database that {name} has made")
    if bound.at_least is not None and int(version) < bound.at_least:
        difference, outdated = f"older than {bound.at_least}", name
    elif bound.at_most is not None and int(version) > bound.at_most:
        difference, outdated = f"newer than {bound.at_most}", "guiju"
    else:
        return
    remedy = f"bring {outdated} up to date, or name adapted views with --table and --mapping"
    raise Misuse(f"{source.location}: {bound.column} is {version}, {difference}, which the views here read; {remedy}")


def _source(program: Program, entity: str, place: str, entities: Sequence[str]) -> TableSource:
    views = dict(_views(program))
    view = next(view for view in views if view.rpartition(".")[2] == _bare(program.description.tables[entity].view))
    source = parse(f"{entity}={place}#{_plain(view)}", entities)
    if source.format not in program.description.databases:
        kinds = " or ".join(program.description.databases)
        raise Misuse(f"{source.location}: {program.description.name} is read from {kinds}; name its database")
    queries = ", ".join(f"{_plain(name)} AS ({query})" for name, query in views.items())
    for name in views:
        queries = re.sub(rf"\b{re.escape(name)}\b", _plain(name), queries)
    return replace(source, views=f"WITH {queries} ")


def _views(program: Program) -> Iterator[tuple[str, str]]:
    """The views of a program in the order of its file, in which each reads only those before it: (name, query)."""
    script = re.sub(r"--[^\n]*", "", (program.folder / "views.sql").read_text("utf-8"))
    for statement in script.split(";"):
        if view := _VIEW.fullmatch(statement.strip()):
            yield view[1], view[2].strip()


def _bare(view: str) -> str:
    return view.rpartition(".")[2]


def _plain(view: str) -> str:
    """The name of a view without a schema, as a query of its own has it."""
    return view.replace(".", "_")
