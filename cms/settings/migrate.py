"""Building a database template: no server, no secret, no waiting for the disk; the result is only copied."""

from .base import *
from .base import DATABASES

SECRET_KEY = "signs-nothing"
AUDIT_KEY_FILE, AUDIT_KEY_MAKE = "", False  # and no trace
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a template holds no account
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
