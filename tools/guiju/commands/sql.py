"""Write the query for your own warehouse: all duties of an entity counted in one pass over its table.

Example: guiju sql --entity group --dialect postgres --mapping groups.yaml profile.yaml >groups.sql
It answers one row a duty: how many rows meet it, break it, cannot be told, are not concerned; with --breaches, one row a breach with its key.
Duties that a later rule displaces on the day are left out. The facts of the service come from PROFILE; what it does not say is unknown, and so is what depends on it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from guiju import knowledge, options
from guiju.assessment.profile import load_profile
from guiju.files import output
from guiju.files.finding import Misuse, one_line
from guiju.files.secret import without_secrets
from guiju.model import Corpus
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DIALECTS

_PART = r'("[^"\x00-\x1f\x7f]{1,200}"|[^\x00-\x1f\x7f.]{1,200})'
_NAME = rf"{_PART}(\.{_PART}){{0,2}}"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help="the service, as for guiju assess (YAML)")
    parser.add_argument(
        "--entity", metavar="ENTITY", required=True, help="the entity that each row describes: group, account …"
    )
    parser.add_argument("--dialect", choices=list(DIALECTS), required=True, help="the database to write for")
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        action="append",
        default=[],
        help="which columns give which facts, one file per entity (guiju mapping proposes one; default: columns with the names of facts)",
    )
    parser.add_argument(
        "--table",
        metavar="ENTITY=NAME",
        action="append",
        default=[],
        help="the table of an entity, as SCHEMA.TABLE (default: the name of the entity); repeat for tables from which facts are counted",
    )
    parser.add_argument("--breaches", action="store_true", help="list the rows that break a duty, instead of counting")
    options.add(parser, "--as-of", "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    from guiju.tables import derived, query, warehouse
    from guiju.tables.mapping import entities
    from guiju.tables.request import service_facts

    base = knowledge.evaluable(arguments.base)
    as_of, dialect = options.day(arguments, today), DIALECTS[arguments.dialect]
    known = entities(base.vocabulary)
    if arguments.entity not in known:
        raise Misuse(f"--entity {one_line(arguments.entity, 40)}: is not one of {', '.join(known)}")
    service = {}
    if arguments.profile:
        service = dict(service_facts(load_profile(Path(arguments.profile), base), base, as_of))
    mappings = _mappings(arguments.mapping, base)
    names = _names(arguments.table, known)
    names.setdefault(arguments.entity, arguments.entity)
    if unused := [entity for entity in mappings if entity not in names]:
        raise Misuse(f"--mapping of {unused[0]}: its table is not named; add --table {unused[0]}=NAME")
    found = {entity: query.conditions(base, entity, service, as_of, dialect) for entity in names}
    if not found[arguments.entity]:
        raise Misuse(f"--entity {arguments.entity}: no duty is tested on its rows")
    current = tuple(one for one in found[arguments.entity] if not one.displaced(as_of))
    displaced = len(found[arguments.entity]) - len(current)
    if not current:
        raise Misuse(
            f"--entity {arguments.entity}: a later rule displaces all {displaced} duties that are tested on its rows; name an earlier day with --as-of"
        )
    tables = {
        entity: warehouse.table_named(name, entity, mappings.get(entity), base, found[entity], dialect, as_of)
        for entity, name in names.items()
    }
    asked = warehouse.breach_query if arguments.breaches else warehouse.count_query
    written = asked(derived.inline(tables[arguments.entity], tables), current)
    header = f"-- guiju: duties tested on rows of {arguments.entity}, as of {as_of}, data version {base.data_version}\n"
    if displaced:
        header += f"-- left out, since a later rule displaces them on that day: {displaced} duties; an earlier --as-of asks for them\n"
    if arguments.output:
        output.write(Path(arguments.output), (header + written).encode())
    else:
        print(header + written, end="")
    if not arguments.profile:  # said last, so that it stands beside no error
        print("no PROFILE: duties that depend on facts of the service are undetermined", file=sys.stderr)
    return 0


def _mappings(files: list[str], base: Corpus) -> Mapping[str, TableMapping]:
    from guiju.tables.mapping import load_mapping

    read: dict[str, TableMapping] = {}
    for name in files:
        mapping = load_mapping(Path(name), base)
        if mapping.entity in read:
            raise Misuse(f"{name}: is a second mapping of {mapping.entity}; give only one")
        read[mapping.entity] = mapping
    return read


def _names(given: list[str], known: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for argument in given:
        entity, _, name = argument.partition("=")
        if without_secrets(name) != name or "://" in name:
            raise Misuse(
                f"--table {one_line(without_secrets(argument), 80)}: is an address; write the name that the warehouse uses, SCHEMA.TABLE"
            )
        if entity not in known or not re.fullmatch(_NAME, name):
            raise Misuse(
                f"--table {one_line(without_secrets(argument), 80)}: write ENTITY=TABLE or ENTITY=SCHEMA.TABLE; entities: {', '.join(known)}"
            )
        if entity in names:
            raise Misuse(f"--table {entity}=…: is given twice; give it once")
        names[entity] = name
    return names
