"""What the audit log may keep of a login: enough to recognise a pattern, not to identify a stranger."""

import hashlib
import hmac
import ipaddress

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied


def name_digest(name: str) -> str:
    """The same name gives the same short digest; without the secret key nobody can try names."""
    return hmac.new(
        settings.SECRET_KEY.encode(), name.strip().lower().encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()[:12]


def network(address: str | None) -> str:
    """The neighbourhood of an address: 203.0.113.0/24, 2001:db8:1::/48."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 48}", strict=False))


def network_of(request) -> str:
    try:
        return network(get_adapter(request).get_client_ip(request)) if request else ""
    except PermissionDenied:  # a request without an address: a test, or a script
        return ""
