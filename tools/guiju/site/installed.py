"""Whether the libraries are there that the site is made with: they come with guiju[site], not with guiju alone."""

from importlib.util import find_spec

from guiju.files.finding import Misuse

TO_WRITE = ("networkx",)
TO_BUILD = (*TO_WRITE, "lxml", "mkdocs", "material")


def require(names: tuple[str, ...]) -> None:
    """Misuse where a library is missing that what follows imports: TO_WRITE for the pages, TO_BUILD for the site."""
    if missing := [name for name in names if find_spec(name) is None]:
        raise Misuse(
            f"the site needs libraries that are not installed ({', '.join(missing)}); pip install 'guiju[site]'"
        )
