"""When rules and laws were made, took effect and changed, and when the cases happened: a picture and a list."""

from collections.abc import Iterator

from guiju.places import citation
from guiju.site.page import WIDE, Page
from guiju.site.pictures import timeline
from guiju.site.pictures.drawing import SHAPES, shape
from guiju.site.pictures.events import begun, events
from guiju.site.site import Site

PLACE = ("whole", 4)
ADDRESS = "whole/timeline.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    wide = timeline.picture(site)
    lanes = [lane for group in wide.groups for lane in group.lanes]
    drawn = {stretch.style for lane in lanes for stretch in lane.stretches}
    drawn |= {mark.shape for lane in lanes for mark in lane.marks}
    values = {
        "pictures": {"wide": wide, "narrow": timeline.picture(site, timeline.NARROW)},
        "shapes": [shape for shape in SHAPES if shape in drawn],
        "styles": [style for style in timeline.STYLES if style in drawn],
        "events": sorted(events(site), key=lambda event: event.day),
        "shape_at": shape,
        "numbered": lambda numbers: site.listed(citation.numbered(number, site.lang) for number in numbers),
        "undated": [rule for rule in site.corpus.regulations.values() if rule.force.from_ == "unknown"],
        "dateless": [case for case in site.corpus.cases.values() if begun(case) is None],
    }
    yield Page(values, hide=WIDE, sheets=("assets/whole.css",), script="assets/whole.js")
