"""An article in one text of its rule, and its words as they are printed."""

from dataclasses import dataclass

from guiju.files.display import Displayed
from guiju.law.versions import Version
from guiju.model import Article, Bilingual, Lang, Regulation
from guiju.places import citation
from guiju.places.citation import is_within


@dataclass(frozen=True)
class ArticleText(Displayed):
    """An article, or a 款 or 项 of one, in one text of its rule.

    `rule` is the law, `article` the record with its `paragraphs` (款), each with `points` (项), `version` the text from
    which it is taken: its `day`, its first day `from_` and the day after its last, `until`. `remarks` say, in both
    languages, which article the number was of in the version before, where it was another's. `provenance` of the rule
    says where the text is from and with what it was compared; it is not an official copy.
    """

    _columns = ("rule:rule.id", "eId", "cited", "version:version.day", "heading", "text", "en")

    rule: Regulation
    article: Article
    version: Version
    remarks: tuple[Bilingual, ...] = ()

    @property
    def eId(self) -> str:
        """The place, in the notation of Akoma Ntoso: `art_9__para_2`."""
        return self.article.eId

    @property
    def heading(self) -> Bilingual:
        """What the article is about; ours, not the law's, and empty where we gave none."""
        return self.article.heading

    @property
    def text(self) -> str:
        """The words in Chinese, a line a 款, 项 or 目 after its number; the `partial` of a 款 says what it lacks."""
        return printed(self.article).zh

    @property
    def en(self) -> str:
        """Our translation, which has no legal force, in the same lines; empty where there is none."""
        return printed(self.article).en

    def cited(self, lang: Lang = "zh") -> str:
        """How lawyers cite it: 第九条第二款, art. 9(2)."""
        return citation.label(self.version.text, self.eId, lang)


def printed(article: Article, place: str = "") -> Bilingual:
    """The article as it is printed: a line a 款, and a 项 or 目 after its number; the rows of a table follow. With a
    `place`, what is there, under the words that lead to it."""
    zh, en = [], []
    for unit in article.units():
        if place and not (is_within(unit.eId, place) or is_within(place, unit.eId)):
            continue
        number = getattr(unit, "number", None) or citation.marker(unit.eId, "zh")
        zh += [number + unit.zh, *unit.table]
        if unit.en:
            en.append(citation.marker(unit.eId, "en") + unit.en)
    return Bilingual("\n".join(zh), "\n".join(en))
