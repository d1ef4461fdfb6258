"""A comparison of texts or knowledge bases on the terminal: what it means first, then the words, marked as by git."""

from guiju.amendment.comparison import Amendments, LawChange, Readings
from guiju.documents import amendment as document
from guiju.documents import concordance
from guiju.documents.amendment.opening import opening
from guiju.law.text.redline import RedlinePiece
from guiju.model import Lang
from guiju.terminal import Part, Say
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE

_SECTIONS = document.WORDS.table("section")
_SHOWN = 60
"""Characters of words that a line quotes."""


def print_amendments(say: Say, amendments: Amendments, lang: Lang) -> None:
    """Print it: nothing but a sentence where nothing differs."""
    say(" → ".join(document.names(amendments, lang)), style="bold")
    if lead := opening(amendments, lang):
        say(lead)
    for style, rules in (("green", amendments.added), ("red", amendments.removed)):
        for rule in rules:
            say(f"{'+' if style == 'green' else '-'} {rule.title[lang]}", (f"  {rule.id}", "dim"), style=style)
    if amendments.readings:
        _print_readings(say, amendments.readings, lang)
    for law in amendments.laws:
        _print_law(say, law, lang)
    if change := document.release_weight(amendments, lang):
        say(f"{document.HEADINGS['weight'][lang]}{COLON[lang]}{change}")
    say(document.WORDS["differ" if amendments.differs else "same"][lang], style="bold")
    say(NOT_LEGAL_ADVICE[lang], style="dim")


def _print_readings(say: Say, found: Readings, lang: Lang) -> None:
    say(_SECTIONS["computed"][lang], style="bold")
    if not found.differs:
        say(document.WORDS["no_computed"][lang], by=2)
    for effect in found.effects:
        old, new = document.effect_values(effect, found, lang)
        say(_kind(effect.kind, lang), f"{document.effect_title(effect, lang)} ", (effect.id, "dim"), by=2)
        if (old, new) != ("—", "—"):
            say((old, "red"), " → ", (new, "green"), by=4)
    for broken in found.broken:
        say(f"{document.WORDS['broken'][lang]}{COLON[lang]}", (broken.words, "red"), (f"  {broken.id}", "dim"), by=2)
    for case in found.cases:
        about = case.case.entities[case.about].label[lang]
        say(f"{case.case.title[lang]}{COLON[lang]}{about} ", (f"{case.case.id} {case.record}", "dim"), by=2)
        say((document.answer(case.old, found, lang), "red"), by=4)
        say((f"→ {document.answer(case.new, found, lang)}", "green"), by=4)
    for flip in found.verdicts.differences if found.verdicts else ():
        old, new = document.verdict_words(flip.old, flip.new, lang)
        change = document.VERDICT_CHANGES[flip.change][lang]
        say((f"{change} ", "cyan"), f"{flip.obligation}{COLON[lang]}{old} → {new}", by=2)
    say()


def _kind(kind: str, lang: Lang) -> Part:
    return (f"{document.KINDS[kind][lang]}{COLON[lang]}", "cyan")


def _print_law(say: Say, law: LawChange, lang: Lang) -> None:
    say(law.text.new.title[lang], style="bold")
    if counts := document.counts(law.text.articles, lang):
        say(counts, by=2)
    if law.words:
        say(_SECTIONS["seen"][lang], style="bold")
    for effect in law.words:
        old, new = (f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text for text in (effect.old, effect.new))
        marked = [(f"[-{old}-]", "red")] * bool(old) + [(f"{{+{new}+}}", "green")] * bool(new)
        say(_kind(effect.kind, lang), (f"{document.places(law, effect.row, lang)} ", "dim"), *marked, by=2)
    if law.touched_records:
        say(_SECTIONS["dependents"][lang], style="bold")
    for rests in law.touched_records:
        say(
            (f"{document.RECORDS[rests.kind][lang]}{COLON[lang]}", "cyan"),
            f"{rests.title[lang]} ",
            (rests.id, "dim"),
            by=2,
        )
        where = document.place(law.text.old, rests.place, lang)
        say(f"{where}{COLON[lang]}{document.STATES[rests.state][lang]}", by=4)
    say(_SECTIONS["texts"][lang], style="bold")
    for row in law.text.articles:
        if not row.differs:
            continue
        say((document.title(law, row, lang), "bold"), f" {concordance.KINDS[row.kind][lang]}", by=2)
        for unit in row.units if not document.only_moved(row) else ():
            if unit.kind not in ("same", "moved"):
                say((f"{document.places(law, unit, lang)}  ", "dim"), *(_piece(piece) for piece in unit.pieces), by=4)
    say()


def _piece(piece: RedlinePiece) -> Part:
    if piece.kind == "same":
        return piece.new
    was = f"[-{piece.old}-]" if piece.old else ""
    now = f"{{+{piece.new}+}}" if piece.new else ""
    style = "blue" if piece.kind == "moved" else "green" if not was else "red" if not now else "yellow"
    return (was + now, style)
