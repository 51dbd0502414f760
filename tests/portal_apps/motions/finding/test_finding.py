"""What is found, by whom, in which order."""

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal_apps.motions import services as do
from portal_apps.motions.finding import hits as finding_hits
from portal_apps.motions.finding import keeping
from portal_apps.motions.finding.asking import found
from portal_apps.motions.finding.letters import needles
from portal_apps.motions.models import Item, Words

from ..house import TEXT

pytestmark = pytest.mark.django_db


def keys(user, query):
    return [one.pk for one in found(user, query).order_by("-rank", "-pk")]


def filed(house, title, proposal=""):
    text = {**TEXT, "proposal": proposal or TEXT["proposal"]}
    item = do.write(
        house.deputies(1)[0], "suggestion", by=house.lead, title=title, text=text, about={"no_secrets": True}
    )
    return do.submit(item, by=house.lead, warned=True)


def test_title_text_number_sponsor_unit_and_reply_are_found_at_once(house):
    item = house.replied().item
    number, sponsor = item.number, str(item.lead)
    for query in ("人行设施", "绿化带", number, sponsor, "中级法院", "昨天通行", "望河 护栏"):
        assert keys(house.staff, query) == [item.pk], query
    assert keys(house.staff, "人行 没有这个词") == []


def test_the_number_comes_first_then_the_title_then_the_text(house):
    in_text = filed(
        house, "关于完善设施的建议", "在第88号公交站增设停车场，年内完成设计，明年完工，方便群众出行。" * 3
    )
    in_title = filed(house, "关于增设停车场的建议")
    assert keys(house.staff, "停车场") == [in_title.pk, in_text.pk]
    numbered = do.accept(filed(house, "关于校园食堂的建议"), by=house.staff)
    Item.objects.filter(pk=numbered.pk).update(number="第88号")
    keeping.refresh([numbered.pk])
    assert keys(house.staff, "88")[0] == numbered.pk


def test_words_that_went_are_not_found_any_more(house):
    item = house.submitted()
    assert keys(house.staff, "护栏") == [item.pk]
    do.return_for_revision(item, by=house.staff, reason="请写清路段")
    assert keys(house.staff, "护栏") == keys(house.lead, "护栏") == []
    do.edit(Item.objects.get(pk=item.pk), by=house.lead, text={"proposal": "改成架设过街天桥"})
    do.submit(Item.objects.get(pk=item.pk), by=house.lead, warned=True)
    assert keys(house.staff, "护栏") == []
    assert keys(house.staff, "过街天桥") == [item.pk]


def test_a_draft_and_a_reply_that_is_not_out_are_found_by_nobody(house):
    house.draft()
    assert keys(house.staff, "护栏") == []
    assert not Words.objects.exists()
    house.signed()
    assert keys(house.staff, "昨天通行") == []


def test_of_what_is_public_in_summary_only_the_summary_is_found(house):
    item = house.judged().item
    do.publish(item, by=house.staff, publicity="summary", summary="大桥行人安全", reason="涉及他人")
    stranger = house.deputies(2)[1].person.account
    assert keys(stranger, "行人安全") == [item.pk]
    assert keys(stranger, "绿化带") == []
    assert keys(house.lead, "绿化带") == [item.pk]


@pytest.mark.parametrize(
    "query", ["%", "'", '"', "_", "\\", "望", "' OR 1=1 --", "AND OR NOT *", "\x00", "㎡", "😀", "长" * 5000]
)
def test_odd_queries_are_answered(house, query):
    house.submitted()
    assert isinstance(keys(house.staff, query), list)
    assert bool(keys(house.staff, query)) == (query == "望")


def test_items_of_before_the_index_are_entered(house):
    item = house.submitted()
    Words.objects.all().delete()
    assert keys(house.staff, "人行设施") == []
    keeping.words_job({}, None)
    assert keys(house.staff, "人行设施") == [item.pk]
    assert keeping.refresh([item.pk]) == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="停车场公园桥 ab1，", min_size=1, max_size=7))
def test_found_is_what_holds_the_letters_side_by_side(house, query):
    if not Words.objects.exists():
        for words in ("停车公园", "停车，场", "车场停车场", "ab桥1", "公园停 车场b"):
            filed(house, f"关于{words}的建议")
    wanted = needles(query)
    rows = Words.objects.filter(audience="near")
    held = {one.item_id for one in rows if wanted and all(needle in one.text for needle in wanted)}
    assert set(keys(house.staff, query)) == held


class TestWordsThatStandNearlyEverywhere:
    """Their search reads the newest items instead of finding all."""

    @pytest.fixture(autouse=True)
    def every_word_is_common(self, monkeypatch):
        monkeypatch.setattr(finding_hits, "COMMON", 0)
        monkeypatch.setattr(finding_hits, "PORTION", 2)

    def test_few_are_all_found_in_the_same_order(self, house):
        texts = ("停车公园", "停车，场", "车场停车场", "公园停 车场b")
        for words in texts:
            filed(house, f"关于{words}的建议")
        filed(
            house,
            "关于过街天桥的建议",
            "在停车场旁边架设过街天桥，年内完成设计，明年完工，方便群众出行。" * 3,
        )
        for query in ("停车", "停车 公园", "停车场", "建议", "没有这个词"):
            told = finding_hits.hits(house.staff, query, Q())
            assert told == finding_hits.Hits(keys(house.staff, query)), query

    def test_of_many_the_newest_are_shown_and_it_is_said(self, house, monkeypatch, client):
        monkeypatch.setattr(finding_hits, "SHOWN", 2)
        made = [filed(house, f"关于{words}的建议") for words in ("公园", "食堂", "天桥", "剧院")]
        told = finding_hits.hits(house.staff, "建议", Q())
        assert told == finding_hits.Hits([made[3].pk, made[2].pk], more=True)
        client.force_login(house.staff)
        page = client.get("/motions/?tab=all&text=建议").content.decode()
        assert "2 件以上" in page
        assert "再加一个词或者条件" in page
        assert "关于公园" not in page

    def test_the_number_comes_first_however_old_it_is(self, house, monkeypatch):
        monkeypatch.setattr(finding_hits, "SHOWN", 1)
        old = do.accept(filed(house, "关于校园食堂的建议"), by=house.staff)
        filed(house, f"关于{old.number}的建议")
        assert finding_hits.hits(house.staff, old.number, Q()).keys[0] == old.pk

    def test_conditions_and_rights_hold_as_ever(self, house):
        item = house.judged().item
        do.publish(item, by=house.staff, publicity="summary", summary="大桥行人安全", reason="涉及他人")
        stranger = house.deputies(2)[1].person.account
        assert finding_hits.hits(stranger, "行人安全", Q()).keys == [item.pk]
        assert finding_hits.hits(stranger, "绿化带", Q()).keys == []
        assert finding_hits.hits(house.staff, "绿化带", Q(kind="motion")).keys == []
