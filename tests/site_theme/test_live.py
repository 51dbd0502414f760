"""A broadcast on a page: the date, the picture, the gap and the replay in one place, whatever happens meanwhile."""

import json

import pytest
from playwright.sync_api import expect

from . import broadcast
from .broadcast import POINTS, now

BEGUN = [{**POINTS[0], "at_s": 0.0}, {**POINTS[1], "at_s": 2.0}]


@pytest.fixture
def said():
    """What the file beside the page says next, and how often it was asked for."""
    return {"now": broadcast.SCHEDULED, "asked": 0}


@pytest.fixture
def live(site, new_page, said):
    page = new_page()

    def answer(route):
        said["asked"] += 1
        route.fulfill(body=json.dumps(said["now"]), content_type="application/json")

    page.route("**/state.json", answer)
    page.clock.install()
    page.goto(site.url("typical/news"))
    return page.locator("[data-live]")


def after(live, said, seconds=5, **changes):
    said["now"] = now(**changes)
    live.page.clock.fast_forward(1000 * seconds)


def plays(live, seconds=0.3):
    live.page.wait_for_function(f"v => v.currentTime > {seconds}", arg=live.locator("video").element_handle())


def test_before_it_begins_one_reads_when_and_cannot_press_what_is_not_there(live):
    expect(live.get_by_text("直播还没有开始")).to_be_visible()
    expect(live.get_by_role("timer")).to_contain_text("还有")
    expect(live.get_by_role("button", name="看直播")).to_be_hidden()
    expect(live.get_by_role("link", name="记到日历")).to_be_visible()
    expect(live.get_by_role("listitem").first).to_contain_text("听取养老服务工作报告 张主任")


def test_it_begins_plays_and_becomes_its_replay_without_a_reload(live, said):
    after(live, said, 61, state="live", viewers=128, points=BEGUN[:1] + POINTS[1:])
    expect(live.get_by_text("128 人在看")).to_be_visible()
    expect(live.locator("[aria-current]")).to_contain_text("听取养老服务工作报告")
    live.get_by_role("button", name="看直播").click()
    plays(live)
    expect(live.locator("[data-slate]")).to_be_hidden()
    after(live, said, state="replay", points=BEGUN)
    expect(live.get_by_role("button", name="看回放")).to_be_visible(timeout=15_000)
    live.get_by_role("link", name="0:02 表决").click()
    plays(live, 1.9)


def test_a_gap_is_said_and_goes_away_by_itself(live, said):
    after(live, said, 61, state="gap")
    expect(live.get_by_text("现场信号中断，恢复后自动接着播")).to_be_visible()
    after(live, said, state="live")
    expect(live.get_by_role("button", name="看直播")).to_be_visible()
    expect(live.locator("[data-slate]")).to_be_hidden()


def test_what_is_cut_leaves_a_slate(live, said):
    after(live, said, 61, state="live", held=True)
    expect(live.get_by_text("直播暂时切断，稍后继续")).to_be_visible()
    after(live, said, state="live", held=False)
    expect(live.locator("[data-slate]")).to_be_hidden()


def test_a_cancelled_broadcast_says_so_and_nobody_asks_any_more(live, said):
    after(live, said, 61, state="cancelled")
    expect(live.get_by_text("这场直播取消了")).to_be_visible()
    asked = said["asked"]
    live.page.clock.fast_forward(600_000)
    assert said["asked"] == asked


def test_a_list_that_is_away_is_waited_for(live, said, page_problems):
    tries = []

    def lose_three(route):
        tries.append(route)
        route.fulfill(status=404) if len(tries) < 4 else route.continue_()

    live.page.route("**/master.m3u8", lose_three)
    after(live, said, 61, state="live")
    live.get_by_role("button", name="看直播").click()
    for _ in range(4):
        expect(live.get_by_role("status")).to_contain_text("重新连接")
        live.page.clock.fast_forward(9000)
    plays(live)
    page_problems.clear()


def test_without_scripts_there_is_the_date_and_an_address(site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(site.url("typical/news"))
    live = page.locator("[data-live]")
    expect(live.locator("time")).to_have_text("2036-11-26 09:00")
    expect(live.locator("noscript a")).to_be_visible()
    expect(live.locator("[data-start]")).to_be_hidden()


def test_what_comes_is_listed_with_its_date(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    listed = page.get_by_role("region", name="直播预告")
    expect(listed.get_by_role("link", name="市人大常委会第四十二次会议").first).to_be_visible()
    expect(listed.locator("time").first).to_have_text("2036-11-26 09:00")
