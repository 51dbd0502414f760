"""Which column an imported item goes to: rules kept as data, first match wins."""

import json
from functools import cache
from pathlib import Path

RULES = Path(__file__).resolve().parent / "data" / "columns.json"


@cache
def rules() -> dict:
    return json.loads(RULES.read_text("utf-8"))


def column_for(kind: str, title: str) -> str:
    """The slug of the column."""
    known = rules()[kind]
    for rule in known["rules"]:
        if any(word in title for word in rule["title_has"]):
            return rule["column"]
    return known["default"]
