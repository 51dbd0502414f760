"""National code lists: what may stand in a field, and the standard that says so."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Standard:
    """`number` as it is cited (GB/T 3304—1991); `entries` maps a code to its name."""

    number: str
    title: str
    entries: dict[str, str]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.entries.items())

    def code_of(self, name: str) -> str:
        """The code of a name as people write it, or ''; a code stands for itself."""
        name = name.strip()
        if name in self.entries:
            return name
        return next((code for code, written in self.entries.items() if written == name), "")


@cache
def standard(key: str) -> Standard:
    """`standard("nationality")`. Raises FileNotFoundError for a list nobody keeps."""
    return Standard(**json.loads((HERE / f"{key}.json").read_text(encoding="utf-8")))


def sex():
    return standard("sex").choices


def nationality():
    return standard("nationality").choices


def party():
    return standard("party").choices


def education():
    return standard("education").choices


def degree():
    return standard("degree").choices
