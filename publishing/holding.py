"""Documents that cannot be published now: each goes back to its last good version, alone or with its release set."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .snapshot import Snapshot


@dataclass
class Holding:
    """`sets` maps a document to the others of its release set: of these all go live, or none."""

    snapshot: Snapshot
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)  # held back, and why
    stale: dict[str, str] = field(default_factory=dict)  # shown as before, and why it could not be made again

    def hold(self, document_id: str, message: str) -> None:
        self.messages.setdefault(document_id, message)
        self.snapshot.revert(document_id)
        for companion in self.sets.get(document_id, ()):
            if companion not in self.messages:
                self.messages[companion] = f"同一发布集里的 {document_id} 不能发布，整组等待：{message}"
                self.snapshot.revert(companion)
