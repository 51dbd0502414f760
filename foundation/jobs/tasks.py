"""The one Celery task."""

from .runner import drain
from .transport import TASK, celery_app


@celery_app().task(name=TASK)
def work(queue: str, job_id: int | None = None) -> None:
    """Run what is due in the queue; `job_id` names the job that caused the message, for the log."""
    drain(queue)
