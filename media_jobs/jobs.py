"""Which jobs the pipeline leaves in the ledger: `media.prepare` looks into the source and plans."""

from typing import Any

from foundation.jobs.registry import JobKind, Progress, register_kind

QUEUE = "media"


def prepare(payload: dict[str, Any], progress: Progress) -> Any:
    from .steps.prepare import run

    return run(payload["video"], payload["edition"], progress)


register_kind(JobKind("media.prepare", prepare, label="看视频文件、定方案", queue=QUEUE))
