"""The preview over HTTP, for this machine only."""

import json
import mimetypes
import re
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from guiju.files.finding import Misuse, one_line
from guiju.model import Lang
from guiju.site.preview.preview import Preview, PreviewOptions

LOOPBACK = "127.0.0.1"
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
"""How a browser on this machine names it. Another name in a request is a page elsewhere that was made to lead here."""

_RELOAD = Path(__file__).with_name("reload.js")
_PATIENCE = 25
"""Seconds for which a browser is kept waiting for the next build."""

MOST_CONNECTIONS = 256
"""Answered at once, each in a thread of its own."""
_STALLED, _TO_ASK = 10, 20
"""Seconds after which a connection is closed: one that stalls, or one whose request is still incomplete."""
_CROWDED = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_LISTED = {"zh": "全部规定", "en": "All rules"}
_ON_DEMAND = {
    "zh": "规定较多，打开哪一部，就生成哪一部的网页，需要几秒钟。",
    "en": "There are many: the pages of each are built when you open it, which takes some seconds.",
}
_STYLE = """:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { max-width: 44rem; margin: auto; padding: 0 1rem 3rem } h1 { font-size: 1.5rem } li { content-visibility: auto }
li { contain-intrinsic-height: 1.6rem; overflow-wrap: anywhere } small { opacity: 0.7 }"""
_NOT_YET = "正在生成，请稍候。\nBuilding; please wait.\n".encode()


class Server(ThreadingHTTPServer):
    """Serves the builds of a preview: the first language at /, a second one below its code."""

    daemon_threads = True
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, port: int, preview: Preview) -> None:
        self.preview = preview
        self.asking: dict[socket.socket, float] = {}
        """Since when a request is being read from each connection."""
        self._free = BoundedSemaphore(MOST_CONNECTIONS)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise Misuse(f"port {port} cannot be used ({reason}); choose another with --port") from None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer requests meanwhile."""
        thread = Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread. There are only so many; beyond them a browser is asked to come again."""
        if self._free.acquire(blocking=False):
            try:
                super().process_request(request, client_address)
            except BaseException:
                self._free.release()
                raise
        else:
            with suppress(OSError):
                request.setblocking(False)
                request.send(_CROWDED)
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def service_actions(self) -> None:
        """Close connections whose request takes for ever to come, however little of it at a time."""
        latest = time.monotonic() - _TO_ASK
        for connection, since in list(self.asking.items()):
            if since < latest:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away, or reads no more, is not an error; anything else is one line."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"guiju: a request failed ({one_line(error, 200)})", file=sys.stderr, flush=True)

    def address(self, lang: Lang) -> str:
        """Where the site in this language is."""
        first = lang == self.preview.options.langs[0]
        return f"http://{LOOPBACK}:{self.server_port}/{'' if first else f'{lang}/'}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = _STALLED

    def handle_one_request(self) -> None:
        self.server.asking[self.connection] = time.monotonic()
        try:
            super().handle_one_request()
        finally:
            self.server.asking.pop(self.connection, None)

    def do_GET(self) -> None:
        self.server.asking.pop(self.connection, None)
        if not self.path.startswith("/") or "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._answer(HTTPStatus.BAD_REQUEST, "text/plain", b"ask for a path, without a body\n")
            return
        named = self.headers.get_all("Host", [])
        if len(named) != 1 or not _HOST.fullmatch(named[0].strip()):
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"guiju serve answers to 127.0.0.1 and localhost only\n")
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path == "/-/reload.js":
            self._answer(HTTPStatus.OK, "text/javascript", _RELOAD.read_bytes())
        elif path == "/-/news":
            self._answer(HTTPStatus.OK, "application/json", self._news(parse_qs(parts.query)))
        else:
            self._file(path)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""

    def _news(self, query: dict[str, list[str]]) -> bytes:
        """The current build and what is wrong with the data; if the browser has seen it, when it changes."""
        preview = self.server.preview
        lang: Lang = "en" if query.get("lang") == ["en"] else "zh"
        with preview.changed:
            preview.changed.wait_for(lambda: [str(preview.news)] != query.get("seen"), _PATIENCE)
            now = {"version": preview.versions.get(lang), "number": preview.news, "error": preview.error}
        return json.dumps(now).encode()

    def _file(self, path: str) -> None:
        preview = self.server.preview
        lang, inner = self._language(path)
        if laws := preview.options.laws:
            rule = next((part for part in inner.split("/") if part in laws), None)
            if rule is None and (inner in ("", "/") or lang not in preview.roots):
                self._answer(HTTPStatus.OK, "text/html", _listed(preview.options, lang))
                return
            if rule is not None and preview.built.get(lang) != rule:
                preview.viewed = lang
                preview.demand(rule)
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", _NOT_YET, Refresh="1")
                return
        with preview.changed:
            root, version = preview.roots.get(lang), preview.versions[lang]
        if root is None:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", _NOT_YET, Refresh="1")
            return
        preview.viewed = lang
        file = _inside(root, inner)
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                self._answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", Location=f"{urlsplit(self.path).path}/")
                return
            file /= "index.html"
        status = HTTPStatus.OK
        if file is None or not file.is_file():
            file, status = root / "404.html", HTTPStatus.NOT_FOUND
        content = file.read_bytes()
        if file.suffix == ".html" and "downloads" not in file.relative_to(root).parts:
            content = _reloading(content, lang, version)
        self._answer(status, mimetypes.guess_type(file.name)[0] or "application/octet-stream", content)

    def _language(self, path: str) -> tuple[Lang, str]:
        """The language that a path belongs to, and the path inside its site."""
        first, *others = self.server.preview.options.langs
        for lang in others:
            if path == f"/{lang}" or path.startswith(f"/{lang}/"):
                return lang, path.removeprefix(f"/{lang}")
        return first, path

    def _answer(self, status: HTTPStatus, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        text = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _listed(options: PreviewOptions, lang: Lang) -> bytes:
    """A page that leads to each rule: there are too many to build them all."""
    homes = {each: "/" if each == options.langs[0] else f"/{each}/" for each in options.langs}
    others = "".join(f'<p><a href="{homes[each]}" lang="{each}">{_LISTED[each]}</a>' for each in homes if each != lang)
    links = (
        f'<li><a href="{homes[lang]}regulations/{rule}/">{escape(title[lang])}</a> <small>{rule}</small>'
        for rule, title in options.laws.items()
    )
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{_LISTED[lang]}</title>'
    start = f"<h1>{_LISTED[lang]} ({len(options.laws)})</h1><p>{_ON_DEMAND[lang]}{others}"
    page = f'<!doctype html><html lang="{lang}"><head>{head}<style>{_STYLE}</style></head>'
    return f"{page}<body>{start}<ol>{''.join(links)}</ol></body></html>".encode()


def _inside(root: Path, path: str) -> Path | None:
    """What is at this path under the root; None where it leads out of it, or nothing can have such a name."""
    try:
        file = (root / path.lstrip("/")).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return file if file.is_relative_to(root.resolve()) else None


def _reloading(page: bytes, lang: Lang, version: int) -> bytes:
    """The page with the script that waits for the next build: a file of this host, as the policy of the site asks."""
    script = f'<script type="module" src="/-/reload.js?lang={lang}&amp;version={version}"></script>'
    before, body, after = page.rpartition(b"</body>")
    return before + script.encode() + body + after
