"""The case page: every act of the table has a form that works, each reader sees what is theirs."""

import pytest
from django.utils.timezone import localdate

from portal_apps.motions import services as do
from portal_apps.motions.forms.acts import ActForm
from portal_apps.motions.models import Category, Item
from portal_apps.motions.offers import ON_THE_PAGE, ON_THE_REPLY, WITHIN_OTHERS, Offer, offers
from portal_apps.motions.table import STEPS

from .house import REASON, sheet

DAY = "2026-05-11"
SAID = {
    "reason": REASON, "where": "信访局", "grounds": "不归我们", "override": "晚了", "decision": "第 1 号", "opinion": "可以",
    "result": "办完", "form": "talk", "on": DAY, "notes": "到现场看了", "explained_on": DAY, "granted": "yes",
    "publicity": "full", "attitude": "satisfied", "grade": "satisfied", "participants": "专家", "disposal": "办了",
    "outcome": "建成", "decided_on": DAY, "chosen": "yes", "report": "情况", "words": "请抓紧", "vote": "赞成 300",
    "passed": "yes", "promise": "完工", "due_on": "2026-12-01", "responsible": "工程科",
    "body": "人行道已经建成。", "situation": "solved", "assist_note": "没有", "contact_unit": "", "suggested_unit": "",
}  # fmt: skip


def fill(offer, house) -> dict:
    """A payload that fits, from the fields the form asks for."""
    chosen = {
        "category": lambda: Category.objects.earliest("pk").pk,
        "main": lambda: house.court.pk,
        "unit": lambda: house.union.pk,
        "desk": lambda: house.desk.pk,
        "committee": lambda: house.committee.pk,
        "organ": lambda: house.committee.pk,
        "supervisor": lambda: house.committee.pk,
        "sponsor": lambda: offer.item.sponsors.filter(role="co").last().pk,
        "sponsors": lambda: [one.pk for one in offer.item.sponsors.confirmed()],
        "sub": lambda: offer.thing.subs.last().pk,
        "commitment": lambda: offer.thing.commitments.last().pk,
        "into": lambda: Item.objects.exclude(pk=offer.item.pk).exclude(number=None).first().number,
        "deputies": lambda: house.deputies(3)[2].person.name,
    }
    fields = ActForm(offer, house.staff).fields
    papers = {"evidence-files": sheet()} if "evidence" in fields else {}
    return SAID | papers | {name: make() for name, make in chosen.items() if name in fields}


def press(client_for, house, person, item, key):
    """What is offered on the page is done by its form, as a person would."""
    offer = next(one for one in offers(item, person) if one.step.key == key)
    if key in ON_THE_REPLY:
        return write_reply(client_for(person), offer, key)
    address = f"/motions/{item.pk}/act/{key}/" + (f"{offer.on}/" if offer.on else "")
    client = client_for(person)
    assert client.get(address).status_code == 200, key
    said = fill(offer, house) | {"seen": offer.thing.version}
    answer = client.post(address, said)
    if answer.status_code == 200:  # what the public will see is shown first
        answer = client.post(address, said | {"previewed": answer.context["look"].mark})
    assert answer.status_code == 302, (key, answer.context["form"].errors if answer.context else answer)
    return Item.objects.get(pk=item.pk)


def write_reply(client, offer, key):
    """On the page of the reply, by the button that is for it."""
    pressed = {"draft_reply": "finish", "promise": "add-new", "drop_promise": ""}[key]
    if not pressed:
        pressed = f"remove-{offer.thing.commitments.last().pk}"
    about = {"new-promise": "完工", "new-due_on": "2026-12-01", "new-responsible": "工程科"}
    said = {"body": "人行道已经建成。", "situation": "solved", "publicity": "full", "assist_note": "没有"}
    address = f"/motions/{offer.item.pk}/reply/{offer.on}/"
    answer = client.post(address, said | about | {"do": pressed, "seen": offer.thing.version})
    assert answer.status_code == 302, answer.context["refusal"]
    return Item.objects.get(pk=offer.item.pk)


@pytest.fixture
def go(client_for, house):
    def along(item, *steps):
        for person, key in steps:
            item = press(client_for, house, person, item, key)
        return item

    return along


