"""The pages of obligations: each under its anchor, its topics, with its checks, and in the checklists of its roles."""

from guiju.model import Lang, Regulation
from guiju.site import pages
from guiju.site.kinds import to
from guiju.wording import labels
from markdown_pages import block_of, each_read_rule, made_from, read, site, with_class, words_of
from real_corpus import real


@each_read_rule
def test_every_obligation_stands_in_full_under_its_anchor_with_its_checks(rule: Regulation, lang: Lang) -> None:
    root, made = read(lang, to.obligations(rule)), made_from(lang)
    assert len(with_class(root, "obligation")) == len(rule.obligations)
    for record in rule.obligations:
        block = block_of(root, record, "obligation")
        told = [record.title, record.summary, *record.review, *record.evidence, *(w.weigh for w in record.open_words)]
        told += [t for t in (record.automation and record.automation.reason, record.condition) if t]
        told += [record.displaced_by.note] if record.displaced_by else []
        said = [text[lang] for text in told] + [labels.label(record.modality, lang)]
        said += [real().label("parties", party)[lang] for party in record.bearers]
        said += [made.words["n_examples"].format(len(record.examples))] if record.examples else []
        assert [text for text in said if text not in words_of(block)] == [], record.id
        for check, part in zip(record.checks, with_class(block, "check"), strict=True):
            code = [words_of(e) for e in with_class(part, "predicate")]
            assert code == [*([check.applies_when] if check.applies_when else []), check.requires]
            assert made.words_of("obligations")["decidable"][check.decides] in words_of(part)
            assert check.remaining is None or check.remaining[lang] in words_of(part)


def test_every_obligation_is_listed_under_each_of_its_topics() -> None:
    text = site("zh")[to.obligations()]
    for rule, record in real().obligations():
        assert text.count(f"]({rule.id}.md#{record.id})") == len(record.topics)


def test_each_role_has_a_checklist_with_its_files() -> None:
    files = dict(pages.each_file(made_from()))
    for slug in (*(role.id for role in real().vocabulary.roles), "all-roles"):
        for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
            target = to.checklists(slug, ending)
            assert f"](../{target})" in site("zh")[to.checklists(slug)]
            assert files[target]
