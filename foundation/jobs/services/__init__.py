"""Verbs on jobs."""

from ..runner import run_waiting
from .cancel import cancel
from .enqueue import enqueue
from .reconcile import reconcile
from .retry import retry
from .summary import summary

__all__ = ["cancel", "enqueue", "reconcile", "retry", "run_waiting", "summary"]
