"""Which fields the read and write API shows: what an editor types is writable, what a publication settled is not."""

from wagtail.api import APIField


def readable(*names: str) -> list[APIField]:
    return [APIField(name) for name in names]


def writable(*names: str) -> list[APIField]:
    return [APIField(name, writable=True) for name in names]
