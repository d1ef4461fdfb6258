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
from datetime import date
from pathlib import Path

from guiju import options
from guiju.api import comparing
from guiju.documents import comparison as document
from guiju.documents import roll_up_comparison as of_several
from guiju.terminal import comparison as on_terminal
from guiju.terminal import deliver, printer
from guiju.writers import formats

PURPOSE = "Assess a service"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier assessment, a JSON file, or a folder of several")
    parser.add_argument("new", metavar="NEW", help="the later assessment, a JSON file, or a folder of several")
    options.add_format(parser, ["text", *formats("comparison")], "text")
    options.add(parser, "--lang", "--json", "-o --output")
    parser.set_defaults(lang=None)  # that of the later assessment


def run(arguments: argparse.Namespace, today: date) -> int:
    if Path(arguments.old).is_dir() or Path(arguments.new).is_dir():
        return _run_on_folders(arguments)
    asked = "json" if arguments.json else arguments.format
    name = options.format_name(asked, arguments.output, ["text", *formats("comparison")], "text")
    made = comparing.progress(arguments.old, arguments.new)
    lang = arguments.lang or made.lang
    if name == "text":
        on_terminal.print_paper(printer(), document.paper(made, lang))
    else:
        deliver(formats("comparison")[name](made, lang), arguments.output, document.headline(made, lang))
    return 1 if made.is_lost else 0


def _run_on_folders(arguments: argparse.Namespace) -> int:
    known = ["text", *formats("roll_up_comparison")]
    asked = "json" if arguments.json else arguments.format
    name = options.format_name(asked, arguments.output, known, "text")
    made = comparing.several_progress(arguments.old, arguments.new)
    lang = arguments.lang or made.lang
    if name == "text":
        on_terminal.print_paper(printer(), of_several.paper(made, lang))
    else:
        deliver(formats("roll_up_comparison")[name](made, lang), arguments.output, of_several.headline(made, lang))
    return 1 if made.is_lost else 0
