"""Obligations proposed from the words of a law: what imposes something, on whom, and in which words."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.importing.bearers import WORDS as BEARER_WORDS
from guiju.importing.proposals import proposals
from guiju.law.text.duty_phrases import PHRASES
from guiju.law.text.quotation import occurrences
from guiju.model import Article, DraftObligation, DraftSpan, Paragraph, Point
from real_corpus import real

CASES = cases(__file__)
Duty = tuple[str, str, str]


def paragraph(text: str, *points: str) -> Paragraph:
    """A 款 with its 项."""
    eId = "art_1__para_1"
    return Paragraph(text, "", eId, points=tuple(Point(p, "", f"{eId}__point_{n}") for n, p in enumerate(points, 1)))


def read(*paragraphs: Paragraph) -> list[DraftObligation | DraftSpan]:
    """What is proposed for an article."""
    rule = real().regulations["cac-account-names-2015"]
    return list(proposals(replace(rule, articles=(Article("art_1", paragraphs),))))


def duties(text: str, *points: str) -> list[Duty]:
    """Modality, subject and quotation of each duty of a 款."""
    drafts = read(paragraph(text, *points))
    return [(d.modality, d.subject or "", " … ".join(d.quote)) for d in drafts if isinstance(d, DraftObligation)]


@each(CASES["duties"].items())
def test_a_duty_has_its_modality_its_bearer_and_its_own_words(text: str, expected: list[list[str]]) -> None:
    assert list(map(list, duties(text))) == expected


@each(CASES["nothing"])
def test_what_imposes_nothing_is_not_proposed(text: str) -> None:
    assert duties(text) == []


@each(CASES["spans"].items())
def test_words_that_bind_nobody_are_spans(text: str, kind: str) -> None:
    (span,) = read(paragraph(text))
    assert span == DraftSpan(kind, "art_1__para_1", (text[:-1],))  # type: ignore[arg-type]  # a kind by its name


def test_each_item_of_a_list_is_a_duty_under_its_lead_in() -> None:
    lead = "网络运营者应当履行下列义务："
    assert duties(lead, "制定制度；", "留存日志。") == [
        ("obligation", "网络运营者", f"{lead} … 制定制度；"),
        ("obligation", "网络运营者", f"{lead} … 留存日志。"),
    ]


def test_items_are_duties_though_the_lead_in_says_more_behind_the_list() -> None:
    for lead in (
        "服务提供者应当按照下列要求对生成合成内容添加显式标识：",
        "服务提供者应当采取下列措施，规范内容传播活动：",
    ):
        assert [quote for _, _, quote in duties(lead, "添加提示；", "核验数据。")] == [
            f"{lead} … 添加提示；", f"{lead} … 核验数据。",
        ]  # fmt: skip


def test_a_case_a_content_and_an_act_of_a_list_are_each_quoted_with_their_lead_in() -> None:
    """A record quotes one 项: what is not quoted by one of its own would be in none."""
    for lead, says in {
        "章程应当载明下列事项：": "obligation",
        "公司有下列情形之一的，应当解散：": "obligation",
    }.items():
        assert [(modality, quote) for modality, _, quote in duties(lead, "期满；", "破产。")] == [
            (says, f"{lead} … 期满；"), (says, f"{lead} … 破产。"),
        ]  # fmt: skip


def test_the_acts_of_a_penalty_are_under_the_authority_of_their_lead_in() -> None:
    lead = "有下列行为之一的，由公安机关责令改正"
    assert duties(f"{lead}，处5000元以下的罚款；情节严重的，责令停业：", "未登记的；", "转让账号的。") == [
        ("power", "公安机关", "情节严重的，责令停业："),
        ("power", "公安机关", f"{lead}，处5000元以下的罚款 … 未登记的；"),
        ("power", "公安机关", f"{lead}，处5000元以下的罚款 … 转让账号的。"),
    ]


def test_an_item_with_words_of_its_own_keeps_the_bearer_of_its_lead_in() -> None:
    lead = "提供者应当采取下列措施："
    assert duties(lead, "核验数据，发现异常的，应当及时报告；") == [
        ("obligation", "提供者", f"{lead} … 核验数据"),
        ("obligation", "提供者", f"{lead} … 发现异常的，应当及时报告"),
    ]


def test_a_sentence_that_names_nobody_is_about_whom_the_one_before_named() -> None:
    said, carried = read(paragraph("网络运营者应当留存日志。发现违法的，应当报告。"))
    assert isinstance(said, DraftObligation)
    assert isinstance(carried, DraftObligation)
    assert [(d.subject, d.carried) for d in (said, carried)] == [("网络运营者", False), ("网络运营者", True)]


def test_a_bearer_is_carried_within_an_article_and_not_into_the_next() -> None:
    rule = real().regulations["cac-account-names-2015"]
    first, second = paragraph("网络运营者应当留存日志。"), paragraph("发现违法的，应当报告。")
    articles = (Article("art_1", (first, second)), Article("art_2", (second,)))
    drafts = proposals(replace(rule, articles=articles))
    assert [d.subject for d in drafts if isinstance(d, DraftObligation)] == ["网络运营者", "网络运营者", None]


def test_most_of_our_own_obligations_are_proposed_word_for_word() -> None:
    quoted, ours = set(), set()
    for rule in (real().regulations[id] for id in ("cac-account-names-2015", "cac-group-services-2017")):
        bare = "[^\\w]"
        quoted |= {
            (d.eId, d.modality, re.sub(bare, "", "".join(d.quote)))
            for d in proposals(rule)
            if isinstance(d, DraftObligation)
        }
        ours |= {(o.eId, o.modality, re.sub(bare, "", "".join(o.quote))) for o in rule.obligations}
    assert len(quoted & ours) / len(ours) > 0.6
    assert len(quoted - ours) / len(quoted) < 0.4


def test_what_is_proposed_passes_the_check_of_its_words() -> None:
    """Else a draft would be a finding as soon as it is an obligation."""
    modalities = BEARER_WORDS["modalities"]
    for modality in ("obligation", "prohibition", "recommendation"):
        assert set(modalities[modality]) <= set(PHRASES)


TEXTS = st.lists(st.sampled_from(CASES["words"]), min_size=1, max_size=25).map("".join)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_every_quotation_is_there_once_and_in_the_order_of_the_text(text: str, points: list[str]) -> None:
    unit = paragraph(text, *points)
    texts = {unit.eId: text, **{p.eId: p.zh for p in unit.points}}
    for draft in read(unit):
        near = [text] if draft.eId == unit.eId else [text, texts[draft.eId]]
        last = (-1, 0)
        for quoted in draft.quote:
            assert quoted
            assert sum(occurrences(part, quoted) for part in near) == 1 or quoted in near
            at = next(n for n, part in enumerate(near) if quoted in part)
            assert (at, near[at].index(quoted)) >= last or quoted in near
            last = (at, near[at].index(quoted) + len(quoted))


def test_a_paragraph_longer_than_any_provision_is_passed_over() -> None:
    assert read(paragraph("网络运营者应当报告，" * 2000)) == []
