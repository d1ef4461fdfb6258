"""The site as a folder of plain Markdown, for another site generator: docs/ with all pages and files, and mkdocs.yml.

`mkdocs build` in that folder makes a site of it without anything of ours; other engines take docs/.
"""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from guiju import __version__
from guiju.files.finding import Misuse
from guiju.files.output import folder_of
from guiju.site import pages
from guiju.site.site import Site

_MANIFEST = ".guiju-render.json"
_BUILT = "site"
"""Where mkdocs.yml tells MkDocs to build: what is there can be made again."""

_NAMES = {"zh": "规矩", "en": "guiju"}
EXTENSIONS = ["attr_list", "md_in_html", "tables", {"toc": {"permalink": "#", "toc_depth": 3}}]
"""What the pages are written for, beside Markdown itself: ids and classes in braces, Markdown inside HTML, tables."""


def contents(site: Site) -> Iterator[tuple[str, bytes]]:
    """Everything in the folder: path → bytes, the settings last."""
    paths = set(site.written)
    for path, file in site.written.items():
        yield f"docs/{path}", file.read_bytes()
    for path, text in pages.each(site):
        paths.add(path)
        yield f"docs/{path}", text.encode()
    for path, content in pages.each_file(site):
        yield f"docs/{path}", content
    yield "mkdocs.yml", _settings(site, paths).encode()


def _settings(site: Site, paths: set[str]) -> str:
    """mkdocs.yml for the theme that comes with MkDocs, which loads nothing from elsewhere. JSON, which YAML reads."""
    values: dict[str, Any] = {
        "site_name": _NAMES[site.lang],
        "site_dir": _BUILT,
        "theme": {"name": "mkdocs", "locale": site.lang, "highlightjs": False},
        "plugins": ["search"] if site.lang == "en" else [],  # the search of MkDocs finds no Chinese
        "markdown_extensions": EXTENSIONS,
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": pages.navigation(site, paths),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["# Made by guiju render. Build it with: mkdocs build", *lines, ""])


def write(folder: Path, made: Iterable[tuple[str, bytes]]) -> int:
    """Write these files into `folder`, all or none, in place of an earlier call's, and return their number. Misuse if
    anything else is there, or was changed, or nothing can be written."""
    target = folder_of(folder, "--out")
    _refuse_what_is_not_ours(folder, target)
    aside = target.with_name(f".guiju.{secrets.token_hex(8)}")
    try:
        aside.mkdir()
        hashes = {}
        for path, content in made:
            file = aside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            hashes[path] = hashlib.sha256(content).hexdigest()
        manifest = {"made_by": f"guiju render {__version__}", "sha256": dict(sorted(hashes.items()))}
        (aside / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        _put(aside, target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{folder}: cannot be written ({reason}); choose another folder with --out") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return len(hashes)


def _put(aside: Path, target: Path) -> None:
    """Put `aside` in the place of `target`. What stood there goes away last, and comes back where that fails."""
    if not target.exists():
        aside.rename(target)
        return
    old = target.with_name(f"{aside.name}.old")
    target.rename(old)
    try:
        aside.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _refuse_what_is_not_ours(folder: Path, target: Path) -> None:
    if not target.exists():
        if not target.parent.is_dir():
            raise Misuse(f"{folder}: there is no folder {target.parent}; make it first")
        return
    if not target.is_dir():
        raise Misuse(f"{folder}: is a file; name a folder")
    if Path.cwd().is_relative_to(target):
        raise Misuse(f"{folder}: is the current folder, which would be replaced; name one beside it")
    known = _manifest(target / _MANIFEST)
    for file in sorted(target.rglob("*")):
        path = file.relative_to(target).as_posix()
        if file.is_dir() or path == _MANIFEST or path.startswith(f"{_BUILT}/"):
            continue
        if path not in known:
            raise Misuse(
                f"{folder}: holds {path}, which guiju render did not write; empty the folder or name another one"
            )
        if known[path] != hashlib.sha256(file.read_bytes()).hexdigest():
            raise Misuse(
                f"{folder}: {path} was changed since guiju render wrote it; move it away or name another folder"
            )


def _manifest(file: Path) -> dict[str, str]:
    """The hashes of what was written. None where it cannot be read: then nothing is known to be ours."""
    try:
        hashes = json.loads(file.read_bytes())["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return hashes if isinstance(hashes, dict) else {}
