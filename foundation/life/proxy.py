"""The seam of 代录 for screens: where something can be entered for a deputy, and how it is shown everywhere."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ProxyPage:
    """A screen on which staff enter one kind of thing; `url(person)` gives its address for a deputy's account."""

    key: str
    name: str
    url: Callable[..., str]


PROXY_PAGES: dict[str, ProxyPage] = {}


def register_proxy_page(page: ProxyPage) -> None:
    """Called in `AppConfig.ready`; the screen itself calls `services.enter_for` in the transaction of its verb."""
    PROXY_PAGES[page.key] = page
