"""Production: secrets from the environment, TLS in front, no demo, no default of any secret."""

import os

from .base import *

SECRET_KEY = os.environ["SECRET_KEY"]
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
DEMO = False
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
REFUSE_UNSAFE_START = True  # superuser, demo account, placeholder secret
MEDIA_SANDBOX = os.environ.get("MEDIA_SANDBOX", "required")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))  # nginx in front
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # Wagtail shows previews in a frame of its own origin
    "security.W021",  # preloading binds the deployer's whole domain; that is not the product's to decide
]
