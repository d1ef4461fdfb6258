"""Write the site as plain Markdown, with the files to download, for use with another site generator.

Example: guiju render --out rendered --lang zh && cd rendered && mkdocs build

DIR gets docs/, with the same pages as the site, and a mkdocs.yml that builds them with plain MkDocs, and a search. It
is written whole or not at all. A folder that an earlier run wrote is replaced; one that holds anything else is refused.
"""

import argparse
from datetime import date
from pathlib import Path

from guiju import knowledge, options
from guiju.files.bundled import knowledge_base
from guiju.files.language import REQUIRED_LANGUAGES
from guiju.files.progress import tracked
from guiju.terminal import note

PURPOSE = "Open it in other software, answer agents"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", required=True, help="the folder to write")
    parser.add_argument("--lang", choices=REQUIRED_LANGUAGES, default="zh", help="language (default: zh)")
    options.add(parser, "--as-of", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    # What makes the pages is slow to import, and need not be installed.
    from guiju.site import installed

    installed.require(installed.TO_WRITE)
    from guiju.site import rendered
    from guiju.site.site import Site

    as_of = options.day(arguments, today)
    corpus = knowledge.load_for_verdicts(arguments.base, cases=True)
    written = knowledge_base(arguments.base, Path.cwd()) / "docs" / arguments.lang
    site = Site(corpus, arguments.lang, as_of, written)
    number = rendered.FOLDER.write(Path(arguments.out), tracked(rendered.contents(site), "pages"))
    note(f"{number} files as of {as_of}, data version {corpus.data_version}", arguments.out)
    return 0
