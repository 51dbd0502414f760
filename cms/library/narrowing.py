"""What the lists of videos and of broadcasts are narrowed by: words, state, audience."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

ACCESS = {"public": "公开", "deputies": "仅代表"}
WORDS = 8  # of a search that are read

#: What people ask for → how it is called, and the states it means.
Where = Mapping[str, tuple[str, tuple[str, ...]]]


def narrowed(rows: Any, asked: QueryDict, where: Where) -> Any:
    """`rows` has `named(word)`."""
    state, access = str(asked.get("state", "")), str(asked.get("access", ""))
    for word in str(asked.get("q", "")).split()[:WORDS]:
        rows = rows.named(word)
    if state in where:
        rows = rows.filter(state__in=where[state][1])
    if access in ACCESS:
        rows = rows.filter(access=access)
    return rows


def offered(asked: QueryDict, where: Where) -> dict[str, Any]:
    """For `library/find.html`."""
    states = [(key, label) for key, (label, _) in where.items()]
    return {"asked": asked, "states": states, "accesses": list(ACCESS.items())}
