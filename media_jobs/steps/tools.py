"""Running a command of a step: its progress goes to the ledger, a wish to stop comes back the same way."""

from collections.abc import Sequence
from pathlib import Path

from foundation.jobs.registry import Progress

from ..runner import Finished, run
from ..sandbox import Limits


def watched(
    argv: Sequence[str], *, folder: Path, source: Path, seconds: float, progress: Progress, message: str,
    begins: float = 0.0, ends: float = 95.0, limits: Limits | None = None,
) -> Finished:  # fmt: skip
    """Run it; its 0 to 100 % are `begins` to `ends` of the job's. Raises what the runner and the ledger raise."""

    def tell(percent: float, left: float | None) -> None:
        rest = f"，还要约 {left:.0f} 秒" if left is not None else ""
        progress.step(begins + (ends - begins) * percent / 100, f"{message}{rest}")

    return run(argv, folder=folder, reads=[source], seconds=seconds, tell=tell, limits=limits)
