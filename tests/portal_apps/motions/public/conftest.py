"""The site with its real theme, a home page and the motions only; and a house with something to show on it."""

import pytest

from portal_apps.motions import services as do
from portal_apps.motions.public.export import exporter
from publishing import registry
from publishing.contract import Exporter
from publishing.services import publish_site, register_exporter
from tests.portal_apps.motions.conftest import city, house
from tests.publishing.factory import small_site

__all__ = ["city", "house"]


def released(house, item):
    """Approved for everybody, with every reply that was delivered."""
    staff = house.staff
    item = do.publish(item, by=staff, publicity="full")
    for one in item.handlings.filter(replies__state="delivered").distinct():
        do.approve_publicity(one, by=staff, publicity="full")
    item.refresh_from_db()
    return item


@pytest.fixture
def empty_site(monkeypatch, settings, tmp_path):
    settings.SITE_DIR = tmp_path / "site"
    settings.RELEASE_KEY_FILE, settings.RELEASE_KEY_MAKE = str(tmp_path / "key.pem"), True
    for name in list(registry.exporters):
        monkeypatch.delitem(registry.exporters, name)
    monkeypatch.setattr(registry, "context_sources", [])
    frame = {document.id: document for document in small_site()}
    for prefix in ("page", "site"):
        ids = [name for name in frame if name.startswith(prefix + ":")]
        register_exporter(
            Exporter(prefix, lambda names: [frame[n] for n in names if n in frame], lambda ids=ids: ids)
        )
    register_exporter(exporter())
    return settings.SITE_DIR


@pytest.fixture
def site(empty_site, house):
    """With an answered suggestion that carries a promise."""
    house.shown = released(house, house.tracked().item)
    problems = publish_site().problems
    assert not problems, "\n".join(f"{one.document_id} {one.message}" for one in problems)
    return empty_site
