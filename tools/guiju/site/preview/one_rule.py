"""What belongs to one rule, so that its pages cost the same in any knowledge base."""

from dataclasses import replace

from guiju.model import Case, Corpus


def narrowed(corpus: Corpus, name: str) -> Corpus:
    """The rule of this id with the rules and cases around it."""
    kept = around(corpus, name)
    # Without relations to what is left out, no template need ask whether their targets are there.
    regulations = {
        slug: replace(rule, relations=tuple(r for r in rule.relations if r.target in kept))
        for slug, rule in corpus.regulations.items()
        if slug in kept
    }
    return replace(corpus, regulations=regulations, cases={case.id: case for case in _cases(corpus, name)})


def around(corpus: Corpus, name: str) -> set[str]:
    """The ids of the rules that this one speaks of, or that the cases do which illustrate it; and its own."""
    rule = corpus.regulations[name]
    targets = [relation.target for relation in rule.relations]
    for record in rule.obligations:
        targets += [*record.overlaps, *record.leads_to]
        targets += [record.displaced_by.regulation] if record.displaced_by else []
    targets += [term.defined_at for term in corpus.glossary if term.defined_at]
    for case in _cases(corpus, name):
        targets += [*case.illustrates, *case.applied, *(e.obligation or e.sanction or name for e in case.expect)]
        targets += [provision for difference in case.differences for provision in difference.provisions]
    return {name, *(target.partition("#")[0] for target in targets)}


def _cases(corpus: Corpus, name: str) -> list[Case]:
    """The cases that illustrate an obligation of this rule."""
    return [case for case in corpus.cases.values() if any(g.partition("#")[0] == name for g in case.illustrates)]
