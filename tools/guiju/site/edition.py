"""One language of the site, as it is built, served or written out: which data, on which day, all or one rule only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from guiju.model import Case, Corpus, Lang, Regulation
from guiju.site import pages
from guiju.site.escape import attribute, text
from guiju.site.kinds import to
from guiju.site.site import Site


@dataclass(frozen=True)
class Edition:
    """`folder` has the pages written by hand, if there are any; `only` is the id of the rule to show alone; `report` is
    the address of a form for error reports, or empty."""

    corpus: Corpus
    lang: Lang
    as_of: date
    folder: Path | None = None
    only: str | None = None
    report: str = ""

    @cached_property
    def written(self) -> dict[str, Path]:
        """The files written by hand, by their path under the site's root. Beside one rule only there are none."""
        if self.folder is None or self.only is not None:
            return {}
        files = (file for file in sorted(self.folder.rglob("*")) if file.is_file())
        return {file.relative_to(self.folder).as_posix(): file for file in files}

    def each_page(self) -> Iterator[tuple[str, str]]:
        """The pages made from the data, one by one: path, Markdown."""
        made = pages.each(self._site)
        if self.only is None:
            return made
        several = list(made)
        return iter([(to.home(), self._door(self.corpus.regulations[self.only], dict(several))), *several])

    def each_file(self) -> Iterator[tuple[str, bytes]]:
        """The files to download, one by one: path, bytes. Beside one rule only there are none."""
        return pages.each_file(self._site) if self.only is None else iter(())

    @cached_property
    def _site(self) -> Site:
        corpus = self.corpus if self.only is None else narrowed(self.corpus, self.only)
        return Site(corpus, self.lang, self.as_of, frozenset(self.written), self.only, self.report)

    def _door(self, rule: Regulation, made: Iterable[str]) -> str:
        """The first page where one rule only is shown: where to go."""
        title = rule.title[self.lang]
        links = "\n".join(f"- [{text(path.removesuffix('.md'))}]({path})" for path in made)
        return f'---\ntitle: "{attribute(title)}"\n---\n\n# {text(title)} {{ #only }}\n\n{links}\n'


def narrowed(corpus: Corpus, name: str) -> Corpus:
    """The rule of this id with the rules and cases around it, so that its pages cost the same in any knowledge base."""
    kept = around(corpus, name)
    regulations = {slug: _trimmed(rule, kept) for slug, rule in corpus.regulations.items() if slug in kept}
    return replace(corpus, regulations=regulations, cases={case.id: case for case in _cases(corpus, name)})


def around(corpus: Corpus, name: str) -> set[str]:
    """The ids of the rules that this one speaks of, or that the cases do which illustrate it; and its own."""
    rule = corpus.regulations[name]
    targets = [relation.target for relation in rule.relations]
    for record in rule.obligations:
        targets += [*record.overlaps, *record.leads_to]
        targets += [record.displaced_by.regulation] if record.displaced_by else []
    targets += [term.defined_at for term in corpus.glossary if term.defined_at]
    for case in _cases(corpus, name):
        targets += [*case.illustrates, *case.applied, *(e.obligation or e.sanction or name for e in case.expect)]
        targets += [provision for difference in case.differences for provision in difference.provisions]
    return {name, *(target.partition("#")[0] for target in targets)}


def _cases(corpus: Corpus, name: str) -> list[Case]:
    """The cases that illustrate an obligation of this rule."""
    return [case for case in corpus.cases.values() if any(g.partition("#")[0] == name for g in case.illustrates)]


def _trimmed(rule: Regulation, kept: set[str]) -> Regulation:
    """The rule without relations to what was left away: no template need ask whether they are there."""
    return replace(rule, relations=tuple(r for r in rule.relations if r.target in kept))
