"""The page of limits lists everything that is not verified, and nothing else."""

from guiju.site.kinds import to
from markdown_pages import site
from real_corpus import real


def test_the_limits_list_everything_that_is_not_verified() -> None:
    source = site("en")[to.limits()]
    for rule in real().regulations.values():
        if rule.force.verified_on is None:
            assert f"]({to.regulations(rule)})" in source
        for unit in rule.units():
            listed = f"]({to.articles(rule, unit.eId)})" in source
            assert listed == (unit.provenance is not None and unit.provenance.wording == "partly_from_memory")
        for provision in rule.provisions:
            assert (f"]({to.regulations(rule, provision.id)})" in source) == (provision.verification != "seen")
        for record in rule.obligations:
            fate = record.displaced_by
            unseen = fate is not None and (fate.certainty != "seen" or fate.change == "not_covered")
            unpunished = sum(group.route == "none_found" for group in record.consequences())
            assert source.count(f"]({to.obligations(rule, record)})") == unseen + unpunished
