"""The page of a reply: letter, promises, template, files."""

import re
from hashlib import sha256

import pytest

from foundation.jobs.services import run_waiting
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import LetterFile, Reply
from portal_apps.motions.services.letters import make

from .house import LETTER, SOLVED, sheet

PROMISED = "一、关于人行道。我局将于2026年12月底前建成人行道。\n二、感谢支持。"
SENTENCE = "我局将于2026年12月底前建成人行道。"
SAID = {"body": PROMISED, "situation": "planned", "publicity": "full", "contact_unit": "工程科"}


@pytest.fixture
def unit(house, client_for):
    return client_for(house.at(house.court))


def address(handling, rest: str = "") -> str:
    return f"/motions/{handling.item_id}/reply/{handling.pk}/{rest}"


def key_of(page) -> str:
    return page.context["rows"][0][0].key


def test_a_promise_read_in_the_letter_is_in_the_ledger_by_one_press(house, unit):
    handling = house.contacted()
    scanned = unit.post(address(handling, "scan/"), {"text": PROMISED}).json()
    start, end, state = scanned["marks"][0]
    assert (PROMISED[start:end], state) == (SENTENCE, "open")
    assert 'value="2026-12-31"' in scanned["html"]
    key = re.search(r"take-(\w+)", scanned["html"])[1]
    found = {f"{key}-promise": "建成人行道", f"{key}-due_on": "2026-12-31", f"{key}-responsible": "工程科"}
    answer = unit.post(address(handling), SAID | found | {"do": f"take-{key}", "seen": handling.version})
    assert answer.status_code == 302
    entry = handling.commitments.get()
    assert (entry.promise, str(entry.due_on), entry.sentence) == ("建成人行道", "2026-12-31", SENTENCE)
    assert unit.get(address(handling)).context["left"] == 0

    changed = {
        f"e{entry.pk}-promise": "建成",
        f"e{entry.pk}-due_on": "2026-11-30",
        f"e{entry.pk}-responsible": "科",
    }
    unit.post(address(handling), SAID | changed | {"do": f"change-{entry.pk}"})
    assert handling.commitments.get().promise == "建成"
    unit.post(address(handling), SAID | {"do": f"remove-{handling.commitments.get().pk}"})
    assert not handling.commitments.exists()


def test_a_sentence_that_is_no_promise_is_not_proposed_again(house, unit):
    handling = house.contacted()
    page = unit.post(address(handling), SAID | {"do": "take-x"})
    unit.post(address(handling), SAID | {"do": f"strike-{key_of(page)}"})
    again = unit.get(address(handling)).context
    assert (again["left"], again["rows"][0][0].state) == (0, "dismissed")
    assert handling.events.filter(verb="dismiss").count() == 1


def test_the_platform_calls_the_reply_as_an_office_does(house):
    handling = house.drafted()
    assert handling.reply.title == "关于市十六届人大闭会期间第1号建议的答复"


def test_saving_the_same_letter_twice_leaves_one_trace(house, unit):
    handling = house.contacted()
    for _ in range(2):
        assert unit.post(address(handling), SAID | {"do": "", "seen": handling.version}).status_code == 302
    assert handling.events.filter(verb="draft_reply").count() == 1


def test_a_page_older_than_another_save_shows_both(house, unit):
    handling = house.drafted()
    seen = handling.version
    do.draft_reply(handling, by=house.at(house.court), letter=LETTER)
    answer = unit.post(address(handling), SAID | {"do": "", "seen": seen})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "明年六月底前完工" in body
    assert SENTENCE in body


def test_what_is_wrong_with_a_promise_stands_at_its_field(house, unit):
    handling = house.contacted()
    late = {"new-promise": "完工", "new-due_on": "2020-01-01", "new-responsible": "科"}
    answer = unit.post(address(handling), SAID | late | {"do": "add-new"})
    assert "这一天已经过去" in answer.content.decode()
    assert Reply.objects.filter(handling=handling).exists()  # the letter is kept all the same


