"""A change of one thing reaches every page that shows it."""

import pytest
from wagtail.models import ReferenceIndex

from cms.pages import models
from cms.pages.services import setup_site


def indexed(page):
    """Wagtail writes its index of references after the commit, which a test rolled back never sees."""
    ReferenceIndex.create_or_update_for_object(page)
    return page


def test_a_renamed_tag_touches_its_items(site):
    page = site.add()
    page.tags.add("立法")
    page = site.live(page)
    tag = models.ContentTag.objects.get(name="立法")
    tag.name = "地方立法"
    tag.save()
    assert site.changes(page, "retag") == 1
    tag.delete()
    assert site.changes(page, "retag") == 2


def test_two_tags_merge_into_one(site):
    from cms.pages.services import merge_tags

    pages = []
    for name in ("停车", "停车难"):
        page = site.add(title=name)
        page.tags.add(name)
        pages.append(site.live(page))
    kept = models.ContentTag.objects.get(name="停车")
    merge_tags(models.ContentTag.objects.get(name="停车难"), into=kept, by=site.by)
    assert [tag.name for tag in site.document(pages[1]).tags] == ["停车"]
    assert site.changes(pages[1], "retag") >= 1
    assert not models.ContentTag.objects.filter(name="停车难").exists()


def test_a_changed_picture_touches_the_pages_that_show_it(site, add_image):
    image = add_image()
    page = indexed(site.news(lead_image=image))
    image.description = "更好的替代文字"
    image.save()
    assert site.changes(page, "touch") == 1
    assert site.document(page).picture.alt == "更好的替代文字"


def test_a_page_that_appears_touches_the_pages_that_link_to_it(site):
    target = site.add(title="目标")
    page = site.add(title="引用者")
    page.body = [{"type": "rich_text", "value": f'<p><a linktype="page" id="{target.pk}">见</a></p>'}]
    page = indexed(site.live(page))
    site.live(target)
    assert site.changes(page, "touch") == 1


def test_the_identity_of_the_site_is_a_change_in_each_language(site):
    site.identity.icp_number = "示ICP备00000000号"
    site.identity.save()
    assert site.changes("site:zh-hans", "identity") == 1
    assert site.changes("site:en", "identity") == 1


@pytest.mark.django_db
def test_setting_up_twice_is_setting_up_once():
    first = setup_site()
    columns = list(models.ColumnPage.objects.values_list("public_path", flat=True))
    second = setup_site()
    assert first["homes"] == 2
    assert set(second.values()) == {0}
    assert list(models.ColumnPage.objects.values_list("public_path", flat=True)) == columns
    assert {"/yaowen/", "/lifa/zhengqiu/", "/en/lifa/zhengqiu/", "/guanyu/"} <= set(columns)