def test_a_suggestion_goes_its_whole_way_by_forms(house, go):
    lead, staff, handler, head = (
        house.lead,
        house.staff,
        house.at(house.court),
        house.at(house.court, "unit_head"),
    )
    other = house.deputies(2)[1].person.account
    item = go(house.draft(), (lead, "invite"))
    item = do.invite(item, by=lead, deputies=house.deputies(2)[1:])
    item = go(item, (other, "cosign"), (other, "step_back"))
    item = go(
        do.submit(item, by=lead),
        (staff, "accept"),
        (staff, "classify"),
        (staff, "propose_units"),
        (staff, "assign"),
    )
    item = go(item, (lead, "object"), (handler, "sign_for"), (head, "sub_assign"), (handler, "finish_sub"))
    item = go(
        item, (handler, "contact"), (handler, "ask_extension"), (handler, "draft_reply"), (handler, "promise")
    )
    item = go(
        item,
        (handler, "drop_promise"),
        (head, "send_back_reply"),
        (handler, "draft_reply"),
        (handler, "promise"),
    )
    item = go(
        item,
        (head, "sign_reply"),
        (handler, "deliver_reply"),
        (staff, "approve_publicity"),
        (lead, "evaluate"),
    )
    item = go(
        item, (handler, "fulfil"), (lead, "evaluate_promise"), (staff, "end_tracking"), (staff, "comment")
    )
    assert go(item, (staff, "publish"), (staff, "close")).state == "closed"


def test_the_other_ways_of_a_suggestion_go_by_forms_too(house, go):
    staff, handler, council = house.staff, house.at(house.court), house.person("council_member")
    house.accepted()
    assert go(house.submitted(), (staff, "merge")).state == "merged"
    assert go(house.submitted(), (staff, "treat_as_letter")).state == "letter"
    assert go(house.submitted(), (staff, "return_for_revision")).state == "returned_for_revision"
    item = go(
        house.assigned(), (handler, "request_return"), (staff, "refuse_return"), (handler, "request_return")
    )
    item = go(
        item, (staff, "grant_return"), (staff, "reassign"), (staff, "propose_key"), (council, "decide_key")
    )
    go(item, (staff, "report_key"), (staff, "urge"), (council, "instruct"))
    again = house.judged(house.again(), "dissatisfied", reasons="还是没有时间").item
    go(again, (staff, "assess"), (handler, "dispose"))


def test_a_motion_goes_its_way_by_forms(house, go):
    secretariat, council = house.person("session_secretariat"), house.person("council_member")
    committee, staff = house.person("committee_staff"), house.staff
    item = go(house.motion(), (house.person("delegation_staff"), "pass_check"), (secretariat, "register"))
    item = go(item, (secretariat, "refer"), (committee, "give_opinion"), (council, "follow_up"))
    assert go(item, (staff, "report_followup"), (staff, "close_motion")).state == "closed"
    assert go(house.registered(), (council, "convert")).state == "converted"
    assert go(house.registered(), (council, "put_on_agenda"), (secretariat, "record_vote")).state == "voted"


def test_every_act_of_the_table_has_a_form(house):
    handling = house.tracked()
    things = {"item": handling.item, "handling": handling, "commitment": handling.commitments.get()}
    for step in STEPS:
        if step.key not in WITHIN_OTHERS | ON_THE_PAGE:
            form = ActForm(Offer(step, things[step.subject], handling.item), house.staff)
            missing = set(step.needs) - set(form.fields) - {"units", "letter"}
            assert not missing, (step.key, missing)


def test_a_refusal_stands_above_the_form_with_what_was_typed(house, client_for):
    handling = house.replied()
    client = client_for(house.lead)
    address = f"/motions/{handling.item_id}/act/evaluate/{handling.pk}/"
    answer = client.post(
        address, {"attitude": "satisfied", "grade": "dissatisfied", "seen": handling.version}
    )
    assert answer.status_code == 422
    assert "不满意的，请写明理由" in answer.content.decode()
    assert answer.context["form"]["grade"].value() == "dissatisfied"


def test_a_form_pressed_twice_is_done_once(house, client_for):
    item = house.submitted()
    client, seen = client_for(house.staff), item.version
    for _ in range(2):
        assert client.post(f"/motions/{item.pk}/act/accept/", {"seen": seen}).status_code == 302
    assert item.events.filter(verb="accept").count() == 1


def test_an_old_page_is_told_what_happened_meanwhile(house, client_for):
    item = house.submitted()
    seen = item.version
    do.accept(item, by=house.staff)
    answer = client_for(house.staff).post(
        f"/motions/{item.pk}/act/merge/", {"seen": seen, "into": "x", "reason": "同"}
    )
    assert answer.status_code == 422


