"""How often one address may ask, where the service stands alone: nginx in front counts by itself."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

RATE = 10.0  # questions a second; twice what nginx lets through
BURST = 40  # at once, after a while of silence
ADDRESSES = 20_000  # remembered at most; about 4 MB
AT_ONCE = 4  # questions answered at the same time by one process
PATIENCE = 2.0  # seconds a question waits for its turn


class Limiter:
    """A bucket of tokens for each address. Safe for many threads."""

    def __init__(
        self, rate: float = RATE, burst: int = BURST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, when
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds until `address` may ask again; 0 lets it ask now and counts. Without an address nobody waits."""
        if not address:
            return 0
        now = self.clock()
        with self._lock:
            tokens, then = self._buckets.pop(address, (float(self.burst), now))
            tokens = min(self.burst, tokens + (now - then) * self.rate)
            allowed = tokens >= 1
            self._buckets[address] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > ADDRESSES:
                self._buckets.popitem(last=False)
        return 0 if allowed else (1 - tokens) / self.rate


class Turns:
    """Few questions at a time: more would only make each other slow."""

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._free, self._patience = threading.BoundedSemaphore(at_once), patience

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """False when the wait was too long."""
        mine = self._free.acquire(timeout=self._patience)
        try:
            yield mine
        finally:
            if mine:
                self._free.release()


def asker(environ: dict) -> str:
    """Who asks: the peer, or whom a proxy on this machine names. A whole IPv6 network counts as one."""
    peer = environ.get("REMOTE_ADDR", "")
    named = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    address = _parsed(peer)
    if named and (address is None or address.is_loopback):
        address = _parsed(named) or address
    if address is None:
        return ""
    if address.version == 6 and not address.ipv4_mapped:
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
