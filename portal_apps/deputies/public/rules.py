"""Whom this site shows."""

from foundation.rulebook.defaults import Default

from ..models.congress import Level

RULES = [
    Default(
        "deputies.public_level",
        "公开网站登哪一级的代表",
        "municipal",
        "choice",
        "《选举法》第四十七条：公布代表名单",
        options=dict(Level.choices),
    )
]
PARTS = {"代表": RULES}
