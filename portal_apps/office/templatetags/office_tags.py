"""What the pages of login may show."""

from django import template
from django.contrib.auth.password_validation import password_validators_help_texts

from foundation.accounts.mfa.codes import codes_left
from foundation.accounts.services import demo_accounts as listed
from foundation.accounts.sso.client import door

register = template.Library()


@register.simple_tag
def demo_accounts() -> list:
    """The demo's accounts with their passwords; empty everywhere else."""
    return listed()


@register.simple_tag
def password_rules() -> list[str]:
    """What a password must be, one sentence a rule."""
    return [text for text in password_validators_help_texts() if text]


@register.simple_tag(takes_context=True)
def recovery_codes_left(context) -> int:
    return codes_left(context["request"].user)


@register.simple_tag
def single_sign_on():
    """The identity platform one may log in with: name and url; None where there is none."""
    return door()
