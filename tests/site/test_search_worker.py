"""What the worker of the search finds, on the index of the site and on one of its own, and what its parts do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from case_tables import cases, each
from guiju.model import REQUIRED_LANGUAGES, Corpus, Lang
from guiju.places import citation, numerals
from places import ROOT
from search_worker import Answer, site_index, written_texts
from windows import Visit

pytest_plugins = ["search_worker", "kept_windows"]


def first_places(answer: Answer) -> list[str]:
    """Where the first hit leads: to its page, and to the places on it that are as good."""
    if not answer["items"]:
        return []
    page, *_ = answer["items"]
    best = page["hits"][0]["score"]
    return [page["location"], *(hit["location"] for hit in page["hits"] if hit["score"] == best)]


TABLES = cases(__file__)
SEARCHES = yaml.safe_load(Path(__file__).with_name("searches.yaml").read_text("utf-8"))


@pytest.mark.parametrize("half", ["development", "apart"])
def test_what_users_type_finds_first_what_answers_it(ask: Any, half: str) -> None:
    wrong = []
    for lang in REQUIRED_LANGUAGES:
        entries = [entry for entry in SEARCHES[half] if lang in entry]
        for entry, answer in zip(entries, ask([entry[lang] for entry in entries], lang, whole=False), strict=True):
            if not set(entry["first"]).intersection(first_places(answer)):
                wrong.append((entry[lang], first_places(answer), entry["first"]))
    assert len(SEARCHES[half]) >= 60
    assert len(wrong) <= 0.05 * len(SEARCHES[half]), wrong


AT_DOORS = cases(str(ROOT / "tests/lookup/test_words_at_doors.py"))
# What the site says where every other door gives this reason.
WHY = {
    "of which law": "which_law",
    "it has articles 1 to 81": "articles",
    "paragraphs of its art. 21: 2": "paragraphs",
    "annexes: none": "no_annex",
    "is not in this knowledge base": "absent",
}


def test_every_paragraph_and_point_is_an_entry_of_the_index_with_its_anchor(
    site_folder: Path, corpus: Corpus, lang: Lang
) -> None:
    index = site_index(site_folder, lang)
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
    # Not the day from which a rule applies, whose characters are in all of them.
    places = [(place, zh) for place, zh in places if not zh.endswith("起施行。")]
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


@pytest.mark.parametrize("place", [*AT_DOORS["places"], *AT_DOORS["not_in_documents"]])
def test_a_place_is_found_first_however_it_is_written_as_at_every_door(ask: Any, place: str) -> None:
    asked = [*AT_DOORS["places"].get(place, ()), *AT_DOORS["not_in_documents"].get(place, ())]
    found = {words: first_places(answer) for words, answer in zip(asked, ask(asked, whole=False), strict=True)}
    assert {words: places for words, places in found.items() if address(place) not in places} == {}


def address(place: str) -> str:
    """Where a place of every other door is on the site: the page of a version has anchors for its articles alone."""
    rule, _, eId = place.partition("#")
    id, _, day = rule.partition("@")
    if day:
        return f"regulations/{id}/versions/{day}/#{eId.split('__')[0]}"
    article, part, _ = eId.partition("__")
    page = f"{article}/" if eId.startswith("art_") else ""
    return f"regulations/{id}/{page}" + (f"#{eId}" if part or not page else "")


@each(AT_DOORS["ranges"])
def test_a_range_is_all_that_is_between(words: str, articles: list[int], ask: Any) -> None:
    [answer] = ask([words], whole=False)
    shown = [int(place.rpartition("_")[2]) for place in first_places(answer)[1:]]
    assert shown == articles[:3] and answer["items"][0]["rest"] >= len(articles) - 3


@each(AT_DOORS["lists"])
def test_of_several_each_is_named(words: str, eIds: list[str], ask: Any) -> None:
    [answer] = ask([words], whole=False)
    best = answer["items"][0]["hits"][0]["score"]
    shown = [hit["location"] for page in answer["items"] for hit in page["hits"] if hit["score"] == best]
    assert [place.rpartition("#")[2] for place in shown] == eIds


@pytest.mark.parametrize("why", AT_DOORS["refused"])
def test_what_a_citation_lacks_is_said_as_at_every_door(ask: Any, why: str, lang: Lang) -> None:
    asked = [words for strings in AT_DOORS["refused"][why].values() for words in strings]
    for words, answer in zip(asked, ask(asked, lang, whole=False), strict=True):
        assert [remark["name"] for remark in answer["remarks"]] == [WHY[why]], words


def test_of_a_number_that_was_that_of_another_article_the_search_says_so(ask: Any) -> None:
    [answer] = ask(["网络安全法第二十一条"], whole=False)
    [remark] = answer["remarks"]
    assert remark["name"] == "moved" and "第二十一条：在本文本中是第二十三条" in remark["values"]["words"]


def test_a_question_that_no_law_here_answers_hears_that_first(ask: Any) -> None:
    told = [answer["isUnanswered"] or not answer["items"] for answer in ask(TABLES["unanswered"], whole=False)]
    assert len(told) == 40 and sum(told) >= 36
    for lang in REQUIRED_LANGUAGES:
        entries = [entry for half in SEARCHES.values() for entry in half if lang in entry]
        answers = ask([entry[lang] for entry in entries], lang, whole=False)
        right = [a for e, a in zip(entries, answers, strict=True) if {*e["first"]}.intersection(first_places(a))]
        assert sum(answer["isUnanswered"] for answer in right) <= 0.1 * len(right)


@each(TABLES["standings"])
def test_a_hit_says_its_law_its_version_and_what_is_known_of_its_force(
    lang: Lang, query: str, law: str, ask: Any
) -> None:
    [answer] = ask([query], lang, whole=False)
    assert answer["items"][0]["hits"][0]["law"] == law


def test_laws_that_are_named_and_not_here_are_listed_and_what_has_some_of_the_words_is_weak(ask: Any) -> None:
    [answer] = ask(["《电信条例》"], whole=False)
    assert answer["absent"][0] == "电信条例" and answer["isUnanswered"] is bool(answer["items"])


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
        # The words of the law, where they are here, come before what we say of them.
        first = [hit["location"] for page in answer["items"][:2] for hit in page["hits"]]
        assert any(place.startswith(f"regulations/{rule}/#") for place in first), (query, first)


SMALL = TABLES["small"]


@each(TABLES["finds"])
def test_the_worker_finds_exactly(query: str, pages: list[str], ask: Any) -> None:
    assert [page["location"] for page in ask([query], index=SMALL)[0]["items"]] == pages


@each(TABLES["kinds"])
def test_a_question_leads_to_the_kind_of_page_that_answers_it(query: str, page: str, ask: Any) -> None:
    assert ask([query], index=SMALL)[0]["items"][0]["location"] == page


@each(TABLES["slips"])
def test_what_is_typed_in_place_of_what_is_meant_finds_the_same(
    typed: str, meant: str, guesses: list[str], ask: Any
) -> None:
    [slip, right] = ask([typed, meant])
    assert slip["items"][0]["location"] == right["items"][0]["location"]
    assert [guess["first"] for guess in slip["guesses"]] == guesses


def test_a_snippet_is_text_in_pieces_every_other_of_them_to_be_marked(ask: Any) -> None:
    [answer] = ask(["说明"], index=SMALL)
    assert answer["items"][0]["hits"][0]["text"] == ["<img src=x onerror=alert(1)> &amp; ", "说明", ""]


def test_a_missing_word_is_named(ask: Any) -> None:
    [answer] = ask(["日志 量子"], index=SMALL)
    [hit] = answer["items"][0]["hits"]
    assert (hit["missing"], hit["marks"], answer["nowhere"]) == (["量子"], ["日志"], ["量子"])


def test_only_weak_hits_carry_the_badge_of_words_that_they_lack(ask: Any, lang: Lang) -> None:
    queries = [entry[lang] for entry in SEARCHES["development"] if lang in entry]
    hits = [hit for answer in ask(queries, lang) for page in answer["items"] for hit in page["hits"]]
    marked = [hit for hit in hits if hit["marks"]]  # of which a weak one says what it has
    assert [hit["location"] for hit in marked if hit["missing"] and not hit["weak"]] == []
    assert any(hit["missing"] for hit in marked) and any(not hit["weak"] for hit in marked)


def test_a_list_of_thousands_is_whole(ask: Any) -> None:
    docs = [{"location": f"{n}/", "title": f"第{n}篇", "text": "网络日志"} for n in range(3000)]
    [answer] = ask(["日志"], index={"config": {}, "docs": docs})
    assert len({page["location"] for page in answer["items"]}) == 3000


def test_a_text_that_several_pages_have_is_written_out_once(site_folder: Path, lang: Lang) -> None:
    index = site_index(site_folder, lang)
    long = [doc["text"] for doc in index["docs"] if isinstance(doc["text"], str) and len(doc["text"]) > 20]
    assert len(long) == len(set(long))
    assert all(index["docs"][doc["text"]]["text"] for doc in index["docs"] if isinstance(doc["text"], int))


# ---- its parts, run in a page one by one -----------------------------------------------------------------------------


def test_numerals_are_read_as_they_are_written_in_python(look: Visit) -> None:
    page = look()
    page.add_script_tag(url="/assets/search/numbers.js")  # as a script of a page, whose functions are seen
    numbers = [*range(1, 200), 1005, 1195, 1260]
    written = [numerals.numeral(n) for n in numbers]
    assert page.evaluate("texts => texts.map(number)", written) == numbers
    assert page.evaluate("numbers => numbers.map(numeral)", numbers) == written


def test_each_character_of_a_folded_text_has_its_place_in_the_source(look: Visit, site_folder: Path) -> None:
    """What is marked in a hit is what was found: the letters at the places of a folded text fold to it."""
    page = look()
    page.add_script_tag(url="/assets/search/text.js")
    texts = written_texts(site_folder)
    texts += ["Ａ ﬁ\u00a0中 文\n \n«x»", "real-name\u200b 6 个月", "  a  b "]
    wrong = page.evaluate(
        """texts => texts.filter((source) => {
          const folded = fold(source);
          const places = placesOf(source, folded);
          if (places.length !== folded.length + 1) return true;
          const at = (i) => alike(String.fromCodePoint(source.codePointAt(places[i])));
          return [...folded].some((unit, i) => !/[\\s-]/.test(unit) && !at(i).includes(unit));
        })""",
        texts,
    )
    assert wrong == []


def test_words_are_where_reading_the_whole_text_finds_them(look: Visit, site_folder: Path, lang: Lang) -> None:
    page = look()
    page.add_script_tag(url="/assets/search/postings.js")
    text = "\n".join(written_texts(site_folder, lang))
    cuts = [text[at : at + length] for length in (1, 2, 3, 7) for at in range(0, len(text), 2000 * length)]
    wrong = page.evaluate(
        """([text, cuts]) => {
          const postings = postingsOf(text);
          return cuts.filter((cut) => {
            const [places, read] = [[], []];
            someplace(postings, cut, (at) => void places.push(at));
            for (let at = text.indexOf(cut); at >= 0; at = text.indexOf(cut, at + 1)) read.push(at);
            return String(places) !== String(read);
          });
        }""",
        [text, [*cuts, "量子", "x\nx", "aa", "哈哈哈"]],
    )
    assert wrong == []
