"""Verbs of the editorial office that other folders may call; one module for each."""

from .approve import approve
from .authorise import assert_may_publish, authorise, is_authorised
from .send_back import send_back
from .submit import call_back, submit_for_review
from .urgent import confirm_urgent, demand_withdrawal, publish_urgently
from .withdraw import withdraw

__all__ = [
    "approve",
    "assert_may_publish",
    "authorise",
    "call_back",
    "confirm_urgent",
    "demand_withdrawal",
    "is_authorised",
    "publish_urgently",
    "send_back",
    "submit_for_review",
    "withdraw",
]
