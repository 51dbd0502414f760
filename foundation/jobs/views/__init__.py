"""Screens for staff: the list, one job, what is live, and two buttons."""

from .detail import JobPage, cancel_job, retry_job
from .list import JobList, live

__all__ = ["JobList", "JobPage", "cancel_job", "live", "retry_job"]
