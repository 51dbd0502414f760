"""Every login, failure and change of what proves a person leaves one record; changes end the other sessions."""

from datetime import timedelta

from allauth.account.signals import authentication_step_completed, password_changed
from allauth.account.signals import user_logged_in as login_finished
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from foundation.audit.services import record
from foundation.rulebook.reading import number

from .guard import remember_network
from .proof import mark_proved, mark_second_factor
from .rules import Key
from .services.sessions import end_other_sessions
from .traces import name_digest, network_of


@receiver(user_logged_in)
def trace_login(request, user, **kwargs) -> None:
    record(actor=user, verb="accounts.login", object_key=f"user:{user.pk}", network=network_of(request))


@receiver(user_logged_out)
def trace_logout(request, user, **kwargs) -> None:
    if user is not None:
        record(actor=user, verb="accounts.logout", object_key=f"user:{user.pk}")


@receiver(user_login_failed)
def trace_failure(credentials, request=None, **kwargs) -> None:
    record(
        actor=None,
        verb="accounts.login_failed",
        result="refused",
        name_digest=name_digest(str(credentials.get("username", ""))),
        network=network_of(request),
    )


@receiver(user_logged_in)
def ask_for_a_new_password_in_time(user, **kwargs) -> None:
    """A password past its days is changed before any page opens (gate.py)."""
    days = number(Key.PASSWORD_DAYS)
    since = user.password_set_at or user.date_joined
    if days and user.has_usable_password() and timezone.now() - since > timedelta(days=days):
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])


@receiver(login_finished)
def note_network(request, user, **kwargs) -> None:
    remember_network(user, network_of(request))


@receiver(authentication_step_completed)
def password_typed_again(request, user, method, reauthenticated=False, **kwargs) -> None:
    if method == "password" and reauthenticated:
        mark_proved(request)
        record(actor=user, verb="accounts.proved", object_key=f"user:{user.pk}", kind="password")


@receiver(password_changed)
def after_password_change(request, user, **kwargs) -> None:
    """By oneself: the password is one's own from now on, and nobody stays logged in with the old one."""
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    record(actor=user, verb="accounts.password_changed", object_key=f"user:{user.pk}", obj=user)
    end_other_sessions(user, keep=request.session.session_key, by=user, why="password")
    mark_proved(request)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_reset)
def after_adding(request, user, authenticator, **kwargs) -> None:
    _changed(request, user, authenticator, "accounts.second_factor_added")
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        mark_second_factor(request, user)


@receiver(mfa.authenticator_removed)
def after_removing(request, user, authenticator, **kwargs) -> None:
    _changed(request, user, authenticator, "accounts.second_factor_removed")


def _changed(request, user, authenticator, verb: str) -> None:
    key = f"user:{user.pk}"
    record(actor=user, verb=verb, object_key=key, obj=authenticator, kind=authenticator.type)
    end_other_sessions(user, keep=request.session.session_key, by=user, why="second_factor")


@receiver(mfa.authenticator_used)
def after_proof(request, user, authenticator, reauthenticated=False, **kwargs) -> None:
    """The second step of a login, or a proof within a session."""
    mark_second_factor(request, user)
    mark_proved(request)
    if reauthenticated or authenticator.type == authenticator.Type.RECOVERY_CODES:
        record(actor=user, verb="accounts.proved", object_key=f"user:{user.pk}", kind=authenticator.type)


@receiver(mfa.authentication_failed)
def trace_wrong_code(request, user, **kwargs) -> None:
    record(
        actor=user,
        verb="accounts.code_failed",
        object_key=f"user:{user.pk}",
        result="refused",
        network=network_of(request),
    )