def test_the_draft_of_a_reply_is_the_units_until_it_is_delivered(house, client_for):
    handling = house.drafted()
    page = f"/motions/{handling.item_id}/"
    said = "人行道已经建成，昨天通行"
    assert said in client_for(house.at(house.court)).get(page).content.decode()
    for person in (house.lead, house.staff):
        body = client_for(person).get(page).content.decode()
        assert said not in body
        assert "拟答复" not in body
    house.replied(handling)
    assert said in client_for(house.lead).get(page).content.decode()


def test_it_says_who_owes_whom_until_when(house, client_for):
    handling = house.signed_for()
    body = client_for(house.lead).get(f"/motions/{handling.item_id}/").content.decode()
    assert "市中级法院" in body
    assert "答复代表" in body
    assert "2026-08-11" in body
    assert "轮到您" not in body


def test_whose_turn_it_is_stands_first_in_the_queue_and_on_the_case(house, client_for):
    handling = house.replied()
    client = client_for(house.lead)
    assert "评价答复" in client.get("/motions/").content.decode()
    assert "轮到您：评价答复" in client.get(f"/motions/{handling.item_id}/").content.decode()


def test_the_list_finds_by_words_number_and_deputy(house, client_for):
    item = house.accepted()
    client = client_for(house.staff)
    for word in ("引桥", item.number, house.deputies(1)[0].person.name):
        assert item.title in client.get("/motions/", {"tab": "all", "text": word}).content.decode(), word
    assert "没有符合条件的" in client.get("/motions/", {"tab": "all", "text": "没有这个词"}).content.decode()


def test_following_tells_of_every_step(house, client_for):
    item = house.submitted()
    client = client_for(house.staff)
    client.post(f"/motions/{item.pk}/follow/", {"do": "start"})
    assert item.follows.count() == 1
    client.post(f"/motions/{item.pk}/follow/", {"do": "stop"})
    assert item.follows.count() == 0


def test_who_reads_it_as_the_public_does_sees_what_the_public_sees(house, client_for):
    handling = house.replied()
    do.publish(
        handling.item, by=house.staff, publicity="summary", reason="涉及单位", summary="桥上要装护栏。"
    )
    do.comment(handling.item, by=house.lead, words="只和单位说的话")
    body = client_for("editor").get(f"/motions/{handling.item_id}/").content.decode()
    assert "桥上要装护栏。" in body
    for hidden in ("引桥建成时", "人行道已经建成", "只和单位说的话", "到现场看了"):
        assert hidden not in body, hidden


def test_the_page_asks_the_database_as_often_after_many_events_as_after_few(
    house, client_for, django_assert_max_num_queries
):
    handling = house.judged(grade="dissatisfied", reasons="没有时间")
    for person in (house.lead, house.staff, house.at(house.court)):
        client = client_for(person)
        page = f"/motions/{handling.item_id}/"
        client.get(page)
        with django_assert_max_num_queries(40) as few:
            client.get(page)
        for number in range(5):
            do.urge(handling, by=house.staff, words=f"请抓紧，第 {number} 次")
            do.comment(handling.item, by=house.lead, words="进展如何")
            handling.refresh_from_db()
        with django_assert_max_num_queries(len(few)):
            client.get(page)


def test_a_remark_is_answered_where_it_stands(house, client_for):
    item = house.signed_for().item
    do.comment(item, by=house.lead, words="护栏什么时候装？")
    asked = item.comments.get()
    client = client_for(house.at(house.court))
    page = client.get(f"/motions/{item.pk}/", {"answers": asked.pk}).content.decode()
    assert f'name="answers" value="{asked.pk}"' in page
    client.post(f"/motions/{item.pk}/act/comment/", {"words": "下月装。", "answers": asked.pk})
    assert item.comments.get(text="下月装。").answers == asked
    assert "回复" in client_for(house.lead).get(f"/motions/{item.pk}/").content.decode()


def test_a_motion_and_the_suggestion_it_became_lead_to_each_other(house, client_for):
    motion = house.registered()
    do.convert(motion, by=house.person("council_member"), decision="第 3 号", decided_on=localdate())
    suggestion = Item.objects.get(pk=motion.pk).converted_to.suggestion
    client = client_for(house.staff)
    assert f"/motions/{suggestion.pk}/" in client.get(f"/motions/{motion.pk}/").content.decode()
    assert "由议案转来" in client.get(f"/motions/{suggestion.pk}/").content.decode()
