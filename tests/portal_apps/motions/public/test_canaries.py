"""Every private word of a case is planted, the site is really published, and the whole release is searched for them."""

import gzip
import sqlite3
from pathlib import Path

import brotli
import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from foundation.attachments.models import StoredFile
from foundation.audit.digests import object_key
from portal_apps.deputies.models import Body
from portal_apps.motions import services as do
from portal_apps.motions.annexes import PURPOSE
from portal_apps.motions.models import (
    AssistOpinion,
    Comment,
    Errand,
    ErrandRow,
    Extension,
    Instruction,
    KeySupervision,
    Merge,
    ReturnRequest,
    Saved,
    SavedView,
    SessionCutoff,
    SubHandling,
    Urging,
)
from publishing.services import publish_site
from tests.portal_apps.motions.house import on_paper
from tests.publishing.test_site_server import Browser

from .canaries import MACHINE, PRIVATE, PUBLIC, Canaries, fields, listed
from .conftest import released

pytestmark = pytest.mark.django_db
SECRET = "qzsecretwords"  # texts that nobody approved, people who did not sign, passages that are hidden


def test_every_text_field_has_a_decision():
    there = {f"{model.__name__}.{field.name}" for model, field in fields()}
    decided = [*listed(PUBLIC), *listed(MACHINE), *listed(PRIVATE)]
    assert len(decided) == len(set(decided))
    undecided = there - set(decided)
    assert not undecided, "Decide in canaries.py whether the public may read: " + "、".join(sorted(undecided))
    assert listed(PRIVATE) <= there | {"User.staff_number"}, sorted(listed(PRIVATE) - there)


def case(house):
    """An answered suggestion with everything that may hang on it."""
    item = house.cosigned(4)
    declined = house.deputies(11)[10]
    declined.person.name = f"{SECRET}婉拒"
    declined.person.save()
    item = do.invite(item, by=house.lead, deputies=[declined])
    do.decline(item, by=declined.person.account)
    handling = house.judged(
        house.replied(house.promised(house.contacted(house.handling(house.assigned(item=item))))),
        "basically_satisfied",
        reasons="理由",
    )
    item = released(house, handling.item)
    paper(house, item, handling)
    return item


def paper(house, item, handling) -> None:
    """What the acts of this scene did not leave behind: rows that only people inside read."""
    staff, today = house.staff, localdate()
    for body in Body.objects.all():
        body.save()
    annex = {"kind": "pdf", "size": 1, "given_size": 1, "digest": "0" * 64, "given_digest": "0" * 64}
    StoredFile.objects.create(owner=staff, purpose=PURPOSE, claimed_by=object_key(item), **annex)
    Saved.objects.create(item=item, number=99, by=staff)
    SavedView.objects.create(owner=staff, name="x")
    ErrandRow.objects.create(errand=Errand.objects.create(kind=Errand.Kind.URGE, by=staff), key=item.pk)
    Comment.objects.create(item=item, handling=handling, text="x", by=staff)
    Instruction.objects.create(item=item, text="x", by=staff)
    Urging.objects.create(handling=handling, text="x", by=staff)
    SubHandling.objects.create(handling=handling, desk=house.desk, by=staff)
    AssistOpinion.objects.create(handling=handling, text="x", by=staff)
    said = {"asked_by": staff, "before": today, "explained_on": today, "until": today, "granted": True}
    Extension.objects.create(handling=handling, reason="x", **said)
    ReturnRequest.objects.create(handling=handling, unit=handling.unit, asked_by=staff, granted=False)
    KeySupervision.objects.create(item=item, proposed_by=staff, chosen=True, supervisor=house.committee)
    SessionCutoff.objects.create(session=house.session, motions_until=timezone.now(), decision="x", by=staff)


def others(house) -> None:
    """Beside it: not public, in short only, a reply kept back, judged badly twice, merged, a motion, on paper."""
    hidden = house.assigned(confidential=True)
    hidden.texts.update(situation=SECRET)
    type(hidden).objects.filter(pk=hidden.pk).update(title=SECRET)
    short = house.handling(house.assigned())
    short.item.texts.update(situation=SECRET, analysis=SECRET, proposal=SECRET)
    do.publish(short.item, by=house.staff, publicity="summary", reason="篇幅", summary="摘要。")
    letter = do.Letter(body=[{"heading": SECRET, "text": SECRET}], situation="solved", assist_note="x")
    kept = house.replied(house.drafted(house.contacted(short), letter))
    do.approve_publicity(kept, by=house.staff, publicity="none", reason="涉密")
    released(house, house.assessed().item)
    main, second = house.accepted(), house.submitted()
    do.merge(second, by=house.staff, into=main, reason="同一件事")
    released(house, main)
    assert Merge.objects.exists()
    motion = do.convert(
        house.registered(), by=house.person("council_member"), decision="第 1 号", decided_on=localdate()
    )
    released(house, motion)
    house.rise()
    taken = do.withdraw(house.assigned(), by=house.staff, signed=on_paper(house.lead), reason="撤回")
    assert taken.state == "withdrawn"


@pytest.fixture
def planted(empty_site, house):
    canaries = Canaries()
    with canaries.everywhere():
        item = case(house)
        others(house)
        canaries.plant_in_replies()
        item.texts.update(analysis=f"{SECRET}在里面")
        do.publish(item, by=house.staff, publicity="full", redactions=SECRET)
    problems = publish_site().problems
    assert not problems, problems
    return empty_site, canaries


def test_no_canary_is_in_any_byte_of_the_release(planted):
    site, canaries = planted
    missing = listed(PRIVATE) - canaries.planted
    assert not missing, f"never planted, so nothing is shown of them: {sorted(missing)}"
    looked, shown = 0, b""
    for file in (site / "current").resolve().rglob("*"):
        if file.is_file():
            data = _open(file)
            assert not canaries.found_in(data), (file, canaries.found_in(data))
            assert SECRET.encode() not in data, file
            looked, shown = looked + 1, shown + data
    assert looked > 60
    for words in ("望河大桥", "一、关于人行道", "第1号", "增设人行道"):
        assert words.encode() in shown, words  # what is public is there: the search looked at the right place


def test_no_canary_is_in_the_snapshot_or_found_by_the_search(planted):
    """The snapshot goes to build machines, the assets to every host."""
    site, canaries = planted
    store = sqlite3.connect(site / "snapshot.sqlite3")
    dump = "\n".join(store.iterdump()).encode()
    store.close()
    assert not canaries.found_in(dump)
    assert SECRET.encode() not in dump
    for file in (site / "assets").iterdir():
        assert not canaries.found_in(file.read_bytes())
    browser = Browser(site)
    for word in (*list(canaries.words.values())[:3], SECRET):
        assert "没有找到" in browser.search(word) or "/suggestions/" not in _results(browser.search(word))


def _results(page: str) -> str:
    return page.partition("<main")[2]


def test_no_canary_is_in_any_answer_of_the_interface(planted, client):
    _, canaries = planted
    for address in ("suggestions?limit=100", "years", f"suggestions?text={SECRET}"):
        said = client.get(f"/open/v1/{address}").content
        assert not canaries.found_in(said)
    assert client.get("/open/v1/suggestions", {"text": SECRET}).json()["count"] == 0


def _open(file: Path) -> bytes:
    data = file.read_bytes()
    return {".gz": gzip.decompress, ".br": brotli.decompress}.get(file.suffix, bytes)(data)
