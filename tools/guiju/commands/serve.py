"""Show the site on this machine, and rebuild it when the data changes.

Example: guiju serve --only cac-group-services-2017

Chinese is at /, English at /en/; with --lang one language alone, at /. Works from any folder, without the repository;
needs MkDocs: pip install 'guiju[site]'. Of more than 200 rules, / lists all, and the pages of each are built when they
are asked for. Only this machine can read it. Stop with Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guiju import knowledge, options
from guiju.files.bundled import knowledge_base
from guiju.model import REQUIRED_LANGUAGES, Lang

if TYPE_CHECKING:
    from guiju.site.preview.preview import Preview

PURPOSE = "Read"
_EVERY = 0.2
"""Seconds between two checks of the files."""

_MOST_BUILT = 200
"""Up to this many rules, all pages are built before the site opens; with more, when a browser requests one."""

_NAMES = {"zh": "中文", "en": "English"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=REQUIRED_LANGUAGES, help="only this language (default: both)")
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000; 0: any that is free)")
    parser.add_argument("--only", metavar="ID", help="only the pages of this rule, built in about a second")
    options.add(parser, "--as-of", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    # What builds the site is slow to import, and need not be installed.
    from guiju.site import installed

    installed.require(installed.TO_BUILD)
    from guiju.site.building import build
    from guiju.site.preview.preview import Preview, PreviewOptions
    from guiju.site.preview.server import Server

    base = knowledge_base(arguments.base, Path.cwd())
    langs = (arguments.lang,) if arguments.lang else REQUIRED_LANGUAGES
    rule = _rule(arguments, base)
    request = PreviewOptions(base, langs, options.day(arguments, today), rule, {} if rule else _laws(base))
    with Preview(request) as preview, Server(arguments.port, preview) as server, server.running():
        try:
            seen = preview.stamps()
            for lang in _build(preview):
                print(f"{server.address(lang)}  {_NAMES[lang]}", flush=True)
            print(f"guiju: watching {base}; stop with Ctrl-C", file=sys.stderr, flush=True)
            while True:
                time.sleep(_EVERY)
                if (now := preview.stamps()) != seen:
                    seen = now
                    _build_again(preview)
        except KeyboardInterrupt:
            return 0
        except build.Failed as failure:
            print(failure, file=sys.stderr)
            return 1


def _rule(arguments: argparse.Namespace, base: Path) -> str | None:
    """The id of the rule that --only names. Misuse for an unknown one."""
    only: str | None = arguments.only
    if only is None or only in {file.parent.name for file in base.glob("regulations/*/regulation.yaml")}:
        return only
    (rule,) = knowledge.regulations(knowledge.corpus(arguments.base), [only])
    return rule.id


def _laws(base: Path) -> Mapping[str, Mapping[Lang, str]]:
    """Ids and titles of the rules where they are too many to be built at once; else none."""
    if sum(1 for _ in base.glob("regulations/*/regulation.yaml")) <= _MOST_BUILT:
        return {}
    from guiju.search.index import consult, titles

    return consult(base, titles)


def _build(preview: Preview) -> Iterator[Lang]:
    """Build; yields each language once it is shown, and prints how long that took."""
    started = time.perf_counter()
    for lang in preview.update():
        print(f"guiju: {_NAMES[lang]} {time.perf_counter() - started:.1f} s", file=sys.stderr, flush=True)
        yield lang


def _build_again(preview: Preview) -> None:
    """Build after a change. Where that fails, say why and keep the last build."""
    try:
        for _ in _build(preview):
            pass
    except Exception as error:
        print(error, file=sys.stderr, flush=True)
        preview.fail(str(error))
