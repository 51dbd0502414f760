"""Verbs of the editorial office that other folders may call; one module for each noun or verb."""

from .approve import approve
from .authorise import assert_may_publish, authorise, is_authorised
from .backdate import backdate
from .publish_held import publish_held
from .release_sets import (
    ReleaseRefused,
    add_to_set,
    cancel_set,
    obstacles_of,
    open_release_set,
    release,
    remove_from_set,
)
from .schedule import publish_due, unschedule
from .send_back import send_back
from .submit import call_back, submit_for_review
from .urgent import confirm_urgent, demand_withdrawal, publish_urgently
from .withdraw import withdraw

__all__ = [
    "ReleaseRefused",
    "add_to_set",
    "approve",
    "assert_may_publish",
    "authorise",
    "backdate",
    "call_back",
    "cancel_set",
    "confirm_urgent",
    "demand_withdrawal",
    "is_authorised",
    "obstacles_of",
    "open_release_set",
    "publish_due",
    "publish_held",
    "publish_urgently",
    "release",
    "remove_from_set",
    "send_back",
    "submit_for_review",
    "unschedule",
    "withdraw",
]
