"""The penalties of a breach as ranges: what the cards of the site say of each provision that reaches the parties."""

from datetime import date

from guiju.documents.penalties.lines import by_provision, exposures, ranges, told_apart
from guiju.documents.penalties.ranges import penalty
from guiju.model import Lang
from guiju.reasoning.checklist import checklist
from real_corpus import real

DAY = date(2026, 6, 30)


def test_a_provision_is_given_with_each_tier_that_is_not_excluded_and_its_word_and_no_other(lang: Lang) -> None:
    reached = left_out = 0
    for role in real().vocabulary.roles:
        checked = checklist(real(), [role], DAY, lang)
        for line in (line for line in checked.lines if line.obligation.binds):
            texts, every = list(ranges(checked, line)), exposures(checked, line)
            known = [one for one in every if one.limit is None]
            limits = list(dict.fromkeys(one.limit[lang] for one in every if one.limit))
            for limit, text in zip(limits, texts[len(known) :], strict=True):
                assert limit in text and " · " not in text  # whether it reaches this service is open: no tier is stated
            for one, text in zip(known, texts, strict=False):
                for judged in one.reached:
                    assert penalty(judged.sanction, real(), lang) in text
                    reached += 1
                assert text.count(" · ") == 1 + len(one.reached)
                left_out += len(one.excluded)
    assert reached > 250 and left_out > 30


def test_provisions_of_one_number_are_told_apart_in_every_list_of_a_duty(lang: Lang) -> None:
    checked = checklist(real(), real().vocabulary.roles, DAY, lang)
    several = [[place for place, _ in by_provision(checked, line)] for line in checked.lines]
    assert all(len({*places}) == len(places) for places in several)
    law = real().regulations["cybersecurity-law"]
    content, reporting = (p for p in law.provisions if p.id in ("content-duty-penalty", "reporting-penalty"))
    assert told_apart([("69", content), ("69", reporting), ("61", content)], lang) == (
        f"69 {content.title[lang]}",
        f"69 {reporting.title[lang]}",
        "61",
    )
    assert told_apart([("69", content), ("69", content)], lang) == ("69", "69")
