"""Which jobs the pipeline leaves in the ledger. What can be played within seconds has workers of its own, so that it
never waits behind an hour of encoding.
"""

import errno
import logging
from collections.abc import Callable
from typing import Any

from foundation.jobs.errors import JobError
from foundation.jobs.registry import JobKind, Progress, register_kind

from .contract import MediaError
from .reasons import DiskFull

log = logging.getLogger(__name__)

QUEUE, FIRST_QUEUE = "media", "media_first"
NO_ROOM = "磁盘已满，处理暂停。请清理磁盘，清理后会自动继续。"
Payload = dict[str, Any]


def explained(step: Callable[[Payload, Progress], Any]) -> Callable[[Payload, Progress], Any]:
    """What went wrong with a video is told where people look for it; a full disk only pauses."""

    def run(payload: Payload, progress: Progress) -> Any:
        from .steps.ground import fail, pause

        key, edition = payload["video"], payload["edition"]
        try:
            return step(payload, progress)
        except DiskFull:
            pause(key, edition, NO_ROOM)
        except MediaError as error:
            log.warning("video %s: %s\n%s", key, error, getattr(error, "stderr", ""))
            if error.permanent:
                fail(key, edition, error)
            raise JobError(error.message, error.advice, permanent=error.permanent) from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            pause(key, edition, NO_ROOM)
        return "暂停：磁盘已满"

    return run


def prepare(payload: Payload, progress: Progress) -> Any:
    from .steps import prepare

    return prepare.run(payload["video"], payload["edition"], progress)


def encode(payload: Payload, progress: Progress) -> Any:
    from .steps import encode

    return encode.run(payload["video"], payload["edition"], payload["chunk"], progress)


def sound(payload: Payload, progress: Progress) -> Any:
    from .steps import sound

    return sound.run(payload["video"], payload["edition"], progress)


def pictures(payload: Payload, progress: Progress) -> Any:
    from .steps import pictures

    return pictures.run(payload["video"], payload["edition"], progress)


def download(payload: Payload, progress: Progress) -> Any:
    from .steps import download

    return download.run(payload["video"], payload["edition"], progress)


def move(payload: Payload, progress: Progress) -> Any:
    from .steps import move

    return move.run(payload["video"], payload["edition"], payload["access"], progress)


def recognise(payload: Payload, progress: Progress) -> Any:
    from .steps import recognise

    return recognise.run(payload["video"], payload["language"], progress)


def remove(payload: Payload, progress: Progress) -> Any:
    from .steps import remove

    return remove.run(payload["video"], payload["folder"], progress)


def _kind(name: str, step: Callable[[Payload, Progress], Any], label: str, queue: str = QUEUE) -> JobKind:
    return JobKind(f"media.{name}", step, label=label, queue=queue, max_attempts=8)


KINDS = (
    _kind("prepare", explained(prepare), "看视频文件、定方案", FIRST_QUEUE),
    _kind("encode", explained(encode), "编码视频"),
    _kind("sound", explained(sound), "调视频的响度"),
    _kind("pictures", explained(pictures), "取视频的封面和缩略图"),
    _kind("download", explained(download), "备好视频的下载文件"),
    JobKind("media.move", move, label="把视频搬给别的观众", queue=QUEUE, max_attempts=8),
    JobKind("media.recognise", recognise, label="识别语音、写字幕草稿", queue=QUEUE),
    JobKind("media.remove", remove, label="删除视频的文件", queue=FIRST_QUEUE, max_attempts=50),
)
for kind in KINDS:
    register_kind(kind)
