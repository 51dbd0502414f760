"""The API obeys the same rules as the editor: it writes drafts, validates them, and publishes nothing."""

import json

import pytest
from django.test import Client
from wagtail.models import APIToken

from cms.editorial.permissions import grant_role_permissions
from cms.editorial.workflow import ensure_workflow
from cms.pages.models import NewsPage
from publishing.models import Change

pytestmark = pytest.mark.production

URL = "/api/v3/pages/"


class Caller:
    """A program with the token of one person."""

    def __init__(self, user=None):
        self.client = Client()
        self.headers = {}
        if user:
            _, secret = APIToken.create_token(user=user, name="测试")
            self.headers = {"Authorization": f"Bearer {secret}"}

    def __call__(self, method: str, path: str = "", data=None):
        body = json.dumps(data) if data is not None else None
        return self.client.generic(
            method, f"{URL}{path}", body or "", content_type="application/json", headers=self.headers
        )


@pytest.fixture
def office(site, user_for):
    ensure_workflow()
    grant_role_permissions()
    return lambda role: Caller(user_for(role))


def new_item(site, **fields):
    meta = {"type": "pages.NewsPage", "parent_id": site.column.pk, **fields.pop("meta", {})}
    return {"meta": meta, "title": "接口写的稿件", "summary": "摘要", "source": "办公厅", **fields}


def test_everyone_may_read_what_is_public_and_nothing_else(site):
    live, draft = site.news(), site.add(title="草稿")
    anonymous = Caller()
    answer = anonymous("GET", f"{live.pk}/").json()
    assert answer["public_path"] == live.public_path
    assert answer["published_on"]
    assert anonymous("GET", f"{draft.pk}/").status_code == 404


def test_an_editor_writes_a_draft_with_blocks(site, office):
    body = [
        {"type": "rich_text", "value": "<p>正文</p>"},
        {"type": "heading", "value": {"text": "题", "level": "2"}},
    ]
    answer = office("editor")("POST", "", new_item(site, body=body, news_type="headline"))
    assert answer.status_code == 201, answer.content
    page = NewsPage.objects.get(pk=answer.json()["id"])
    assert not page.live
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, draft.news_type) == ("摘要", "headline")
    assert [block.block_type for block in draft.body] == ["rich_text", "heading"]


@pytest.mark.parametrize(
    "role", ["first_reviewer", "media_operator", "system_admin", "audit_admin", "deputy"]
)
def test_other_roles_cannot_write(site, office, role):
    assert office(role)("POST", "", new_item(site)).status_code == 403
    assert not NewsPage.objects.exists()


def test_without_a_token_nothing_can_be_written(site):
    assert Caller()("POST", "", new_item(site)).status_code == 401


def test_wrong_input_is_refused_field_by_field(site, office):
    editor = office("editor")
    answer = editor("POST", "", new_item(site, news_type="nonsense", title=""))
    assert answer.status_code == 422
    broken = {"meta": {"type": "pages.LegislativePage", "parent_id": site.column.pk}, "title": "草案"}
    broken |= {"opens_on": "2026-12-01", "closes_on": "2026-11-01"}
    answer = editor("POST", "", broken)
    assert answer.status_code == 422
    assert "截止日期早于开始日期" in answer.content.decode()


def test_settled_facts_cannot_be_written(site, office):
    forged = {"published_on": "2020-01-01T00:00:00Z", "sequence": 1, "public_path": "/faked/"}
    answer = office("editor")("POST", "", new_item(site, **forged))
    page = NewsPage.objects.get(pk=answer.json()["id"]).get_latest_revision_as_object()
    assert (page.published_on, page.sequence, page.public_path) == (None, None, None)


@pytest.mark.parametrize("role", ["editor", "chief_editor", "final_reviewer"])
def test_nobody_publishes_or_withdraws_through_the_api(site, office, role):
    caller = office(role)
    live, draft = site.news(), site.add(title="草稿")
    draft.save_revision()
    before = Change.objects.count()
    assert caller("POST", f"{draft.pk}/actions/publish/", {}).status_code == 403
    assert caller("POST", f"{live.pk}/actions/unpublish/", {}).status_code == 403
    assert caller("DELETE", f"{live.pk}/").status_code == 403
    assert caller("POST", "", new_item(site, meta={"action": "publish"})).status_code == 403
    assert NewsPage.objects.get(pk=live.pk).live
    assert not NewsPage.objects.get(pk=draft.pk).live
    assert Change.objects.count() == before


def test_a_superuser_is_no_exception(site, user_for, office):
    caller = Caller(user_for(is_superuser=True))
    draft = site.add(title="草稿")
    draft.save_revision()
    assert caller("POST", f"{draft.pk}/actions/publish/", {}).status_code == 403
    assert not NewsPage.objects.get(pk=draft.pk).live


def test_a_copy_through_the_api_is_a_draft_and_an_alias_is_refused(site, user_for, office):
    caller = Caller(user_for(is_superuser=True))
    live = site.news()
    answer = caller("POST", f"{live.pk}/actions/copy/", {"slug": "copy", "keep_live": False})
    assert answer.status_code == 201, answer.content
    assert not NewsPage.objects.get(pk=answer.json()["id"]).live
    assert caller("POST", f"{live.pk}/actions/create_alias/", {"slug": "alias"}).status_code == 403


def test_moving_through_the_api_keeps_the_address(site, user_for, office):
    other = site.live(site.add_column("动态", "dongtai"))
    live = site.news()
    answer = Caller(user_for(is_superuser=True))(
        "POST", f"{live.pk}/actions/move/", {"destination_id": other.pk, "position": "last-child"}
    )
    assert answer.status_code in (200, 403)
    assert NewsPage.objects.get(pk=live.pk).public_path == live.public_path


def test_a_revoked_token_opens_nothing(site, user_for, office):
    user = user_for("editor")
    caller = Caller(user)
    APIToken.objects.get(user=user).revoke()
    assert caller("POST", "", new_item(site)).status_code == 401


def test_the_api_finds_chinese_words(site):
    site.news("停车条例二审")
    site.news("湿地保护")
    titles = [item["title"] for item in Caller()("GET", "?search=停车&type=pages.NewsPage").json()["items"]]
    assert titles == ["停车条例二审"]
