"""What one run of Pelican is asked to do, and what came of it. Handed over in the setting `RELEASE_JOB`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..planning.kit import Kit, PageSpec
from ..release.draft import Draft
from ..release.manifest import Entry
from ..release.state import PageState
from ..snapshot import Snapshot


@dataclass
class Failure:
    spec: PageSpec
    message: str


@dataclass
class Answer:
    """What a copy of the publisher made of its share."""

    pages: dict[str, PageState]
    entries: dict[str, Entry]
    failures: list[tuple[str, str]]  # file, message


@dataclass
class RenderJob:
    kit: Kit
    due: list[PageSpec]
    draft: Draft
    snapshot: Snapshot
    progress: Callable[[float, str], None]
    workers: int = 1  # processes that may render, this one among them
    pages: dict[str, PageState] = field(default_factory=dict)  # file to what was made
    failures: list[Failure] = field(default_factory=list)

    def become_copy(self) -> None:
        """From here on only what this copy makes is noted, and nobody is told of progress."""
        self.pages, self.failures, self.draft.entries = {}, [], {}
        self.progress = lambda done, text: None

    def answer(self) -> Answer:
        failures = [(failure.spec.file, failure.message) for failure in self.failures]
        return Answer(self.pages, self.draft.entries, failures)

    def take(self, answer: Answer) -> None:
        self.pages |= answer.pages
        self.draft.take(answer.entries)
        by_file = {spec.file: spec for spec in self.due} if answer.failures else {}
        self.failures += [Failure(by_file[file], message) for file, message in answer.failures]
