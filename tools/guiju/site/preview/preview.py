"""The site on this machine while somebody writes: built, watched, built again. What is shown is always a whole build.

A preview has one build per language, which replaces the one before it only when it is done. A build that fails is
reported in the browser and to the caller, and the last one remains.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Condition

from guiju.law.load import load
from guiju.model import Case, Corpus, Lang
from guiju.reasoning.facts import Unfit
from guiju.site.building import build
from guiju.site.site import Site

Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class PreviewOptions:
    """What to show: the knowledge base in `base`, in these languages, on this day, all of it or one rule only."""

    base: Path
    langs: tuple[Lang, ...]
    as_of: date
    only: str | None = None
    laws: Mapping[str, Mapping[Lang, str]] = field(default_factory=dict)
    """Ids and titles of the rules, where they are so many that each is built when its pages are asked for."""


class Preview(AbstractContextManager["Preview"]):
    """The builds, in a folder removed at the end: `roots` and `versions` shown by language, the `error` that stopped
    the last, and in `news` the number of changes. Hold `changed` to read or write them."""

    def __init__(self, options: PreviewOptions) -> None:
        self.options = options
        self.roots: dict[Lang, Path] = {}
        self.versions: dict[Lang, int] = dict.fromkeys(options.langs, 0)
        self.news = 0
        self.error = ""
        self.viewed = options.langs[0]
        self.changed = Condition()
        self._home = Path(tempfile.mkdtemp(prefix="guiju-"))
        self.only = options.only
        self.built: dict[Lang, str | None] = {}
        """The rule whose pages are shown; None for all."""

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._home, ignore_errors=True)

    def update(self) -> Iterator[Lang]:
        """Build each language from the data as it is now, the one last looked at first; yields each when it is shown.
        UnsoundBase where the data cannot be read, build.Failed where a page cannot be built."""
        only = self.only
        if self.options.laws and only is None:
            yield from self.options.langs
            return
        corpus = self._load(only)
        for lang in sorted(self.options.langs, key=lambda lang: lang != self.viewed):
            site = Site(corpus, lang, self.options.as_of, self.options.base / "docs" / lang, only)
            target = self._home / f"{lang}-{self.versions[lang] + 1}"
            try:
                build.build(site, target, alone=len(self.options.langs) == 1)
            except Unfit as error:
                raise build.Failed(f"cases/: {error}; run guiju check") from None
            self._show(lang, target)
            self.built[lang] = only
            yield lang

    def demand(self, rule: str) -> None:
        """Show this rule, of those that are not all built."""
        self.only = rule

    def fail(self, message: str) -> None:
        """Tell the browser why it still sees the last build."""
        with self.changed:
            self._tell(message)

    def stamps(self) -> Stamps:
        """The time and size of each file that the site is made from. When they change, it is time to build."""
        names: tuple[str, ...] = ("regulations", "cases", "docs")
        if self.options.laws:
            names = (f"regulations/{self.only}",) if self.only else ()
        folders = [*(self.options.base / name for name in names), *build.SOURCES]
        return {path: stamp for folder in folders for path, stamp in _stamps(folder)}

    def _show(self, lang: Lang, target: Path) -> None:
        old = self._home / f"{lang}-{self.versions[lang] - 1}"  # the last but one: nobody is still reading it
        with self.changed:
            self.roots = {**self.roots, lang: target}
            self.versions[lang] += 1
            self._tell("")
        shutil.rmtree(old, ignore_errors=True)

    def _tell(self, error: str) -> None:
        self.error = error
        self.news += 1
        self.changed.notify_all()

    def _load(self, only: str | None) -> Corpus:
        """The data; for one rule, no more of it than that rule speaks of, however much there is."""
        rules = {only} if only else None
        while True:
            corpus = load(self.options.base, rules=rules)
            if only is None or rules is None:
                return corpus
            if only not in corpus.regulations:
                raise build.Failed(f"{self.options.base}: the rule {only} no longer exists; restore it")
            spoken_of = around(corpus, only)
            if spoken_of <= rules:
                return narrowed(corpus, only)
            rules |= spoken_of


def _stamps(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below the folder; those that begin with a dot are an editor's; Python is not read again."""
    for root, _, names in os.walk(folder):
        for path in (Path(root, name) for name in names if not name.startswith(".") and ".py" not in name):
            with contextlib.suppress(OSError):  # gone in between
                status = path.stat()
                yield str(path), (status.st_mtime_ns, status.st_size)


def narrowed(corpus: Corpus, name: str) -> Corpus:
    """The rule of this id with the rules and cases around it: its pages cost the same in any knowledge base."""
    kept = around(corpus, name)
    # Without relations to what is left out, no template need ask whether their targets are there.
    regulations = {
        slug: replace(rule, relations=tuple(r for r in rule.relations if r.target in kept))
        for slug, rule in corpus.regulations.items()
        if slug in kept
    }
    return replace(corpus, regulations=regulations, cases={case.id: case for case in _cases(corpus, name)})


def around(corpus: Corpus, name: str) -> set[str]:
    """The ids of the rules that this one speaks of, or that the cases do which illustrate it; and its own."""
    rule = corpus.regulations[name]
    targets = [relation.target for relation in rule.relations]
    for record in rule.obligations:
        targets += [*record.overlaps, *record.exception_to, *record.instead, *record.leads_to]
        targets += [record.displaced_by.regulation] if record.displaced_by else []
    targets += [term.defined_at for term in corpus.glossary if term.defined_at]
    for case in _cases(corpus, name):
        targets += [*case.illustrates, *case.applied, *(e.obligation or e.sanction or name for e in case.expect)]
        targets += [provision for difference in case.differences for provision in difference.provisions]
    return {name, *(target.partition("#")[0] for target in targets)}


def _cases(corpus: Corpus, name: str) -> list[Case]:
    """The cases that illustrate an obligation of this rule."""
    return [case for case in corpus.cases.values() if any(g.partition("#")[0] == name for g in case.illustrates)]
