"""The MkDocs hook: feeds the generated pages and files into the build of one language. Named in mkdocs.yml."""

import gc
import os
import posixpath
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, FileSystemLoader, MemcachedBytecodeCache, PrefixLoader, pass_context
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from guiju.files.day import iso_day
from guiju.files.finding import UnsoundBase
from guiju.law.load import load
from guiju.reasoning.facts import Unfit
from guiju.site import cited, escape, kinds, pages, search
from guiju.site.addresses import is_of_the_web
from guiju.site.building import bundles, chinese, links, modules, offline, policy
from guiju.site.building.anchors import Unread
from guiju.site.building.sidebar import Sidebar
from guiju.site.building.unbroken import no_wrap
from guiju.site.page import shortened
from guiju.site.pictures import poster
from guiju.site.site import Site
from guiju.wording.labels import NOT_LEGAL_ADVICE, UNOFFICIAL

_FIRST_PARAGRAPH = re.compile("<p[^>]*>(.+?)</p>", re.DOTALL)


class _Memory(dict[str, bytes]):
    set = dict.__setitem__


_COMPILED = MemcachedBytecodeCache(_Memory())  # type: ignore[arg-type]  # a dict has all that is asked of a client
"""The theme's templates, compiled once for all builds of a process, each of which has its own Jinja environment."""

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""The theme's own search, in whose place is ours."""

_IMPORT_OF_ASSETS = re.compile(rb"""(["'])((?:\.\./)+assets/)""")


def on_config(config: Any) -> Any:
    """Set what the theme prints on every page, and the navigation, for the site that guiju.site.building.build passes
    or the knowledge base beside mkdocs.yml."""
    # The data are many small records that live to the end: collecting garbage among them takes a tenth of the time.
    gc.set_threshold(50_000)
    is_preview = "site" in config.extra
    site: Site = config.extra["site"] if is_preview else _site(config)
    try:
        made = dict(pages.render_all(site))
    except Unfit as error:  # a case is replayed here, whether or not it was checked before
        raise PluginError(f"cases/: {error}; run guiju check") from None
    paths = made.keys() | site.written.keys()
    config.extra["site"], config.extra["made"] = site, made
    config.extra["guiju"] = {
        "corpus": site.corpus,
        "as_of": site.as_of,
        "paths": paths,
        "only": site.only,
        "can_be_saved": not is_preview,
        "not_legal_advice": NOT_LEGAL_ADVICE[site.lang],
        "unofficial": UNOFFICIAL[site.lang] if site.lang == "en" else "",
        "search": search.words(site.lang),
        "posters": bool(config.site_url) and not poster.obstacle(),
    }
    if config.site_url and (why := poster.obstacle()):
        print(f"guiju: no pictures where links are shared: {why}", file=sys.stderr)  # MkDocs' own log may be quiet
    config.extra["base"] = urlsplit(config.site_url or "/").path
    if config.site_url and site.lang == "en":
        config.site_url += "en/"
    config.nav = pages.navigation(site, paths)
    config.markdown_extensions.append(Unread())
    _searched(config).search_index = search.Index(_searched(config).config, site)
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add every page and file, and the scripts and style sheets of each kind to those of the theme; leave out what no
    page loads, and in English what Chinese has already put into the site."""
    site: Site = config.extra["site"]
    whole = len(site.corpus.regulations) <= pages.IN_SIDEBAR
    for path, text in config.extra.pop("made").items():
        level = InclusionLevel.UNDEFINED if whole else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=text, inclusion=level))
    for source in (*kinds.FOLDER.glob("*/*.js"), *kinds.FOLDER.glob("*/*.css")):
        files.append(File.generated(config, f"assets/{source.parent.name}/{source.name}", abs_src_path=str(source)))
    files.append(File.generated(config, "assets/search/tables.js", content=cited.tables_script()))
    shared = _shares_assets(config)
    for path, content in pages.each_file(site):
        if shared and path.endswith(".js"):
            content = _IMPORT_OF_ASSETS.sub(rb"\1../\2", content)
        # Straight to where MkDocs would copy it: all of them together are nearly as large as the pages.
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        files.append(File.generated(config, path, abs_src_path=str(target)))
    elsewhere = (*_UNUSED, "assets/", "offline-worker.js") if shared else _UNUSED
    for file in files:
        if file.src_uri.startswith(elsewhere) or file.src_uri.endswith(".map"):
            file.inclusion = InclusionLevel.EXCLUDED
    return files


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Let the frame around a page be drawn once for all pages on which it is the same."""
    config.extra["guiju"]["sidebar"] = Sidebar(nav.pages, [config.theme["logo"]])
    return nav


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Keep dates and ids whole, and release the converted Markdown, which MkDocs would keep to the end."""
    page.markdown = None
    if page.file.generated_by:
        page.file.content_string = ""
    if not page.meta.get("description") and (first := _FIRST_PARAGRAPH.search(html)):  # one that is written by hand
        page.meta["description"] = escape.attribute(shortened(Markup(first[1]).striptags()))
    return no_wrap(html)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Release the content of a finished page, draw its picture, and mark what is Chinese on one in English."""
    page.content = None
    if page.meta.get("poster") and config.extra["guiju"]["posters"]:
        site: Site = config.extra["site"]
        target = Path(page.file.abs_dest_path).with_name("poster.png")
        target.parent.mkdir(parents=True, exist_ok=True)
        title, subtitle = page.meta["poster"]
        target.write_bytes(poster.poster(title, subtitle, site.lang, site.as_of))
    return chinese.marked(output) if config.extra["site"].lang == "en" else output


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Make the content-security policy and the bundles of scripts, and read which of these imports which, before any
    page is filled in."""
    env.bytecode_cache = _COMPILED
    # Where a template of ours has the name of one of the theme's, it includes that as stock/…
    stock = FileSystemLoader([folder for folder in config.theme.dirs if folder != config.theme.custom_dir])
    env.loader = ChoiceLoader([env.loader, PrefixLoader({"stock": stock})])
    if _shares_assets(config):
        env.filters["url"] = _one_folder_up(env.filters["url"])
    context = {"config": config, "features": config.theme["features"], "base_url": "."}
    config.extra["guiju"]["policy"] = policy.policy(env, context)
    _bundle(files, config)
    config.extra["guiju"]["modules"] = modules.chain(files)
    return env


def on_post_build(config: Any) -> None:
    """Fail for a link that leads nowhere or a request to another host, and list what a reader can save. English is
    built after Chinese, into it. Where the site has one rule only, links lead out of it."""
    site: Site = config.extra["site"]
    root = Path(config.site_dir)
    if site.only is not None:
        return
    if _shares_assets(config):
        root = root.parent
    defects = list(links.defects(root, to_be_built="en", base=config.extra["base"]))
    if defects:
        raise PluginError("\n".join(defects))
    if config.extra["guiju"]["can_be_saved"]:
        offline.write(root, site.corpus.data_version)


def _bundle(files: Any, config: Any) -> None:
    """Put bundles in the place of the modules of JavaScript that are in them, and style sheets without comments in that
    of those with them."""
    of_theme = ("assets/javascripts/", "assets/stylesheets/")
    ours = [file for file in files if file.src_uri.startswith("assets/") and not file.src_uri.startswith(of_theme)]
    texts = {file.src_uri: file.content_string for file in ours if file.src_uri.endswith((".js", ".css"))}
    made, members = bundles.bundled({path: text for path, text in texts.items() if path.endswith(".js")})
    made |= {path: bundles.bare(text) for path, text in texts.items() if path.endswith(".css")}
    for file in ours:
        if file.src_uri in members or file.src_uri in made:
            files.remove(file)
    for path, text in made.items():
        files.append(File.generated(config, path, content=text, inclusion=ours[0].inclusion))


def _one_folder_up(stock: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """MkDocs' filter for addresses in templates, the theme's among them, with assets where Chinese has them."""

    @pass_context
    def url(context: Any, address: str) -> str:
        if not str(address).startswith("assets/"):
            return stock(context, address)
        path = stock(context, f"../{address}")
        return posixpath.normpath(path) if path.startswith("/") else path  # on 404.html, served at any address

    return url


def _searched(config: Any) -> Any:
    """The theme's search plugin. It has made its index by now, and fills and writes what stands in its place."""
    return next(plugin for name, plugin in config.plugins.items() if name.rpartition("/")[2] == "search")


