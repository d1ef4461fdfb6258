"""Write the query for your own warehouse: all duties of an entity counted in one pass over its table.

Example: guiju sql --entity group --dialect postgres --mapping groups.yaml profile.yaml >groups.sql

The query returns one row per duty: how many rows meet it, break it, are undetermined or not concerned; with --breaches,
one row per breach, with its key. Duties that a later rule displaces on the day are left out. The facts of the service
come from PROFILE; those it lacks are unknown, and so is what depends on them.
"""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from guiju import knowledge, options
from guiju.assessment.profile import load_profile
from guiju.assessment.rows import effective_facts
from guiju.files.finding import Misuse, one_line
from guiju.files.secret import without_secrets
from guiju.predicates.dialects import DIALECTS
from guiju.terminal import deliver

PURPOSE = "Scan tables"
_PART = r'("[^"\x00-\x1f\x7f]{1,200}"|[^\x00-\x1f\x7f.]{1,200})'
_NAME = rf"{_PART}(\.{_PART}){{0,2}}"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help="the service, as for guiju assess (YAML)")
    options.add(parser, "--entity")
    parser.add_argument("--dialect", choices=list(DIALECTS), required=True, help="the database to write for")
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        action="append",
        default=[],
        help="which columns supply which facts, one file per entity (guiju mapping proposes one; default: by name)",
    )
    parser.add_argument(
        "--table",
        metavar="ENTITY=NAME",
        action="append",
        default=[],
        help="the table of an entity, as SCHEMA.TABLE (default: the name of the entity); repeat for tables from which "
        "facts are counted",
    )
    parser.add_argument("--breaches", action="store_true", help="list the rows that break a duty, instead of counting")
    options.add(parser, "--as-of", "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    from guiju.tables import warehouse
    from guiju.tables.mapping import entities, load_mappings
    from guiju.tables.question import Question

    base = knowledge.load_for_verdicts(arguments.base)
    as_of, known = options.day(arguments, today), entities(base.vocabulary)
    if arguments.entity not in known:
        raise Misuse(f"--entity {one_line(arguments.entity, 40)}: is not one of {', '.join(known)}")
    profile = load_profile(Path(arguments.profile), base) if arguments.profile else None
    request = warehouse.QueryRequest(
        Question(base, effective_facts(profile, base.vocabulary, as_of).service if profile else {}, as_of),
        arguments.entity,
        {arguments.entity: arguments.entity, **_names(arguments.table, known)},
        load_mappings(arguments.mapping, base),
        DIALECTS[arguments.dialect],
        arguments.breaches,
    )
    deliver(warehouse.query_text(request).encode(), arguments.output)
    if not profile:  # reported last, so that it comes after no error
        print("no PROFILE: duties that depend on facts of the service are undetermined", file=sys.stderr)
    return 0


def _names(given: list[str], known: list[str]) -> dict[str, str]:
    """The tables by entity, as --table names them."""
    names: dict[str, str] = {}
    for argument in given:
        entity, _, name = argument.partition("=")
        stated = one_line(without_secrets(argument), 80)
        if without_secrets(name) != name or "://" in name:
            raise Misuse(f"--table {stated}: is an address; write the name that the warehouse uses, SCHEMA.TABLE")
        if entity not in known or not re.fullmatch(_NAME, name):
            remedy = f"write ENTITY=TABLE or ENTITY=SCHEMA.TABLE; entities: {', '.join(known)}"
            raise Misuse(f"--table {stated}: {remedy}")
        if entity in names:
            raise Misuse(f"--table {entity}=…: is given twice; give it once")
        names[entity] = name
    return names
