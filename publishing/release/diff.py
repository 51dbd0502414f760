"""What two releases differ in: only buckets whose roots differ are read, so it is quick at any size."""

from dataclasses import dataclass

from .manifest import Manifest


@dataclass(frozen=True, slots=True)
class Diff:
    """Files by name, sorted; compressed copies belong to their file."""

    added: list[str]
    removed: list[str]
    changed: list[str]

    @property
    def total(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


def diff(old: Manifest, new: Manifest) -> Diff:
    """From `old` to `new`. Raises OSError or ManifestError when a manifest cannot be read."""
    added: list[str] = []
    removed: list[str] = []
    changed: list[str] = []
    numbers = old.roots.keys() | new.roots.keys()
    for number in (n for n in numbers if old.roots.get(n) != new.roots.get(n)):
        before, after = old.bucket(number), new.bucket(number)
        added += after.keys() - before.keys()
        removed += before.keys() - after.keys()
        changed += [file for file in before.keys() & after.keys() if before[file] != after[file]]
    return Diff(sorted(added), sorted(removed), sorted(changed))
