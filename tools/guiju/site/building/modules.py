"""Which modules of JavaScript a page loads: its own, and whatever those import, however far down.

A browser learns of an import only when it has read the importing module. Told of all at once, it asks for all at once.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from mkdocs.exceptions import PluginError

_IMPORT = re.compile(r"""^import\s(?:[^'";]*\sfrom\s)?['"]([^'"]+)['"];$""", re.M)


def chain(files: Any) -> Callable[[Iterable[str | None]], tuple[str, ...]]:
    """Modules of a site, by their paths in it → these, and all that they import."""

    @cache
    def imports(path: str) -> tuple[str, ...]:
        file = files.get_file_from_path(path)
        if file is None:
            raise PluginError(f"{path}: a script of the site imports it, but it does not exist")
        return tuple(
            # In English, assets are one folder above the root, where Chinese has them.
            posixpath.normpath(posixpath.join(posixpath.dirname(path), target)).removeprefix("../")
            for target in _IMPORT.findall(file.content_string)
        )

    def reached(entries: Iterable[str | None]) -> tuple[str, ...]:
        modules = list(dict.fromkeys(filter(None, entries)))
        for path in modules:  # which grows meanwhile
            modules += [target for target in dict.fromkeys(imports(path)) if target not in modules]
        return tuple(modules)

    return reached
