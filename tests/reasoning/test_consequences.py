"""What follows from a breach: what each reader faces, and in which laws a penalty was looked for."""

import json
from collections import Counter
from datetime import date
from functools import cache

import pytest

from assessment_samples import assessment
from checklist_files import RENDERS, as_text, render
from guiju.cli import main
from guiju.documents.content.fields import field
from guiju.documents.penalties import tiers
from guiju.documents.penalties.ranges import penalty
from guiju.documents.penalties.search import legend
from guiju.documents.report.limits import limits
from guiju.model import ROUTES, Lang
from guiju.reasoning.checklist import Checklist, checklist
from guiju.site.kinds import to
from guiju.site.pages import roles
from markdown_pages import read, with_class, words_of
from real_corpus import real

DAY = date(2026, 1, 1)
BAN = "cac-group-services-2017#no-prohibited-content"
POLICE, NETWORK = "public-security-penalties#insult", "international-networking-security#prohibited-content-penalty"
PLATFORM = "cybersecurity-law#content-duty-penalty"


@cache
def listed(*names: str, lang: Lang = "en") -> Checklist:
    chosen = [role for role in real().vocabulary.roles if role.id in names]
    assert len(chosen) == len(names)
    return checklist(real(), chosen, DAY, lang)


def leads_to(global_id: str, *names: str) -> tuple[str, ...]:
    made = listed(*names)
    return next(made.leads_to(duty) for duty in made.lines if duty.id == global_id)


def test_each_bearer_of_each_duty_faces_one_thing() -> None:
    for rule in real().with_articles():
        for record in rule.obligations:
            found = Counter(bearer for group in record.consequences() for bearer in group.bearers)
            assert found == (Counter(record.bearers) if record.consequence else Counter()), record.id


def test_who_asks_for_one_party_hears_of_it_alone_and_all_parties_together_hear_everything() -> None:
    for rule in real().with_articles():
        for record in rule.obligations:
            for bearer in record.bearers:
                assert all(bearer in group.bearers for group in record.consequences([bearer]))
            heard = {p for bearer in record.bearers for g in record.consequences([bearer]) for p in g.provisions}
            assert heard == set(record.leads_to)
            assert record.consequences(record.bearers) == record.consequences()


def test_for_prohibited_content_a_platform_an_owner_and_a_member_face_different_laws() -> None:
    platform, owner, member = (leads_to(BAN, name) for name in ("group-provider", "group-owner", "group-member"))
    assert PLATFORM in platform
    assert POLICE in platform  # of what it spreads itself: for the persons responsible in it
    assert POLICE in owner and "criminal-law#opening-gambling-venue" in owner and PLATFORM not in owner
    assert POLICE in member and "criminal-law#opening-gambling-venue" in member and PLATFORM not in member
    assert NETWORK in platform and NETWORK in owner and NETWORK in member
    assert set(leads_to(BAN, "group-provider", "group-owner", "group-member")) == {*platform, *owner, *member}


def test_whatever_breaks_a_duty_that_the_crime_of_refusing_corrections_names_leads_to_that_crime() -> None:
    crime = real().provision("criminal-law#refusing-network-security-duties")
    assert crime is not None
    duties = [
        (record.id, record.leads_to, f"'{record.conduct['duty_breached']}'" in (crime.act or ""))
        for rule in real().with_articles() for record in rule.obligations if "duty_breached" in record.conduct
    ]  # fmt: skip
    assert len(duties) > 15
    assert [
        name for name, leads, is_named in duties if is_named and crime.id not in [p.split("#")[1] for p in leads]
    ] == []


def test_who_asks_for_several_roles_reads_who_faces_what(lang: Lang) -> None:
    made = listed("group-provider", "group-member", lang=lang)
    line = next(duty for duty in made.lines if duty.id == BAN)
    told = field(made, line, "consequence")
    names = [real().label("parties", party)[lang] for party in ("group-provider", "group-member")]
    assert [text.startswith(name) for text, name in zip(told, names, strict=True)] == [True, True]
    exported = json.loads(render("json", made))
    found = next(entry["consequence"] for entry in exported["lines"] if entry["id"] == BAN)
    assert [group["bearers"] for group in found["by_bearer"]] == [["group-provider"], ["group-member"]]
    assert found["route"] == found["by_bearer"][0]["route"]
    alone = listed("group-member", lang=lang)
    assert len(field(alone, next(line for line in alone.lines if line.id == BAN), "consequence")) == 1


def test_a_role_counts_the_consequence_of_its_own_bearers() -> None:
    for role in real().vocabulary.roles:
        made = listed(role.id)
        for duty in made.lines:
            found = [group.route for group in duty.obligation.consequences(role.parties)]
            assert roles.route(made, duty) == min(found, key=ROUTES.index, default="none_found")


@pytest.mark.parametrize(
    ("provision", "subject", "said"),
    [
        (NETWORK, "individual", "an administrative fine of up to 5,000 yuan"),
        (NETWORK, "entity", "an administrative fine of up to 15,000 yuan"),
        ("international-networking-security#management-penalty", "responsible_person", "up to 5,000 yuan"),
        ("international-networking-security#management-penalty", "entity", "up to 15,000 yuan"),
        ("internet-information-services#stop-record-report-penalty", "entity", "revocation of licence"),
    ],
)
def test_individuals_and_units_face_what_the_law_sets_for_them(provision: str, subject: str, said: str) -> None:
    found = real().provision(provision)
    assert any(said in penalty(s, real(), "en") for s in tiers.of_day(found, DAY) if s.subject == subject)


@pytest.mark.parametrize("name", sorted(set(RENDERS) - {"csv"}))
def test_a_checklist_says_once_in_which_laws_penalties_were_looked_for(name: str, lang: Lang) -> None:
    seen = " ".join(as_text(name, render(name, listed("group-owner", lang=lang))).replace('\\"', '"').split())
    for sentence in legend(real(), lang):
        assert seen.count(" ".join(sentence.split())) == 1


def test_a_report_says_it_once_among_its_limits(lang: Lang) -> None:
    told = limits(assessment(lang))
    assert [sentence for sentence in told if sentence in legend(real(), lang)] == list(legend(real(), lang))


def test_the_terminal_says_it_where_no_penalty_was_found_and_nowhere_else(
    lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, wanted in (("manage-group", 1), ("retain-network-logs", 0)):
        assert main(["show", name, "--lang", lang, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["searched"] == list(legend(real(), lang)) * wanted


@pytest.mark.cost(4, "makes every page of a language, unless a test before it did")
def test_the_pages_of_limits_and_of_a_role_name_the_laws_searched_and_those_that_were_not(lang: Lang) -> None:
    search = real().penalty_search
    assert search is not None and search.not_searched
    for address in ("limits.md", "roles/group-owner.md"):
        page = words_of(read(lang, address))
        for law in search.not_searched:
            assert law.reason[lang] in page


def test_each_page_that_says_where_breaches_lead_leads_to_the_laws_searched(lang: Lang) -> None:
    for rule in real().with_articles():
        duties = {to.obligations(rule, record) for record in rule.obligations}
        pages = {to.obligations(rule), *duties, *(to.articles(rule, a.eId) for a in rule.articles)}
        for address in {page.partition("#")[0] for page in pages}:
            (note,) = with_class(read(lang, address), "page-note")
            led = [a.get("href", "").split("/")[-1] for a in note.iter("a")]
            assert [name for name in led if not name.endswith(".json")] == [f"{to.limits()}#consequence"]
