"""The screens of releases answer each role with what it may see, do their verbs, and say why when they do not."""

import csv
import io

import pytest
from django.urls import reverse

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from publishing.models import Release
from publishing.services import publish_site, served_release
from tests.publishing.factory import item, replace
from tests.publishing.test_services import content  # noqa: F401 - the fixture of an app's documents

pytestmark = [pytest.mark.django_db, pytest.mark.production]
OFFICE = {"editor", "first_reviewer", "second_reviewer", "final_reviewer", "chief_editor"}


@pytest.fixture
def two(content):  # noqa: F811
    first = publish_site().release
    content.save(replace(item(1), title="改错了的标题"), reason="更正")
    return first, publish_site().release


def url(name, *args, **query) -> str:
    from urllib.parse import urlencode

    return reverse(f"releases:{name}", args=args) + (f"?{urlencode(query)}" if query else "")


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_the_office_sees_content_system_administrators_see_figures_others_nothing(two, client_for, role):
    client = client_for(role)
    screens = [url("index"), url("detail", two[1]), url("diff", old=two[0], new=two[1])]
    answers = [client.get(one) for one in screens]
    page = client.get(url("page", old=two[0], new=two[1], file="news/index.html"))
    if role in OFFICE:
        assert {answer.status_code for answer in [*answers, page]} == {200}
        assert "改错了的标题" in text(answers[0])
        assert "更正" in text(answers[1])
    elif role == "system_admin":
        assert {answer.status_code for answer in answers} == {200}
        assert not any("改错了的标题" in text(answer) or "更正" in text(answer) for answer in answers)
        assert page.status_code in (302, 403)
    else:
        assert {answer.status_code for answer in [*answers, page]} <= {302, 403}


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_the_buttons_are_for_chief_editors_and_system_administrators(two, client_for, role):
    client = client_for(role)
    client.post(url("roll_back", two[0]), {"reason": "标题错了"})
    allowed = role in ("chief_editor", "system_admin")
    assert (served_release() != two[1]) is allowed
    if allowed:
        page = text(client.get(url("index")))
        assert "发布已停住" in page
        client.post(url("resume"))
        assert "发布已停住" not in text(client.get(url("index")))
    else:
        client.post(url("resume"))
        assert "回到这一版" not in text(client.get(url("detail", two[0])))


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_a_release_is_kept_for_ever_by_those_who_may_roll_back(two, client_for, role):
    client = client_for(role)
    client.post(url("keep", two[0]), {"kept": "1"})
    allowed = role in ("chief_editor", "system_admin")
    assert Release.objects.get(name=two[0]).kept is allowed
    assert AuditRecord.objects.filter(verb="publishing.keep").exists() is allowed
    page = text(client.get(url("detail", two[0])))
    assert ("不再永久保留" in page) is allowed
    client.post(url("keep", two[0]), {"kept": "0"})
    assert not Release.objects.get(name=two[0]).kept


def test_a_rollback_without_a_reason_says_so_and_changes_nothing(two, client_for):
    client = client_for("chief_editor")
    answer = client.post(url("roll_back", two[0]), {"reason": " "}, follow=True)
    assert "请写明回退的理由" in text(answer)
    assert served_release() == two[1]


def test_the_difference_of_a_page_is_told_in_words(two, client_for):
    page = text(client_for("editor").get(url("page", old=two[0], new=two[1], file="news/index.html")))
    assert "<ins>" in page
    assert "改错了的标题" in page.split("<ins>", 1)[1]


def test_the_list_is_searched_filtered_and_exported(two, client_for):
    client = client_for("editor")
    assert "没有符合条件的版本" in text(client.get(url("index", q="没有的字")))
    assert two[1] in text(client.get(url("index", q="更正")))
    assert "没有符合条件的版本" in text(client.get(url("index", only="rollbacks")))
    Release.objects.filter(name=two[1]).update(reason="=1+1")
    exported = client.get(url("index", export="csv"))
    lines = list(csv.reader(io.StringIO(exported.getvalue().decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [two[1], two[0]]
    assert lines[1][5] == "'=1+1"


def test_what_is_not_there_is_a_page_that_says_so(two, client_for):
    client = client_for("editor")
    for one in (
        url("detail", "r00000099-x"),
        url("diff", old="r00000099-x", new=two[1]),
        url("page", old=two[0], new=two[1], file="../../../etc/passwd"),
        url("page", old=two[0], new=two[1], file="没有/index.html"),
    ):
        assert client.get(one).status_code == 404


def test_a_site_that_was_never_published_has_an_empty_list(content, client_for):  # noqa: F811
    assert "还没有发布过" in text(client_for("editor").get(url("index")))
