"""allauth adapter: accounts are made by staff; a lock-out hits one address, not the person everywhere."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError

from foundation.audit.services import record

from .traces import name_digest, network


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Name and address together: an attacker elsewhere cannot lock somebody out."""
        name = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{name}@{self.get_client_ip(request)}"

    def pre_authenticate(self, request, **credentials) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record(
                actor=None,
                verb="accounts.login_locked",
                result="refused",
                name_digest=name_digest(credentials.get("username", "")),
                network=network(self.get_client_ip(request)),
            )
            raise
