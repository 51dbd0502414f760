"""An editorial office with one person for each role, and a column to write into."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site

from cms.editorial import services
from cms.pages.models import ColumnPage, HomePage, NewsPage
from foundation.accounts.roles import BY_KEY

NAMES = {
    "editor": "殷清露",
    "first_reviewer": "白秋分",
    "second_reviewer": "卢大雪",
    "final_reviewer": "钟立冬",
    "chief_editor": "严谷雨",
    "media_operator": "梅小满",
    "system_admin": "管系统",
    "security_admin": "管安全",
    "audit_admin": "管审计",
}


def make_user(name: str, *roles: str, **extra):
    user = get_user_model().objects.create_user(username=name, display_name=name, **extra)
    user.groups.set(Group.objects.get_or_create(name=BY_KEY[role].group)[0] for role in roles)
    return user


class Office:
    """People by role (`office.editor`), a column, and the verbs tests use most."""

    def __init__(self) -> None:
        for role, name in NAMES.items():
            setattr(self, role, make_user(name, role))
        Locale.objects.get_or_create(language_code="zh-hans")
        root = Page.objects.get(depth=1)
        self.home = root.add_child(
            instance=HomePage(title="示例市人大", slug="shili", description="网站", live=False)
        )
        Site.objects.all().delete()
        Site.objects.create(hostname="testserver", root_page=self.home, is_default_site=True)
        self.column = self.home.add_child(
            instance=ColumnPage(title="要闻", slug="news", description="要闻", keywords="要闻", live=False)
        )
        for page in (self.home, self.column):
            self.import_live(page)

    def import_live(self, page):
        revision = page.save_revision(user=None)
        services.authorise(revision, basis="import", by=None, reason="建站")
        revision.publish()
        page.refresh_from_db()
        return page

    def draft(self, title="市人大常委会举行第三十五次会议", by=None, **fields) -> NewsPage:
        by = by or self.editor
        fields = {
            "source": "办公厅",
            "summary": "会议审议了三件法规草案。",
            "responsible_editor": by.username,
            "body": [("rich_text", "<p>会议听取了三件法规草案的说明，分组进行了审议。</p>")],
            **fields,
        }
        page = self.column.add_child(instance=NewsPage(title=title, owner=by, live=False, **fields))
        page.save_revision(user=by)
        return page

    def submitted(self, *args, by=None, **kwargs) -> NewsPage:
        page = self.draft(*args, by=by, **kwargs)
        services.submit_for_review(page, by or self.editor)
        return page

    def review(self, page, stages: int = 3) -> NewsPage:
        """Pass the first stages, each by the person whose stage it is."""
        for person in [self.first_reviewer, self.second_reviewer, self.final_reviewer][:stages]:
            services.approve(page, person)
        page.refresh_from_db()
        return page

    def published(self, *args, **kwargs) -> NewsPage:
        return self.review(self.submitted(*args, **kwargs))


@pytest.fixture
def office(db) -> Office:
    return Office()
