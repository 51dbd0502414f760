"""Published items answer the question who spoke of a matter before; drafts and withdrawn ones do not."""

import pytest

from cms.editorial.models import Withdrawal
from foundation.similar.services import everyone, find

pytestmark = pytest.mark.django_db
BODY = [("rich_text", "<p>城南一带窨井盖破损，夜间施工后没有恢复。</p>")]


def ask(text: str) -> list[str]:
    answer = find(text, among={"pages": everyone})
    return [hit.document.title for hit in answer.hits]


def test_an_item_is_found_by_what_it_says_once_it_is_public(site):
    draft = site.add(title="市政设施巡查", body=BODY)
    assert ask("窨井盖破损") == []
    site.live(draft)
    assert ask("窨井盖破损") == ["市政设施巡查"]
    [hit] = find("窨井盖破损", among={"pages": everyone}).hits
    [passage] = hit.passages
    assert hit.document.text[passage.item.start : passage.item.end] == "窨井盖破损"
    assert hit.document.url.endswith(f"/{draft.pk}/")


def test_a_draft_of_a_public_item_changes_nothing(site):
    page = site.news("市政设施巡查", body=BODY)
    page.body = [("rich_text", "<p>路灯照明</p>")]
    page.save_revision()
    assert ask("窨井盖破损") == ["市政设施巡查"]
    assert ask("路灯照明") == []


def test_a_withdrawn_item_is_found_no_longer(site):
    page = site.news("市政设施巡查", body=BODY)
    Withdrawal.objects.create(document_id=page.document_id, title=page.title, reason="试验")
    page.unpublish()
    assert ask("窨井盖破损") == []
