"""Which program hears what is said. None by default: `MEDIA_RECOGNISER` names a class, an operator brings its model."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from ..contract import MediaError
from .cues import Cue


class Recogniser(Protocol):
    """Made without arguments. What it needs, it takes from the settings; it never asks the network."""

    def recognise(
        self, sound: Path, language: str, seconds: float, tell: Callable[[float], object]
    ) -> Iterator[Cue]:
        """Cues of a sound file (WAV, 16 kHz, one channel) of so many seconds; `language` as in "zh-CN".

        `tell(percent)` is called as it goes on; what it raises ends the work. Raises MediaError.
        """
        ...


def is_configured() -> bool:
    return bool(settings.MEDIA_RECOGNISER)


def recogniser() -> Recogniser:
    """Raises MediaError where there is none, or where it cannot be had."""
    if not is_configured():
        raise MediaError(
            "这里没有装语音识别", "请手工写字幕，或者请系统管理员按运维手册接上识别程序", permanent=True
        )
    try:
        return import_string(settings.MEDIA_RECOGNISER)()
    except ImportError as error:
        raise MediaError(
            f"语音识别程序装得不全（{error}）", "请系统管理员按运维手册安装", permanent=False
        ) from error
