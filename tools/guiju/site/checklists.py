"""One page a reader role: its checklist to read, and the same as files to download."""

from __future__ import annotations

from collections.abc import Iterator

from guiju import exports
from guiju.checklist import Checklist, checklist
from guiju.model import Role
from guiju.site import addresses
from guiju.site.render import Site, page


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The list of roles, and the checklist of each."""
    made = [(role, of_role(site, role)) for role in site.corpus.vocabulary.roles]
    here = addresses.CHECKLISTS
    yield here, page(site, "checklists.md.j2", here, site.words["checklists"], hide=("toc",), checklists=made)
    for role, result in made:
        here = addresses.checklist(role)
        yield (
            here,
            page(
                site,
                "checklist.md.j2",
                here,
                site.words["checklist_of"].format(role.label[site.lang]),
                description=role.description[site.lang],
                role=role,
                checklist=result,
                endings=tuple(exports.formats("checklist")),
            ),
        )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The checklist of each role in every format there is, in the language of the site."""
    for role in site.corpus.vocabulary.roles:
        result = of_role(site, role)
        for ending, render in exports.formats("checklist").items():
            yield addresses.download(role, ending), render(result)


def of_role(site: Site, role: Role) -> Checklist:
    """The checklist of one role on the day of the site."""
    return checklist(site.corpus, [role], site.as_of, site.lang)
