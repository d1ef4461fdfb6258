"""The lines of a page: what does not end inside a date or an id is marked in its HTML."""

from case_tables import cases, each
from guiju.site.building.unbroken import no_wrap

TABLES = cases(__file__)


@each(TABLES["marked"])
def test_a_date_and_a_word_of_code_are_marked_and_their_characters_stay(html: str, marked: str) -> None:
    assert no_wrap(html) == marked


@each(TABLES["plain"])
def test_only_running_text_is_marked(html: str) -> None:
    assert no_wrap(html) == html
