"""The MkDocs hook: feeds the generated pages and files into the build of one language. Named in mkdocs.yml."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from guiju.facts import Unfit
from guiju.labels import NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.load import load
from guiju.site import links, pages, search


def on_config(config: Any) -> Any:
    """Load the knowledge base beside mkdocs.yml; set what the theme prints on every page, and the navigation."""
    loaded = load(Path(config.config_file_path).parent)
    if loaded.corpus is None:
        raise PluginError("\n".join(map(str, loaded.findings)))
    lang = config.theme["language"]
    config.extra["guiju"] = {
        "corpus": loaded.corpus,
        "as_of": _as_of(),
        "not_legal_advice": NOT_LEGAL_ADVICE[lang],
        "unofficial": UNOFFICIAL[lang] if lang == "en" else "",
        "base": urlsplit(config.site_url or "/").path,
    }
    if config.site_url and lang == "en":
        config.site_url += "en/"
    config.nav = pages.navigation(loaded.corpus, lang)
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add every page and file."""
    here = config.extra["guiju"]
    made = here["corpus"], config.theme["language"], here["as_of"]
    try:
        contents: dict[str, str | bytes] = {**pages.pages(*made), **pages.files(*made)}
    except Unfit as error:  # a case is replayed here, whether or not it was checked before
        raise PluginError(f"cases/: {error}; run guiju check") from None
    for path, content in contents.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_post_build(config: Any) -> None:
    """Complete the search index; a link that leads nowhere, or a request to another host, fails the build.

    English is built after Chinese, into it.
    """
    root = Path(config.site_dir)
    search.write(root / "search" / "search_index.json", config.extra["guiju"]["corpus"])
    if config.theme["language"] == "en" and (root.parent / "index.html").exists():
        root = root.parent
    found = list(links.defects(root, to_be_built="en", base=config.extra["guiju"]["base"]))
    if found:
        raise PluginError("\n".join(found))


def _as_of() -> date:
    """The day of the site: GUIJU_AS_OF, else the day of SOURCE_DATE_EPOCH, else today."""
    try:
        if day := os.environ.get("GUIJU_AS_OF"):
            return date.fromisoformat(day)
        if seconds := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise PluginError(f"the day of the site: {error}; set GUIJU_AS_OF to YYYY-MM-DD") from None
    return date.today()
