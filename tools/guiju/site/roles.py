"""Each reader role at a glance, for the cards that lead to its page."""

from dataclasses import dataclass

from guiju.model import Role
from guiju.reasoning.checklist import Checklist
from guiju.site.site import Site


@dataclass(frozen=True)
class Counts:
    """How many lines of a role are current duties and bans, how many of these lead to a penalty, how many are others,
    and how many a later rule displaces on the day (`historical`)."""

    duties: int
    bans: int
    punished: int
    others: int
    historical: int


def overview(site: Site) -> list[tuple[Role, str, Counts]]:
    """Each role with the words of its situation and its counts."""
    return [(role, situation(site, role), counts(site.checklist([role]))) for role in site.corpus.vocabulary.roles]


def situation(site: Site, role: Role) -> str:
    """The role as a reader would say it: I run a chat product. A role that has no such words is called by its label."""
    return (role.situation or role.label)[site.lang]


def counts(checklist: Checklist) -> Counts:
    """The counts of a checklist. A penalty that applies to parties of other roles only does not count."""
    records = [line.obligation for line in checklist.current]
    return Counts(
        duties=sum(record.modality == "obligation" for record in records),
        bans=sum(record.modality == "prohibition" for record in records),
        punished=sum(bool(checklist.leads_to(line)) for line in checklist.current),
        others=sum(not record.binds for record in records),
        historical=len(checklist.historical),
    )
