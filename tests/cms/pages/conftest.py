"""A small site in two languages, and short ways to put things on it."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale, Page, Site

from cms.library.models import SiteDocument, SiteImage
from cms.pages.export import page_exporter, site_exporter
from cms.pages.models import ColumnPage, HomePage, NewsPage, SiteIdentity
from cms.pages.services import publish_imported
from cms.pages.services.setup_site import system_user
from publishing.models import Change


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_DIR = tmp_path / "site"


class SmallSite:
    """`site.home`, `site.column`, `site.english_home`; `site.live(page)` publishes."""

    def __init__(self) -> None:
        self.by = system_user()
        zh, _ = Locale.objects.get_or_create(language_code="zh-hans")
        self.english, _ = Locale.objects.get_or_create(language_code="en")
        root = Page.objects.get(depth=1)
        Page.objects.filter(depth=2).delete()
        root.refresh_from_db()
        self.home = root.add_child(
            instance=HomePage(title="示例市人大", slug="home", description="网站", locale=zh)
        )
        self.english_home = root.add_child(
            instance=HomePage(
                title="Shili Congress", slug="home-en", description="Site", locale=self.english,
                translation_key=self.home.translation_key,
            )
        )  # fmt: skip
        Site.objects.all().delete()
        site = Site.objects.create(hostname="testserver", root_page=self.home, is_default_site=True)
        self.identity = SiteIdentity.objects.create(site=site)
        self.home, self.english_home = self.live(self.home), self.live(self.english_home)
        self.column = self.live(self.add_column("要闻", "yaowen"))

    def add_column(self, title: str, slug: str, parent=None, **fields) -> ColumnPage:
        parent = type(parent or self.home).objects.get(pk=(parent or self.home).pk)
        fields = {"description": title, "keywords": title, **fields}
        return parent.add_child(instance=ColumnPage(title=title, slug=slug, locale=parent.locale, **fields))

    def live(self, page, **options):
        return publish_imported(page, by=self.by, reason="测试", **options)

    def add(self, model=NewsPage, title="常委会举行会议", parent=None, **fields):
        parent = ColumnPage.objects.get(pk=(parent or self.column).pk)
        return parent.add_child(instance=model(title=title, locale=parent.locale, **fields))

    def news(self, title="常委会举行会议", **fields) -> NewsPage:
        return self.live(self.add(NewsPage, title, **fields))

    def document(self, page):
        """What the publisher is given for `page` now, or None."""
        return next(iter(page_exporter.export([f"page:{page.pk}"])), None)

    def facts(self, code="zh-hans"):
        return next(iter(site_exporter.export([f"site:{code}"])))

    def changes(self, page, verb=None) -> int:
        rows = Change.objects.filter(document_id=getattr(page, "document_id", page))
        return rows.filter(verb=verb).count() if verb else rows.count()


@pytest.fixture
def site(db) -> SmallSite:
    return SmallSite()


def jpeg(width=1600, height=900, colour="#A61B29", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", **options)
    return out.getvalue()


@pytest.fixture
def add_image(db):
    def make(
        title="会场", width=1600, height=900, description="会场全景", content=None, **options
    ) -> SiteImage:
        data = content or jpeg(width, height, **options)
        image = SiteImage(
            title=title, description=description, file=ImageFile(io.BytesIO(data), name="a.jpg")
        )
        image._set_image_file_metadata()
        image.save()
        return image

    return make


@pytest.fixture
def add_file(db):
    def make(title="草案全文", content=b"%PDF-1.4 text", extension="pdf") -> SiteDocument:
        document = SiteDocument(title=title, file=ContentFile(content, name=f"a.{extension}"))
        document.save()
        return document

    return make
