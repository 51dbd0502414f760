"""The own page, what waits for review, and the directory."""

from foundation.audit.models import AuditRecord
from portal_apps.deputies.models import Person, Wish
from portal_apps.deputies.services import wish

from .asking import ROOT, text


def test_a_deputy_reads_changes_and_shares_the_own_file_only(city, held, client_for):
    me = client_for(held.person.account)
    assert me.get(ROOT)["Location"] == f"{ROOT}mine/"
    shown = text(me.get(f"{ROOT}mine/"))
    assert "修改我的资料" in shown
    assert "暂停执行职务</a>" not in shown
    other = city.deputy("石白露")
    assert me.get(f"{ROOT}{other.person_id}/").status_code == 403
    me.post(f"{ROOT}mine/edit/", {"employer": "望河区医院", "duty": "院长", "phone": "13900000001"})
    assert "等代表工委审核" in text(me.get(f"{ROOT}mine/"))
    me.post(f"{ROOT}mine/withdraw/")
    assert Wish.objects.get().state == Wish.State.WITHDRAWN
    me.post(f"{ROOT}mine/share/", {"phone": "on"})
    held.person.refresh_from_db()
    assert (held.person.shares_phone, held.person.shares_email) == (True, False)


def test_an_account_without_a_file_is_told_what_to_do(client_for):
    shown = client_for("deputy").get(f"{ROOT}mine/")
    assert "账号还没有和代表资料连上" in text(shown)


def test_a_wish_is_shown_as_a_difference_masked_until_it_is_opened(staff, held):
    made = wish(held.person, by=held.person.account, values={"phone": "13900000001", "duty": "院长"})
    address = f"{ROOT}wishes/{made.pk}/"
    assert "1 件资料修改等您审核" in text(staff.get(f"{ROOT}wishes/"))
    masked = text(staff.get(address))
    assert "院长" in masked
    assert "139****0001" in masked
    assert "13900000001" not in masked
    assert "13900000001" in text(staff.post(address, {"do": "open"}))
    assert AuditRecord.objects.filter(verb="deputies.reveal").count() == 1
    staff.post(address, {"do": "refuse", "reason": ""})
    assert Wish.objects.waiting().exists()
    staff.post(address, {"do": "approve"})
    assert Person.objects.get(pk=held.person_id).duty == "院长"
    assert staff.post(address, {"do": "burn"}).status_code == 404


def test_the_directory_lists_names_and_gives_one_number_at_a_time_under_a_watermark(
    city, held, client_for, user_for
):
    held.person.shares_phone = True
    held.person.save()
    city.deputy("石白露", phone="13700000000")
    reader = user_for("deputy", display_name="李读者")
    client = client_for(reader)
    listed = text(client.get(f"{ROOT}directory/"))
    assert "方谷雨" in listed
    assert "石白露" not in listed
    assert "138" not in listed
    shown = text(client.post(f"{ROOT}directory/{held.person_id}/"))
    assert "13800000042" in shown
    assert "李读者 20" in shown
    assert client.get(f"{ROOT}directory/{held.person_id}/").status_code == 405
    assert client_for("editor").get(f"{ROOT}directory/").status_code == 403
