"""The words of the site's interface, in both languages. The words for values of the data stand in guiju.law.labels."""

from __future__ import annotations

from guiju.model import Lang
from guiju.site.words.articles import ARTICLES
from guiju.site.words.cases import CASES
from guiju.site.words.checklists import CHECKLISTS
from guiju.site.words.everywhere import EVERYWHERE
from guiju.site.words.roles import ROLES
from guiju.site.words.sanctions import SANCTIONS
from guiju.site.words.search import SEARCH
from guiju.site.words.self_assessment import PAGES as SELF_ASSESSMENT
from guiju.site.words.whole import WHOLE


def words(lang: Lang) -> dict[str, str]:
    """All words in one language."""
    every = EVERYWHERE | ARTICLES | CASES | CHECKLISTS | ROLES | SANCTIONS | SEARCH | WHOLE | SELF_ASSESSMENT
    return {key: pair[0 if lang == "zh" else 1] for key, pair in every.items()}
