"""Verbs on accounts."""

from .demo import DemoAccount, demo_accounts, make_demo_accounts, remove_demo_accounts

__all__ = ["DemoAccount", "demo_accounts", "make_demo_accounts", "remove_demo_accounts"]
