"""Akoma Ntoso: valid by the schema of OASIS in two engines; what a file says of its law."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from akoma_ntoso_files import RECORDED, files_of, real_files
from akoma_ntoso_judges import JUDGES, by_addresses, by_ids, by_oasis, by_second_engine
from akoma_ntoso_reading import AKN
from case_tables import cases
from conftest import DAY
from guiju import exports
from guiju.model.law import LaterPart
from real_corpus import real

FILE = "cybersecurity-law_2025-10-28.zho.xml"


# ---- valid -----------------------------------------------------------------------------------------------------------


def test_each_text_that_is_recorded_has_a_file_in_each_of_its_languages() -> None:
    assert sorted(real_files()) == sorted(RECORDED)


@pytest.mark.parametrize("judge", JUDGES)
def test_the_export_is_valid(judge: Callable[[bytes], list[str]]) -> None:
    assert {name: faults for name, data in real_files().items() if (faults := judge(data))} == {}


BROKEN = cases(__file__)
EDITS = {by_oasis: "oasis", by_second_engine: "oasis", by_addresses: "addresses", by_ids: "ids"}


@pytest.mark.parametrize(("judge", "edit"), [(judge, edit) for judge, name in EDITS.items() for edit in BROKEN[name]])
def test_what_is_broken_is_found(judge: Callable[[bytes], list[str]], edit: tuple[str, str]) -> None:
    broken = re.sub(edit[0], edit[1], real_files()[FILE].decode())
    assert broken != real_files()[FILE].decode()
    assert judge(broken.encode()) != []


def test_only_a_law_that_changes_another_is_said_to() -> None:
    """activeRef and passiveRef are of modifications; that a law cites another, or rests on it, is none."""
    changes = {"amends", "repeals", "supersedes", "amended_by", "repealed_by", "superseded_by"}
    for name, data in real_files().items():
        rule = real().regulations[name.partition("_")[0]]
        kinds = {(real().regulations[each.target].identity, each.kind in changes) for each in rule.relations}
        references = etree.fromstring(data).find(f".//{AKN}references")
        for each in references:
            if (each.get("eId") or "").startswith("ref_"):
                assert (each.get("href"), each.tag in (f"{AKN}activeRef", f"{AKN}passiveRef")) in kinds, name


def test_the_work_of_a_law_has_its_titles_for_aliases() -> None:
    for name, data in real_files().items():
        rule = real().regulations[name.partition("_")[0]]
        work = etree.fromstring(data).find(f".//{AKN}act/{AKN}meta//{AKN}FRBRWork")
        aliases = {alias.get("name"): alias.get("value") for alias in work.findall(f"{AKN}FRBRalias")}
        assert aliases["title"].startswith(rule.title.zh[:2]) and aliases.get("title-en") != "", name


def test_the_original_is_the_first_text_that_was_made() -> None:
    files = real_files()
    first = etree.fromstring(files["cybersecurity-law_2025-10-28.zho.xml"]).find(f".//{AKN}original")
    assert first.get("href") == "/akn/cn/act/law/npcsc/2016-11-07/cybersecurity/zho@2017-06-01"
    # That of the year 2000 is not recorded here.
    later = etree.fromstring(files["internet-information-services_2011-01-08.zho.xml"])
    assert later.find(f".//{AKN}original") is None


# ---- what a file says of its law -------------------------------------------------------------------------------------


def said(name: str, *paths: str) -> list[str]:
    """What is at these paths in a file."""
    tree = etree.fromstring(real_files()[name])
    return [str(value) for path in paths for value in tree.xpath(path, namespaces={"a": AKN.strip("{}")})]


def test_a_text_has_the_addresses_of_its_identity_and_first_day() -> None:
    work = "/akn/cn/act/normative-document/cac/2017-09-07/group-services"
    uris = "//a:FRBRWork/a:FRBRuri/@value", "//a:FRBRExpression/a:FRBRuri/@value", "//a:FRBRtranslation/@href"
    assert said("cac-group-services-2017_2017-09-07.zho.xml", *uris) == [work, f"{work}/zho@2017-10-08"]
    english = said("cac-group-services-2017_2017-09-07.eng.xml", *uris)
    assert english == [work, f"{work}/eng@2017-10-08", f"{work}/zho@2017-10-08"]


def test_days_are_those_of_the_data_and_what_is_not_known_is_said() -> None:
    tree = etree.fromstring(real_files()["public-security-penalties_2012-10-26.zho.xml"])
    days = [f"{event.get('date')} {event.get('refersTo')}" for event in tree.iter(f"{AKN}eventRef")]
    assert days == [
        "2005-08-28 #adopted", "2005-08-28 #promulgated", "2012-10-26 #amended", "2013-01-01 #commenced",
        "2026-01-01 #succeeded",
    ]  # fmt: skip
    unknown = "internet-information-services_2011-01-08.zho.xml"
    assert said(unknown, "//a:FRBRExpression/a:FRBRdate/@*") == ["2011-01-08", "version"]
    assert said(unknown, "//a:timeInterval/@start", "//a:body/@period") == []
    assert "本文本的施行日期不明。" in said(unknown, "//a:note/a:p/text()")


def test_places_that_begin_later_have_a_period_of_their_own() -> None:
    rule = real().regulations["cac-group-services-2017"]
    later = LaterPart(("art_9", "art_11__para_2"), date(2018, 1, 1))
    changed = replace(rule, id="later", force=replace(rule.force, exceptions=(later,)))
    tree = etree.fromstring(files_of(changed)["later_2017-09-07.zho.xml"])
    (period,) = {tree.find(f".//*[@eId='{place}']").get("period") for place in later.places}
    interval = tree.find(f".//*[@eId='{period[1:]}']/{AKN}timeInterval")
    assert tree.find(f".//*[@eId='{interval.get('start')[1:]}']").get("date") == "2018-01-01"
    assert tree.find(f".//{AKN}body").get("period") not in (None, period)


def test_what_a_text_cites_is_a_reference_where_it_is_here() -> None:
    tree = etree.fromstring(real_files()[FILE])
    cited = {(each.text, each.get("href")) for each in tree.iter(f"{AKN}ref")}
    assert ("本法第二十三条", "#art_23") in cited
    assert any(address.startswith("/akn/cn/act/law/npcsc/2021-08-20/") for _, address in cited)


def test_we_are_the_translator_in_a_base_of_ours_only() -> None:
    name = "cac-group-services-2017_2017-09-07.eng.xml"
    for base, translator in ((real(), "#guiju"), (replace(real(), is_ours=False), "#unnamed")):
        data = dict(exports.files("akoma-ntoso", base, DAY))[name]
        tree = etree.fromstring(data)
        assert tree.find(f".//{AKN}FRBRExpression/{AKN}FRBRauthor").get("href") == translator
        assert tree.find(f".//{AKN}FRBRtranslation").get("by") == translator
        assert [found for judge in JUDGES for found in judge(data)] == []


def test_what_is_ours_is_marked_and_how_far_it_was_verified() -> None:
    assert set(said("cac-group-services-2017_2017-09-07.zho.xml", "//a:article/a:heading/@status")) == {"editorial"}
    english = "cac-account-names-2015_2015-02-04.eng.xml"
    assert said(english, "//a:body/@status", "//a:FRBRtranslation/@authoritative") == ["translated", "false"]
    assert "Unofficial translation; the Chinese text prevails." in said(english, "//a:note/a:p/text()")
    assert said(english, "//a:proprietary/*[@wording='partly_from_memory']/@href") == ["#art_10__para_1"]
    assert said(english, "//a:note/@placementBase") == ["#art_10__para_1"]
    excerpt = "cac-account-information-2022_2022-06-27.zho.xml"
    assert said(excerpt, "//a:body/@status") == ["incomplete"]
    assert any(note.startswith("只收录部分条文，未收录：第") for note in said(excerpt, "//a:note/a:p/text()"))


def test_words_without_a_translation_stay_in_chinese_and_say_so() -> None:
    rule = real().regulations["cac-group-services-2017"]
    mixed = replace(rule, id="mixed", preamble=("序言。",), closing=("此页无正文。",))
    tree = etree.fromstring(files_of(mixed)["mixed_2017-09-07.eng.xml"])
    chinese = [p.text for p in tree.iter(f"{AKN}p") if p.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"]
    assert chinese == ["序言。", "此页无正文。"]
