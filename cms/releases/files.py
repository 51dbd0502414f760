"""The files two releases differ in, as people read them: addresses, pages first."""

from dataclasses import dataclass

from publishing.services import Diff

LABELS = (("added", "新增"), ("changed", "改动"), ("removed", "去掉"))
OWN = ".release/"  # what search needs; nobody reads it
SHOWN = 200  # of each group


@dataclass(frozen=True, slots=True)
class File:
    name: str

    @property
    def is_page(self) -> bool:
        return self.name.endswith(".html") and not self.name.startswith(".")

    @property
    def path(self) -> str:
        return "/" + self.name.removesuffix("index.html")


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    label: str
    count: int
    files: list[File]

    @property
    def more(self) -> int:
        return self.count - len(self.files)


def files_of(diff: Diff, key: str) -> list[File]:
    """What readers can get of the added, changed or removed files."""
    return [File(name) for name in getattr(diff, key) if not name.startswith(OWN)]


def counts_of(diff: Diff) -> dict[str, int]:
    return {key: len(files_of(diff, key)) for key, _ in LABELS}


def groups_of(diff: Diff, query: str) -> list[Group]:
    found = []
    for key, label in LABELS:
        files = files_of(diff, key)
        wanted = sorted((file for file in files if query in file.path), key=lambda one: not one.is_page)
        found.append(Group(key, label, len(wanted), wanted[:SHOWN]))
    return found
