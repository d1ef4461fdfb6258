"""Building an edition from Python: what mkdocs.yml says, with the paths of this package, so that it works wherever that lies."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guiju.files import bundled
from guiju.model import Lang
from guiju.site.edition import Edition

_SITE = Path(__file__).parents[1]
SOURCES = (_SITE / "theme", _SITE / "templates", _SITE / "pages")
"""What pages are made with, beside the data."""


class Failed(Exception):
    """The site could not be built: what MkDocs, or the check of the links, says."""


def settings(lang: Lang) -> dict[str, Any]:
    """What mkdocs.yml says for this language, as a dict."""
    from mkdocs.utils.yaml import yaml_load

    with bundled.site_settings(lang).open("rb") as file:
        return dict(yaml_load(file))


def build(edition: Edition, target: Path, alone: bool = False) -> None:
    """Build the edition into the folder `target`. `alone`: there is no other language to switch to. Failed where it cannot be."""
    # The theme prints its notice when it is first imported.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config.defaults import MkDocsConfig

    given = settings(edition.lang)
    config = MkDocsConfig(config_file_path=str(bundled.site_settings(edition.lang)))
    with tempfile.TemporaryDirectory() as empty, _told() as messages:
        config.load_dict(
            {
                **given,
                "site_url": "",  # no address of its own; that of GUIJU_SITE_URL is another place
                "site_dir": str(target),
                "docs_dir": str(edition.folder if edition.written else empty),
                "hooks": [str(Path(__file__).with_name("hook.py"))],
                "theme": {**given["theme"], "custom_dir": str(_SITE / "theme")},
                "extra": {**given["extra"], "edition": edition, **({"other": None} if alone else {})},
                **({"strict": False, "validation": _LENIENT} if edition.only else {}),
            }
        )
        errors, _ = config.validate()
        if errors:
            raise Failed("\n".join(f"{key}: {error}" for key, error in errors))
        try:
            build(config)
        except SystemExit:  # how MkDocs gives up
            raise Failed("\n".join(messages)) from None


# Beside one rule only, most links lead out of what is built.
_LENIENT = {
    "omitted_files": "ignore",
    "absolute_links": "ignore",
    "unrecognized_links": "ignore",
    "not_found": "ignore",
    "anchors": "ignore",
}


@contextmanager
def _told() -> Iterator[list[str]]:
    """What MkDocs warns of, collected, and not printed."""
    messages: list[str] = []
    logger = logging.getLogger("mkdocs")

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    handler, propagates = Collect(logging.WARNING), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
