"""The place that a provision names in a version of its law is there.

Looks at the `version` and `place` of its `numbers`. The versions are the files regulation@DAY.yaml beside it.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.versions import versions
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    texts = {str(version.day): version.text for version in versions(regulation)} if regulation.provisions else {}
    for provision in regulation.provisions:
        for number in provision.numbers:
            if not number.version or number.words is not None:
                continue
            if number.version in texts:
                yield Fault(f"{number.place} is not in the version of {number.version}", number.where.at("place"))
            else:
                known = ", ".join(texts) or "none"
                message = f"there is no version {number.version}; import it (guiju import), or name one of: {known}"
                yield Fault(message, number.where.at("version"))
