"""What a rule of which only some articles are here says of the others."""

import dataclasses

from checklist_samples import corpus
from guiju.law import excerpt
from guiju.model import Bilingual, MissingArticle, Regulation, Sighting
from guiju.places import citation

RULE = corpus().regulations["rule-part"]


def missing(*numbers: str) -> Regulation:
    return dataclasses.replace(RULE, missing=tuple(MissingArticle(number, "unseen") for number in numbers))


def test_a_notice_names_the_rule_and_each_missing_article() -> None:
    assert excerpt.notice(RULE) == Bilingual(
        "《部分规定》在此只收入部分条文，所列义务不全；未收入：第一条（部分）、第二条、第三条、第四条第一款、第五条。",
        "Only some articles of the Partial Provisions are covered here, so its duties are listed in part; "
        "missing: art. 1 (in part), arts. 2–3, art. 4(1), art. 5.",
    )


def test_a_run_of_whole_articles_is_drawn_together() -> None:
    whole = Bilingual("第五条至第七条、第九条", "arts. 5–7, art. 9")
    in_part = Bilingual("第一条（部分）、第二条、第三条、第五条", "art. 1 (in part), arts. 2–3, art. 5")
    assert excerpt.missing_articles(missing("5", "6", "7", "9")) == whole
    assert excerpt.missing_articles(missing("1", "2", "3", "5")) == in_part


def test_the_only_paragraph_here_is_named_where_others_are_missing() -> None:
    assert citation.label(RULE, "art_4__para_2", "zh") == "第四条第二款"
    assert citation.label(RULE, "art_4__para_2", "en") == "art. 4(2)"
    assert citation.label(RULE, "art_1__para_1", "en") == "art. 1"


def test_the_number_of_witnesses_is_told_with_what_they_do_not_prove() -> None:
    assert excerpt.witnesses(Sighting(1)).en == "Text found in 1 source; its punctuation cannot be relied on"
    assert excerpt.witnesses(Sighting(3)).zh == "原文见于3个互不转引的来源，标点不作依据"


def test_only_a_rule_with_missing_articles_is_covered_in_part() -> None:
    assert [rule.id for rule in excerpt.in_part(corpus().with_articles())] == ["rule-part"]
