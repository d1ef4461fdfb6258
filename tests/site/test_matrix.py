"""The matrix of topics and parties counts each record once, and leads to the list of what it counts."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from guiju.reasoning.standing import standing_of
from guiju.site.kinds import to
from markdown_pages import DAY, made_from, read, with_class, words_of
from real_corpus import real

EVERY = [record for _, record in real().obligations()]
CURRENT = [record for rule, record in real().obligations() if not standing_of(rule, record, DAY).displaced]
"""What a later rule displaces is in the lists and not in the counts."""


def test_a_cell_of_the_matrix_counts_by_modality_and_leads_to_the_list_of_what_it_counts() -> None:
    root, short = read("zh", to.matrix()), made_from().words_of("matrix")["short"]
    links = {a.get("href"): a for a in with_class(root, "heatmap")[0].iter("a")}
    for topic in real().vocabulary.topics:
        told = read("zh", to.matrix(topic)) if any(topic.id in o.topics for o in EVERY) else Element("nothing")
        lists = {cell.find("h2").get("id"): cell for cell in with_class(told, "cell")}
        for party in real().vocabulary.parties:
            records = [o for o in EVERY if topic.id in o.topics and party.id in o.bearers]
            address = f"../../matrix/topic-{topic.id}/#{party.id}"
            law_of_the_day = [o for o in records if o in CURRENT]
            assert (address in links) == bool(law_of_the_day)
            assert (party.id in lists) == bool(records)
            if law_of_the_day:
                numbers = re.findall(r"(\D)(\d+)", words_of(links[address]))
                counted = Counter(short[o.modality] for o in law_of_the_day)
                assert {word: int(number) for word, number in numbers} == counted
            if records:
                assert all(o.title.zh in words_of(lists[party.id]) for o in records)
                assert len(list(lists[party.id].iter("li"))) == len(records)


def test_the_totals_of_the_matrix_count_each_record_once() -> None:
    table = with_class(read("en", to.matrix()), "heatmap")[0]
    foot = table.find("tfoot")
    assert foot is not None
    parties = Counter(party for o in CURRENT for party in {*o.bearers})
    in_order = [parties[p.id] for p in real().vocabulary.parties if parties[p.id]]
    assert [int(words_of(e)) for e in foot.iter("td")] == [*in_order, len(CURRENT)]
    assert "0" not in [words_of(cell) for cell in table.iter("td")]
    rows = {words_of(row.find("th")): int(words_of(list(row.iter("td"))[-1])) for row in table.find("tbody").iter("tr")}
    topics = Counter(topic for o in CURRENT for topic in {*o.topics})
    assert rows == {t.label.en: topics[t.id] for t in real().vocabulary.topics if topics[t.id]}
