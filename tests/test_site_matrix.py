"""The matrix of topics and parties counts each record once, and leads to the list of what it counts."""

import re
from collections import Counter

from playwright.sync_api import expect

from guiju.model import Obligation
from guiju.reasoning.standing import standing_of
from guiju.site.kinds import to
from markdown_pages import DAY, made_from, read, with_class, words_of
from real_corpus import real
from windows import Visit


def current(record: Obligation) -> bool:
    """Whether no later rule displaces it: what is displaced is in the lists and not in the counts."""
    return not any(
        record is one and standing_of(r, one, DAY).displaced for r in real().with_articles() for one in r.obligations
    )


def test_a_cell_of_the_matrix_counts_by_modality_and_leads_to_the_list_of_what_it_counts() -> None:
    root = read("zh", to.matrix())
    links = {a.get("href"): a for a in with_class(root, "heatmap")[0].iter("a")}
    lists = {e.get("id"): e for e in with_class(root, "cell")}
    for topic in real().vocabulary.topics:
        for party in real().vocabulary.parties:
            records = [
                o
                for r in real().with_articles()
                for o in r.obligations
                if topic.id in o.topics and party.id in o.bearers
            ]
            name = f"{topic.id}--{party.id}"
            law_of_the_day = [o for o in records if current(o)]
            assert (f"#{name}" in links) == bool(law_of_the_day)
            assert (name in lists) == bool(records)
            if law_of_the_day:
                numbers = re.findall(r"(\D)(\d+)", words_of(links[f"#{name}"]))
                short = {
                    made_from().words_of("matrix")["short"][m]: n
                    for m, n in Counter(o.modality for o in law_of_the_day).items()
                }
                assert {word: int(number) for word, number in numbers} == short
            if records:
                assert [o.title.zh in words_of(lists[name]) for o in records] == [True] * len(records)
                assert len(list(lists[name].iter("li"))) == len(records)


def test_the_totals_of_the_matrix_count_each_record_once() -> None:
    table = with_class(read("en", to.matrix()), "heatmap")[0]
    everything = [o for r in real().with_articles() for o in r.obligations]
    records = [o for o in everything if current(o)]
    foot = table.find("tfoot")
    assert foot is not None
    numbers = [int(words_of(e)) for e in foot.iter("td")]
    parties = [p for p in real().vocabulary.parties if any(p.id in o.bearers for o in everything)]
    assert numbers == [*(sum(p.id in o.bearers for o in records) for p in parties), len(records)]
    rows = {words_of(row.find("th")): int(words_of(list(row.iter("td"))[-1])) for row in table.find("tbody").iter("tr")}  # type: ignore[union-attr,arg-type]  # they are there
    topics = {t.label.en: sum(t.id in o.topics for o in records) for t in real().vocabulary.topics}
    listed = {t.label.en for t in real().vocabulary.topics if any(t.id in o.topics for o in everything)}
    assert rows == {topic: topics[topic] for topic in listed}


def test_a_cell_of_the_matrix_leads_to_its_list(visit: Visit) -> None:
    page = visit("whole/matrix/", "en")
    page.click("a[href='#logs--group-provider']")
    expect(page.locator(".cell:target li")).to_have_count(1)
    page.click("[data-other-language]")
    page.wait_for_url("/whole/matrix/#logs--group-provider")
