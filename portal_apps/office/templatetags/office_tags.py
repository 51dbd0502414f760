"""What the login page may show."""

from django import template

from foundation.accounts.services import demo_accounts as listed

register = template.Library()


@register.simple_tag
def demo_accounts() -> list:
    """The demo's accounts with their passwords; empty everywhere else."""
    return listed()
