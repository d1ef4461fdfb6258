"""A roll-up of several services on the terminal: the gaps, the worst first, with their services; then what is open."""

from guiju.assessment.services import RollUp
from guiju.documents.report.audience import Audience
from guiju.documents.report.unsupported import LABEL
from guiju.documents.roll_up import value
from guiju.terminal import Say
from guiju.terminal.assessment import COLOURS
from guiju.wording.labels import COLON, COMMA


def print_roll_up(say: Say, together: RollUp, audience: Audience) -> None:
    """Print it."""
    lang, data = together.lang, value(together, audience)
    say(data["sentence"], style="bold")
    for one in data["services"]:
        for text in one["unsupported"]:
            say(COLON[lang].join((LABEL[lang], one["service"], text)), style="yellow")
    for duty in data["duties"]:
        worst, services = duty["services"][0], [one["service"] for one in duty["services"]]
        is_gap = worst["verdict"] == "breached"
        where = "" if is_gap else f"  [{COMMA[lang].join(services)}]"
        say((worst["words"], COLOURS[worst["verdict"]]), f" {duty['title']}  ", (duty["obligation"], "dim"), where)
        for one in duty["services"] if is_gap else ():
            plans = (" · ".join(filter(None, (plan["owner"], plan["due"], plan["state"]))) for plan in one["plans"])
            outcome = one["outcome"] if one["verdict"] == "breached" else ()
            say(f"{one['service']}{COLON[lang]}{' · '.join((*one['numbers'], one['words'], *outcome, *plans))}", by=4)
    say(" · ".join((data["disclaimer"], data["as_of"], data["data_version"])), style="dim")
