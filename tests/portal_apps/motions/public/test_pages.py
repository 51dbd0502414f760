"""What the public reads of a suggestion, where it finds it, and how it goes away."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from foundation.rights.refusals import Refused
from foundation.rulebook.models import RuleVersion
from portal_apps.motions import services as do
from portal_apps.motions.public.changes import turn_of_days
from portal_apps.motions.public.export import all_ids, export
from portal_apps.motions.public.facts import path_of
from portal_apps.motions.public.figures import figures
from portal_apps.motions.public.selecting import document_id
from portal_apps.motions.statistics.page import Page
from portal_apps.motions.statistics.scope import Scope
from publishing.models import Change
from publishing.release.layout import walk
from publishing.services import publish_site
from tests.portal_apps.motions.house import LETTER, handed_in
from tests.publishing.equivalence.stage import assert_same
from tests.publishing.test_site_server import Browser

from .conftest import released

pytestmark = pytest.mark.django_db


def read(site, path: str) -> str:
    file = path.strip("/") + ("/index.html" if path.endswith("/") else "")
    return (site / "current" / file).read_text("utf-8")


def test_an_item_shows_its_whole_way_and_its_reply(site, house):
    shown = read(site, path_of(house.shown))
    for words in (
        "代表1", "望河代表团", "市中级法院", "已答复，承诺跟踪中", "答复期限到 2026-08-11", "办理结果 B 类", "一、关于人行道",
        "增设人行道", "办理态度：<b>满意</b>", '<time datetime="2026-09-08">', "公开范围",
    ):  # fmt: skip
        assert words in shown, words
    assert "还剩" not in shown  # days are counted where the page is read, not where it is made
    assert house.at(house.court).get_full_name() not in shown


def test_it_is_found_in_lists_in_the_feed_and_by_the_search(site, house):
    item, session = house.shown, house.shown.session_id
    lists = (f"s{session}/", f"s{session}/c{item.category_id}/", f"s{session}/u{house.court.pk}/", "")
    for path in lists:
        assert path_of(item) in read(site, f"/suggestions/{path}"), path
    feed = ElementTree.fromstring(read(site, "/suggestions/replies.xml"))
    assert "市中级法院答复" in feed.find("{*}entry/{*}title").text
    assert "/suggestions/" in read(site, "/sitemap.html")
    assert path_of(item) in Browser(site).search("引桥西侧")


def test_taken_back_it_answers_410_and_is_in_no_list_and_no_file(site, house):
    path = path_of(house.shown)
    do.publish(house.shown, by=house.staff, publicity="none", reason="代表要求")
    assert not publish_site().problems
    answer = Browser(site).get(path)
    assert answer["status"] == 410
    assert "不再公开" in answer["body"].decode()
    assert "代表要求" not in answer["body"].decode()
    for file in (site / "current/suggestions").rglob("*"):
        if file.is_file() and file.suffix in (".html", ".xml", ".json", ".csv"):
            assert path not in file.read_text("utf-8"), file
    assert path not in Browser(site).search("引桥西侧")
    do.publish(house.shown, by=house.staff, publicity="full")
    publish_site()
    assert Browser(site).get(path)["status"] == 200


def test_a_withdrawn_suggestion_goes_off_the_site_with_the_act(site, house):
    item = released(house, house.assigned())
    publish_site()
    assert Browser(site).get(path_of(item))["status"] == 200
    do.withdraw(item, by=house.lead, reason="问题已经解决")
    publish_site()
    assert Browser(site).get(path_of(item))["status"] == 410


def test_what_becomes_of_a_reply_is_live_with_the_next_release(site, house):
    handling = house.shown.handlings.get()
    do.approve_publicity(handling, by=house.staff, publicity="none", reason="涉及未公开的规划")
    publish_site()
    shown = read(site, path_of(house.shown))
    assert "一、关于人行道" not in shown
    assert "涉及未公开的规划（市人大常委会代表工作机构审定）" in shown
    assert "承诺台账" not in shown  # a promise is part of the reply
    do.approve_publicity(
        handling, by=house.staff, publicity="summary", reason="篇幅", summary="已经列入明年计划。"
    )
    publish_site()
    assert "已经列入明年计划。" in read(site, path_of(house.shown))
    do.fulfil(
        handling.commitments.get(),
        by=house.at(house.court),
        outcome="建成",
        evidence=[handed_in(house.at(house.court))],
    )
    publish_site()
    assert "✓ 已兑现" in read(site, path_of(house.shown))


def test_a_list_it_left_forgets_it_and_a_unit_is_called_as_it_is_called_now(site, house):
    item = released(house, house.assigned())
    publish_site()
    old = f"/suggestions/s{item.session_id}/u{house.court.pk}/"
    handling = house.handling(item)
    do.request_return(handling, by=house.at(house.court), grounds="不归我们")
    do.grant_return(handling, by=house.staff, decision="同意")
    do.reassign(handling, by=house.staff, unit=house.union, reason="职责")
    publish_site()
    assert path_of(item) not in read(site, old)
    house.union.name = "市工会联合会"
    house.union.save()
    publish_site()
    assert "市工会联合会" in read(site, path_of(item))


def test_a_redaction_hides_passages_everywhere_and_changes_no_original(site, house):
    item = house.shown
    do.publish(item, by=house.staff, publicity="full", redactions="刮擦\n望河大桥")
    publish_site()
    everything = [
        file
        for file in (site / "current/suggestions").rglob("*")
        if file.suffix in (".html", ".json", ".csv")
    ]
    for file in everything:
        text = file.read_text("utf-8")
        assert "刮擦" not in text, file
        assert "望河大桥" not in text, file
    assert "［已隐去］" in read(site, path_of(item))
    assert "刮擦" in item.texts.last().situation
    with pytest.raises(Refused, match="在原文里找不到"):
        do.publish(item, by=house.staff, publicity="full", redactions="不在文中")
    do.publish(item, by=house.staff, publicity="full")  # says nothing of redactions: they stay
    assert item.redactions.get().passages == ["刮擦", "望河大桥"]
    do.publish(item, by=house.staff, publicity="full", redactions="")
    assert not item.redactions.exists()


def test_numbers_of_persons_are_refused_until_they_are_hidden(house, empty_site):
    item = house.assigned()
    item.texts.update(proposal="请联系村民张小明，手机 13987654321。")
    with pytest.raises(Refused, match="手机号码") as refusal:
        do.publish(item, by=house.staff, publicity="full")
    assert "13987654321" not in str(refusal.value)
    item.refresh_from_db()
    assert item.published_at is None
    do.publish(item, by=house.staff, publicity="full", redactions="13987654321")
    handling = house.signed_for(house.handling(item))
    body = [{"heading": "", "text": "联系人手机 13887654321，已办。"}]
    letter = do.Letter(body=body, situation="solved", assist_note="无")
    replied = house.replied(house.drafted(_contacted(house, handling), letter))
    with pytest.raises(Refused, match="手机号码"):
        do.approve_publicity(replied, by=house.staff, publicity="full")


def _contacted(house, handling):
    who = {"by": house.at(handling.unit), "sponsors": list(handling.item.sponsors.confirmed())}
    return do.contact(handling, form="talk", on=localdate(), notes="谈了", **who)


def test_only_the_office_decides_what_is_public(house):
    item = house.assigned()
    for person in (house.lead, house.at(house.court), house.person("council_member")):
        with pytest.raises(PermissionDenied):
            do.publish(item, by=person, publicity="full", redactions="刮擦")
    assert not item.redactions.exists()


def test_before_anything_is_public_nothing_is_exported_or_recorded(house, empty_site):
    house.tracked()
    assert all_ids() == []
    assert list(export(["motion:list", "motion:data", "motion:figures:2026", "motion:nobody"])) == []
    assert not Change.objects.filter(document_id__startswith="motion").exists()


def test_figures_name_their_denominators_and_do_not_hide_silence(house, moment):
    house.judged()
    house.replied()
    counted = figures(2026)
    judged = next(one for one in counted["bars"] if one["name"] == "办理结果的评价")
    assert judged["total"] == 2
    assert {one["label"]: one["count"] for one in judged["parts"]} == {
        "满意": 1, "基本满意": 0, "不满意": 0, "没有评价": 1,
    }  # fmt: skip
    rates = {name: (part, whole) for name, part, whole, _ in counted["rates"]}
    assert rates["已答复"] == (2, 2)
    assert rates["公开"] == (0, 2)
    assert all(of for *_, of in counted["rates"])


def test_the_public_reads_the_numbers_of_the_office(house, moment):
    house.judged()
    house.tracked()
    house.replied()
    shown, office = figures(2026), Page.of(Scope(2026), localdate())
    told = {name: (part, whole) for name, part, whole, _ in shown["rates"]}
    for key in ("contacted", "in_person", "answered", "in_time"):
        one = office.numbers[key]
        assert told[one.figure.name] == (one.value, one.whole)
    assert told["承诺兑现"] == (office.promises.kept, office.promises.due)
    assert dict(shown["totals"])["受理编号的建议"] == office.numbers["numbered"].value == 3


def test_a_promise_that_falls_due_is_told_at_night(site, house, moment):
    assert figures(2026, date(2026, 9, 7))["rates"][-1][1:3] == [0, 0]
    moment("2026-09-09 00:06+08:00")
    assert turn_of_days() == 1
    publish_site()
    assert "0</td><td>1（已经兑现、已经说明和过期的承诺）" in read(site, "/suggestions/figures/2026/")
    moment("2026-12-01 00:06+08:00")
    assert turn_of_days() == 0


def test_a_motion_and_the_suggestion_it_became_lead_to_each_other(house, empty_site):
    motion = do.convert(
        house.registered(), by=house.person("council_member"), decision="第 1 号", decided_on=localdate()
    )
    suggestion = motion.converted_to.suggestion
    do.publish(suggestion, by=house.staff, publicity="full")
    publish_site()
    assert path_of(motion) not in read(empty_site, path_of(suggestion))  # it is not public itself
    do.publish(motion, by=house.staff, publicity="full")
    assert not publish_site().problems
    assert path_of(motion) in read(empty_site, path_of(suggestion))
    assert path_of(suggestion) in read(empty_site, path_of(motion))


def test_the_policy_says_how_much_of_an_evaluation_is_public(site, house):
    def said() -> list:
        return next(iter(export([document_id(house.shown)]))).data["record"]["evaluations"]

    assert said()[0]["reasons"] == ""
    version = RuleVersion.objects.get(rule__key="motions.public_evaluation")
    fresh = {"unit": version.unit, "valid_from": version.valid_from, "source": "规定", "reason": "改"}
    RuleVersion.objects.create(rule=version.rule, number=2, value="none", **fresh)
    assert said() == []


def test_incremental_releases_equal_a_full_one(site, house):
    """Published, answered, redacted, taken back, one release after each act; then everything anew elsewhere."""

    def files() -> dict[str, bytes]:
        return {file: Path(place).read_bytes() for file, place in walk((site / "current").resolve())}

    handling = house.drafted(letter=LETTER)
    item = do.publish(handling.item, by=house.staff, publicity="full")
    publish_site()
    do.publish(item, by=house.staff, publicity="summary", reason="篇幅", summary="增设人行道。")
    publish_site()
    do.publish(house.shown, by=house.staff, publicity="none", reason="代表要求")
    publish_site()
    do.publish(house.shown, by=house.staff, publicity="full", redactions="刮擦")
    publish_site()
    grown = files()
    for name in ("snapshot.sqlite3", "state.sqlite3"):
        for one in site.glob(f"{name}*"):
            one.unlink()
    Change.objects.all().delete()
    publish_site(full=True)
    assert_same(_own(grown), _own(files()))


def _own(files: dict[str, bytes]) -> dict[str, bytes]:
    return {file: data for file, data in files.items() if file.startswith("suggestions/")}
