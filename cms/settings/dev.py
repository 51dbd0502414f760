"""`./run`: everything on one machine, demo accounts, no service needed."""

import os

from .base import *
from .base import STORAGES, VAR_DIR

DEBUG = False  # the demo shows the designed error pages
ALLOWED_HOSTS = ["*"]  # the demo may be opened from a phone in the same room
SECRET_KEY_FILE = VAR_DIR / "secret_key"


def _secret_key() -> str:
    """A random key made once per data directory, so that a demo holds no well-known secret."""
    import secrets

    if not SECRET_KEY_FILE.exists():
        SECRET_KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
        SECRET_KEY_FILE.write_text(secrets.token_urlsafe(50))
        SECRET_KEY_FILE.chmod(0o600)
    return SECRET_KEY_FILE.read_text()


SECRET_KEY = _secret_key()
RELEASE_KEY_FILE, RELEASE_KEY_MAKE = str(VAR_DIR / "keys" / "release.pem"), True
AUDIT_KEY_FILE, AUDIT_KEY_MAKE = str(VAR_DIR / "keys" / "audit.json"), True
AUDIT_ARCHIVES = f"file:{VAR_DIR / 'archives'}"
AUDIT_ANCHORS = f"file:{VAR_DIR / 'anchors' / 'audit.jsonl'}"
DEMO = True  # demo accounts are listed on the login page
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True  # no collectstatic step before the first page
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
UPLOAD_PORT = int(os.environ.get("UPLOADS_PORT", "8090"))  # no proxy stands in front of the demo
