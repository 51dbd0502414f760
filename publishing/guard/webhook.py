"""Alarms to a web address. They wait on disk until the address has taken them, so none is lost by a restart."""

import itertools
import json
import os
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

BATCH, LIMIT = 100, 10_000  # alarms in one message, and waiting at most
PATIENCE = 10.0  # seconds for one delivery
PAUSES = (1, 2, 5, 15, 30, 60)  # seconds between attempts, the last one for ever


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None  # an alarm goes to the address that was written down, nowhere else


class Webhook:
    """`tell` never waits. One thread delivers: POST of {"site", "alarms": [...]} until the answer is 2xx."""

    def __init__(self, url: str, folder: Path, site: str) -> None:
        if not url.startswith(("https://", "http://")):
            raise ValueError("告警地址要以 https:// 或 http:// 开头。")
        self.url, self.folder, self.site = url, folder, site
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler())
        self._number = itertools.count()
        self._news, self._end = threading.Event(), threading.Event()
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="webhook", daemon=True)
        self._thread.start()

    def tell(self, alarm: dict[str, Any]) -> None:
        name = f"{time.time_ns():020d}-{next(self._number):06d}"
        with suppress(OSError):  # the log has it
            (self.folder / f".{name}").write_text(json.dumps(alarm, ensure_ascii=False), "utf-8")
            os.rename(self.folder / f".{name}", self.folder / name)
        self._news.set()

    def close(self, seconds: float = 5) -> None:
        """Deliver what can be delivered now; the rest waits on disk for the next start."""
        self._end.set()
        self._news.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            waiting = self._waiting()
            if not waiting:
                if self._end.is_set():
                    return
                self._news.wait()
                self._news.clear()
                continue
            if self._deliver(waiting[:BATCH]):
                self._failures = 0
                continue
            pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
            self._failures += 1
            if self._end.wait(pause):
                return

    def _waiting(self) -> list[Path]:
        try:
            names = sorted(name for name in os.listdir(self.folder) if not name.startswith("."))
        except OSError:
            return []
        for name in names[:-LIMIT]:
            (self.folder / name).unlink(missing_ok=True)
        return [self.folder / name for name in names[-LIMIT:]]

    def _deliver(self, files: list[Path]) -> bool:
        alarms = []
        for file in files:
            with suppress(OSError, ValueError):
                alarms.append(json.loads(file.read_text("utf-8")))
        body = json.dumps({"site": self.site, "alarms": alarms}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "spc-guard"}
        try:
            with self._opener.open(urllib.request.Request(self.url, body, headers), timeout=PATIENCE):
                pass
        except (OSError, ValueError):  # URLError and HTTPError are OSErrors
            return False
        for file in files:
            file.unlink(missing_ok=True)
        return True
