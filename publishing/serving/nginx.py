"""The nginx configuration of the public site, filled in from the settings and the header list."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..paths import DEEPEST
from ..planning.site import LANGS, prefix
from ..release.compress import OTHER, TEXT
from .headers import SECURITY
from .nginx_media import media_locations
from .nginx_tls import Tls, listen_lines, other_servers

TEMPLATE = Path(__file__).resolve().parents[2] / "deploy/nginx/site.conf"
BROTLI_MODULES = ("/usr/lib/nginx/modules", "/usr/share/nginx/modules", "/etc/nginx/modules")
FEEDS = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}
FEEDS["feed.json"] = "application/feed+json"


@dataclass(frozen=True)
class NginxOptions:
    """`certificate` and `key` switch TLS on. `listen` overrides the ports, e.g. for a load balancer or a test.

    `behind` are the addresses of proxies whose X-Forwarded-For is believed. `connections` and the rates are for one
    address; a whole office may share one. `media` is where videos lie: a folder, or the http address of a bucket readers
    may read. `catch_all`: refuse names other than the site's, where nobody else does.
    """

    root: Path
    site_url: str
    service: str = "127.0.0.1:8080"
    listen: tuple[str, ...] = ()
    certificate: str = ""
    key: str = ""
    brotli: bool = False
    search_rate: str = "5r/s"
    page_rate: str = "200r/s"
    media_rate: str = "2000r/s"  # a hall that watches a broadcast through one address
    connections: int = 200
    behind: tuple[str, ...] = ()
    media: str = ""
    catch_all: bool = True

    @property
    def tls(self) -> Tls:
        return Tls(self.certificate, self.key)


def has_brotli() -> bool:
    names = (Path(folder) / "ngx_http_brotli_static_module.so" for folder in BROTLI_MODULES)
    return any(name.exists() for name in names)


def site_config(options: NginxOptions) -> str:
    """Raises ValueError for a value that would not stay one word of the configuration."""
    host = urlsplit(options.site_url).hostname or "_"
    _refuse_tricks(options, host)
    values = {
        "NOT_FOUND": "\n".join(
            f"    ~^{prefix(locale)}/  {prefix(locale)}/404.html;" for locale in LANGS if prefix(locale)
        ),
        "MOVED": "\n".join(_moved_line(depth) for depth in range(1, DEEPEST + 1)),
        "SEARCH_RATE": options.search_rate,
        "SEARCH_BURST": _burst(options.search_rate, 4),
        "PAGE_RATE": options.page_rate,
        "PAGE_BURST": _burst(options.page_rate, 2),
        "CONNECTIONS": str(options.connections),
        "SERVICE": options.service,
        "OTHER_SERVERS": other_servers(host, options.tls, options.listen, options.catch_all),
        "LISTEN": listen_lines(options.tls, options.listen),
        "SERVER_NAME": host,
        "ROOT": str(options.root),
        "LINKS": _links(options),
        "MEDIA": media_locations(options.media, options.brotli),
        "MEDIA_RATE": options.media_rate,
        "TYPES": "\n".join(f"        {kind} {suffix};" for suffix, kind in sorted({**TEXT, **OTHER}.items())),
        "CHARSET_TYPES": " ".join(_charset_types()),
        "BROTLI": "    brotli_static on;"
        if options.brotli
        else "    # brotli_static on;  (module not found)",
        "REAL_IP": _real_ip(options.behind),
        "HEADERS": "\n".join(f'    add_header {name} "{value}" always;' for name, value in SECURITY.items()),
        "FEEDS": "\n".join(_feed(name, kind) for name, kind in FEEDS.items()),
        "PROXY": _proxy(),
    }
    return re.sub("@([A-Z_]+)@", lambda found: values[found[1]], TEMPLATE.read_text("utf-8"))


def _refuse_tricks(options: NginxOptions, host: str) -> None:
    rates = (options.search_rate, options.page_rate, options.media_rate)
    words = (
        str(options.root),
        host,
        options.service,
        options.certificate,
        options.key,
        options.media,
        *rates,
    )
    for word in (*words, *options.listen, *options.behind):
        if re.search(r"[\s;\"'$#\\]", word):
            raise ValueError(f"这个值不能写进 nginx 配置（含空格、引号或分号等）：{word}")
    if not all(re.fullmatch(r"\d+r/[sm]", rate) for rate in rates):
        raise ValueError("频率要写成“5r/s”或“300r/m”的样子。")


def _links(options: NginxOptions) -> str:
    """Links to files of other owners are not followed, where nginx can tell.

    The Brotli module hands nginx a path that is four bytes too long; looked at part by part, as this check does, the
    compressed copy is then missed at random. With Brotli the guard and the unit's walls stand in (decision 0016).
    """
    if options.brotli:
        return "    # disable_symlinks does not work together with brotli_static: the guard watches the links"
    return f"    disable_symlinks if_not_owner from={options.root};"


def _burst(rate: str, seconds: int) -> str:
    """What may come at once: so many seconds' worth."""
    number, _, unit = rate.partition("r/")
    return str(max(1, int(number) * seconds // (60 if unit == "m" else 1)))


def _moved_line(depth: int) -> str:
    """`+news+2026+` is /news/2026/; nginx cannot replace in a text, so each depth has its own pattern."""
    names = [f"site_to_{number}" for number in range(depth + 1)]
    pattern = r"\+".join(f"(?<{name}>[^+]*)" for name in names)
    return f'    "~^{pattern}$"  "{"/".join("$" + name for name in names)}";'


def _charset_types() -> list[str]:
    """Types that get `charset=utf-8`; nginx adds text/html by itself."""
    kinds = {kind for suffix, kind in TEXT.items() if suffix != "svg"} | set(FEEDS.values())
    return sorted(kinds - {"text/html"})


def _feed(name: str, kind: str) -> str:
    pattern = name.replace(".", r"\.")
    return f"    location ~ /{pattern}$ {{ types {{ }} default_type {kind}; }}"


def _real_ip(behind: tuple[str, ...]) -> str:
    if not behind:
        return ""
    lines = [f"set_real_ip_from {address};" for address in behind]
    lines += ["real_ip_header X-Forwarded-For;", "real_ip_recursive on;"]
    return "\n".join(f"    {line}" for line in lines)


def _proxy() -> str:
    """The service answers with the same headers; nginx adds them itself, so they are not sent twice.

    It learns nothing of the reader but the address asked for: no cookies, no body.
    """
    hidden = [*SECURITY, "Cache-Control", "Vary", "Allow"]
    lines = ["proxy_pass http://site_service;", "proxy_http_version 1.1;"]
    lines += ["proxy_pass_request_headers off;", "proxy_pass_request_body off;"]
    lines += ["proxy_set_header Host $host;", 'proxy_set_header Connection "";']
    lines += ["proxy_connect_timeout 2s;", "proxy_read_timeout 10s;", "proxy_max_temp_file_size 0;"]
    lines += [f"proxy_hide_header {name};" for name in hidden]
    return "\n".join(f"        {line}" for line in lines)
