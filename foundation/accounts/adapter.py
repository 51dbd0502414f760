"""allauth adapter: accounts are made by staff; a lock-out hits one address, not the person everywhere."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localtime

from foundation.audit.services import record

from . import guard
from .proof import proved_recently
from .traces import name_digest, network


def locked(made: guard.Attempt) -> ValidationError:
    """Since when, until when. Reads the same for names that exist and others."""
    since, until = (f"{localtime(moment):%H:%M}" for moment in (made.since, made.until))
    words = f"输错的次数太多，从 {since} 锁到 {until}。到时自动解开；着急请打热线，工作人员核对身份后帮您。"
    return ValidationError(words, code="locked")


class ClosedAccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "用户名、手机号或密码不正确。",
        "enter_current_password": "现在的密码不正确。",
        "incorrect_password": "密码不正确。",
    }
    attempts: list[guard.Attempt] = []

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Count before checking. Raises ValidationError while the name is locked at this address."""
        name = str(credentials.get("username", ""))
        address = self.get_client_ip(request)
        self.attempts = guard.password_attempts(name, address)
        refused = next((made for made in self.attempts if not made.allowed), None)
        if refused:
            record(
                actor=None,
                verb="accounts.login_locked",
                result="refused",
                name_digest=name_digest(name),
                network=network(address),
            )
            raise locked(refused)

    def _rollback_login_failed_rl_usage(self) -> None:
        guard.forgive(self.attempts)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """A login is a proof too: nobody types the password twice within the time of the rule."""
        return not proved_recently(self.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "account_reauthenticate": "用密码",
            "mfa_reauthenticate": "用验证码或备用码",
            "mfa_reauthenticate_webauthn": "用通行密钥",
        }
        methods = super().get_reauthentication_methods(user)
        names = {reverse(name): text for name, text in words.items()}
        return [{**method, "description": names[method["url"]]} for method in methods]

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Told on the screen and in the audit log; many have no mail address."""
