"""The line of time: every rule and dated case has a lane, and what is unknown is drawn as unknown."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.site.kinds import to
from guiju.site.pictures import events, relations, timeline
from guiju.site.pictures.timeline import Axis
from guiju.site.site import Site
from markdown_pages import DAY, made_from, read, with_class, words_of
from real_corpus import real

DAYS = st.lists(st.dates(date(1950, 1, 1), date(2060, 12, 31)), min_size=1, max_size=30)


@given(DAYS)
def test_a_later_day_stands_further_right(days: list[date]) -> None:
    axis = Axis(days, 100, 1000)
    places = [axis(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(100 <= place <= axis.end for place in places)
    assert axis(date(days[0].year, 12, 31)) < axis(date(days[0].year, 1, 1)) + axis.year


def lanes() -> Iterator[timeline.Lane]:
    return (lane for group in timeline.picture(made_from()).groups for lane in group.lanes)


def test_every_rule_and_every_dated_case_has_a_lane() -> None:
    expected = [f"rule-{name}" for name in real().regulations]
    expected += [f"case-{name}" for name, case in real().cases.items() if events.begun(case)]
    assert sorted(lane.id for lane in lanes()) == sorted(expected)


def test_what_is_unknown_is_drawn_as_unknown() -> None:
    by_id = {lane.id: lane for lane in lanes()}
    for rule in real().regulations.values():
        drawn, force = by_id[f"rule-{rule.id}"].stretches, rule.force
        styles = {stretch.style for stretch in drawn}
        assert ("vague" in styles) == (force.from_ == "unknown")
        assert drawn[-1].end_unknown == (force.until == "unknown" and force.state == "unverified")
        assert "in-force" not in styles or force.state == "in_force"
    for case in real().cases.values():
        if events.begun(case):
            (stretch,) = by_id[f"case-{case.id}"].stretches
            assert stretch.start_unknown == (case.period.earliest == "unknown")
            assert stretch.end_unknown == (case.period.latest == "unknown")
    stretches = [stretch for lane in by_id.values() for stretch in lane.stretches]
    unknown = sum(s.start_unknown + s.end_unknown + (s.style == "vague") for s in stretches)
    pictures = with_class(read("zh", to.timeline()), "picture")
    assert [words_of(picture).count("?") for picture in pictures] == [unknown, unknown]


def test_every_day_is_in_the_list_with_what_happened() -> None:
    rows = [words_of(row) for row in next(read("zh", to.timeline()).iter("table")).iter("tr")][1:]
    found = sorted(events.events(made_from()), key=lambda event: event.day)
    assert len(rows) == len(found)
    for row, event in zip(rows, found, strict=True):
        assert str(event.day) in row and event.title in row
        for kind in event.kinds:
            assert made_from().words["events"][kind] in row


def test_the_numbers_that_changed_on_a_day_are_told_with_what_they_were() -> None:
    rows = map(words_of, read("en", to.timeline()).iter("tr"))
    (row,) = (row for row in rows if "2026-01-01" in row and "Cybersecurity Law" in row)
    for provision in real().regulations["cybersecurity-law"].provisions:
        renumbered = any(number.from_ == date(2026, 1, 1) for number in provision.numbers)
        assert not renumbered or provision.title.en in row
    assert "art. 68 → art. 69" in row


def test_a_provision_that_keeps_its_number_is_not_renumbered_but_reworded() -> None:
    found = {change.day: change for change in events.changes(real().regulations["criminal-law"])}
    eighth, eleventh = found[date(2011, 5, 1)], found[date(2021, 3, 1)]
    assert eighth.numbers == ()
    assert [p.id for p, *_ in eleventh.numbers] == ["minors"]  # 17(4), whose earlier text is not recorded
    assert {p.id for p in eighth.reworded} == {"mitigation", "suspended-sentence", "picking-quarrels"}
    assert "opening-gambling-venue" in {p.id for p in eleventh.reworded}
    assert "gambling" not in {p.id for p in eleventh.reworded}  # the words of 303(1) are the same
    assert "reworded" in words_of(read("en", to.timeline()))


def test_the_basis_of_a_rule_is_tied_to_it_on_the_day_it_was_made() -> None:
    tooltips = [tie.tooltip for tie in timeline.picture(made_from()).ties]
    for link in relations.links(real()):
        if link.kind == "based_on":
            source, target = (real().regulations[end.removeprefix("rule-")] for end in (link.source, link.target))
            assert f"{source.promulgated} {source.title.zh} 依据 {target.title.zh}" in tooltips
    assert any(line.startswith("2022-08-01 ") and "实质取代" in line for line in tooltips)


@given(st.integers(-4000, 4000))
@settings(max_examples=30)
def test_the_line_of_time_can_be_drawn_on_any_day(days: int) -> None:
    day = DAY + timedelta(days)
    for frame in (timeline.WIDE, timeline.NARROW):
        drawn = timeline.picture(Site(real(), "zh", day), frame)
        for lane in (lane for group in drawn.groups for lane in group.lanes):
            assert all(frame.label <= s.x <= s.to <= drawn.width for s in lane.stretches)
            assert all(frame.label <= mark.x <= drawn.width for mark in lane.marks)
