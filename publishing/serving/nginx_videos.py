"""The media zone in nginx: videos from a folder, or from a bucket behind the site's own name."""

from urllib.parse import urlsplit

from ..paths import VIDEOS


def videos_location(media: str, brotli: bool) -> str:
    """`media` is a folder, the address of a bucket, or "" where this host holds no videos.

    Readers ask the site itself in every case, so that the content security policy names no other host and a bucket
    may move. What is not there was withdrawn: nobody guesses the names of what never was.
    """
    if not media:
        return f"    location ^~ {VIDEOS} {{ error_page 404 =410 @video_gone; return 404; }}"
    lines = _bucket(media) if media.startswith(("http://", "https://")) else _folder(media, brotli)
    inner = "\n".join(f"        {line}" for line in lines)
    return f"    location ^~ {VIDEOS} {{\n{inner}\n    }}"


def _folder(media: str, brotli: bool) -> list[str]:
    lines = [
        f"alias {media.rstrip('/')}/videos/;",
        "gzip_static off;",
        "error_page 403 404 =410 @video_gone;",
    ]
    return [*lines, f"disable_symlinks {'off' if brotli else f'if_not_owner from={media}'};"]


def _bucket(media: str) -> list[str]:
    host = urlsplit(media).netloc
    lines = [
        f"proxy_pass {media.rstrip('/')}/videos/;",
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
    return [*lines, "error_page 403 404 =410 @video_gone;", "error_page 500 502 504 =503 @video_away;"]
