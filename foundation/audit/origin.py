"""Who asks, from where: what a record says of its request. Full addresses only of people with an account."""

import ipaddress
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied

from .chain import plain
from .digests import session_digest

SYSTEM = "系统"


@dataclass(frozen=True)
class Origin:
    """`actor` is a user with an account, or none for a stranger and for the system itself."""

    actor: Any = None
    actor_name: str = SYSTEM
    roles: str = ""
    address: str = ""
    session: str = ""
    request_id: str = ""


def of_person(actor) -> Origin:
    """Outside a request. `actor` is a user, none for the system, or anything that names itself."""
    if not actor:
        return Origin()
    if not getattr(actor, "pk", None):
        return Origin(actor_name=plain(str(actor))[:50])
    return Origin(actor, plain(str(actor))[:50], _roles(actor))


def of_request(request) -> Origin:
    """Of the person who is logged in as the request comes in."""
    user = getattr(request, "user", None)
    known = bool(user is not None and user.is_authenticated)
    person = of_person(user) if known else Origin(actor_name="访客")
    return Origin(
        person.actor,
        person.actor_name,
        person.roles,
        client_address(request) if known else network(client_address(request)),
        session_digest(request.session.session_key) if hasattr(request, "session") else "",
        request.request_id,
    )


def _roles(user) -> str:
    """The keys of the roles held at this moment; 超级用户 is said because production must not have one."""
    held = [role.key for role in getattr(user, "roles", ())]
    return ",".join([*sorted(held), *(["superuser"] if user.is_superuser else [])])[:200]


def client_address(request) -> str:
    """The address of the client, past the proxies that the settings trust."""
    try:
        return get_adapter(request).get_client_ip(request) or ""
    except PermissionDenied:  # a request without an address: a test, or a script
        return ""


def network(address: str | None) -> str:
    """The neighbourhood of an address: 203.0.113.0/24, 2001:db8:1::/48."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 48}", strict=False))
