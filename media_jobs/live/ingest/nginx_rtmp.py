"""nginx with its RTMP module, as Debian has it. Its pages for figures and control are on the loopback interface only."""

import http.client
import urllib.error
import urllib.request
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring
from django.conf import settings

from .interface import Stream

APPLICATION = "live"
PATIENCE = 2  # seconds


class NginxRtmp:
    """The server that `manage.py live_ingest` starts."""

    def pull_address(self, stream: str) -> str:
        return f"rtmp://127.0.0.1:{settings.RTMP_PORT}/{APPLICATION}/{stream}"

    def streams(self) -> dict[str, Stream]:
        try:
            told = fromstring(self._ask("/stat"))
        except ParseError as error:
            raise OSError("the ingest server answered nothing that can be read") from error
        found = (_stream(one) for one in told.iter("stream") if one.find("publishing") is not None)
        return {one.name: one for one in found}

    def drop(self, stream: str) -> bool:
        try:
            return self._ask(f"/control/drop/publisher?app={APPLICATION}&name={stream}").strip() not in (
                b"",
                b"0",
            )
        except OSError:
            return False

    def _ask(self, path: str) -> bytes:
        """Raises OSError."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(
                f"http://127.0.0.1:{settings.LIVE_CONTROL_PORT}{path}", timeout=PATIENCE
            ) as answer:
                return bytes(answer.read())
        except (urllib.error.HTTPError, http.client.HTTPException) as error:
            raise OSError(f"the ingest server answered {error}") from error


def _stream(told: Element) -> Stream:
    def number(path: str) -> float:
        try:
            return float(told.findtext(path) or 0)
        except ValueError:
            return 0.0

    return Stream(
        told.findtext("name") or "", round(number("bw_in") / 1000), number("meta/video/frame_rate"),
        int(number("meta/video/width")), int(number("meta/video/height")), told.findtext("meta/video/codec") or "",
    )  # fmt: skip
