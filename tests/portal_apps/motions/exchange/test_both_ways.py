"""One suggestion through the system of the government's office: what it is told, and what it tells."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from foundation.attachments.models import StoredFile
from portal_apps.motions import services as do
from portal_apps.motions.exchange.models import Incoming, Outgoing
from portal_apps.motions.exchange.reconciling import reconcile
from portal_apps.motions.history import lines_of
from portal_apps.motions.models import Event
from tests.portal_apps.motions.house import handed_in
from tests.services.sheets import PDF

LETTER = {
    "body": [{"text": "已列入明年市政工程计划，明年六月底前完工。"}],
    "situation": "planned",
    "class": "B",
}


def promises():
    due = (localdate() + timedelta(120)).isoformat()
    return [{"promise": "增设人行道", "due_on": due, "responsible": "工程科"}]


def test_what_is_assigned_stands_in_the_office_with_its_whole_text(line):
    handling = line.assigned()
    assert line.flush() == 1
    ((told,),) = line.office.book.rows("SELECT payload FROM taken")
    assert handling.item.title in told
    assert "引桥一侧没有人行道" in told
    assert line.told() == ["assigned"]


def test_the_office_handles_an_item_from_sub_assignment_to_a_promise_kept(line):
    handling = line.assigned()
    line.flush()
    unit = {"name": "市交通局"}
    file = {"name": "照片.pdf", "digest": hashlib.sha256(PDF).hexdigest(), "size": len(PDF)}
    assert line.say(handling, "sub_assigned", {"unit": unit})["state"] == "assigned"
    assert line.say(handling, "signed_for", unit="市交通局")["state"] == "accepted"
    talk = {"form": "talk", "on": localdate().isoformat(), "notes": "到现场看了"}
    assert line.say(handling, "first_contact", talk)["state"] == "handling"
    said = {"letter": LETTER, "signed_by": "乔振邦", "promises": promises()}
    answer = line.say(handling, "reply_delivered", said)
    assert answer["state"] == "replied", answer
    do.evaluate(handling, by=line.house.lead, attitude="satisfied", grade="satisfied")
    line.flush()
    assert line.told() == ["assigned", "evaluated"]
    assert line.office.ask("PUT", f"files/{file['digest']}", PDF)[0] == 204
    kept = {"promise": answer["promises"][0]["id"], "outcome": "人行道建成", "files": [file]}
    assert line.say(handling, "promise_fulfilled", kept)["status"] == "accepted"
    handling.refresh_from_db()
    assert handling.commitments.get().state == "fulfilled"
    assert reconcile(line.peer).differences == []


def test_the_history_says_for_which_unit_and_through_which_system(line):
    handling = line.assigned()
    line.flush()
    line.say(handling, "signed_for", unit="市交通局")
    signed = next(one for one in lines_of(handling.item, line.house.lead) if one.title == "签收")
    assert signed.who == "市交通局（经市政府办公厅系统）"


def test_a_return_goes_through_the_office_and_its_decision_comes_back(line):
    handling = line.assigned()
    line.flush()
    said = {"grounds": "桥归市政", "opinion": "属实", "suggested_unit": "市财政局"}
    assert line.say(handling, "return_requested", said, "市交通局")["state"] == "return_requested"
    handling = do.grant_return(handling, by=line.house.staff, decision="同意")
    do.reassign(handling, by=line.house.staff, unit=line.house.finance, reason="归财政")
    line.flush()
    assert line.told() == ["assigned", "return_decided", "reassigned"]
    assert reconcile(line.peer).differences == []


def test_what_goes_to_another_organ_is_taken_back_from_the_office(line):
    handling = line.assigned()
    do.reassign(handling, by=line.house.staff, unit=line.house.court, reason="归法院")
    line.flush()
    assert line.told() == ["assigned", "taken_back"]
    assert line.say(handling, "signed_for")["code"] == "not_yours"


def test_dissatisfaction_urging_instruction_withdrawal_and_close_are_told(line):
    house = line.house
    handling = house.signed_for(do.dispatch(line.assigned(), by=house.person("government_office")))
    do.urge(handling, by=house.staff, words="请抓紧")
    do.instruct(handling.item, by=house.person("council_member"), words="认真办")
    handling = house.replied(house.drafted(handling))
    do.evaluate(handling, by=house.lead, attitude="satisfied", grade="dissatisfied", reasons="没有时间")
    other = line.assigned()
    do.withdraw(other.item, by=house.lead, reason="已经解决")
    done = house.judged(
        house.replied(
            house.drafted(
                house.signed_for(do.dispatch(line.assigned(), by=house.person("government_office")))
            )
        )
    )
    do.close(done.item, by=house.staff)
    line.flush()
    assert sorted(line.told()) == sorted(
        ["assigned"] * 3 + ["urged", "instructed", "evaluated", "redo", "withdrawn", "evaluated", "closed"]
    )


def test_a_refused_message_says_in_words_why_and_where_and_leaves_nothing(line):
    handling = line.assigned()
    line.flush()
    talk = {"form": "talk", "on": localdate().isoformat(), "notes": "谈了"}
    answer = line.say(handling, "first_contact", talk)
    assert (answer["status"], answer["code"], answer["where"]) == ("refused", "not_dispatched", "/kind")
    assert answer["reason"] == "还没有分给承办单位，请先发“分办”或者“签收”。"
    answer = line.say(handling, "sub_assigned", {"unit": {"name": "市卫生局"}})
    assert (answer["code"], answer["where"]) == ("unknown_unit", "/body/unit")
    line.say(handling, "signed_for")
    assert "不能签收" in line.say(handling, "signed_for")["reason"]
    wrong = {"letter": {**LETTER, "class": "A"}, "signed_by": "乔振邦", "promises": promises()}
    assert line.say(handling, "reply_delivered", wrong)["where"] == "/body/letter/class"
    late = {"letter": LETTER, "signed_by": "乔振邦", "promises": [{**promises()[0], "due_on": "2020-01-01"}]}
    assert line.say(handling, "reply_delivered", late)["where"] == "/body/promises/0/due_on"
    assert not handling.replies.exists()
    assert not Event.objects.filter(handling=handling, verb="draft_reply").exists()


def test_an_identity_without_the_grant_is_refused_like_anybody(line):
    handling = line.assigned()
    line.flush()
    line.peer.identity.groups.clear()
    answer = line.say(handling, "signed_for")
    assert (answer["status"], answer["code"]) == ("refused", "forbidden")


def test_the_same_message_gets_the_same_answer_and_is_done_once(line):
    handling = line.assigned()
    line.flush()
    first = line.say(handling, "signed_for")
    ((payload,),) = line.office.book.rows("SELECT payload FROM sent")
    status, again = line.office.post("messages", line.office.pen.sign(json.loads(payload)))
    assert (status, again["payload"]) == (200, first)
    assert Incoming.objects.get().repeats == 1
    other = dict(json.loads(payload), unit="市财政局")
    assert line.office.post("messages", line.office.pen.sign(other))[1]["error"]["code"] == "id_reused"
    assert Event.objects.filter(handling=handling, verb="sign_for").count() == 1


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"sequence": 3}, 409, "gap"),
        ({"kind": "unheard_of"}, 400, "schema"),
        ({"item": "00000000-0000-4000-8000-000000000000"}, 404, "unknown_item"),
        ({"to": "another"}, 400, "schema"),
        ({"sequence": 1.5}, 400, "schema"),
    ],
)
def test_what_is_not_taken_leaves_no_trace_in_the_book(line, change, status, code):
    handling = line.assigned()
    line.flush()
    line.office.book.say(handling.pk, "signed_for")
    ((payload,),) = line.office.book.rows("SELECT payload FROM sent")
    got, said = line.office.post("messages", line.office.pen.sign({**json.loads(payload), **change}))
    assert (got, said["error"]["code"]) == (status, code)
    assert not Incoming.objects.exists()


def test_a_file_that_has_not_come_holds_its_message_back_only_until_then(line):
    handling = line.assigned()
    line.flush()
    line.say(handling, "signed_for")
    file = {"name": "答复.pdf", "digest": hashlib.sha256(PDF).hexdigest(), "size": len(PDF)}
    said = {"letter": {**LETTER, "situation": "solved", "class": "A"}, "signed_by": "乔", "files": [file]}
    assert line.say(handling, "reply_delivered", said)["error"]["code"] == "file_missing"
    assert line.office.ask("PUT", f"files/{file['digest']}", b"x")[0] == 422
    other = hashlib.sha256(b"MZ").hexdigest()
    assert "unfit" in line.office.ask("PUT", f"files/{other}", b"MZ")[1].decode()
    line.office.ask("PUT", f"files/{file['digest']}", PDF)
    line.office.book.rows("UPDATE sent SET answer = NULL WHERE kind = 'reply_delivered'")
    line.office.send()
    assert handling.replies.get().state == "delivered"


def test_attachments_are_fetched_by_digest_by_those_who_have_the_item(line):
    house = line.house
    item = house.draft()
    kept = handed_in(house.lead, "图.pdf")
    StoredFile.objects.filter(pk=kept.pk).update(digest=hashlib.sha256(PDF).hexdigest())
    do.attach(item, by=house.lead, file=kept)
    handling = line.assigned(item=item)
    line.flush()
    assert line.office.fetch(str(item.uid), hashlib.sha256(PDF).hexdigest()) == PDF
    assert line.office.fetch(str(house.draft().uid), hashlib.sha256(PDF).hexdigest()) == b""
    assert handling.item_id == item.pk


def test_without_a_peer_nothing_is_written(house):
    house.assigned(do.Place(house.transport))
    assert not Outgoing.objects.exists()
