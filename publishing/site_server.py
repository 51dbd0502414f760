"""The public site over WSGI: static files of the current release, and search. Read-only; imports no Django.

With nginx in front only searches come here; without it (`./run`, tests) everything does.
"""

import logging
import math
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs

from .paths import LIVE, VIDEOS
from .release.layout import real_file
from .search.page import SearchPages, asked_for, search_pages
from .serving.headers import CHECK, SECURITY, cache_control
from .serving.limits import Limiter, Turns, asker
from .serving.served import Answer, content_type, decide, etag, packed
from .serving.videos import serve_video

logger = logging.getLogger(__name__)
StartResponse = Callable[..., object]
REASONS = {
    200: "OK",
    206: "Partial Content",
    301: "Moved Permanently",
    304: "Not Modified",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    416: "Range Not Satisfiable",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
CHUNK = 64 * 1024
MAX_QUERY_STRING = 2000
BUSY_SECONDS = 3


class SiteServer:
    """A WSGI application for the site in one folder."""

    def __init__(self, root: Path):
        self.root = root
        self.limiter, self.turns = Limiter(), Turns()

    def __call__(self, environ: dict, start: StartResponse) -> Iterable[bytes]:
        head = environ["REQUEST_METHOD"] == "HEAD"
        try:
            status, headers, body = self._answer(environ)
        except Exception:
            logger.exception("The site server failed on %s", environ.get("PATH_INFO"))
            status, headers, body = _plain(500, "网站暂时出错，请稍后再试。")
        start(f"{status} {REASONS[status]}", [*headers.items(), *SECURITY.items()])
        return [] if head else body

    def _answer(self, environ: dict) -> tuple[int, dict[str, str], Iterable[bytes]]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, headers, body = _plain(405, "公开网站只能读取。")
            return status, {**headers, "Allow": "GET, HEAD"}, body
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path.startswith(VIDEOS):
            return serve_video(self.root.parent / "media", path, environ) or _plain(410, "这段视频已经撤下。")
        if path.startswith(LIVE):  # what is not there may come in a moment
            return serve_video(self.root.parent / "media", path, environ) or _plain(404, "直播还没有开始。")
        release = self._release()
        if release is None:
            return _plain(503, "网站还没有发布过内容。")
        query = environ.get("QUERY_STRING", "")
        if "q=" in query:
            pages = search_pages(str(release))
            if locale := pages.locale_of(path):
                return self._search(pages, locale, query[:MAX_QUERY_STRING], environ)
        return self._static(release, decide(release, path), environ)

    def _search(self, pages: SearchPages, locale: str, query_string: str, environ: dict):
        if seconds := self.limiter.wait(asker(environ)):
            return _busy(429, pages, locale, seconds)
        with self.turns.turn() as mine:
            if not mine:
                return _busy(503, pages, locale, BUSY_SECONDS)
            try:
                fields = parse_qs(query_string, errors="replace", max_num_fields=20)
            except ValueError:  # a flood of fields is nobody's search
                fields = {}
            first = {name: values[0] for name, values in fields.items()}
            text = pages.render(locale, first.get("q", ""), asked_for(first))
        return _html(200, text.encode("utf-8", "replace"))

    def _release(self) -> Path | None:
        """The release of this very moment; one request never sees two."""
        try:
            return self.root / os.readlink(self.root / "current")
        except OSError:
            return None

    def _static(self, release: Path, answer: Answer, environ: dict):
        if answer.status == 301:
            return 301, {"Location": answer.location, "Cache-Control": CHECK, "Content-Length": "0"}, []
        encoding, file = packed(release, answer.file, environ.get("HTTP_ACCEPT_ENCODING", ""))
        found = real_file(release, file)
        if found is None:
            return _plain(answer.status, "没有这一页。")
        handle = open(found, "rb")  # noqa: SIM115 - the server closes it after the last chunk
        stat = os.fstat(handle.fileno())
        headers = {
            "Content-Type": content_type(answer.file),
            "Content-Length": str(stat.st_size),
            "Cache-Control": cache_control(answer.file) if answer.status == 200 else CHECK,
            "Vary": "Accept-Encoding",
            "ETag": etag(stat, encoding),
        }
        if encoding:
            headers["Content-Encoding"] = encoding
        if answer.status == 200 and _unchanged(environ, headers["ETag"]):
            handle.close()
            kept = {name: headers[name] for name in ("Cache-Control", "Vary", "ETag")}
            return 304, kept, []
        return answer.status, headers, _Chunks(handle)


class _Chunks:
    """A file in pieces; closed by the server in any case."""

    def __init__(self, handle):
        self._handle = handle

    def __iter__(self):
        return iter(lambda: self._handle.read(CHUNK), b"")

    def close(self) -> None:
        self._handle.close()


def _unchanged(environ: dict, tag: str) -> bool:
    sent = environ.get("HTTP_IF_NONE_MATCH", "")
    return tag in {part.strip().removeprefix("W/") for part in sent.split(",")}


def _html(status: int, data: bytes, **more: str) -> tuple[int, dict[str, str], Iterable[bytes]]:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(data)),
        "Cache-Control": CHECK,
        "X-Robots-Tag": "noindex",
    }
    return status, headers | more, [data]


def _busy(status: int, pages: SearchPages, locale: str, seconds: float):
    wait = {"Retry-After": str(math.ceil(seconds)), "Cache-Control": "no-store"}
    return _html(status, pages.busy(locale), **wait)


def _plain(status: int, text: str) -> tuple[int, dict[str, str], Iterable[bytes]]:
    data = text.encode()
    headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(data))}
    return status, {**headers, "Cache-Control": "no-store"}, [data]


def site_root() -> Path:
    """`VAR_DIR/site`, by the same rule as the settings."""
    base = Path(__file__).resolve().parent.parent
    return Path(os.environ.get("VAR_DIR", base / "var")).resolve() / "site"


application = SiteServer(site_root())
