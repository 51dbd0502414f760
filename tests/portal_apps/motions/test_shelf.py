"""我的建议 on the deputy's first page."""

import pytest

from portal_apps.motions import services as do
from portal_apps.motions.shelf import mine

pytestmark = pytest.mark.django_db


def test_each_item_says_where_it_stands_whose_turn_it_is_and_the_last_day(house, client_for):
    house.draft()
    do.return_for_revision(house.submitted(), by=house.staff, reason="写明哪座桥")
    filed, assigned, replied = house.submitted(), house.assigned(), house.replied()
    by_url = {line.url: line for line in mine(house.lead).lines}
    told = {
        f"/motions/{filed.pk}/": "代表工委在审查",
        f"/motions/{assigned.pk}/": "市中级法院：已交办，待签收",
        f"/motions/{replied.item_id}/": "已经答复，请您评价",
    }
    assert {url: by_url[url].says for url in told} == told
    assert by_url[f"/motions/{replied.item_id}/"].red
    assert by_url[f"/motions/{assigned.pk}/"].aside.startswith("第1号 ")
    assert by_url[f"/motions/{assigned.pk}/"].aside.endswith(" 前")
    assert by_url[f"/motions/{assigned.pk}/"].at == 4
    assert any(line.says == "退回修改，轮到您" and line.url.endswith("/write/") for line in by_url.values())
    page = client_for(house.lead).get("/").content.decode()
    assert "我的建议" in page
    assert "写一件新建议" in page
    assert "全部 5 件" in page


def test_who_has_written_nothing_is_told_how_to_begin_and_staff_have_no_such_shelf(house):
    shelf = mine(house.lead)
    assert (shelf.lines, shelf.url) == ([], "/motions/new/")
    assert "写下题目就开始保存" in shelf.note
    assert mine(house.staff) is None


def test_what_is_over_comes_last_and_five_are_shown(house):
    over = do.withdraw(house.draft(), by=house.lead, reason="不提了")
    assert [line.says for line in mine(house.lead).lines] == ["已撤回"]
    for _ in range(5):
        house.draft()
    lines = mine(house.lead).lines
    assert len(lines) == 5
    assert not any(f"/{over.pk}/" in line.url for line in lines)
