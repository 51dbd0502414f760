"""The media zone in nginx: videos and broadcasts from a folder, or from a bucket behind the site's own name."""

from urllib.parse import urlsplit

from ..paths import LIVE, VIDEOS

#: A hall of people behind one address watches at once; each asks for a handful of small files every second.
LIMITS = ["limit_req zone=site_media burst=2000 nodelay;", "limit_conn site_readers 2000;"]
GONE = [
    "error_page 403 404 =410 @video_gone;"
]  # it was withdrawn: nobody guesses the names of what never was
NOT_YET = ["error_page 403 404 = @video_not_yet;"]  # of a broadcast it may come in a moment


def media_locations(media: str, brotli: bool) -> str:
    """`media` is a folder, the address of a bucket, or "" where this host holds no videos.

    Readers ask the site itself in every case, so that the content security policy names no other host and a bucket
    may move.
    """
    return "\n".join(
        _location(zone, media, brotli, missing) for zone, missing in ((VIDEOS, GONE), (LIVE, NOT_YET))
    )


def _location(zone: str, media: str, brotli: bool, missing: list[str]) -> str:
    if not media:
        return f"    location ^~ {zone} {{ {' '.join(missing)} return 404; }}"
    below = zone.removeprefix("/media")
    if media.startswith(("http://", "https://")):
        lines = [*_bucket(media, below), *missing, "error_page 500 502 504 =503 @video_away;"]
    else:
        lines = [*_folder(media, below, brotli), *missing]
    inner = "\n".join(f"        {line}" for line in [*lines, *LIMITS])
    return f"    location ^~ {zone} {{\n{inner}\n    }}"


def _folder(media: str, below: str, brotli: bool) -> list[str]:
    links = "off" if brotli else f"if_not_owner from={media}"
    return [f"alias {media.rstrip('/')}{below};", "gzip_static off;", f"disable_symlinks {links};"]


def _bucket(media: str, below: str) -> list[str]:
    host = urlsplit(media).netloc
    lines = [
        f"proxy_pass {media.rstrip('/')}{below};",
        "proxy_http_version 1.1;",
        f"proxy_set_header Host {host};",
    ]
    lines += [
        'proxy_set_header Connection "";',
        'proxy_set_header Cookie "";',
        'proxy_set_header Authorization "";',
    ]
    lines += ["proxy_ssl_server_name on;", "proxy_pass_request_body off;", "proxy_intercept_errors on;"]
    lines += [
        f"proxy_hide_header {name};" for name in ("Cache-Control", "Set-Cookie", "Content-Security-Policy")
    ]
    return lines
