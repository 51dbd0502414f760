"""Where the public site of this installation lies, and what it is built with."""

from pathlib import Path

from django.conf import settings

from ..build import Setup
from ..contract import canonical_json
from ..paths import SitePaths
from ..registry import theme_folders
from ..release.signing import Signer
from ..rendering.theme import load_theme


def site_dir() -> Path:
    return Path(settings.SITE_DIR)


def site_paths() -> SitePaths:
    return SitePaths(site_dir())


def theme_dir() -> Path:
    return Path(getattr(settings, "SITE_THEME_DIR", settings.BASE_DIR / "site_theme"))


def setup(signer: Signer | None = None) -> Setup:
    """What pages are made with here. A release needs `signer` as well, a preview does not."""
    options = {"security_contact": getattr(settings, "SITE_SECURITY_CONTACT", "")}
    for option in ("pelican_plugins", "pelican_settings"):  # for a stock theme, see docs/theme.md
        if value := getattr(settings, f"SITE_{option.upper()}", None):
            options[option] = canonical_json(value)
    theme = load_theme(theme_dir(), more=theme_folders())
    return Setup(site_paths(), theme, settings.SITE_BASE_URL, options, signer)
