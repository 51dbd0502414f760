"""Deputies on the public site: those in office, with what may be told of them, changed in the act's own transaction."""

import gzip
from datetime import date
from threading import Thread
from wsgiref.simple_server import make_server

import pytest
from django.db import transaction

from portal_apps.deputies.models import MandateChange, Tag
from portal_apps.deputies.public.changes import DIRECTORY, document_id, touch, turn_of_days
from portal_apps.deputies.public.export import all_ids, export, exporter, path_of
from publishing import registry
from publishing.contract import Document, Exporter, Gone
from publishing.models import Change
from publishing.services import publish_site, register_exporter
from publishing.site_server import SiteServer
from tests.publishing.factory import small_site
from tests.publishing.test_site_server import Browser
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db
CANARIES = {
    "id_number": "89999919720501002X",
    "phone": "13987654321",
    "email": "canary@example.cn",
    "address": "金丝雀路 7 号",
    "employer": "示例研究院",
}


def confirmed(mandate, at: str = "confirmed") -> None:
    """As the verbs leave it."""
    MandateChange.objects.create(mandate=mandate, verb="confirm", to_state=at, decided_on=date(2023, 1, 5))


@pytest.fixture
def mandate(city):
    made = city.deputy("方谷雨", sex="2", **CANARIES)
    person = made.person
    person.born_on, person.resume, person.nationality = date(1972, 5, 1), "简历里的金丝雀", "01"
    person.save()
    made.certificate_number = "证号金丝雀"
    made.save()
    made.tags.set(Tag.objects.filter(name__in=["法治", "妇女"]))
    confirmed(made)
    return made


def documents(*names: str) -> dict[str, Document | Gone]:
    return {one.id: one for one in export(names)}


def test_who_is_in_office_is_public_and_nobody_else(city, mandate):
    for state in ("elected", "credentials_review"):
        city.deputy(f"当选{state}", state=state)
    assert all_ids() == [document_id(mandate.person), DIRECTORY]
    found = documents(*all_ids())
    assert found[DIRECTORY].data["delegations"] == [
        ["望河代表团", "g1", [["方谷雨", path_of(mandate.person)]]]
    ]
    assert dict(found[document_id(mandate.person)].data["duty"])["代表团"] == "望河代表团"
    assert dict(found[document_id(mandate.person)].data["basic"]) == {
        "性别": "女",
        "民族": "汉族",
        "工作单位": "示例研究院",
    }


def test_nothing_is_there_before_anybody_was_confirmed(city):
    city.deputy("待审", state="elected")
    assert all_ids() == []
    assert documents(DIRECTORY, "deputy:nobody") == {}


@pytest.mark.parametrize("state", ["suspended", "terminated"])
def test_who_leaves_office_leaves_a_note_that_says_nothing_of_why(mandate, state):
    mandate.state = state
    mandate.save()
    confirmed(mandate, state)
    found = documents(*all_ids())
    assert isinstance(found[document_id(mandate.person)], Gone)
    assert "暂停" not in found[document_id(mandate.person)].reason
    assert isinstance(found[DIRECTORY], Gone)


def test_a_change_is_told_in_the_transaction_of_the_act_and_only_of_who_is_public(city, mandate):
    waiting = city.deputy("待审", state="elected").person
    touch([mandate.person, waiting])
    told = list(Change.objects.values_list("document_id", flat=True))
    assert told == [document_id(mandate.person), DIRECTORY]
    with transaction.atomic():
        touch([mandate.person])
        transaction.set_rollback(True)
    assert Change.objects.count() == 2


def test_the_verbs_tell_it_themselves(city, mandate, user_for):
    from portal_apps.deputies.services import appoint, change_mandate, edit_person
    from portal_apps.deputies.services.facts import Facts

    staff = user_for("congress_staff")
    edit_person(mandate.person, by=staff, values={"duty": "院长"})
    facts = Facts(decided_on=date(2023, 2, 1))
    from portal_apps.deputies.services.effects import Move

    change_mandate(
        mandate,
        "move",
        by=staff,
        ground="moved_within",
        facts=facts,
        move=Move(delegation=city.delegations[1]),
    )
    appoint(mandate.person, city.delegations[1], "leader", since=date(2023, 2, 2), ground="推选", by=staff)
    assert Change.objects.filter(document_id=document_id(mandate.person)).count() == 3
    duty = dict(documents(document_id(mandate.person))[document_id(mandate.person)].data["duty"])
    assert (duty["代表团"], duty["任职"]) == ("青坞代表团", "青坞代表团团长")


def test_a_term_that_ends_by_date_is_told_at_night(city, mandate, moment):
    moment("2028-01-10 00:05+08:00")
    city.term.until = date(2028, 1, 9)
    city.term.save()
    assert turn_of_days() == 1
    assert isinstance(documents(document_id(mandate.person))[document_id(mandate.person)], Gone)
    moment("2028-03-01 00:05+08:00")
    assert turn_of_days() == 0


@pytest.fixture
def site(monkeypatch, settings, tmp_path, mandate):
    """The site with its real theme, a home page and this family only."""
    settings.SITE_DIR = tmp_path / "site"
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
    publish_site()
    return settings.SITE_DIR


def test_no_personal_field_reaches_the_release(site, mandate):
    """Every byte of every file, unpacked: no number, telephone, mail, address, birthday, résumé, certificate."""
    forbidden = [value for name, value in CANARIES.items() if name != "employer"]
    forbidden += ["1972-05-01", "1972年5月", "金丝雀", "13987654321"[:7]]
    looked = 0
    for file in (site / "releases").rglob("*"):
        if not file.is_file() or file.suffix == ".br":
            continue
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        looked += 1
        assert not [word for word in forbidden if word.encode() in data], file
    assert looked > 20
    page = (site / "current" / path_of(mandate.person)[1:] / "index.html").read_text("utf-8")
    assert "示例研究院" in page
    assert "方谷雨" in (site / "current/deputies/index.html").read_text("utf-8")


def test_an_address_answers_410_after_the_end_and_comes_back_with_a_new_mandate(site, mandate):
    mandate.state = "terminated"
    mandate.save()
    confirmed(mandate, "terminated")
    touch([mandate.person])
    publish_site()
    assert Browser(site).get(path_of(mandate.person))["status"] == 410
    mandate.state = "confirmed"
    mandate.save()
    touch([mandate.person])
    publish_site()
    assert Browser(site).get(path_of(mandate.person))["status"] == 200


def test_its_pages_read_well_and_axe_finds_nothing(site, mandate, new_page):
    server = make_server("127.0.0.1", 0, SiteServer(site))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        for viewport in (PHONE, DESKTOP):
            page = new_page(viewport=viewport)
            for name, path in {"profile": path_of(mandate.person), "directory": "/deputies/"}.items():
                page.goto(f"http://127.0.0.1:{server.server_port}{path}")
                keep_picture(page, f"deputy-{name}-{viewport['width']}")
                assert axe_faults(page, "main") == [], name
                assert fits(page)
    finally:
        server.shutdown()
        server.server_close()
