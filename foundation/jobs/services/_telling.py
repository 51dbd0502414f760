"""What the audit log says of a job: `update` passes no signal, so the digests are handed over."""

from foundation.audit.digests import digest_of
from foundation.audit.services import record

from ..models import Job


def tell(verb: str, job: Job, before: str, *, by, reason: str) -> None:
    """`before` is the digest of the job as it was; it is read again."""
    job.refresh_from_db()
    key, after = f"job:{job.pk}", digest_of(job)
    record(actor=by, verb=verb, object_key=key, before=before, after=after, reason=reason, kind=job.kind)
