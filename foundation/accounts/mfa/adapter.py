"""allauth.mfa adapter: Chinese words, encrypted secrets, names of the house."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from ..sealing import seal, unseal


class HouseMFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "没有通过。验证码每 30 秒换一个，用过的不能再用：等下一个再填。",
        "cannot_delete_authenticator": "这是您唯一的第二步，您的角色必须有。先设好另一种，再停用这一种。",
        "cannot_generate_recovery_codes": "先设好验证器或通行密钥，再生成备用码。",
    }

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator) -> bool:
        """The last one stays where a role asks for one: else the next login would be by password alone."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        another = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return another or not needs_second_factor(authenticator.user)

    def generate_authenticator_name(self, user, type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"通行密钥 {number}"


def needs_second_factor(user) -> bool:
    """By role (foundation.accounts.roles), and for whoever came by invitation. The demo's accounts are let off, so that `./run` stays two commands."""
    if not settings.SECOND_FACTOR_REQUIRED or (user.is_demo and settings.DEMO):
        return False
    return user.is_superuser or user.by_invitation or any(role.second_factor for role in user.roles)


def has_authenticator(user) -> bool:
    """A second step is set up; recovery codes alone are none."""
    return (
        Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    )
