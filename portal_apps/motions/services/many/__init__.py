"""One act on many cases: row by row through the same verbs as a single one."""

from .ask import ask_many
from .run import JOB, run, run_job

__all__ = ["JOB", "ask_many", "run", "run_job"]
