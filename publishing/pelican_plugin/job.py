"""What one run of Pelican is asked to do, and what came of it. Handed over in the setting `RELEASE_JOB`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from ..planning.kit import Kit, PageSpec
from ..release.draft import Draft
from ..release.entry import Entry
from ..release.page_table import MadePages, PageState
from ..snapshot import Snapshot


@dataclass
class Failure:
    spec: PageSpec
    message: str


@dataclass
class Answer:
    """A stretch of pages that was made, here or by a copy of the publisher."""

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
    made: MadePages  # where what is taken goes
    workers: int = 1  # processes that may render, this one among them
    failures: list[Failure] = field(default_factory=list)
    pages: dict[str, PageState] = field(default_factory=dict)  # by file, since the last answer
    failed: list[tuple[str, str]] = field(default_factory=list)  # file, message; likewise
    is_copy: bool = False

    def become_copy(self) -> None:
        """From here on the files written are told with each answer, and nobody hears of progress."""
        self.is_copy, self.draft.entries = True, {}
        self.progress = lambda done, text: None

    def answer(self) -> Answer:
        """What was made since the last answer, forgotten here: memory does not grow with the pages."""
        answer = Answer(self.pages, self.draft.entries if self.is_copy else {}, self.failed)
        self.pages, self.failed = {}, []
        if self.is_copy:
            self.draft.entries = {}
        return answer

    def take(self, answer: Answer) -> None:
        self.made.add(answer.pages)
        self.draft.take(answer.entries)
        self.failures += [Failure(self._by_file[file], message) for file, message in answer.failures]

    @cached_property
    def _by_file(self) -> dict[str, PageSpec]:
        return {spec.file: spec for spec in self.due}
