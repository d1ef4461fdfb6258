"""Services of new kinds get the verdicts that the words of the rules call for."""

from datetime import date
from typing import Any

from assessment_samples import ACCOUNT, GROUP, assessed
from case_tables import cases, each
from row_samples import measured

RULES = {"g": GROUP, "n": ACCOUNT, "i": "cac-account-information-2022"}
PROVIDER = ("group-provider", "account-provider")


@each({service["name"]: service for service in cases(__file__)})
def test_a_service_gets_the_verdicts_that_follow_from_the_words_of_the_rules(service: dict[str, Any]) -> None:
    rows = {name: {key: measured(row) for key, row in keyed.items()} for name, keyed in service.get("rows", {}).items()}
    told = {"facts": measured(service["facts"]), "rows": rows, "coverage": service.get("coverage", {})}
    made = assessed(told, "en", date.fromisoformat(service["as_of"]), tuple(service.get("roles", PROVIDER)))
    verdicts = {duty.id: duty.verdict for duty in made.every_duty}
    expected = {f"{RULES[name[0]]}#{name[2:]}": verdict for name, verdict in service["expect"].items()}
    assert {name: verdicts[name] for name in expected} == expected
