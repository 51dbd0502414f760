"""Searching through the screens and the API that editors and programs use."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import APIToken, Page

from cms.library.models import SiteDocument, SiteImage

TITLES = ["关于停车管理的议案", "市人民代表大会公告", "物业服务指南"]
QUERIES = {"议案": TITLES[0], "停车": TITLES[0], "人民代表大会": TITLES[1]}


@pytest.fixture
def chief(db):
    """Somebody who may see everything: this is about finding, not about rights."""
    return get_user_model().objects.create_superuser("chief", password="x")


@pytest.fixture
def admin(chief, client_for) -> Client:
    return client_for(chief)


@pytest.fixture
def content(db) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    root = Page.objects.get(depth=1)
    for number, title in enumerate(TITLES):
        root.add_child(instance=Page(title=title, slug=f"s{number}", live=number != 0))
        SiteImage.objects.create(title=title, file=ContentFile(picture.getvalue(), f"{number}.png"))
        SiteDocument.objects.create(title=title, file=ContentFile(b"%PDF-", f"{number}.pdf"))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/search/results/",
        "/admin/pages/1/results/",
        "/admin/choose-page/search/",
        "/admin/images/results/",
        "/admin/images/chooser/results/",
        "/admin/documents/results/",
        "/admin/documents/chooser/results/",
    ],
)
def test_admin_screens_find_chinese(content, admin, address, query):
    response = admin.get(address, {"q": query})
    assert response.status_code == 200
    shown = response.content.decode()
    assert QUERIES[query] in shown
    assert not [title for title in TITLES if title != QUERIES[query] and title in shown]


@pytest.mark.parametrize("query", QUERIES)
def test_the_read_api_finds_chinese(content, chief, query):
    _, secret = APIToken.create_token(user=chief, name="test")
    answer = Client().get("/api/v3/pages/", {"search": query}, headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 200, answer.content
    titles = [page["title"] for page in answer.json()["items"]]
    assert titles == [QUERIES[query]]
