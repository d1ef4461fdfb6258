"""Compare two assessments: which gaps were closed and on which evidence, which are new, open still, or lost sight of.

Example: guiju compare spring.json summer.json -o progress.docx

OLD and NEW are JSON files of guiju assess, or receipts, of this format or one before. A gap is closed only if its plan
records a day, by whom and the evidence; else it is no longer found, and nothing shows that it was closed. One that is
not listed any more while a fact behind it was left out, expired or rests on weaker evidence, or that an answer without
reason and approver switched off, is lost sight of. Of law
that changed the provision and both versions are named; what is not comparable is listed with the reason.

Two folders that guiju assess FOLDER -o wrote are compared service by service, and which services are new, gone or could
not be assessed is said; a service that is gone, or was not assessed, is exit code 1 too.

Exit code 1 where a fact, a gap or a duty was lost sight of, a gap is new or its duty was not assessed again (fewer
roles, topics or rules), or a duty got worse.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from guiju import options
from guiju.api import comparing
from guiju.assessment.progress import Progress
from guiju.assessment.several_progress import SeveralProgress
from guiju.documents import comparison as document
from guiju.documents import roll_up_comparison as of_several
from guiju.documents.blocks import Paper
from guiju.model import Lang
from guiju.terminal import comparison as on_terminal
from guiju.terminal import deliver, printer
from guiju.writers import formats

PURPOSE = "Assess a service"
_Compared = TypeVar("_Compared", Progress, SeveralProgress)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier assessment, a JSON file, or a folder of several")
    parser.add_argument("new", metavar="NEW", help="the later assessment, a JSON file, or a folder of several")
    options.add_format(parser, ["text", *formats("comparison")], "text")
    options.add(parser, "--lang", "--json", "-o --output")
    parser.set_defaults(lang=None)  # that of the later assessment


def run(arguments: argparse.Namespace, today: date) -> int:
    if Path(arguments.old).is_dir() or Path(arguments.new).is_dir():
        several = comparing.several_progress
        return _compare(arguments, "roll_up_comparison", several, of_several.paper, of_several.headline)
    return _compare(arguments, "comparison", comparing.progress, document.paper, document.headline)


def _compare(
    arguments: argparse.Namespace,
    kind: str,
    compare: Callable[[str, str], _Compared],
    paper: Callable[[_Compared, Lang], Paper],
    headline: Callable[[_Compared, Lang], str],
) -> int:
    """Compare two files or two folders, in a format of this kind of document."""
    chosen = "json" if arguments.json else arguments.format
    name = options.format_name(chosen, arguments.output, ["text", *formats(kind)], "text")
    result = compare(arguments.old, arguments.new)
    lang = arguments.lang or result.lang
    if name == "text":
        on_terminal.print_paper(printer(), paper(result, lang))
    else:
        deliver(formats(kind)[name](result, lang), arguments.output, headline(result, lang))
    return 1 if result.is_lost else 0
