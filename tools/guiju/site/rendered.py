"""The site as a folder of plain Markdown, for another site generator: docs/ with all pages and files, and mkdocs.yml.

`mkdocs build` in that folder makes a site of it without anything of ours; other engines take docs/. For MkDocs there is
a worker that searches in Chinese too, in the place of its own, with its box and its index.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guiju.files.folder import FolderWriter
from guiju.site import pages
from guiju.site.site import Site

_BUILT = "site"
"""Where mkdocs.yml tells MkDocs to build: what is there can be made again."""
FOLDER = FolderWriter("guiju render", "--out", ".guiju-render.json", _BUILT)

_WORKER = Path(__file__).with_name("rendered_search.js")
_NAMES = {"zh": "规矩", "en": "guiju"}
EXTENSIONS = ["attr_list", "md_in_html", "tables", {"toc": {"permalink": "#", "toc_depth": 3}}]
"""What the pages are written for, beside Markdown itself: ids and classes in braces, Markdown inside HTML, tables."""


def contents(site: Site) -> Iterator[tuple[str, bytes]]:
    """Everything in the folder: path → bytes, the settings last."""
    paths = set(site.written)
    for path, file in site.written.items():
        yield f"docs/{path}", file.read_bytes()
    for path, text in pages.render_all(site):
        paths.add(path)
        yield f"docs/{path}", text.encode()
    for path, content in pages.each_file(site):
        yield f"docs/{path}", content
    yield "docs/search/worker.js", _WORKER.read_bytes()
    yield "mkdocs.yml", _settings(site, paths).encode()


def _settings(site: Site, paths: set[str]) -> str:
    """mkdocs.yml for the theme that comes with MkDocs, which loads nothing from elsewhere. JSON, which YAML reads."""
    values: dict[str, Any] = {
        "site_name": _NAMES[site.lang],
        "site_dir": _BUILT,
        "theme": {"name": "mkdocs", "locale": site.lang, "highlightjs": False},
        "plugins": [{"search": {"lang": "en", "min_search_length": 1}}],
        "markdown_extensions": EXTENSIONS,
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": pages.navigation(site, paths),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["# Made by guiju render. Build it with: mkdocs build", *lines, ""])
