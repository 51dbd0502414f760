"""Whatever editors do to a page, its old address is answered: it leads on, or says why the page is gone."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.editorial.services.withdraw import expire, leave_note
from cms.pages.models import ColumnPage, ContentTag, NewsPage, TopicPage
from cms.pages.services.merge_tags import merge_tags
from publishing.services import publish_site
from publishing.services.where import site_paths
from tests.publishing.test_site_server import Browser


@pytest.fixture
def public(site):
    """Publish, then ask what a reader would get."""

    class Public:
        def ask(self, path: str) -> tuple[int, str]:
            assert publish_site().problems == ()
            answer = Browser(site_paths().root).get(path)
            return answer["status"], answer["headers"].get("Location") or answer["body"].decode(
                "utf-8", "replace"
            )

    return Public()


COMPLETE = {
    "source": "办公厅",
    "summary": "会议审议了三件法规草案。",
    "responsible_editor": "殷清露",
    "body": [("rich_text", "<p>会议听取了三件法规草案的说明，分组进行了审议。</p>")],
}


def news(site, title="常委会举行会议", parent=None, **fields):
    return site.live(site.add(NewsPage, title, parent, **{**COMPLETE, **fields}))


def topic_page(site):
    body = [("rich_text", "<p>代表在履职一线的故事。</p>")]
    return site.live(site.add(TopicPage, "代表风采", slug="fengcai", summary="代表的故事", body=body))


def renamed(site, page, slug):
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    page.save_revision()
    return site.live(page)


def withdraw(site, page, note="引用的数字有误"):
    page = type(page).objects.get(pk=page.pk)
    leave_note(page, by=site.by, reason="测试", public_note=note)
    page.unpublish(user=site.by)
    return page


def test_a_news_page_moved_to_another_column_keeps_its_address(site, public):
    other = site.live(site.add_column("动态", "dongtai"))
    page = news(site)
    assert public.ask(page.public_path)[0] == 200
    NewsPage.objects.get(pk=page.pk).move(ColumnPage.objects.get(pk=other.pk), pos="last-child")
    assert public.ask(page.public_path)[0] == 200


def test_a_renamed_column_leads_on_with_its_feeds(site, public):
    news(site)
    assert public.ask("/yaowen/rss.xml")[0] == 200
    renamed(site, site.column, "news")
    assert public.ask("/yaowen/") == (301, "/news/")
    assert public.ask("/yaowen/rss.xml") == (301, "/news/rss.xml")


def test_a_topic_with_another_slug_leads_on_and_twice_in_one_step(site, public):
    topic = topic_page(site)
    first = topic.public_path
    assert public.ask(first)[0] == 200
    for slug in ("daibiao", "women"):
        topic = renamed(site, topic, slug)
        publish_site()
    assert public.ask(first) == (301, topic.public_path)


def tagged(site, *names, title="有标签的"):
    page = site.add(NewsPage, title, **COMPLETE)
    page.tags.add(*names)
    page.save_revision()
    return site.live(page)


def test_a_renamed_tag_keeps_its_address(site, public):
    tagged(site, "立法")
    tag = ContentTag.objects.get(name="立法")
    assert public.ask(f"/tags/{tag.slug}/")[0] == 200
    tag.name = "地方立法"
    tag.save()
    status, body = public.ask(f"/tags/{tag.slug}/")
    assert status == 200
    assert "地方立法" in body


def test_a_merged_tag_leads_to_the_other(site, public):
    tagged(site, "法规")
    tagged(site, "立法", title="另一篇")
    old, new = ContentTag.objects.get(name="法规"), ContentTag.objects.get(name="立法")
    path = f"/tags/{old.slug}/"
    assert public.ask(path)[0] == 200
    merge_tags(old, into=new, by=site.by)
    assert public.ask(path) == (301, f"/tags/{new.slug}/")


def test_a_removed_tag_names_the_index(site, public):
    tagged(site, "法规", "立法")
    tag = ContentTag.objects.get(name="法规")
    path = f"/tags/{tag.slug}/"
    assert public.ask(path)[0] == 200
    tag.delete()
    status, body = public.ask(path)
    assert status == 410
    assert "标签已不再使用" in body
    assert 'href="/tags/"' in body


def test_a_withdrawn_page_gives_the_public_note(site, public):
    page, _ = news(site), news(site, "另一篇")
    assert public.ask(page.public_path)[0] == 200
    withdraw(site, page)
    status, body = public.ask(page.public_path)
    assert status == 410
    assert "引用的数字有误" in body


def test_an_expired_page_says_so(site, public):
    page, _ = news(site), news(site, "另一篇")
    assert public.ask(page.public_path)[0] == 200
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    expire(NewsPage.objects.get(pk=page.pk))
    status, body = public.ask(page.public_path)
    assert status == 410
    assert "已到期" in body


def test_a_deleted_page_is_gone_with_a_note_and_so_are_its_former_addresses(site, public):
    topic = topic_page(site)
    first = topic.public_path
    assert public.ask(first)[0] == 200
    topic = renamed(site, topic, "daibiao")
    publish_site()
    withdraw(site, topic)
    publish_site()
    TopicPage.objects.get(pk=topic.pk).delete()
    for path in (topic.public_path, first):
        status, body = public.ask(path)
        assert status == 410
        assert "代表风采" in body


def test_a_deleted_translation_is_gone_in_its_language(site, public):
    english_column = site.column.copy_for_translation(site.english)
    english_column.slug = "yaowen"
    english_column = site.live(english_column)
    page = news(site)
    english = site.live(NewsPage.objects.get(pk=page.pk).copy_for_translation(site.english))
    other = site.live(news(site, "又一篇").copy_for_translation(site.english))
    assert public.ask(english.public_path)[0] == 200
    withdraw(site, english)
    NewsPage.objects.get(pk=english.pk).delete()
    assert public.ask(english.public_path)[0] == 410
    assert public.ask(page.public_path)[0] == 200
    assert public.ask(other.public_path)[0] == 200


def test_a_replaced_attachment_leads_to_its_page(site, public, add_file):
    file = add_file()
    body = [("attachments", {"title": "附件", "files": [file]})]
    page = news(site, body=[*COMPLETE["body"], *body])
    old = site.document(page).assets[0].path
    assert public.ask(old)[0] == 200
    file.file.save("b.pdf", ContentFile(b"%PDF-1.4 other text"))
    file.file_hash, file.sha256 = "", ""
    file.save()
    assert site.document(page).assets[0].path != old
    assert public.ask(old) == (301, page.public_path)


def test_the_command_tells_the_life_of_an_address(site, public):
    page, _ = news(site, "要撤的稿件"), news(site, "另一篇")
    public.ask(page.public_path)
    withdraw(site, page)
    public.ask(page.public_path)
    out = StringIO()
    call_command("url_ledger", page.public_path, "--json", stdout=out)
    life = json.loads(out.getvalue())
    assert (life["owner"], life["first"], life["last"], life["status"]) == (page.document_id, 1, 1, 410)
    out = StringIO()
    call_command("url_ledger", stdout=out)
    assert page.public_path in out.getvalue()
    assert "停用 1 个" in out.getvalue()
    with pytest.raises(CommandError, match="没有一个版本发布过"):
        call_command("url_ledger", "/nothing/")
