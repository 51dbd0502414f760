"""Security headers of the inner zone that Django 5.2 does not set itself."""

from django.conf import settings
from django.utils.cache import patch_cache_control

from foundation.accounts.sso.house import origins

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# Wagtail's rich text editor (Draft.js) inserts two <style> elements for list numbers and placeholders.
# Style attributes and every script stay forbidden; cms/hardening replaces the inline scripts of widgets.
ADMIN_STYLES = {"style-src-elem": "'self' 'unsafe-inline'"}

SIGN_ON_PAGES = ("/accounts/", "/identity/")


def policy(path: str) -> str:
    """The Content-Security-Policy for a path of the inner zone."""
    rules = {**POLICY, **(ADMIN_STYLES if path.startswith("/admin/") else {})}
    site = settings.SITE_BASE_URL
    rules["img-src"] += f" {site}"
    if settings.UPLOAD_PORT:  # the demo: the upload service listens beside the portal
        rules["connect-src"] = f"'self' http://*:{settings.UPLOAD_PORT}"
    rules["frame-src"] = f"'self' {site}"
    if settings.OIDC_PROVIDER and path.startswith(SIGN_ON_PAGES):
        rules["form-action"] = " ".join([rules["form-action"], *origins()])
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """CSP, permissions policy, and no caching of what a logged-in person sees."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(request.path))
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(self), geolocation=(), interest-cohort=()"
        )
        if request.user.is_authenticated and not response.headers.get("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response
