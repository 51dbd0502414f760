"""What one run of Pelican is asked to do, and what came of it. Handed over in the setting `RELEASE_JOB`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..planning.kit import Kit, PageSpec
from ..release.draft import Draft
from ..release.state import PageState


@dataclass
class Failure:
    spec: PageSpec
    message: str


@dataclass
class RenderJob:
    kit: Kit
    todo: list[PageSpec]
    draft: Draft
    progress: Callable[[float, str], None]
    pages: dict[str, PageState] = field(default_factory=dict)  # file to what was made
    failures: list[Failure] = field(default_factory=list)
