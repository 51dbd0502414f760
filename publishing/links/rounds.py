"""Many foreign addresses, politely: one host at a time gets one question, with a pause; hosts are asked in parallel."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from .probe import Finding, Prober

PAUSE = 1.0  # seconds between two questions to one host
AT_ONCE = 8  # hosts


def by_host(urls: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for url in sorted(set(urls)):
        found[_host(url)].append(url)
    return found


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def check_all(
    urls: Iterable[str], prober: Prober, *, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[str, Finding]]:
    """(url, finding) as they come; each host's in order."""

    def one_host(mine: list[str]) -> list[tuple[str, Finding]]:
        found = []
        for number, url in enumerate(mine):
            if number:
                sleep(pause)
            found.append((url, prober.probe(url)))
        return found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in as_completed([pool.submit(one_host, mine) for mine in by_host(urls).values()]):
            yield from done.result()
