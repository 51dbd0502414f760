"""Daily: what nobody needs any more is forgotten."""

from django.core.management import call_command

from .. import guard


def sweep() -> None:
    """Old counts and networks, sessions past their end, tokens of single sign-on past theirs."""
    guard.sweep()
    call_command("clearsessions", verbosity=0)
    call_command("oidc_cleartokens", verbosity=0)
