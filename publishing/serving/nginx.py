"""The nginx configuration of the public site, filled in from the settings and the header list."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..planning.site import LANGS, prefix
from .headers import SECURITY

TEMPLATE = Path(__file__).resolve().parents[2] / "deploy/nginx/site.conf"
BROTLI_MODULES = ("/usr/lib/nginx/modules", "/usr/share/nginx/modules", "/etc/nginx/modules")


@dataclass(frozen=True)
class NginxOptions:
    """`certificate` and `key` switch TLS on. `listen` overrides the ports, e.g. for a load balancer or a test."""

    root: Path
    site_url: str
    service: str = "127.0.0.1:8080"
    listen: tuple[str, ...] = ()
    certificate: str = ""
    key: str = ""
    brotli: bool = False
    search_rate: str = "5r/s"


def has_brotli() -> bool:
    names = (Path(folder) / "ngx_http_brotli_static_module.so" for folder in BROTLI_MODULES)
    return any(name.exists() for name in names)


def site_config(options: NginxOptions) -> str:
    host = urlsplit(options.site_url).hostname or "_"
    values = {
        "NOT_FOUND": "\n".join(
            f"    ~^{prefix(locale)}/  {prefix(locale)}/404.html;" for locale in LANGS if prefix(locale)
        ),
        "SEARCH_RATE": options.search_rate,
        "SERVICE": options.service,
        "REDIRECT_SERVER": _redirect_server(host) if options.certificate else "",
        "LISTEN": _listen(options),
        "SERVER_NAME": host,
        "ROOT": str(options.root),
        "BROTLI": "    brotli_static on;"
        if options.brotli
        else "    # brotli_static on;  (module not found)",
        "HEADERS": "\n".join(f'    add_header {name} "{value}" always;' for name, value in SECURITY.items()),
        "PROXY": _proxy(),
    }
    text = TEMPLATE.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _listen(options: NginxOptions) -> str:
    if not options.certificate:
        ports = options.listen or ("80", "[::]:80")
        return "\n".join(f"    listen {port};" for port in ports)
    ports = options.listen or ("443", "[::]:443")
    lines = [f"    listen {port} ssl http2;" for port in ports]
    lines += [
        f"    ssl_certificate {options.certificate};",
        f"    ssl_certificate_key {options.key};",
        "    ssl_protocols TLSv1.2 TLSv1.3;",
        "    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
        "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;",
        "    ssl_prefer_server_ciphers off;",
        "    ssl_ecdh_curve X25519:prime256v1:secp384r1;",
        "    ssl_session_cache shared:site_tls:10m;",
        "    ssl_session_timeout 1d;",
        "    ssl_session_tickets off;",
    ]
    return "\n".join(lines)


def _redirect_server(host: str) -> str:
    return (
        "server {\n    listen 80;\n    listen [::]:80;\n"
        f"    server_name {host};\n    server_tokens off;\n    return 301 https://{host}$request_uri;\n}}\n"
    )


def _proxy() -> str:
    """The service answers with the same headers; nginx adds them itself, so they are not sent twice."""
    hidden = [*SECURITY, "Cache-Control", "Vary"]
    lines = ["proxy_pass http://site_service;", "proxy_http_version 1.1;", 'proxy_set_header Connection "";']
    lines += ["proxy_set_header Host $host;", "proxy_set_header X-Forwarded-For $remote_addr;"]
    lines += ["proxy_connect_timeout 2s;", "proxy_read_timeout 10s;"]
    lines += [f"proxy_hide_header {name};" for name in hidden]
    return "\n".join(f"        {line}" for line in lines)
