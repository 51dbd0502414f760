"""TLS of the public site: which protocols and ciphers, where nginx listens, what it refuses."""

from dataclasses import dataclass

PORTS, TLS_PORTS = ("80", "[::]:80"), ("443", "[::]:443")
CIPHERS = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
)
SETTINGS = (
    "ssl_protocols TLSv1.2 TLSv1.3;",
    f"ssl_ciphers {CIPHERS};",
    "ssl_prefer_server_ciphers off;",
    "ssl_ecdh_curve X25519:prime256v1:secp384r1;",
    "ssl_session_cache shared:site_tls:10m;",
    "ssl_session_timeout 1d;",
    "ssl_session_tickets off;",
)


@dataclass(frozen=True)
class Tls:
    """Files of the certificate (with its chain) and of its private key; false without them."""

    certificate: str
    key: str

    def __bool__(self) -> bool:
        return bool(self.certificate)


def listen_lines(tls: Tls, listen: tuple[str, ...], more: str = "") -> str:
    """IPv4 and IPv6 lines of one server block, indented."""
    if not tls:
        return "\n".join(f"    listen {port}{more};" for port in listen or PORTS)
    lines = [f"listen {port} ssl http2{more};" for port in listen or TLS_PORTS]
    lines += [f"ssl_certificate {tls.certificate};", f"ssl_certificate_key {tls.key};", *SETTINGS]
    return "\n".join(f"    {line}" for line in lines)


def other_servers(host: str, tls: Tls, listen: tuple[str, ...], catch_all: bool) -> str:
    """Beside the site: plain HTTP leads to HTTPS, and a name that is not the site's gets no answer at all."""
    plain = "".join(f"    listen {port};\n" for port in PORTS)
    blocks = []
    if tls and not listen:
        blocks.append(f"{plain}    server_name {host};\n    return 301 https://{host}$request_uri;\n")
    if catch_all and not listen:
        blocks.append(plain.replace(";", " default_server;") + "    return 444;\n")
    if catch_all and tls:
        lines = "".join(f"    listen {port} ssl http2 default_server;\n" for port in listen or TLS_PORTS)
        blocks.append(f"{lines}    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_reject_handshake on;\n")
    head = "server {\n    server_tokens off;\n"
    return "\n".join(f"{head}{block}}}\n" for block in blocks)
