"""The pages of obligations: each in full, their lists by rule and by topic, and in the checklists of its roles."""

from dataclasses import replace

from guiju.law.text import quotation
from guiju.model import Lang, Regulation
from guiju.site import pages
from guiju.site.kinds import to
from guiju.wording import labels
from markdown_pages import by_id, each_read_rule, made_from, pages_of, read, site, with_class, words_of
from real_corpus import real


@each_read_rule
def test_every_obligation_has_a_page_that_says_it_in_full_with_its_checks(rule: Regulation, lang: Lang) -> None:
    made = made_from(lang)
    for record in rule.obligations:
        page = read(lang, to.obligations(rule, record))
        told = [record.title, record.summary, *record.review, *record.evidence, *(w.weigh for w in record.open_words)]
        told += [t for t in (record.automation and record.automation.reason, record.condition) if t]
        told += [record.displaced_by.note] if record.displaced_by else []
        said = [text[lang] for text in told] + [labels.label(record.modality, lang), quotation.text(rule, record)]
        said += [real().label("parties", party)[lang] for party in record.bearers]
        said += [made.words["n_examples"].format(len(record.examples))] if record.examples else []
        said += [case.title[lang] for case in made.illustrations.get(rule.global_id(record), ())]
        assert [text for text in said if text not in words_of(page)] == [], record.id
        for check, part in zip(record.checks, with_class(page, "check"), strict=True):
            code = [words_of(e) for e in with_class(part, "predicate")]
            assert code == [*([check.applies_when] if check.applies_when else []), check.requires]
            assert made.words_of("obligations")["decidable"][check.decides] in words_of(part)
            assert check.remaining is None or check.remaining[lang] in words_of(part)


@each_read_rule
def test_provisions_to_which_a_breach_leads_are_told_apart_even_where_they_share_a_number(
    rule: Regulation, lang: Lang
) -> None:
    for record in rule.obligations:
        page = read(lang, to.obligations(rule, record))
        heads = [next(part.iter("a")) for part in with_class(page, "elements")]
        for links in (heads, [one for part in with_class(page, "facts") for one in part.iter("a")]):
            cited = {(one.get("href"), words_of(one)) for one in links if "regulations/" in str(one.get("href"))}
            assert len({words for _, words in cited}) == len(cited), record.id


@each_read_rule
def test_the_list_of_a_rule_leads_to_each_obligation_from_the_anchor_that_it_has_had(rule: Regulation) -> None:
    page = read("zh", to.obligations(rule))
    for record in rule.obligations:
        row = by_id(page, record.id)
        assert f"{rule.id}/{record.id}.md" in [link.get("href") for link in row.iter("a")]
        assert record.title.zh in words_of(row)


@each_read_rule
def test_the_page_of_an_obligation_says_who_read_it_when_and_in_which_release_it_came(rule: Regulation) -> None:
    for record in rule.obligations:
        said = words_of(read("en", to.obligations(rule, record)))
        assert rule.signatures
        signature = rule.signatures.obligations[record.id]
        assert f"{signature.day}, by {signature.by}, against these words" in said
        first = [r.version for r in real().releases if rule.global_id(record) in r.ids]
        assert (first[0] if first else "not released yet") in said


def test_a_reading_of_words_that_have_changed_since_says_so() -> None:
    rule = real().regulations["cac-group-services-2017"]
    record = rule.obligations[0]
    assert rule.signatures
    signed = replace(rule.signatures.obligations[record.id], words={record.eId: "of other words"})
    signatures = replace(rule.signatures, obligations={record.id: signed})
    changed = replace(real(), regulations={**real().regulations, rule.id: replace(rule, signatures=signatures)})
    made = pages_of(changed, "en")
    assert "the words have changed since" in made[to.obligations(rule, record)]
    assert "signed by nobody" in made[to.obligations(rule, rule.obligations[1])]


def test_every_obligation_is_listed_under_each_of_its_topics() -> None:
    lists = {topic.id: site("zh").get(to.obligations("index", topic), "") for topic in real().vocabulary.topics}
    for rule, record in real().obligations():
        listed = {topic for topic, text in lists.items() if f"]({rule.id}/{record.id}.md)" in text}
        assert listed == {*record.topics}
    for topic in {*lists} - {topic for _, record in real().obligations() for topic in record.topics}:
        assert not lists[topic]


def test_each_role_has_a_checklist_with_its_files() -> None:
    files = dict(pages.each_file(made_from()))
    for slug in (*(role.id for role in real().vocabulary.roles), "all-roles"):
        for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
            target = to.checklists(slug, ending)
            assert f"](../{target})" in site("zh")[to.checklists(slug)]
            assert files[target]
