"""This system as client of a city's identity platform: who comes from there is one of our people, or nobody."""

from dataclasses import dataclass

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from foundation.audit.services import record

from ..backend import as_phone
from ..models import User
from ..traces import name_digest, network_of


@dataclass(frozen=True)
class Door:
    name: str
    url: str


def door() -> Door | None:
    """The platform on the login page; None while none is set."""
    if not settings.OIDC_CLIENT_URL:
        return None
    return Door(settings.OIDC_CLIENT_NAME, reverse("openid_connect_login", args=["city"]))


def person_of(claims: dict, claim: str) -> User | None:
    """Our account that a verified claim names: `phone_number` (which must be verified) or `staff_number`."""
    value = str(claims.get(claim) or "").strip()
    if claim == "phone_number":
        found = (
            User.objects.filter(phone=as_phone(value))
            if claims.get("phone_number_verified") is True
            else None
        )
    else:
        found = User.objects.filter(staff_number=value)
    return found.filter(is_active=True).first() if value and found is not None else None


class HouseSocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        """Link to an existing account by the claim, once; afterwards the platform's own number is known."""
        if sociallogin.is_existing:
            return
        told = sociallogin.account.extra_data
        claims = {**told.get("id_token", {}), **told.get("userinfo", {})}
        person = person_of(claims, settings.OIDC_CLIENT_CLAIM)
        if person is None:
            record(
                actor=None,
                verb="accounts.sso_unknown",
                result="refused",
                name_digest=name_digest(str(claims.get("sub", ""))),
                network=network_of(request),
            )
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", status=403))
        sociallogin.connect(request, person)
        record(
            actor=person, verb="accounts.sso_linked", object_key=f"user:{person.pk}", obj=sociallogin.account
        )

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> None:
        record(
            actor=None,
            verb="accounts.sso_failed",
            result="refused",
            why=type(exception).__name__ if exception else str(error),
            network=network_of(request),
        )

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Linking is told in the audit log; many have no mail address."""
