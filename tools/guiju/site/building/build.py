"""Building the site from Python: what mkdocs.yml says, with the paths of this package, wherever that is installed."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from guiju.files import bundled
from guiju.site.site import Site

_SITE = Path(__file__).parents[1]
SOURCES = (_SITE / "theme", _SITE / "templates", _SITE / "pages")
"""What pages are made with, beside the data."""


class Failed(Exception):
    """The site could not be built: what MkDocs, or the check of the links, says."""


def build(site: Site, target: Path, alone: bool = False) -> None:
    """Build the site into `target`, or raise Failed. `alone`: there is no other language to switch to."""
    # The theme prints its notice when it is first imported.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils.yaml import yaml_load

    file = bundled.site_settings(site.lang)
    with file.open("rb") as opened:
        given = yaml_load(opened)
    config = MkDocsConfig(config_file_path=str(file))
    with tempfile.TemporaryDirectory() as empty, _warnings() as messages:
        config.load_dict(
            {
                **given,
                "site_url": "",  # no address of its own; that of GUIJU_SITE_URL is another place
                "site_dir": str(target),
                "docs_dir": str(site.folder if site.written else empty),
                "hooks": [str(Path(__file__).with_name("hook.py"))],
                "theme": {**given["theme"], "custom_dir": str(_SITE / "theme")},
                "extra": {**given["extra"], "site": site, **({"other": None} if alone else {})},
                # Beside one rule only, most links lead out of what is built.
                **({"strict": False, "validation": dict.fromkeys(given["validation"], "ignore")} if site.only else {}),
            }
        )
        errors, _ = config.validate()
        if errors:
            raise Failed("\n".join(f"{key}: {error}" for key, error in errors))
        try:
            build(config)
        except SystemExit:  # how MkDocs gives up
            raise Failed(messages.getvalue().rstrip()) from None


@contextmanager
def _warnings() -> Iterator[StringIO]:
    """What MkDocs warns of, collected, and not printed."""
    messages = StringIO()
    logger, handler = logging.getLogger("mkdocs"), logging.StreamHandler(messages)
    handler.setLevel(logging.WARNING)
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
