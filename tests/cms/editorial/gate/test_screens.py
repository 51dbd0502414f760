"""The gate in the admin: advice with a way to the place, releases, lists, on record."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.editorial.gate.models import GateWaiver, Term, TermList
from foundation.audit.models import AuditRecord
from publishing.services import issue_key

MISSPELT = "<p>会议作出布署，要求抓好落实。</p>"


@pytest.fixture
def as_person():
    def make(user) -> Client:
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        return client

    return make


def test_the_edit_view_shows_each_issue_with_a_way_to_its_block(office, draft, as_person):
    page, _ = draft(MISSPELT, source="")
    block = page.get_latest_revision_as_object().body.get_prep_value()[0]["id"]
    html = as_person(office.editor).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "发布检查：2 处要看" in html
    assert f'href="#block-{block}-section"' in html
    assert 'href="#id_source-label"' in html


def test_every_way_to_a_field_leads_to_something_on_the_page(office, draft, as_person):
    import re

    page, _ = draft("<p>请于2月30日前报名参加本次活动。</p>", source="", summary="")
    html = as_person(office.editor).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    advice = html[html.index("gate-advice") : html.index("</section>", html.index("gate-advice"))]
    anchors = re.findall(r'href="#([^"]+)"', advice)
    assert len(anchors) == 3
    for anchor in anchors:
        assert f'id="{anchor}"' in html or anchor.startswith("block-")


def test_a_reviewer_releases_a_warning_on_the_check_page(office, draft, as_person):
    page, revision = draft(MISSPELT)
    client = as_person(office.first_reviewer)
    shown = client.get(f"/admin/gate/{page.pk}/").content.decode()
    assert "“布署”可能有误" in shown
    from cms.editorial.gate.services import assess_revision

    key = issue_key(assess_revision(page, revision)[0])
    client.post(f"/admin/gate/{page.pk}/", {"key": key, "reason": "引文"})
    assert GateWaiver.objects.get().by == office.first_reviewer
    assert "已经放行的提示" in client.get(f"/admin/gate/{page.pk}/").content.decode()


def test_an_editor_sees_the_check_but_no_button_to_release(office, draft, as_person):
    page, _ = draft(MISSPELT)
    shown = as_person(office.editor).get(f"/admin/gate/{page.pk}/").content.decode()
    assert "“布署”可能有误" in shown
    assert "由我放行" not in shown


def test_saving_says_in_one_line_what_is_to_be_looked_at(office, draft):
    from django.contrib.messages import get_messages
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.test import RequestFactory

    from cms.editorial.gate.wagtail_hooks import advise

    page, _ = draft(MISSPELT, source="")
    request = RequestFactory().post("/")
    request.session, request.user = {}, office.editor
    request._messages = FallbackStorage(request)
    advise(request, page)
    (message,) = get_messages(request)
    assert "1 处错误，1 处提示" in str(message)
    assert f"/admin/gate/{page.pk}/" in str(message)


def test_the_chief_editor_adds_a_term_and_the_audit_log_knows(office, as_person):
    words = TermList.objects.create(name="本机关", source="手册")
    client = as_person(office.chief_editor)
    fields = {"term_list": words.pk, "text": "某词", "kind": "forbidden", "active": "on"}
    assert client.post("/admin/snippets/editorial_gate/term/add/", fields).status_code == 302
    assert Term.objects.filter(text="某词").exists()
    assert AuditRecord.objects.get(verb="gate.term.create").actor == office.chief_editor


def test_the_lists_can_be_searched_filtered_and_taken_out_as_csv(office, as_person):
    client = as_person(office.chief_editor)
    assert "布署" in client.get("/admin/snippets/editorial_gate/term/?q=布署").content.decode()
    exported = client.get("/admin/snippets/editorial_gate/term/?export=csv")
    assert "人大委员" in b"".join(exported.streaming_content).decode()


def test_a_csv_is_taken_in_on_the_screen_and_a_bad_one_is_refused(office, as_person):
    words = TermList.objects.create(name="本机关", source="手册")
    client = as_person(office.chief_editor)

    def send(text: str):
        file = SimpleUploadedFile("a.csv", text.encode())
        return client.post("/admin/gate/terms/import/", {"term_list": words.pk, "file": file})

    assert send("词,类别\n甲甲,禁用\n").status_code == 302
    refused = send("词,类别\n乙乙,不对\n")
    assert refused.status_code == 400
    assert "第 2 行" in refused.content.decode()
    assert words.terms.count() == 1


@pytest.mark.parametrize(
    "address", ["/admin/gate/terms/import/", "/admin/gate/leaders/import/", "/admin/importing/"]
)
def test_editors_do_not_reach_what_belongs_to_the_chief(office, as_person, address):
    response = as_person(office.editor).get(address)
    assert response.status_code in {302, 403}
    assert as_person(office.chief_editor).get(address).status_code == 200
