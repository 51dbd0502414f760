"""Chinese and English: the same slug, a draft first, absent rather than broken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms.pages import models


def translate(site, page):
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate_object(page, [site.english], user=site.by)
    return page.get_translation(site.english)


def test_a_translated_item_is_a_draft_with_the_slug_of_its_source(site):
    translate(site, site.column)
    page = site.news()
    twin = translate(site, page)
    assert not twin.live
    assert twin.slug == page.slug
    assert (twin.public_path, twin.published_on, twin.sequence) == (None, None, None)
    assert site.document(page).translations == {}


def test_a_translation_brings_its_column_along_as_a_draft(site):
    twin = translate(site, site.news())
    column = twin.get_parent().specific
    assert (column.slug, column.live, column.alias_of_id) == ("yaowen", False, None)
    with pytest.raises(PermissionDenied, match="还没有发布"):
        site.live(twin)


def test_a_published_translation_stands_under_its_language_and_each_names_the_other(site):
    page = site.news()
    twin = translate(site, page)
    site.live(twin.get_parent().specific)
    twin = site.live(models.NewsPage.objects.get(pk=twin.pk))
    assert twin.public_path.startswith("/en/yaowen/20")
    assert site.document(page).translations == {"en": twin.document_id}


def test_saving_a_translation_again_publishes_nothing(site):
    translate(site, site.column)
    page = site.news()
    twin = translate(site, page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(user=site.by, publish=False)
    assert not models.NewsPage.objects.get(pk=twin.pk).live


def test_a_topic_is_translated_under_the_same_address_below_its_language(site):
    topic = site.home.specific.add_child(
        instance=models.TopicPage(title="停车", slug="tingche", summary="专题")
    )
    twin = site.live(translate(site, site.live(topic)))
    assert (twin.public_path, twin.slug) == ("/en/tingche/", "tingche")
