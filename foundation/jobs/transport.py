"""Celery carries "there is work in this queue" from process to process; it never decides anything.

A message that is lost, doubled or late changes nothing: workers take jobs from the ledger.
"""

import logging
from functools import cache, partial

from django.db import transaction

log = logging.getLogger(__name__)

TASK = "foundation.jobs.work"


@cache
def celery_app():
    """The Celery application. Made on first use: web processes that send nothing never import Celery."""
    from celery import Celery
    from kombu.transport import TRANSPORT_ALIASES

    TRANSPORT_ALIASES["filesystem"] = "foundation.jobs.spool:Transport"
    app = Celery("smart-peoples-congress", set_as_current=True)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    return app


def warm_up() -> None:
    """Import what sending needs, before the first person has to wait for it."""
    _ = celery_app().amqp


def send(queue: str, job_id: int | None = None) -> bool:
    """Wake a worker of the queue. A broker that is away is logged, not raised: the reconciler sends again."""
    try:
        celery_app().send_task(TASK, args=[queue, job_id], queue=queue, ignore_result=True, retry=False)
    except Exception as error:
        log.warning("broker not reachable, job %s waits for the reconciler: %s", job_id, error)
        return False
    return True


def send_after_commit(queue: str, job_id: int) -> None:
    """The fast path: tell the workers as soon as the business transaction is safe."""
    transaction.on_commit(partial(send, queue, job_id), robust=True)
