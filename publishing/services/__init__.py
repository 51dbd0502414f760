"""Verbs of the publisher that other folders may call."""

from ..checks import CheckContext, LeaderRule, TermAutomaton, TermRule, check_document, issue_key
from ..checks.personal_data import numbers_in
from ..models import ExternalLink
from ..paths import LIVE, VIDEOS
from ..registry import check_context, register_check_context, register_exporter
from .day import turn_day
from .deliver import redeliver
from .delivery_status import DeliveryState, TargetStatus, target_statuses
from .hold import hold_publishing, refuse_while_held, resume, standing_hold
from .last import LastRelease, last_release
from .live import first_published, live_since
from .preview import read_preview_file, render_preview
from .publish import publish_job, publish_site
from .record import PUBLISH_JOB, record_change, record_changes
from .refusals import NotAllowed, PublishHeld, ReleaseRefused
from .releases import (
    ChangeLine,
    Diff,
    changes_of,
    diff_releases,
    file_of_release,
    kept_releases,
    release_named,
    releases,
    served_release,
)
from .roll_back import roll_back
from .signing import sign
from .tend import keep_release, sweep_releases
from .verify import VERIFY_JOB, ask_to_verify, verify_job, verify_release, verify_served
from .where import site_dir, site_paths

__all__ = [
    "LIVE",
    "PUBLISH_JOB",
    "VERIFY_JOB",
    "VIDEOS",
    "ChangeLine",
    "CheckContext",
    "DeliveryState",
    "Diff",
    "ExternalLink",
    "LastRelease",
    "LeaderRule",
    "NotAllowed",
    "PublishHeld",
    "ReleaseRefused",
    "TargetStatus",
    "TermAutomaton",
    "TermRule",
    "ask_to_verify",
    "changes_of",
    "check_context",
    "check_document",
    "diff_releases",
    "file_of_release",
    "first_published",
    "hold_publishing",
    "issue_key",
    "keep_release",
    "kept_releases",
    "last_release",
    "live_since",
    "numbers_in",
    "publish_job",
    "publish_site",
    "read_preview_file",
    "record_change",
    "record_changes",
    "redeliver",
    "refuse_while_held",
    "register_check_context",
    "register_exporter",
    "release_named",
    "releases",
    "render_preview",
    "resume",
    "roll_back",
    "served_release",
    "sign",
    "site_dir",
    "site_paths",
    "standing_hold",
    "sweep_releases",
    "target_statuses",
    "turn_day",
    "verify_job",
    "verify_release",
    "verify_served",
]
