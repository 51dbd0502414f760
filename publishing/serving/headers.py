"""Headers of every answer of the public site: one list for our own server, the nginx configuration and the tests."""

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self' blob:; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FOREVER = "public, max-age=31536000, immutable"  # names that contain a hash of the content
CHECK = "no-cache"  # kept, but asked about every time: a withdrawn page must not live on in a cache
FILES = "public, max-age=3600"
SHORT = "public, max-age=1"  # lists and state of what is live: caches answer a crowd, and nobody sees them a second too late


def cache_control(file: str) -> str:
    if file.startswith("media/videos/"):  # a list grows while qualities are made; what it names never changes
        return CHECK if file.endswith(".m3u8") else FOREVER
    if file.startswith("media/live/"):
        return FOREVER if file.endswith((".m4s", ".mp4")) else SHORT
    if file.startswith("theme/"):
        return FOREVER
    return CHECK if file.endswith((".html", ".xml", ".json", ".txt")) else FILES
