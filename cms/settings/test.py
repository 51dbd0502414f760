"""The test suite: private data directory, fast password hashing, jobs run by the test that wants them."""

import os

from tests.services import environment

environment.prepare()  # VAR_DIR and DATABASE_URL of this test process, before `base` reads them

from .base import *
from .base import DATABASES, STORAGES, VAR_DIR

SECRET_KEY = "only-for-tests"
DEMO = False
RELEASE_KEY_FILE, RELEASE_KEY_MAKE = str(VAR_DIR / "keys" / "release.pem"), True
AUDIT_KEY_FILE, AUDIT_KEY_MAKE = str(VAR_DIR / "keys" / "audit.json"), True
AUDIT_ARCHIVES = f"file:{VAR_DIR / 'archives'}"
AUDIT_STRICT_VERBS = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hundreds of logins per run
SECOND_FACTOR_REQUIRED = False  # most tests are about other things; `second_factor` switches it on
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_SANDBOX = "required"  # what is proven is what production does
NOTICE_CARRIERS = {}  # a test connects the ones it wants

DATABASES["default"]["CONN_MAX_AGE"] = 0  # a database put back between tests must not be held open
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # nothing a test writes must outlive a power cut
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
UPLOAD_PORT = int(
    os.environ.get("UPLOADS_PORT", "0")
)  # the service a test starts; its pages are told by the test
UPLOADS_RUN = False  # a test that starts the service says so
