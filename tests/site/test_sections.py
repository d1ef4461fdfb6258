"""What the search reads of a page, and what of the frame is drawn once for many pages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from material.plugins.search.plugin import Parser

from guiju.model import Lang
from guiju.site.building.sections import sections
from windows import ROOTS

Told = tuple[str | None, str, str]

_WORDS = (
    st.text(st.sampled_from("规定 ab&<>\n\"'"), min_size=1)
    .filter(str.strip)
    .map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;"))
)


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("<p>{}</p>".format, _WORDS),
        st.builds('<p class="muted">{}<code>{}</code><br>{}</p>'.format, _WORDS, _WORDS, _WORDS),
        st.builds("<pre>{}</pre>".format, _WORDS),
        st.builds("<ul><li>{}</li><li><p>{}</p></li></ul>".format, _WORDS, _WORDS),
        st.builds('<p>{}<a href="x/">{}</a>{}</p>'.format, _WORDS, _WORDS, _WORDS),
        st.builds("<table><tr><td>{}</td></tr></table>".format, _WORDS),
        st.builds('<svg><g><path d="M0 0"/><text>{}</text></g></svg>'.format, _WORDS),
        st.builds("<script>{}</script>".format, st.just("let a = 1 < 2;")),
        st.builds("<div>{}</div>".format, inside),
        st.builds(
            '<h{0} id="{1}">{2}<a class="headerlink" href="#{1}">#</a></h{0}>'.format,
            st.integers(2, 4),
            st.sampled_from("abcdef"),
            _WORDS,
        ),
    )


_PAGES = st.lists(
    st.recursive(_element(st.just("")), lambda inner: _element(st.lists(inner, max_size=3).map("\n".join)))
)


@given(_PAGES.map("\n".join))
def test_a_page_is_read_as_the_plugin_of_the_theme_reads_it(page: str) -> None:
    page = f'<h1 id="top">题</h1>\n{page}'
    assert list(_ours(page)) == list(_theirs(page))


def test_nothing_of_an_element_that_is_left_out_is_read_however_much_is_nested_in_it() -> None:
    page = (
        '<h1 id="top">A</h1><p>in</p>'
        '<div data-search-exclude="1"><div><p>out</p></div><h2 id="b">out</h2><p>out</p></div><p>in too</p>'
    )
    assert list(_ours(page)) == [(None, "A", "<p>in</p><p>in too</p>")]


def test_an_element_without_text_leaves_no_tags() -> None:
    page = '<h1 id="top">A</h1><p>in</p><p data-x="1"> </p><ul><li></li></ul>'
    assert list(_ours(page)) == [(None, "A", "<p>in</p>")]


def test_an_empty_page_has_no_sections() -> None:
    assert list(sections(" \n")) == []


def test_a_sidebar_drawn_once_leads_to_the_same_places_from_every_page_and_marks_the_one_that_is_read(
    site_folder: Path, lang: Lang
) -> None:
    root = site_folder / ROOTS[lang]
    home = _led(site_folder, root / "index.html")
    pages = [file for file in root.rglob("index.html") if lang == "en" or "en" not in file.parts]
    assert len(pages) > 50 and len(home) > 30
    for file in pages:
        own = f"/{file.relative_to(site_folder).parent.as_posix()}/".replace("/./", "/")
        assert _led(site_folder, file) == home, file
        assert _led(site_folder, file, "[contains(@class, 'md-nav__link--active')]") == home & {own}, file


def _ours(page: str) -> Iterator[Told]:
    return ((found.anchor, found.title, found.text) for found in sections(page))


def _theirs(page: str) -> Iterator[Told]:
    parser = Parser()
    parser.feed(page)
    parser.close()
    return ((found.id, "".join(found.title).strip(), "".join(found.text).strip()) for found in parser.data)


def _led(site: Path, file: Path, which: str = "") -> set[str]:
    """Where the sidebar of a page leads, or what of it is asked for, without the table of contents in it."""
    address = f"/{file.relative_to(site).as_posix()}".removesuffix("index.html")
    [frame] = html.fromstring(file.read_bytes()).xpath("//nav[contains(@class, 'md-nav--primary')]")
    return {urljoin(address, link) for link in frame.xpath(f".//a{which}/@href") if not link.startswith("#")}
