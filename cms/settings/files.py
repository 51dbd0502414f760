"""Where things lie: the code, the data, what people handed in, static files, uploads on their way."""

import os
from pathlib import Path

from foundation.storage.environment import private_storage_from, storage_from

PROJECT_DIR = Path(__file__).resolve().parent.parent
BASE_DIR = PROJECT_DIR.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var")).resolve()

STORAGES = {
    "default": storage_from(os.environ),
    "private": private_storage_from(os.environ, VAR_DIR / "private"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [
    PROJECT_DIR / "static",
    (
        "tus",
        BASE_DIR / "node_modules" / "tus-js-client" / "dist",
    ),  # the uploading library, as its makers built it
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.static_names.NamedFiles",
]
_THEME = BASE_DIR / "site_theme/static"
_LINES = (_THEME / "packages.txt").read_text("utf-8").splitlines()  # of packages, the theme says which build
_PACKAGED = dict(line.split() for line in _LINES if not line.startswith("#"))
STATIC_NAMES = {
    "player/player.js": _THEME / "js/player/player.js",
    "player/live.js": _THEME / "js/player/live.js",
    "player/standing.js": _THEME / "js/player/standing.js",
    "player/points.js": _THEME / "js/player/points.js",
    "player/chapters.js": _THEME / "js/player/chapters.js",
    "player/links.js": _THEME / "js/player/links.js",
    "player/pictures.js": _THEME / "js/player/pictures.js",
    "player/player.css": _THEME / "css/player.css",
    "player/live.css": _THEME / "css/live.css",
    **{name.removeprefix("js/"): BASE_DIR / "node_modules" / file for name, file in _PACKAGED.items()},
}

# --- Uploads that can be resumed ---------------------------------------------------------------------------
UPLOAD_SPOOL = Path(os.environ.get("UPLOAD_SPOOL") or VAR_DIR / "uploads")  # on a disk of this machine
UPLOADS_RUN = os.environ.get("UPLOADS", "1") == "1"  # 0: no upload service here, files go with their forms
UPLOAD_PORT = 0  # the service's own, where no proxy brings it under the address of the portal
