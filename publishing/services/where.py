"""Where the public site of this installation lies, and what it is built with."""

from pathlib import Path

from django.conf import settings

from ..build import Setup
from ..paths import SitePaths
from ..registry import theme_folders
from ..rendering.theme import load_theme


def site_dir() -> Path:
    return Path(settings.SITE_DIR)


def site_paths() -> SitePaths:
    return SitePaths(site_dir())


def theme_dir() -> Path:
    return Path(getattr(settings, "SITE_THEME_DIR", settings.BASE_DIR / "site_theme"))


def setup() -> Setup:
    options = {"security_contact": getattr(settings, "SITE_SECURITY_CONTACT", "")}
    return Setup(site_paths(), load_theme(theme_dir(), more=theme_folders()), settings.SITE_BASE_URL, options)
