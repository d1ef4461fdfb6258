"""What the worker of the search finds: on the index of the site, and on one of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from guiju.law.text import citation
from guiju.model import LANGUAGES, Corpus, Lang
from search_worker import Answer
from windows import ROOTS

pytest_plugins = ["search_worker"]


def first_places(answer: Answer) -> list[str]:
    """Where the first hit leads: to its page, and to the places on it that are as good."""
    if not answer["items"]:
        return []
    page, *_ = answer["items"]
    best = page["hits"][0]["score"]
    return [page["location"], *(hit["location"] for hit in page["hits"] if hit["score"] == best)]


SEARCHES = yaml.safe_load(Path(__file__).with_name("searches.yaml").read_text("utf-8"))


@pytest.mark.parametrize("half", ["development", "apart"])
def test_what_users_type_finds_first_what_answers_it(ask: Any, half: str) -> None:
    wrong = []
    for lang in LANGUAGES:
        entries = [entry for entry in SEARCHES[half] if lang in entry]
        for entry, answer in zip(entries, ask([entry[lang] for entry in entries], lang, whole=False), strict=True):
            if not set(entry["first"]).intersection(first_places(answer)):
                wrong.append((entry[lang], first_places(answer), entry["first"]))
    assert len(SEARCHES[half]) >= 60
    assert len(wrong) <= 0.05 * len(SEARCHES[half]), wrong


def test_every_paragraph_and_point_is_an_entry_of_the_index_with_its_anchor(
    site_folder: Path, corpus: Corpus, lang: Lang
) -> None:
    index = json.loads((site_folder / ROOTS[lang] / "search/search_index.json").read_text("utf-8"))
    entries = {doc["location"]: doc for doc in index["docs"]}
    for place, rule, unit in law(corpus):
        entry = entries[place]
        assert (entry["rule"], entry["eId"]) == (rule, unit.eId)
        assert unit.zh in entry["text"]


def law(corpus: Corpus) -> Iterator[tuple[str, str, Any]]:
    """(location, rule, 款 or 项) of all that is law text on the site."""
    for rule in corpus.with_articles():
        for article in rule.articles:
            for unit in article.units():
                yield f"regulations/{rule.id}/{article.eId}/#{unit.eId}", rule.id, unit


def test_every_four_characters_of_every_paragraph_find_it(ask: Any, corpus: Corpus) -> None:
    places = [(place, unit.zh) for place, _, unit in law(corpus)]
    windows = [(zh[start : start + 4], place) for place, zh in places for start in range(max(1, len(zh) - 3))]
    assert len(windows) > 2000
    for window, answer in zip(windows, ask([words for words, _ in windows]), strict=True):
        article = window[1].split("#")[0]
        assert article in [page["location"] for page in answer["items"]], window
        assert answer["guesses"] == [], window


def test_every_place_is_found_first_by_its_citation(ask: Any, corpus: Corpus, lang: Lang) -> None:
    cited = [(unit.eId, place) for place, rule, unit in law(corpus) if rule.startswith("cac-group")]
    for place, id, unit in law(corpus):
        rule = corpus.regulations[id]
        cited.append((f"{rule.short_title[lang]} {citation.label(rule, unit.eId, lang)}", place))
    for (query, place), answer in zip(cited, ask([query for query, _ in cited], lang), strict=True):
        # The same place of several rules is cited alike where the rule is not named.
        best = answer["items"][0]["hits"][0]["score"]
        top = [hit["location"] for page in answer["items"] for hit in page["hits"] if hit["score"] == best]
        article = place.split("#")[0]  # the only 款 of an article is cited by the article
        assert place in top or article in top, (query, top)


def test_every_provision_of_a_cited_law_is_found_first_by_its_citation(ask: Any, corpus: Corpus, lang: Lang) -> None:
    cited = [
        (f"{rule.short_title[lang]} {citation.numbered(number, lang)}", rule.id)
        for rule in corpus.regulations.values()
        if not rule.articles
        for provision in rule.provisions
        for number in provision.numbers
    ]
    assert len(cited) > 50
    for (query, rule), answer in zip(cited, ask([query for query, _ in cited], lang), strict=True):
        place = first_places(answer)
        assert place[0] == f"regulations/{rule}/" and "#" in place[1], (query, place)


def entry(place: str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"location": place, "title": title, "text": text, **more}


SMALL = {
    "config": {
        "synonyms": [  # the names of a thing, then by what else it is looked for
            [["群组建立者", "group founder"], ["群主"]],
            [["其他"], ["改名"]],
            [["manager"], ["moderator"]],
            [["网络日志", "net logs"], []],
            [["公安机关", "public security organ"], ["警察", "police station"]],
            [["管理功能"], ["kick out of a group", "拘"]],
        ],
        "rules": {"r": ["甲规定"], "s": ["乙法", "Law B"]},
        "traditional": {"網": "网", "誌": "志", "網路": "网络"},
        "kinds": {"for": "advice", "terms": "meaning", "told": "story"},
        "readings": {
            "ri": "日",
            "zhi": "志制",
            "yi": "乙",
            "fa": "法",
            "wang": "网",
            "luo": "络洛",
            "ren": "人",
            "shu": "数",
        },
    },
    "docs": [
        entry("a/", "人数", "不超过30人。"),
        entry("b/", "更多人数", "不超过 130 人，300 元。"),
        entry("c/", "Logs", "Keep the logs; a blog is no log book."),
        entry("d/", "日志", "其他"),
        entry("e/", "其他", "网络日志与群组建立者"),
        entry("f/", "标记", "<img src=x onerror=alert(1)> &amp; 说明"),
        entry("g/", "第三条", rule="r", eId="art_3"),
        entry("g/#art_3__para_1", "第三条第一款", "依照第五条处理。", rule="r", eId="art_3__para_1"),
        entry("h/", "期限", "至少六个月，修改名称"),
        entry("j/", "Managers", "Nobody manages a managerial board."),
        entry("k/", "机关", "由公安机关处理。", rule="q", eId="art_7"),
        entry("l/", "功能", "提供管理功能。"),
        entry("m/", "Disclosure", "Anonymity of correspondents.", named=True, names=["up to date"]),
        entry("n/", "小猫", "小猫不见了。", rule="q", eId="art_8"),
        entry("for/x/", "小猫须知", "先找一找。"),
        entry("terms/", "小猫", "一种动物。", boost=0.3),
        entry("told/x/", "小猫一事", "小猫。", boost=0.9),
        entry("i/", "乙法"),
        entry("i/#p", "某一规定", "内容", rule="s", places=["art_61__para_1", "art_287-1"], past=["art_59"]),
    ],
}


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("30人", ["a/"]),  # a number is not cut
        ("三十人", ["a/"]),  # however it is written
        ("6个月", ["h/"]),
        ("180天", ["h/"]),  # and in another unit
        ("half a year", ["h/"]),
        ("網路日誌", ["e/"]),  # traditional characters, and words of a region
        ("rizhi", ["d/", "e/"]),  # pinyin of a title
        ("rì zhì", ["d/", "e/"]),
        ("网洛日志", ["e/"]),  # one that sounds alike, of a name
        ("网络日", ["e/"]),
        ("改名", ["e/", "d/", "h/"]),  # another name of 其他; in 修改名称 it is no word
        ("乙法61条", ["i/"]),
        ("乙法第六十一条第一款", ["i/"]),
        ("《乙法》第六十一条", ["i/"]),
        ("乙法287条之一", ["i/"]),
        ("乙法287", ["i/"]),  # of which only 之一 is here
        ("第二百八十七条", ["i/"]),
        ("乙法59", ["i/"]),  # the number that it had
        ("Law B art. 61(1)", ["i/"]),
        ("Law B 61", ["i/"]),
        ("yi fa 61", ["i/"]),  # spelt in pinyin
        ("Law B art. 1,195", ["i/"]),  # a number in groups of digits
        ("警察", ["k/"]),  # what the law calls otherwise
        ("police stations", ["k/"]),
        ("kicking out of the groups", ["l/"]),  # a name however it is inflected
        ("kicked out groups", ["l/"]),
        ("anonimity", ["m/"]),  # a slip in a word that stands in no title
        ("130人", ["b/"]),  # a space beside Chinese is nothing
        ("３０人", ["a/"]),  # full width
        ("LOG", ["c/"]),  # case; the beginning of a word is enough
        ("ogs", []),  # the end is not
        ("日志", ["d/", "e/"]),  # a title before a text
        ("群主", ["e/"]),  # another name
        ("group founders", ["e/"]),  # in the other language, in the plural
        ("moderator", ["j/"]),  # another name in the plural
        ("日志 建立者", ["e/"]),  # all words
        ("日志 量子", ["d/", "e/"]),  # as many words as there are
        ("日志量子", ["d/", "e/"]),  # without a space
        ("甲规定第三条", ["g/"]),
        ("甲规定 三条", ["g/"]),
        ("第3条第1款", ["g/"]),
        ("第五条", ["g/"]),  # a citation of what is not here finds where it is cited
        ("量子", []),
        ("", []),
        ("的", []),
        ("(", []),
        ("\\", []),
    ],
)
def test_the_worker_finds_exactly(ask: Any, query: str, pages: list[str]) -> None:
    assert [page["location"] for page in ask([query], index=SMALL)[0]["items"]] == pages


@pytest.mark.parametrize(
    ("query", "page"),
    [("小猫", "n/"), ("小猫怎么办", "for/x/"), ("小猫是什么意思", "terms/"), ("小猫案例", "told/x/")],
)
def test_a_question_leads_to_the_kind_of_page_that_answers_it(ask: Any, query: str, page: str) -> None:
    assert ask([query], index=SMALL)[0]["items"][0]["location"] == page


def test_pinyin_is_found_as_it_is_often_typed(ask: Any) -> None:
    [exact, loose] = ask(["tousu", "toushu"])
    assert loose["items"][0]["location"] == exact["items"][0]["location"]
    assert loose["guesses"][0]["first"] == exact["guesses"][0]["first"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("骂辱交警", "辱骂交警"), ("刑事留拘", "刑事拘留"), ("治安处法", "治安处罚法"), ("个信息", "个人信息")],
)
def test_swapped_and_missing_characters_are_corrected(ask: Any, typed: str, meant: str) -> None:
    [slip, right] = ask([typed, meant])
    assert slip["items"][0]["location"] == right["items"][0]["location"]
    assert [guess["first"] for guess in slip["guesses"]] == [meant]


def test_a_name_with_a_number_cites_nothing(ask: Any) -> None:
    [arabic, chinese] = ask(["7条底线", "七条底线"])
    assert arabic["items"][0]["location"] == chinese["items"][0]["location"]


def test_a_snippet_is_text_in_pieces_every_other_of_them_to_be_marked(ask: Any) -> None:
    [answer] = ask(["说明"], index=SMALL)
    assert answer["items"][0]["hits"][0]["text"] == ["<img src=x onerror=alert(1)> &amp; ", "说明", ""]


def test_a_missing_word_is_named(ask: Any) -> None:
    [answer] = ask(["日志 量子"], index=SMALL)
    [hit] = answer["items"][0]["hits"]
    assert (hit["missing"], hit["marks"], answer["nowhere"]) == (["量子"], ["日志"], ["量子"])


def test_a_list_of_thousands_is_whole(ask: Any) -> None:
    docs = [entry(f"{n}/", f"第{n}篇", "网络日志") for n in range(3000)]
    [answer] = ask(["日志"], index={"config": {}, "docs": docs})
    assert len({page["location"] for page in answer["items"]}) == 3000


def test_a_text_that_several_pages_have_is_written_out_once(site_folder: Path, lang: Lang) -> None:
    index = json.loads((site_folder / ROOTS[lang] / "search/search_index.json").read_text("utf-8"))
    long = [doc["text"] for doc in index["docs"] if isinstance(doc["text"], str) and len(doc["text"]) > 20]
    assert len(long) == len(set(long))
    assert all(index["docs"][doc["text"]]["text"] for doc in index["docs"] if isinstance(doc["text"], int))
