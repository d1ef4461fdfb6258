"""The pages of obligations: each under its anchor, its topics, with its checks, and in the checklists of its roles."""

import pytest

from guiju.model import Lang, Regulation
from guiju.site import pages
from guiju.site.kinds import kinds, to
from guiju.wording import labels
from markdown_pages import FULL, by_id, made_from, read, site, with_class, words_of
from real_corpus import real


@pytest.mark.parametrize("rule", FULL)
def test_every_obligation_stands_in_full_under_its_anchor(rule: Regulation, lang: Lang) -> None:
    root = read(lang, to.obligations(rule))
    blocks = with_class(root, "obligation")
    assert len(blocks) == len(rule.obligations)
    for record in rule.obligations:
        heading = by_id(root, record.id)
        block = words_of(next(b for b in blocks if heading in list(b)))
        told = [record.title, record.summary, *record.review, *record.evidence, *(w.weigh for w in record.open_words)]
        told += [t for t in (record.automation and record.automation.reason, record.condition) if t]
        told += [record.displaced_by.note] if record.displaced_by else []
        for text in told:
            assert text[lang] in block, record.id
        assert labels.label(record.modality, lang) in block
        for party in record.bearers:
            assert real().label("parties", party)[lang] in block


def test_every_obligation_is_listed_under_each_of_its_topics() -> None:
    text = site("zh")[to.obligations()]
    for rule in real().with_articles():
        for record in rule.obligations:
            assert text.count(f"]({rule.id}.md#{record.id})") == len(record.topics)


def test_each_role_has_a_checklist_with_its_duties_and_its_files() -> None:
    files = dict(pages.each_file(made_from()))
    for role in real().vocabulary.roles:
        source = site("zh")[to.checklists(role.id)]
        for rule in real().with_articles():
            for record in rule.obligations:
                listed = f"](../obligations/{rule.id}.md#{record.id})" in source
                assert listed == (not set(role.parties).isdisjoint(record.bearers)), (role.id, record.id)
    for slug in (*(role.id for role in real().vocabulary.roles), "all-roles"):
        for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
            target = to.checklists(slug, ending)
            assert f"](../{target})" in site("zh")[to.checklists(slug)]
            assert files.pop(target)
    others = [kind for name, kind in kinds().items() if name != "checklists" and hasattr(kind, "files")]
    assert others
    assert sorted(files) == sorted(address for kind in others for address, _ in kind.files(made_from()))


@pytest.mark.parametrize("rule", FULL)
def test_an_obligation_shows_its_checks_and_how_many_examples_are_executed(rule: Regulation, lang: Lang) -> None:
    root = read(lang, to.obligations(rule))
    for record in rule.obligations:
        heading = by_id(root, record.id)
        block = next(b for b in with_class(root, "obligation") if heading in list(b))
        shown = with_class(block, "check")
        assert len(shown) == len(record.checks)
        for check, part in zip(record.checks, shown, strict=True):
            code = [words_of(e) for e in with_class(part, "predicate")]
            assert code == [*([check.applies_when] if check.applies_when else []), check.requires]
            assert made_from(lang).words_of("obligations")["decidable"][check.decides] in words_of(part)
            assert check.remaining is None or check.remaining[lang] in words_of(part)
        if record.examples:
            assert made_from(lang).words["n_examples"].format(len(record.examples)) in words_of(block)
