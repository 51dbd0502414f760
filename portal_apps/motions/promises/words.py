"""The words a reply is read by, compiled from data; `defaults.toml` says where they come from."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LEVELS = ("try", "study", "plan", "promise")


@dataclass(frozen=True)
class Exclusion:
    """Why a sentence with a cue is no promise: what may stand before the cue, or in its clause.

    Before the cue means since the unit last began to speak of itself, or with `whole` since the sentence began.
    """

    key: str
    name: str
    before: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    whole: bool


@dataclass(frozen=True)
class Words:
    """Everything the engine knows of the language. Make it with `words_of`."""

    firmness: Mapping[str, str]
    cues: Mapping[str, re.Pattern[str]]
    done: re.Pattern[str]
    after_allowed: tuple[str, ...]
    after_never: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    own: re.Pattern[str]
    unit: re.Pattern[str]
    terms: Mapping[str, tuple[int, int]]
    vague: tuple[str, ...]
    eves: tuple[date, ...]


def words_of(data: Mapping[str, Any]) -> Words:
    """Raises KeyError, ValueError or re.error where the data is not as `defaults.toml` shows it."""
    exclusions = tuple(
        Exclusion(
            key,
            one["name"],
            before=_maybe(one.get("before")),
            clause=_maybe(one.get("clause")),
            whole=one.get("whole", False),
        )
        for key, one in data["not_promises"].items()
    )
    endings = data["own"]["endings"]
    return Words(
        firmness={level: data["firmness"][level] for level in LEVELS},
        cues={level: re.compile("|".join(data["cues"][level])) for level in LEVELS},
        done=re.compile(data["cues"]["done"]),
        after_allowed=tuple(data["future_after"]["allowed"]),
        after_never=tuple(data["future_after"]["never"]),
        exclusions=exclusions,
        own=re.compile("|".join(map(re.escape, data["own"]["words"]))),
        unit=re.compile(rf"[\u4e00-\u9fffA-Za-z0-9（）]{{0,24}}?{endings}"),
        terms={name: _day(text) for name, text in data["terms"].items()},
        vague=tuple(data["vague"]["words"]),
        eves=tuple(date.fromisoformat(text) for text in data["spring_festival"]["eves"]),
    )


def _maybe(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    date(2024, int(month), int(day))  # a leap year knows them all
    return int(month), int(day)


@cache
def default_words() -> Words:
    """Those we ship."""
    return words_of(tomllib.loads((Path(__file__).parent / "defaults.toml").read_text(encoding="utf-8")))