def _site(config: Any) -> Site:
    """The site of the knowledge base beside mkdocs.yml."""
    as_of = _as_of()
    try:
        corpus = load(Path(config.config_file_path).parent)
    except UnsoundBase as unsound:
        raise PluginError(str(unsound)) from None
    lang, url = config.theme["language"], config.site_url or ""
    beside = lang == "en" and (Path(config.site_dir).parent / "index.html").exists()
    return Site(corpus, lang, as_of, Path(config.docs_dir), report=_report(), url=url, beside=beside)


def _shares_assets(config: Any) -> bool:
    """Whether this is English, built into a site that Chinese is in, whose assets it then uses."""
    return bool(config.extra["site"].beside)


def _report() -> str:
    """The address of the form for reports of errors: GUIJU_REPORT_URL."""
    address = os.environ.get("GUIJU_REPORT_URL", "")
    if address and not is_form(address):
        raise PluginError("GUIJU_REPORT_URL is not a web address; set it to the address of a form, https://…")
    return address


def is_form(address: str) -> bool:
    """Whether a reader can be sent there: a web address, and nothing that a page would take for markup or script."""
    plain = address.isascii() and address.isprintable() and not any(c in address for c in " \"'<>()[]\\`*")
    return plain and is_of_the_web(address.replace("{title}", "").replace("{body}", ""))


def _as_of() -> date:
    """The day of the site: GUIJU_AS_OF, else the day of SOURCE_DATE_EPOCH, else today."""
    try:
        if day := os.environ.get("GUIJU_AS_OF"):
            if (stated := iso_day(day)) is None:
                raise ValueError(f"{day} is not such a day")
            return stated
        if seconds := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise PluginError(f"day of the site: {error}; set GUIJU_AS_OF to YYYY-MM-DD") from None
    return date.today()
