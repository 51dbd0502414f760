"""What one request leaves: one record, with its acts, written in the transaction of what it did."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from foundation.accounts.models import User
from foundation.audit.models import AuditAct, AuditRecord
from foundation.audit.services import acting, record, record_many, verify
from foundation.audit.verbs import is_known

pytestmark = pytest.mark.django_db


def several(request):
    """A verb of the house within which Wagtail logged two things; one savepoint failed."""
    user = request.user
    record(actor=user, verb="wagtail.unpublish", object_key="page:7")
    record(actor=user, verb="editorial.withdraw", object_key="page-7", reason="试")
    try:
        with transaction.atomic():
            record(actor=user, verb="wagtail.delete", object_key="page:8")
            raise ValueError("only this part")
    except ValueError:
        pass
    user.first_name = user.display_name = "新名"
    user.save()
    record(actor=user, verb="wagtail.edit", obj=user)
    return HttpResponse("ok")


def breaks(request, page, secret):
    User.objects.create_user("half-done")
    record(actor=request.user, verb="editorial.withdraw", object_key="page-7")
    raise RuntimeError("in the middle")


def denies(request):
    User.objects.create_user("half-done")
    raise PermissionDenied("不行")


def silent(request):
    User.objects.create_user("made-without-a-word")
    return HttpResponse("ok")


def form_again(request):
    return HttpResponse("请填写理由")


urlpatterns = [
    path("several/", several, name="several"),
    path("breaks/<int:page>/<str:secret>/", breaks, name="breaks"),
    path("denies/", denies, name="denies"),
    path("silent/", silent, name="silent"),
    path("form/", form_again, name="form_again"),
    path("", include("cms.urls")),
]
here = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def editor(user_for):
    return user_for("editor", display_name="林知夏")


@pytest.fixture
def client(client_for, editor) -> Client:
    made = client_for(editor)
    made.raise_request_exception = False
    made.defaults["REMOTE_ADDR"] = "203.0.113.9"
    return made


def last() -> AuditRecord:
    return AuditRecord.objects.order_by("-sequence").first()


@here
def test_many_acts_are_one_record_named_after_the_verb_of_the_house(client, editor):
    before = AuditRecord.objects.last_sequence()
    answer = client.post("/several/")
    entry = last()
    assert entry.sequence == before + 1
    assert (entry.verb, entry.object_key, entry.result) == ("editorial.withdraw", "page-7", "ok")
    assert (entry.actor, entry.actor_name, entry.roles) == (editor, "林知夏", "editor")
    assert (entry.address, entry.request_id) == ("203.0.113.9", answer.headers["X-Request-ID"])
    assert entry.session
    assert client.session.session_key not in str(vars(entry))
    assert [act.verb for act in entry.acts.all()] == ["wagtail.unpublish", "wagtail.edit"]
    assert verify().sound


@here
def test_an_object_is_told_by_digests_before_and_after(client, editor):
    client.post("/several/")
    act = AuditAct.objects.get(verb="wagtail.edit")
    assert act.object_key == f"accounts.user:{editor.pk}"
    assert len(act.before) == len(act.after) == 64
    assert act.before != act.after
    assert "新名" not in str(vars(act))
    client.post("/several/")
    again = AuditAct.objects.filter(verb="wagtail.edit").last()
    assert again.before == again.after == act.after


@here
def test_what_broke_is_undone_and_told_alone(client):
    assert client.post("/breaks/7/secret-key/").status_code == 500
    assert not User.objects.filter(username="half-done").exists()
    entry = last()
    assert (entry.verb, entry.object_key, entry.result) == ("editorial.withdraw", "page-7", "failed")
    assert entry.detail == {"status": 500}


@here
def test_what_was_denied_is_undone_and_told_with_the_view_it_was_for(client):
    assert client.post("/denies/").status_code == 403
    assert not User.objects.filter(username="half-done").exists()
    entry = last()
    assert (entry.verb, entry.object_key, entry.result) == ("request.post", "denies", "refused")


@here
def test_a_change_that_no_verb_speaks_for_is_told_too(client):
    client.post("/silent/")
    assert (last().object_key, last().result) == ("silent", "ok")
    client.post("/form/")
    assert (last().object_key, last().result) == ("form_again", "failed")
    assert last().detail["reason"] == "没有改动"


def test_of_a_stranger_only_the_network_is_kept(db):
    Client(REMOTE_ADDR="203.0.113.77").post("/accounts/password/change/")
    entry = last()
    assert (entry.actor, entry.actor_name, entry.result) == (None, "访客", "refused")
    assert entry.address == "203.0.113.0/24"


def test_a_missing_csrf_token_is_a_refusal_and_looking_is_none(editor):
    strict = Client(enforce_csrf_checks=True)
    before = AuditRecord.objects.last_sequence()
    assert strict.post("/accounts/login/", {"login": "x", "password": "y"}).status_code == 403
    assert AuditRecord.objects.last_sequence() == before + 1
    strict.get("/accounts/login/")
    strict.get("/nowhere/")
    strict.post("/nowhere/at-all")
    assert AuditRecord.objects.last_sequence() <= before + 2


def test_a_page_that_is_refused_is_told(client_for):
    client_for("deputy").get("/audit/")
    assert (last().verb, last().object_key, last().result) == ("request.get", "audit_list", "refused")


def fail_in_the_middle(person) -> None:
    with acting(actor=person, verb="test.act", object_key="thing:3"):
        record(actor=person, verb="test.inner")
        raise ValueError("no")


def test_a_job_that_acts_is_one_record_and_its_failure_too(editor):
    with acting(actor=editor, verb="test.act", object_key="thing:1"):
        record(actor=editor, verb="test.inner", object_key="thing:2")
    assert [act.object_key for act in last().acts.all()] == ["thing:2"]
    with pytest.raises(ValueError, match="no"):
        fail_in_the_middle(editor)
    assert (last().object_key, last().result, last().acts.count()) == ("thing:3", "failed", 0)


def test_many_records_are_written_at_once_and_are_one_chain(editor):
    made = record_many(
        {"actor": editor, "verb": "test.bulk", "object_key": f"thing:{n}"} for n in range(1200)
    )
    assert [entry.sequence for entry in made] == list(range(1, 1201))
    assert verify().records == 1200


def test_a_verb_without_a_name_is_refused_where_the_settings_ask(settings):
    assert settings.AUDIT_STRICT_VERBS
    assert not is_known("nobody.named_it")
    with pytest.raises(ValueError, match="no name"):
        record(actor=None, verb="nobody.named_it")
