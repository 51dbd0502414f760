"""Addresses the site makes itself: no document may stand there."""

import re

from ..paths import ZONES

RESERVED = ("/theme/", *ZONES, "/tags/", "/search/", "/sitemaps/", "/en/tags/", "/en/search/")
MADE = re.compile(
    r"(/en)?/(404\.html|sitemap\.html)|/(robots\.txt|sitemap\.xml|manifest\.jsonl?)|.*/(rss\.xml|atom\.xml|feed\.json)"
    r"|.*/index\.html|.*/archive/[0-9]+/"
)


def is_reserved(path: str) -> bool:
    return path.startswith(RESERVED) or MADE.fullmatch(path) is not None
