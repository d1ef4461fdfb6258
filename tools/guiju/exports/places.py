"""Where the site has a rule, a place in it or a duty, for exports that lead back to it."""

from guiju.model import Lang, Obligation, Regulation


def address_of(site: str, lang: Lang, rule: Regulation, eId: str = "") -> str:
    """The address of a rule, or of a place in it, on a site at this address."""
    place = f"{eId.split('__')[0]}/#{eId}" if eId else ""
    return f"{_root(site, lang)}/regulations/{rule.id}/{place}"


def address_of_duty(site: str, lang: Lang, rule: Regulation, duty: Obligation) -> str:
    """The address of the page of a duty."""
    return f"{_root(site, lang)}/obligations/{rule.id}/{duty.id}/"


def _root(site: str, lang: Lang) -> str:
    return site.rstrip("/") + ("/en" if lang == "en" else "")
