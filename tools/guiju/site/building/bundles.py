"""Modules of JavaScript → bundles: fewer files for a browser to ask for, and each module still evaluated once.

A script that a page names, and one that another imports when it is asked for, starts a bundle, which stands at its
address. A module that several of them reach is in a bundle with those that the same ones reach, so that it stands in
one file only. Each keeps a scope of its own: `const $limit = (() => { … return { … }; })();`. Why: decision 0048.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256

from mkdocs.exceptions import PluginError

_IMPORT = re.compile(r"""^import\s(?:\{([^}]*)\}\sfrom\s)?['"]([^'"]+)['"];\n""", re.M)
_ASKED_FOR = re.compile(r"""\bimport\(['"]([^'"]+)['"]\)""")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.M)
_ADDRESS = re.compile(r"\bimport\.meta\.url\b")
# What only readers of the source need: indents, and comments on lines of their own. A template may have such lines.
_FOR_READERS = re.compile(r"(`(?:[^`\\]|\\[\s\S])*`)|^[ \t]*(?:(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)\n)?", re.M)
_COMMENT_IN_SHEET = re.compile(r"^[ \t]+|/\*.*?\*/\n*", re.M | re.S)
_MODULE = re.compile(r"^(?:import|export)\b|\bimport\(|\bimport\.meta\b", re.M)

Sources = Mapping[str, str]


def bundled(sources: Sources) -> tuple[dict[str, str], dict[str, str]]:
    """Scripts of a site by their paths in it → the bundles of those that are modules, by theirs, and the bundle that
    each module is in."""
    own = {path: text for path, text in sources.items() if _MODULE.search(text)}
    own |= {target: sources[target] for path in own for target in _targets(own[path], path) if target in sources}
    ordered = list(_in_order(own))
    reached = _reached(own)
    together = defaultdict[frozenset[str], list[str]](list)
    for path in ordered:
        together[reached[path]].append(path)
    starts = {start for every in reached.values() for start in every}
    at: dict[str, str] = {}
    for members in together.values():
        digest = sha256("".join(own[path] for path in members).encode()).hexdigest()
        address = next((path for path in members if path in starts), f"assets/shared-{digest[:8]}.js")
        at |= dict.fromkeys(members, address)
    return {at[members[0]]: _bundle(members, own, at) for members in together.values()}, at


def bare(sheet: str) -> str:
    """A style sheet without what only readers of the source need."""
    return _COMMENT_IN_SHEET.sub("", sheet)


def _targets(text: str, path: str, pattern: re.Pattern[str] = _IMPORT) -> list[str]:
    """The modules that one imports."""
    named = (match[match.re.groups] for match in pattern.finditer(text))
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) for target in named]


def _reached(own: Sources) -> dict[str, frozenset[str]]:
    """From which scripts each module is reached: those that no module imports, or only when it is asked for. Not from
    one that is asked for only where the module is there already."""
    imported = {target for path in own for target in _targets(own[path], path)}
    asking = defaultdict[str, list[str]](list)
    for path in own:
        for target in _targets(own[path], path, _ASKED_FOR):
            asking[target].append(path)
    needed = {start: _needed(start, own) for start in own if start not in imported or start in asking}
    there = {
        start: frozenset.intersection(*(every for every in needed.values() for one in asking[start] if one in every))
        for start in needed
        if start in asking
    }
    return {
        path: frozenset(start for start, every in needed.items() if path in every - there.get(start, frozenset()))
        for path in own
    }


def _needed(start: str, own: Sources) -> frozenset[str]:
    """A module, and all that it imports, however far down."""
    found = [start]
    for path in found:  # which grows meanwhile
        found += [target for target in _targets(own[path], path) if target not in found]
    return frozenset(found)


def _in_order(own: Sources) -> Iterator[str]:
    """The modules as a browser evaluates them: what is imported before what imports it."""
    done = set[str]()

    def walk(path: str, above: tuple[str, ...]) -> Iterator[str]:
        if path in above or path not in own:
            why = "imports itself, by way of others" if path in above else f"is imported by {above[-1]}, but not there"
            raise PluginError(f"{path}: a script of the site {why}")
        for target in _targets(own[path], path):
            if target not in done:
                yield from walk(target, (*above, path))
        if path not in done:
            done.add(path)
            yield path

    for path in own:
        yield from walk(path, ())


def _bundle(members: list[str], own: Sources, at: Mapping[str, str]) -> str:
    """The text of a bundle. Others have a module by the name that stands for its scope; the scripts of pages have what
    the first module exports, by its own names."""
    here = at[members[0]]
    others = dict.fromkeys(target for path in members for target in _targets(own[path], path) if at[target] != here)
    lines = []
    for address in dict.fromkeys(at[target] for target in others):
        names = ", ".join(scope(target) for target in others if at[target] == address)
        lines.append(f'import {{ {names} }} from "{_from(here, address)}";')
    lines += [_module(path, own[path], here, at) for path in members]
    lines.append(f"export {{ {', '.join(map(scope, members))} }};")
    if here in members and (names := ", ".join(_EXPORT.findall(own[here]))):
        lines.append(f"export const {{ {names} }} = {scope(here)};")
    return "\n".join([*lines, ""])


def _module(path: str, text: str, here: str, at: Mapping[str, str]) -> str:
    """A module in a scope of its own, which gives what it exports."""
    folder = posixpath.dirname(path)

    def taken(match: re.Match[str]) -> str:
        name = scope(posixpath.normpath(posixpath.join(folder, match[2])))
        return f"const {{{match[1].replace(' as ', ': ')}}} = {name};\n" if match[1] else ""

    def asked_for(match: re.Match[str]) -> str:
        return f'import("{_from(here, posixpath.normpath(posixpath.join(folder, match[1])))}")'

    names = _EXPORT.findall(text)
    body = _EXPORT.sub("", _ASKED_FOR.sub(asked_for, _IMPORT.sub(taken, text)))
    body = _ADDRESS.sub(f'new URL("{_from(here, path)}", import.meta.url).href', body)
    if odd := re.search(r"^(?:import|export)\b.*", body, re.M):
        raise PluginError(f"{path}: {odd[0]}: bundles.py reads import {{ … }}, export function, class and const")
    body = _FOR_READERS.sub(lambda match: match[1] or "", body)
    return f"const {scope(path)} = (() => {{\n{body.strip()}\nreturn {{ {', '.join(names)} }};\n}})();"


def scope(path: str) -> str:
    """assets/self_assessment/page-one.js → $self_assessment$page$one"""
    return "$" + re.sub(r"\W", "$", path.removeprefix("assets/").removesuffix(".js"))


def _from(here: str, target: str) -> str:
    path = posixpath.relpath(target, posixpath.dirname(here))
    return path if path.startswith(".") else f"./{path}"
