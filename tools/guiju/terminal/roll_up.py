"""A roll-up of several services on the terminal: the gaps, the worst first, with their services; then what is open."""

from guiju.assessment.services import RollUp
from guiju.documents.report.audience import Audience
from guiju.documents.report.unsupported import LABEL
from guiju.documents.roll_up.actions import Action, actions, by_duty, headline, unsupported_of
from guiju.model import Lang
from guiju.terminal import Say
from guiju.terminal.assessment import COLOURS
from guiju.wording.labels import COLON, COMMA, NOT_LEGAL_ADVICE


def print_roll_up(say: Say, together: RollUp, audience: Audience) -> None:
    """Print it."""
    lang, every = together.lang, actions(together, audience)
    say(headline(together, every), style="bold")
    for sentence in unsupported_of(together):
        say(f"{LABEL[lang]}{COLON[lang]}{sentence}", style="yellow")
    for rows in by_duty(every):
        top, services = rows[0].duty, (action.service for action in rows)
        where = "" if rows[0].is_gap else f"  [{COMMA[lang].join(services)}]"
        say((top.words, COLOURS[top.verdict or ""]), f" {top.title}  ", (top.id, "dim"), where)
        for action in rows if rows[0].is_gap else ():
            say(f"{action.service}{COLON[lang]}{_in_one_line(action, lang)}", by=4)
    checked = next(iter(together.assessed.values())).checklist
    say(f"{NOT_LEGAL_ADVICE[lang]} · {together.as_of} · {checked.corpus.data_version}", style="dim")


def _in_one_line(action: Action, lang: Lang) -> str:
    """Number, how it stands, what could follow, who does it until when."""
    plans = (" · ".join(filter(None, (plan.owner, plan.due, plan.state))) for plan in action.plans)
    told = action.outcome(lang) if action.is_gap else ()
    return " · ".join((*action.numbers, action.duty.words, *told, *plans))
