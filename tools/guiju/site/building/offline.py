"""The list of the files of a site by which a browser saves all of it, for reading without a network.

Two files: `offline.json` says how much there is, of which version, and in which words; `offline-files.json`, read only
when a reader saves, has the hash of each file, so that what is saved is known to be this version and whole.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from guiju.model import REQUIRED_LANGUAGES
from guiju.wording.words import Words

_WORDS = Words(__file__)


def write(root: Path, data_version: str) -> None:
    """Write both for the site in this folder, as it is now."""
    files = {file.relative_to(root).as_posix(): file for file in sorted(root.rglob("*")) if file.is_file()}
    listed = {path: file for path, file in files.items() if _is_saved(path)}
    hashes = _json({_address(path): sha256(file.read_bytes()).hexdigest() for path, file in listed.items()})
    (root / "offline-files.json").write_bytes(hashes)
    stamp = {
        "version": sha256(hashes).hexdigest(),
        "data": data_version,
        "files": len(listed),
        "bytes": sum(file.stat().st_size for file in listed.values()),
        "words": {
            lang: {key: text[lang] for key, text in _WORDS.table("script").items()} for lang in REQUIRED_LANGUAGES
        },
    }
    (root / "offline.json").write_bytes(_json(stamp))


def _is_saved(path: str) -> bool:
    """Not what only programs, search engines and hosts read, nor what says how to save."""
    named = ("sitemap.xml", "/poster.png")
    return not path.startswith(("offline", "api/v")) and not any(name in f"/{path}" for name in (*named, "/."))


def _address(path: str) -> str:
    """As pages link to it: glossary/index.html → glossary/."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
