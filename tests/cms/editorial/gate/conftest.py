"""A draft in an office where everybody has the permissions of the role."""

import pytest

from cms.editorial.permissions import grant_role_permissions
from tests.cms.editorial.conftest import Office


@pytest.fixture
def office(db):
    grant_role_permissions()
    return Office()


@pytest.fixture
def draft(office):
    """`draft("<p>…</p>", title=…)`: a page of the editor's and its newest revision."""

    def make(html: str = "<p>市人大常委会日前召开会议，审议有关报告。</p>", **fields):
        fields = {"source": "办公厅", "summary": "会议审议了有关报告。", **fields}
        page = office.draft(by=office.editor, **fields)
        page.body = [("rich_text", html)]
        revision = page.save_revision(user=office.editor)
        return page, revision

    return make
