"""Which citations are found in a text, and of which law each is."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.citations.quotations import attached
from guiju.files.folding import plain
from guiju.places.derived_names import derived_names
from guiju.places.extraction import citations
from guiju.places.law_names import LawNames, bare, keys
from guiju.places.mention import Setting
from guiju.places.numerals import numeral

CASES = cases(__file__)
NAMES = LawNames(((key, id) for name, id in CASES["laws"].items() for key in keys(name)), [("合同法", "code")])


GIVEN = LawNames((), derived=((bare(key), t) for t in CASES["titles"] for key in derived_names(plain(t).text)))


def found(*passages: str) -> list[str]:
    """Each citation as law and place; the title where the law is unknown."""
    return [f"{(c.law.ids or (c.law.title,))[0]} {c.place.eId}" for c in citations(passages, NAMES, attached)]


@each([*CASES["chinese"].items(), *CASES["english"].items()])
def test_a_citation_is_found_however_it_is_written(text, expected):
    assert found(text) == expected


@each(CASES["nothing"])
def test_what_only_looks_like_a_citation_is_left_alone(text):
    assert found(text) == []


def test_under_a_heading_of_another_state_its_laws_are_meant_unless_the_name_says_ours():
    passages = "## Vietnam", "Cybersecurity Law, Article 26", "CSL Article 21; Article 25 of the PRC Cybersecurity Law"
    passages += "## China", "Cybersecurity Law, Article 27"
    settings = [Setting(level=2 * passage.startswith("#")) for passage in passages]

    assert [c.place.eId for c in citations(passages, NAMES, settings=settings)] == ["art_21", "art_25", "art_27"]


@each(["CONTACT US", "Transfers to European recipients", "For US companies in Shanghai"])
def test_a_heading_that_speaks_of_another_state_besides_hides_no_citation(heading):
    settings = [Setting(level=2), Setting(level=0)]

    (cited,) = citations([f"## {heading}", "Article 99 of the Cybersecurity Law"], NAMES, settings=settings)

    assert cited.place.eId == "art_99"


@each(CASES["derived"].items())
def test_a_law_is_known_by_the_names_that_lawyers_give_it(text, title):
    assert [(one.law.ids or (None,))[0] for one in citations([text], GIVEN)] == ([title] if title else [])


@each(CASES["documents"])
def test_a_number_is_of_the_law_of_which_the_document_speaks(case):
    assert found(*case["in"]) == case["found"]


@each([(v, text) for v, texts in CASES["versions"].items() for text in texts])
def test_a_version_is_read_beside_the_name(version, text):
    hint = next(citations([text], NAMES)).version
    assert (hint.year or hint.which) == version


def test_a_citation_says_where_it_is_in_the_passage():
    passage = "一、**《网络安全法》**第 ２１ 条和第二十三条。"

    first, second = citations([passage], NAMES)

    assert (first.text, second.text) == ("《网络安全法》**第 ２１ 条", "第二十三条")
    assert passage[second.start : second.end] == second.text


def test_words_beside_a_citation_are_taken_for_its_quotation():
    texts = (
        ("《网络安全法》第二十一条规定：“国家实行网络安全等级保护制度。”",),
        ("“国家实行网络安全等级保护制度”（《网络安全法》第二十一条）",),
        ("《网络安全法》第二十一条：「国家实行网络安全等级保护制度。」",),
        ("《网络安全法》第二十一条规定：", "国家实行网络安全等级保护制度。"),
    )
    for text in texts:
        (citation,) = citations(text, NAMES, attached)
        assert [q.text.strip("。") for q in citation.quotations] == ["国家实行网络安全等级保护制度"]


# ---- citations as people write them: any number, in any writing, in any sentence

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_WRITINGS: list[Callable[[int], str]] = [numeral, str, lambda n: f" {n} ", lambda n: str(n).translate(_FULL_WIDTH)]
_LAW = st.sampled_from(
    [("《网络安全法》", "csl"), ("网安法", "csl"), ("中华人民共和国网络安全法", "csl"), ("《刑法》", "criminal")]
)
_SENTENCE = st.sampled_from(
    ["依照{}的规定", "违反{}，", "（{}）", "不符合{}要求的", "{}", "- **{}**：应当", "按{}处罚", "——{}。", "“{}”"]
)
_JOINT = st.sampled_from(["、", "和", "以及", "及", "或者", ",", "，", "与", "；"])


@st.composite
def _places(draw: st.DrawFn) -> tuple[str, str]:
    """A provision as it is written, and its eId."""
    write = draw(st.sampled_from(_WRITINGS))
    article, inserted = draw(st.integers(1, 1300)), draw(st.sampled_from([0, 0, 1, 2, 10]))
    paragraph, point = draw(st.integers(0, 12)), draw(st.integers(0, 20))
    text, eId = f"第{write(article)}条", f"art_{article}"
    if inserted:
        text, eId = f"{text}之{numeral(inserted)}", f"{eId}-{inserted}"
    if paragraph:
        text, eId = f"{text}第{write(paragraph)}款", f"{eId}__para_{paragraph}"
    if point:
        brackets = draw(st.sampled_from(["第（{}）项", "第{}项", "第({})项"]))
        text += brackets.format(write(point).strip())
        eId += f"{'' if paragraph else '__para_1'}__point_{point}"
    return text, eId


@given(_LAW, _places(), _JOINT, _places(), _SENTENCE)
def test_any_two_provisions_of_a_law_are_found_in_any_sentence(law, first, joint, second, sentence):
    (name, id), (text, eId), (other_text, other) = law, first, second
    assert found(sentence.format(name + text)) == [f"{id} {eId}"]
    assert found(sentence.format(name + text + joint + other_text)) == [f"{id} {eId}", f"{id} {other}"]


_ENGLISH_LAW = st.sampled_from([("Cybersecurity Law", "csl"), ("PRC Data Security Law", "dsl"), ("CSL", "csl")])
_ENGLISH_JOINT = st.sampled_from([" and ", ", ", " or ", " & ", ", and "])
_ARTICLES = st.sampled_from(["Articles", "Arts.", "articles"])
_ORDER = st.sampled_from(["{places} of the {law}", "{law} {places}", "the {law}, {places}"])
_ENGLISH_SENTENCE = st.sampled_from(["{}", "under {},", "({})", "- **{}**: shall", "as {} requires", "“{}”"])


@st.composite
def _english_places(draw: st.DrawFn) -> tuple[str, str]:
    article, brackets = draw(st.integers(1, 1300)), draw(st.lists(st.integers(1, 12), max_size=2))
    eId = "".join(f"__{level}_{number}" for level, number in zip(("para", "point"), brackets, strict=False))
    return f"{article}" + "".join(f"({number})" for number in brackets), f"art_{article}{eId}"


@given(_ENGLISH_LAW, _ARTICLES, _english_places(), _ENGLISH_JOINT, _english_places(), _ORDER, _ENGLISH_SENTENCE)
def test_any_two_provisions_of_a_law_are_found_in_any_sentence_in_english(
    law, articles, first, joint, second, order, sentence
):
    (name, id), (text, eId), (other_text, other) = law, first, second
    cited = order.format(places=f"{articles} {text}{joint}{other_text}", law=name)
    assert found(sentence.format(cited)) == [f"{id} {eId}", f"{id} {other}"]
