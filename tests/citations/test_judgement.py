"""What is said of citations: of laws with two versions, of provisions that are not there, of quotations."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.citations.judged_citation import JudgedCitation
from guiju.citations.judgement import judged
from guiju.lookup.laws import Laws, LoadedLaws
from guiju.search.index import consult
from places import ROOT
from real_corpus import real

CASES = cases(__file__)

TODAY = date(2026, 11, 1)
LAWS = LoadedLaws(real())


def judgements(*passages: str, day: date = TODAY) -> list[JudgedCitation]:
    return list(judged(passages, LAWS, day))


def statuses(*passages: str, day: date = TODAY) -> list[str]:
    """The status of each, with the place that is right now."""
    return [" ".join(filter(None, (j.status, j.now))) for j in judgements(*passages, day=day)]


JUDGED = CASES["judged"]
"""Citations by their status and right place."""


@each([(text, outcome) for outcome, texts in JUDGED.items() for text in texts])
def test_the_first_status_that_applies(text, outcome):
    assert statuses(text) == [outcome]


def test_laws_that_are_read_as_they_are_cited_are_judged_by_as_those_that_were_read_whole():
    texts = [text for several in JUDGED.values() for text in several]

    assert consult(ROOT, lambda index: list(judged(texts, Laws(index), TODAY))) == judgements(*texts)


@each(CASES["claims that are not compared to the end"])
def test_words_are_the_laws_only_where_every_amount_and_denial_in_them_is(text):
    assert [(j.status, j.checked) for j in judgements(text)] == [("ok", "place")]


def test_a_number_whose_words_are_wrong_too_is_left_to_a_person():
    [judgement] = judgements("《网络安全法》第二十二条规定，网络产品、服务的提供者可以设置恶意程序。")

    assert (judgement.status, judgement.now, judgement.repair) == ("renumbered", "art_24", None)
    assert judgement.note.zh.endswith("与第二十四条不符：原文为“不得设置恶意程序”")


def test_a_line_that_names_only_the_basis_is_of_the_sentence_above_it():
    said = "网络运营者为用户办理网络接入、域名注册服务，应当要求用户提供真实身份信息。"

    assert statuses(said, "依据：《网络安全法》第三十条") == ["claim_differs art_26"]
    assert statuses(f"要看用户量。{said}", "> **法律依据**：《网络安全法》第三十条。") == ["claim_differs art_26"]
    assert statuses(f"要看用户量。{said}依据：《网络安全法》第三十条") == ["claim_differs art_26"]
    assert statuses(said, "《网络安全法》第三十条的全文如下") == ["moved_subject art_32"]


def test_an_amount_for_no_case_of_the_article_names_those_of_all():
    [judgement] = judgements("《治安管理处罚法》第九十七条：询问查证的时间不得超过十六小时")

    bounds = "”、“".join(f"间不得超过{hours}小时" for hours in ("八", "十二", "二十四"))
    assert judgement.note.zh.endswith(f"原文为“{bounds}”")


def test_a_fine_that_an_authority_sets_within_the_law_is_no_wrong_claim():
    said = "《网络安全法》第六十二条的裁量基准：违法程度较轻的，处六万元以上七万元以下罚款"

    assert "claim_differs" not in statuses(said)


def test_a_list_of_terms_in_quotation_marks_is_no_quotation():
    listed = "“依法依规”、“文明互动”、“理性表达”、“共建清朗”"

    assert statuses("以下为《互联网群组信息服务管理规定》第九条要求的行为：", listed) == ["ok"]
    assert statuses("《互联网群组信息服务管理规定》第九条要求：", "“谁建群谁管理谁付费”") == ["quotation_differs"]


def test_numbers_in_a_sentence_of_the_law_itself_are_right():
    law = "《网络安全法》第六十一条规定，不履行本法第二十三条、第二十七条规定的网络安全保护义务的，处罚款"

    assert statuses(law) == ["ok"] * 3
    assert statuses(law.replace("规定的网络安全保护义务的", "的"))[2] == "moved_subject art_29"


def test_the_day_decides_the_version():
    text = "《网络安全法》第二十一条规定了网络安全等级保护制度"

    assert statuses(text, day=date(2018, 5, 1)) == ["ok"]
    assert statuses(text, day=date(2016, 12, 1)) == ["not_in_force"]


@each(CASES["repairs"])
def test_a_repair_writes_what_is_right_in_the_same_numerals(text, wrong, right):
    (judgement,) = judgements(text)
    mend = judgement.repair

    assert mend is not None
    repaired = text[: mend.start] + mend.text + text[mend.end :]
    assert repaired == text.replace(wrong, right)
    assert statuses(repaired) == ["ok"]


def test_of_a_divided_provision_the_part_is_the_one_that_the_document_speaks_of():
    known = CASES["divided"]

    assert [(j.now, j.status, bool(j.repair)) for j in judgements(*known)] == [
        (now, "renumbered", True) for now in known.values()
    ]


def test_without_certainty_a_place_is_named_and_no_repair_written():
    known = CASES["uncertain"]
    expected = [("renumbered", now, None) for now in known.values()]

    assert [(j.status, j.now, j.repair) for j in judgements(*known)] == expected


def test_of_a_list_or_range_all_numbers_are_repaired_or_none():
    texts = (
        "《网络安全法》第二十一条至第二十三条规定了网络安全等级保护制度",
        "《网络安全法》第一条、第二十一条规定了网络安全等级保护制度",
        "《网络安全法》第二十一条第（三）项、第六十九条第（三）项",
    )
    outcomes = [(j.status, j.repair and j.repair.text) for j in judgements(*texts)]

    assert outcomes[0] == outcomes[3] == ("renumbered", None)
    assert outcomes[4:] == [("renumbered", "二十三条第（三"), ("renumbered", "七十条第（二")]


def test_in_english_a_number_in_brackets_is_of_a_point_where_there_is_no_such_paragraph():
    assert statuses(*CASES["brackets"]) == [*CASES["brackets"].values()]


def test_a_number_of_a_later_version_is_known_and_raises_no_doubt():
    known = CASES["later"]
    of_then = {"day": date(2018, 6, 1)}

    assert statuses(*known, **of_then) == [*known.values()]
    assert all(
        j.repair is None and (j.now is None or "在2016年11月7日文本中为" in j.note.zh)
        for j in judgements(*known, **of_then)
    )


def test_what_an_author_adds_to_a_quotation_is_not_removed():
    (judgement,) = judgements("《网络安全法》第二十三条规定：“国家（中国）实行网络安全分级保护制度。”")

    assert (judgement.status, judgement.repair) == ("quotation_differs", None)


def test_of_a_list_each_provision_has_its_status():
    found = statuses("《网络安全法》第一条、第九百条和第二十五条第九款")

    assert found == ["ok", "no_such_provision", "no_such_provision"]


def test_of_a_law_without_its_text_nothing_is_said_but_that():
    (judgement,) = judgements("《反电信网络诈骗法》第四十一条")

    assert judgement.status == "not_checked"
    assert judgement.note is not None
    assert "未核对" in judgement.note.zh


def test_a_long_document_takes_no_long():
    passage = "依照《网络安全法》第二十三条、《治安管理处罚法》第三十三条的规定，结合本合同第五条，处理如下。" * 3

    assert len(statuses(*[passage] * 700)) == 4200


PIECES = [
    *"《》第条款项（)“”之、至-…。：原|１編§章", "网络安全法", "二十一", "21", "同法", "前款", "本条", "本合同",
    "2016年", "CSL", "德国", "規定", "第零条", "Article 21", " of the ", '"',
]  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), max_size=3))
def test_of_any_text_a_citation_is_the_characters_where_it_is(passages):
    for judgement in judgements(*passages):
        cited = judgement.citation
        assert passages[cited.passage][cited.start : cited.end] == cited.text


def test_a_passage_of_numbers_alone_is_read_in_time_that_grows_with_it():
    assert statuses("“第一条”" * 5000) == []
