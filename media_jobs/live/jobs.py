"""Which jobs live leaves in the ledger."""

from typing import Any

from foundation.jobs.registry import JobKind, Progress, register_kind


def hand_over(payload: dict[str, Any], progress: Progress) -> Any:
    from .air import hand_over

    return hand_over.run(payload["broadcast"], progress)


register_kind(JobKind("live.hand_over", hand_over, label="把直播录像做成视频", queue="media", max_attempts=8))
