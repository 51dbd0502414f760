"""To which machines the link check may speak: never to one inside the office, whatever a name resolves to."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass


class Refused(Exception):
    """The address may not be asked; the message says why, in Chinese."""


def is_public(address: str) -> bool:
    """Private, loopback, link-local, multicast and reserved addresses are not; nor IPv6 forms of such."""
    ip = ipaddress.ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def look_up(host: str, port: int) -> list[str]:
    """Numeric addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Reach:
    """The one place that decides where a connection may go."""

    allowed: Callable[[str], bool] = is_public
    resolve: Callable[[str, int], list[str]] = look_up

    def address(self, host: str, port: int) -> str:
        """The numeric address to connect to: the very one that was judged, so that a name cannot change meanwhile.

        Raises Refused, or OSError when the name is unknown.
        """
        found = self.resolve(host, port)
        if not found:
            raise OSError("no address")
        if not all(self.allowed(address) for address in found):
            raise Refused("指向内部网络的地址，不检查")
        return found[0]
