"""Making issues: one shape of excerpt, one stable key."""

import hashlib
import re

from publishing.contract import Issue

LONG_NUMBER = re.compile(r"\d{5,}")
AROUND = 12  # characters of context on either side of a finding


def error(code: str, field: str, message: str, cure: str, excerpt: str = "") -> Issue:
    return Issue(code, "error", field, message, cure, excerpt)


def warning(code: str, field: str, message: str, cure: str, excerpt: str = "") -> Issue:
    return Issue(code, "warning", field, message, cure, excerpt)


def excerpt(text: str, start: int, end: int, shown: str | None = None) -> str:
    """The finding with a few characters around it; `shown` replaces what must not be repeated."""
    before = hide_numbers(text[max(0, start - AROUND) : start].replace("\n", " "))
    after = hide_numbers(text[end : end + AROUND].replace("\n", " "))
    left = "…" if start > AROUND else ""
    right = "…" if end + AROUND < len(text) else ""
    return f"{left}{before}{text[start:end] if shown is None else shown}{after}{right}"


def hide_numbers(text: str) -> str:
    """What stands beside a finding may be somebody's number: excerpts are kept, so they show none."""
    return LONG_NUMBER.sub(lambda match: match[0][:3] + "*" * (len(match[0]) - 3), text)


def issue_key(issue: Issue) -> str:
    """Names this finding in this place: what a release of a warning refers to."""
    said = "\n".join((issue.code, issue.field, issue.message, issue.excerpt))
    return hashlib.sha256(said.encode()).hexdigest()[:24]
