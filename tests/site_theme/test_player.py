"""Watching a video of our own: under the site's policy, by keyboard, without scripts, on a line that breaks."""

import pytest
from playwright.sync_api import expect

from tests.services.film import BASE
from tests.services.reading import axe_faults, fits, keep_picture

PASSED = "video => video.currentTime > {}"
HEARD = "video => video.webkitAudioDecodedByteCount > 0"


@pytest.fixture
def player(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    return page.locator("[data-player]")


def watch(player, seconds=0.3):
    """Wait until the picture has moved that far."""
    video = player.locator("video").element_handle()
    player.page.wait_for_function(PASSED.format(seconds), arg=video)


def test_nothing_is_loaded_before_the_press_of_play_and_then_it_plays(site, new_page):
    asked = []
    page = new_page()
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site.url("typical/news"))
    player = page.locator("[data-player]")
    button = player.get_by_role("button", name="看视频 0:03")
    expect(button).to_be_visible()
    assert [one for one in asked if one.startswith("hls") or one.endswith((".m3u8", ".m4s", ".mp4"))] == []
    button.click()
    watch(player)
    assert any(one.endswith(".m4s") for one in asked)
    assert "plain.mp4" not in asked
    video = player.locator("video")
    assert video.evaluate("v => [v.controls, v.videoWidth > 0, document.activeElement === v]") == [True] * 3
    expect(button).to_be_hidden()


def test_it_can_be_heard(player):
    player.get_by_role("button", name="看视频").click()
    watch(player)
    player.page.wait_for_function(HEARD, arg=player.locator("video").element_handle())


def test_speed_quality_captions_and_chapters_are_at_hand(player):
    player.page.keyboard.press("Tab")
    button = player.get_by_role("button", name="看视频")
    button.focus()
    player.page.keyboard.press("Enter")
    watch(player, 0.1)
    player.get_by_label("速度").select_option("2")
    assert player.locator("video").evaluate("v => v.playbackRate") == 2
    quality = player.get_by_label("清晰度")
    expect(quality.locator("option")).to_have_text(["自动", "180P", "90P"])
    quality.select_option("90P")
    assert player.locator("video").evaluate("v => [...v.textTracks].map(t => t.label)") == ["中文字幕"]
    player.get_by_role("link", name="0:02 表决").click()
    watch(player, 1.9)
    expect(player.locator("a[aria-current]")).to_have_text("0:02表决")


def test_a_bar_shows_small_pictures_and_leads_to_them(player):
    """By pointer the picture is shown before anything moves, by keys the film goes there."""
    player.get_by_role("button", name="看视频").click()
    bar, shot = player.get_by_label("找画面"), player.locator("[data-shot]")
    bar.hover()
    expect(shot).to_be_visible()
    place = "s => [s.style.backgroundPosition, s.dataset.time, /sheet.jpg/.test(s.style.backgroundImage)]"
    assert shot.evaluate(place) == ["-160px 0px", "0:01", True]
    keep_picture(player.page, "player-pictures")
    player.page.mouse.move(0, 0)
    expect(shot).to_be_hidden()
    bar.focus()
    player.page.keyboard.press("End")
    watch(player, 2.9)
    expect(bar).to_have_attribute("aria-valuetext", "0:03")
    assert axe_faults(player.page, "[data-player]") == []
    assert fits(player.page)


def test_a_chapter_pressed_first_begins_there(player):
    player.get_by_role("link", name="0:02 表决").click()
    watch(player, 1.9)


def test_chinese_captions_are_shown(player):
    player.get_by_role("button", name="看视频").click()
    video = player.locator("video")
    video.evaluate("v => { v.textTracks[0].mode = 'showing' }")
    player.page.wait_for_function("v => v.textTracks[0].activeCues?.length", arg=video.element_handle())
    assert "第四十二次会议" in video.evaluate("v => v.textTracks[0].activeCues[0].text")


def test_without_scripts_the_browser_plays_the_plain_file(site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(site.url("typical/news"))
    player = page.locator("[data-player]")
    expect(player.locator("video[controls]")).to_be_visible()
    expect(player.locator("[data-start]")).to_be_hidden()
    expect(player.locator("[data-tools]")).to_be_hidden()
    assert player.locator("source").last.get_attribute("src") == f"{BASE}/plain.mp4"
    assert player.get_by_role("link", name="下载视频").get_attribute("href") == f"{BASE}/plain.mp4"
    assert player.get_by_role("link", name="表决").get_attribute("href") == f"{BASE}/plain.mp4#t=2.0"


@pytest.mark.parametrize(("status", "sentence"), [(410, "这段视频已经撤下。"), (403, "观看链接已经过期")])
def test_what_cannot_be_watched_is_said_in_words(status, sentence, player, page_problems):
    player.page.route("**/master.m3u8", lambda route: route.fulfill(status=status))
    player.get_by_role("button", name="看视频").click()
    expect(player.get_by_role("status")).to_contain_text(sentence)
    page_problems.clear()  # the browser tells of the refused file; that is the case here


def test_a_line_that_breaks_is_tried_again_and_the_film_goes_on(player, page_problems):
    lost = []

    def break_twice(route):
        lost.append(route.request.url)
        route.abort() if len(lost) < 3 else route.continue_()

    player.page.route("**/master.m3u8", break_twice)
    player.get_by_role("button", name="看视频").click()
    watch(player)
    expect(player.get_by_role("status")).to_be_empty()
    assert len(lost) >= 3
    page_problems.clear()


def test_on_paper_there_is_the_title_and_no_player(player):
    player.page.emulate_media(media="print")
    expect(player.locator(".player-screen")).to_be_hidden()
    expect(player.locator("figcaption")).to_contain_text("表决的三秒")
