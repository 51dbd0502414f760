"""The publish gate's checkers: plain Python over `publishing.contract.Document`.

Each module looks at one concern and exposes `check(document, content, context) -> Iterable[Issue]`. The editing
screen, the approval, the importer, the publisher and the tests all call `check_document`, so they agree.
"""

from publishing.contract import Document, Issue

from . import (
    columns,
    completeness,
    dates,
    leaders,
    links,
    personal_data,
    pictures,
    placeholder,
    terms,
    videos,
)
from .automaton import TermAutomaton, TermRule
from .content import read_content
from .context import CheckContext, LeaderRule
from .report import issue_key

__all__ = ["CheckContext", "LeaderRule", "TermAutomaton", "TermRule", "check_document", "issue_key"]

CHECKERS = (completeness, placeholder, personal_data, terms, leaders, dates, links, pictures, videos, columns)


def check_document(document: Document, context: CheckContext) -> list[Issue]:
    """Everything that is wrong with `document`, errors first, without the warnings somebody released."""
    content = read_content(document)
    found: dict[str, Issue] = {}
    for checker in CHECKERS:
        for issue in checker.check(document, content, context):
            if issue.severity == "error" or issue_key(issue) not in context.released:
                found.setdefault(issue_key(issue), issue)
    return sorted(found.values(), key=lambda issue: issue.severity != "error")
