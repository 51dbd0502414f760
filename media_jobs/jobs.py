"""Which jobs the pipeline leaves in the ledger. What can be played within seconds has workers of its own, so that it
never waits behind an hour of encoding.
"""

import errno
import logging
from collections.abc import Callable
from typing import Any

from foundation.jobs.errors import JobError
from foundation.jobs.registry import JobKind, Progress

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

    (JobKind("media.remove", remove, label="删除视频的文件", queue=FIRST_QUEUE, max_attempts=50),)
