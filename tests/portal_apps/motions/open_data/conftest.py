"""The same site as the public pages have."""

from tests.portal_apps.motions.public.conftest import city, empty_site, house, site

__all__ = ["city", "empty_site", "house", "site"]
