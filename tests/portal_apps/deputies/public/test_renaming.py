"""What a body, a delegation or a term is called stands on public pages: renamed, they change with the next release."""

from datetime import date

import pytest

from portal_apps.deputies.models import Body, MandateChange, Membership
from portal_apps.deputies.public.export import exporter, path_of
from portal_apps.deputies.services import keep
from publishing import registry
from publishing.contract import Exporter
from publishing.models import Change
from publishing.services import publish_site, register_exporter
from tests.publishing.factory import column, small_site


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


@pytest.fixture
def mandate(city):
    made = city.deputy("方谷雨")
    MandateChange.objects.create(
        mandate=made, verb="confirm", to_state="confirmed", decided_on=date(2023, 1, 5)
    )
    committee = Body.objects.create(kind="special_committee", name="社会建设委员会", term=city.term)
    Membership.objects.create(
        person=made.person, mandate=made, body=committee, post="member", since=date(2023, 1, 12)
    )
    return made


@pytest.fixture
def site(mandate, settings, tmp_path, monkeypatch):
    """`site(path)` publishes what waits and reads a page."""
    settings.SITE_DIR = tmp_path / "site"
    for name in list(registry.exporters):
        monkeypatch.delitem(registry.exporters, name)
    monkeypatch.setattr(registry, "context_sources", [])
    named = [*small_site(), column("daibiao", "代表工作", position=3)]
    frame = {document.id: document for document in named}
    for prefix in ("page", "site"):
        ids = [name for name in frame if name.startswith(f"{prefix}:")]
        register_exporter(
            Exporter(prefix, lambda ask: [frame[n] for n in ask if n in frame], lambda ids=ids: ids)
        )
    register_exporter(exporter())
    publish_site()

    def read(path: str) -> str:
        if Change.objects.filter(release=None).exists():
            publish_site()
        return (settings.SITE_DIR / "current" / path.lstrip("/") / "index.html").read_text("utf-8")

    return read


@pytest.mark.django_db
def test_a_new_name_stands_on_the_page_and_in_the_directory(city, mandate, site, staff):
    me, (delegation, _) = path_of(mandate.person), city.delegations
    assert "望河代表团" in site(me)
    for thing, field, name in (
        (delegation, "name", "望河区代表团"),
        (Body.objects.get(kind="special_committee"), "name", "社会委员会"),
        (city.unit, "name", "望河区第十二届人民代表大会"),
        (city.city, "short", "示例市"),
        (city.term, "number", 17),
    ):
        setattr(thing, field, name)
        keep(thing, by=staff)
        shown = {"short": "示例市十六届", "number": "示例市十七届"}.get(field, name)
        assert shown in site(me), field
    assert "望河区代表团" in site("/deputies/")
    assert "示例市十七届" in site("/deputies/")


@pytest.mark.django_db
def test_what_no_public_page_says_tells_the_publisher_nothing(city, mandate, staff):
    before = Change.objects.count()
    other = city.delegations[1]
    other.name = "青坞区代表团"
    keep(other, by=staff)
    assert Change.objects.count() == before


@pytest.mark.django_db
def test_the_column_of_the_site_and_its_map_lead_to_the_directory_and_back(site, settings):
    assert '<a href="/deputies/">' in site("/daibiao/")
    assert '<a href="/deputies/">' in (settings.SITE_DIR / "current" / "sitemap.html").read_text("utf-8")
    assert 'href="/daibiao/"' in site("/deputies/")
