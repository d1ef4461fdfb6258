"""Where the site has a rule, an article or a paragraph, for exports that lead back to it."""

from guiju.model import Lang, Regulation


def address_of(site: str, lang: Lang, rule: Regulation, eId: str = "") -> str:
    """The address of a rule, or of a place in it, on a site at this address."""
    root = site.rstrip("/") + ("/en" if lang == "en" else "")
    place = f"{eId.split('__')[0]}/#{eId}" if eId else ""
    return f"{root}/regulations/{rule.id}/{place}"