def test_the_head_is_told_before_signing_that_a_tracked_class_has_no_promise(house, client_for):
    handling = house.drafted(letter=LETTER)
    page = client_for(house.at(house.court, "unit_head")).get(
        f"/motions/{handling.item_id}/act/sign_reply/{handling.pk}/"
    )
    body = page.content.decode()
    assert "还没有一项承诺" in body
    assert "已列入明年市政工程计划" in body


def test_a_signature_asks_again_who_signs(house, client_for, moment):
    handling = house.drafted()
    client = client_for(house.at(house.court, "unit_head"))
    moment("2026-05-11 09:25+08:00")
    page = f"/motions/{handling.item_id}/act/sign_reply/{handling.pk}/"
    assert client.post(page, {"seen": handling.version}).status_code == 401
    handling.refresh_from_db()
    assert handling.state == "drafted"


def test_each_sponsor_fetches_a_letter_of_their_own_and_it_never_changes(house, client_for):
    item = house.assigned(item=house.cosigned(2))
    handling = house.replied(house.drafted(house.contacted(house.handling(item))))
    run_waiting("default")
    assert LetterFile.objects.filter(delivery__reply__handling=handling).count() == 4
    lead, co = item.sponsors.order_by("pk")
    reply = handling.reply
    at = f"/motions/{item.pk}/letter/{reply.pk}/{co.pk}/word/"
    first = client_for(co.mandate.person.account).get(at)
    house.court.name = "改了名的法院"
    house.court.save()
    assert client_for(house.staff).get(at).content == first.content
    assert sha256(first.content).hexdigest() == co.deliveries.get().files.get(form="word").digest
    pdf = client_for(lead.mandate.person.account).get(at.replace(f"/{co.pk}/word", f"/{lead.pk}/pdf"))
    assert pdf.content.startswith(b"%PDF")
    for stranger in ("editor", "deputy"):
        assert client_for(stranger).get(at).status_code in (403, 404)


def test_a_letter_that_is_not_what_it_was_is_not_given_out(house, client_for, monkeypatch):
    handling = house.replied()
    delivery = handling.reply.deliveries.get()
    kept = make.kept_letter(delivery, "word")
    with open(kept.file.path, "ab") as file:
        file.write(b"x")
    with pytest.raises(Refused, match="不一致"):
        make.content_of(kept)


def test_a_draft_as_a_file_is_the_units_alone(house, client_for, unit):
    handling = house.drafted()
    sponsor = handling.item.sponsors.get()
    at = f"/motions/{handling.item_id}/letter/{handling.reply.pk}/{sponsor.pk}/word/"
    assert unit.get(at).status_code == 200
    for person in (house.lead, house.staff):
        assert client_for(person).get(at).status_code == 403


def test_a_unit_brings_its_own_template_and_goes_back(house, unit):
    at = f"/motions/templates/{house.court.pk}/"
    bad = unit.post(at, {"do": "upload", "file": sheet("模板.docx")})
    assert bad.status_code == 422
    assert bad.context["faults"]
    own = unit.get(f"{at}now/").content
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert unit.post(at, {"do": "upload", "file": SimpleUploadedFile("我的.docx", own)}).status_code == 302
    assert house.court.letter_templates.filter(ended_at=None).count() == 1
    assert unit.get(f"{at}sample/").status_code == 200
    unit.post(at, {"do": "end"})
    assert not house.court.letter_templates.filter(ended_at=None).exists()


def test_the_template_of_another_unit_is_nobody_elses(house, unit, client_for):
    for client in (client_for(house.at(house.union)), client_for(house.staff)):
        assert client.get(f"/motions/templates/{house.court.pk}/").status_code in (403, 404)


def test_an_opinion_of_an_assisting_unit_is_a_paper_too(house, client_for):
    item = house.assigned(do.Place(house.court), do.Place(house.union, "assist"))
    assisting = house.signed_for(house.handling(item, house.union))
    do.opine(assisting, by=house.at(house.union), opinion="同意安排资金。")
    opinion = assisting.opinions.get()
    at = f"/motions/{item.pk}/opinion/{opinion.pk}/word/"
    assert client_for(house.at(house.court)).get(at).status_code == 200
    assert opinion.files.get().form == "word"
    assert client_for(house.lead).get(at).status_code == 403
    assert SOLVED.situation == "solved"
