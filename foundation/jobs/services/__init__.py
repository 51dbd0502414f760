"""Verbs on jobs."""

from ..runner import run_waiting
from .cancel import cancel
from .enqueue import enqueue
from .prune import prune
from .reconcile import reconcile
from .retry import retry
from .summary import summary

__all__ = ["cancel", "enqueue", "prune", "reconcile", "retry", "run_waiting", "summary"]
