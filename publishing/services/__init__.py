"""Verbs of the publisher that other folders may call."""

from ..checks import CheckContext, LeaderRule, TermAutomaton, TermRule, check_document, issue_key
from ..registry import check_context, register_check_context, register_exporter
from .day import turn_day
from .last import LastRelease, last_release
from .live import first_published, live_since
from .preview import read_preview_file, render_preview
from .publish import publish_job, publish_site
from .record import PUBLISH_JOB, record_change
from .where import site_dir, site_paths

__all__ = [
    "PUBLISH_JOB",
    "CheckContext",
    "LastRelease",
    "LeaderRule",
    "TermAutomaton",
    "TermRule",
    "check_context",
    "check_document",
    "first_published",
    "issue_key",
    "last_release",
    "live_since",
    "publish_job",
    "publish_site",
    "read_preview_file",
    "record_change",
    "register_check_context",
    "register_exporter",
    "render_preview",
    "site_dir",
    "site_paths",
    "turn_day",
]
