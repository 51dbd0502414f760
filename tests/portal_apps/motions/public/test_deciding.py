"""The screen on which the office decides what the public reads."""

import pytest

from foundation.audit.models import AuditRecord as Record
from portal_apps.motions import services as do
from portal_apps.motions.models import Event, Item
from portal_apps.motions.public.findings import LOOK, NUMBER, look
from publishing.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house):
    item = house.assigned()
    item.texts.update(proposal="村民张小明（手机 13987654321）住人民路8号3栋2单元，愿意配合。")
    return item


@pytest.fixture
def office(client_for, house):
    return client_for(house.staff)


def act(item, verb: str = "publish", on: int = 0) -> str:
    return f"/motions/{item.pk}/act/{verb}/" + (f"{on}/" if on else "")


def said(item, **more) -> dict:
    return {"publicity": "full", "reason": "", "summary": "", "redactions": "", "seen": item.version, **more}


def test_what_names_a_person_is_marked_and_numbers_are_already_to_be_hidden(empty_site, case, office):
    page = office.get(act(case))
    text = page.content.decode()
    for label in ("手机号码", "疑似人名", "住址"):
        assert f"〔{label}〕" in text, label
    assert page.context["form"]["redactions"].value() == "13987654321"
    assert "看公众会看到什么" in text


def test_nobody_approves_a_page_they_have_not_seen(empty_site, case, office):
    first = office.post(act(case), said(case, redactions="13987654321"))
    assert first.status_code == 200
    look = first.context["look"]
    assert "愿意配合" in look.html
    assert "［已隐去］" in look.html
    assert "13987654321" not in look.html
    case.refresh_from_db()
    assert (case.publicity, case.redactions.count(), Event.objects.filter(verb="publish").count()) == (
        "",
        0,
        0,
    )
    assert not Change.objects.filter(document_id__startswith="motion").exists()
    other = said(case, redactions="13987654321\n张小明", previewed=look.mark)
    assert office.post(act(case), other).status_code == 200  # another page than was looked at
    assert (
        office.post(act(case), said(case, redactions="13987654321", previewed=look.mark)).status_code == 302
    )
    case.refresh_from_db()
    assert (case.publicity, case.publicity_by.username[:8]) == ("full", "congress")
    assert case.redactions.get().passages == ["13987654321"]
    told = list(
        Record.objects.filter(verb__startswith="motions.").order_by("-sequence").values_list("verb", "result")
    )
    assert told[:3] == [("motions.publish", "ok"), *[("motions.look_at_public", "ok")] * 2]


def test_a_number_that_is_not_hidden_is_refused_at_the_form(empty_site, case, office):
    answer = office.post(act(case), said(case))
    assert answer.status_code == 422
    assert "出现手机号码" in answer.content.decode()
    assert Item.objects.get(pk=case.pk).published_at is None


def test_taking_back_says_what_becomes_of_it_first(empty_site, house, office):
    item = do.publish(house.assigned(), by=house.staff, publicity="full")
    none = said(item, publicity="none", reason="代表要求")
    first = office.post(act(item), none)
    assert "公众什么都看不到" in first.content.decode()
    assert office.post(act(item), none | {"previewed": first.context["look"].mark}).status_code == 302
    item.refresh_from_db()
    assert (item.publicity, item.published_at) == ("none", None)


def test_a_reply_of_an_item_that_is_not_public_waits(empty_site, house, office):
    handling = house.judged()
    page = office.post(act(handling.item, "approve_publicity", handling.pk), said(handling))
    assert "这一件本身还没有公开" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("村民张小明反映", [("张小明", LOOK)]),
        ("市民李桂兰女士提出", [("李桂兰", LOOK)]),
        ("手机１３９ ８７６５ ４３２１", [("１３９ ８７６５ ４３２１", NUMBER)]),
        ("电话0371-66112233转办", [("0371-66112233", LOOK)]),
        ("写信到 li@example.cn 或微信号abc12345", [("li@example.cn", LOOK), ("微信号abc12345", LOOK)]),
        ("住人民路8号3栋2单元501室", [("人民路8号3栋2单元501室", LOOK)]),
        ("望河大桥引桥一侧没有人行道，两侧绿化带宽三米。", []),
        ("投资 12345678 元，2026年完成", []),
    ],
)
def test_what_is_found_in_a_text(db, text, found):
    assert [(text[one.start : one.end], one.level) for one in look(text)] == found


def test_the_names_of_the_sponsors_are_no_finding(db):
    assert look("代表张小明提出", ["张小明"]) == []


def test_who_reads_it_here_only_because_everybody_may_reads_no_more_than_the_public(
    empty_site, house, client_for, user_for
):
    item = do.publish(house.assigned(), by=house.staff, publicity="full", redactions="刮擦")
    for person, reads in ((user_for("deputy"), False), (house.lead, True)):
        page = client_for(person).get(f"/motions/{item.pk}/").content.decode()
        assert ("刮擦" in page, "［已隐去］" in page) == (reads, not reads)
