"""What readers do: switch to large print or dark, walk by keyboard, print, leave the site; with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.services.browser import PHONE

FONT = "parseFloat(getComputedStyle(document.querySelector('.rich p')).fontSize)"
GROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(250, 248, 245)", "rgb(23, 24, 28)"


def test_one_press_gives_large_print_and_another_page_keeps_it(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    assert page.evaluate(FONT) == 18
    page.get_by_role("link", name="长辈版").click()
    assert page.evaluate(FONT) == 24
    assert page.url == site.url("typical/news")
    page.get_by_role("link", name="最大").click()
    assert page.evaluate(FONT) == pytest.approx(40, abs=0.1)
    page.goto(site.url("typical/policy"))
    assert page.evaluate(FONT) == pytest.approx(40, abs=0.1)
    assert page.get_by_role("link", name="最大").get_attribute("aria-current") == "true"
    page.get_by_role("link", name="回标准版").click()
    assert page.evaluate(FONT) == 18
    page.reload()
    assert page.evaluate(FONT) == 18


def test_large_print_is_there_before_the_first_paint(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    page.get_by_role("link", name="长辈版").click()
    page.add_init_script(
        "new MutationObserver((_, me) => { if (document.body) { me.disconnect();"
        " window.viewAtBody = document.documentElement.dataset.view } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto(site.url("typical/column"))
    assert page.evaluate("viewAtBody") == "elder"


@pytest.mark.parametrize(("anchor", "size"), [("", 18), ("#elder", 24), ("#elder-30", 30), ("#elder-40", 40)])
def test_without_scripts_the_address_alone_switches(anchor, size, site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(site.url("typical/news") + anchor)
    assert page.evaluate(FONT) == pytest.approx(size, abs=0.1)
    assert page.locator(".to-elder").is_visible() == (not anchor)
    assert page.locator("[data-theme-switch]").is_hidden()
    assert page.locator("[data-print]").is_hidden()


def test_without_scripts_the_links_in_the_head_lead_there_and_back(site, new_page):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(site.url("typical/news"))
    page.get_by_role("link", name="长辈版").click()
    assert page.evaluate(FONT) == 24
    page.get_by_role("link", name="更大").click()
    assert page.evaluate(FONT) == 30
    page.get_by_role("link", name="回标准版").click()
    assert page.evaluate(FONT) == 18


def test_dark_follows_the_system_until_the_reader_chooses(site, new_page):
    page = new_page(color_scheme="dark")
    page.goto(site.url("typical/home"))
    assert page.evaluate(GROUND) == DARK
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate(GROUND) == LIGHT
    page.goto(site.url("typical/news"))
    assert page.evaluate(GROUND) == LIGHT
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(GROUND) == DARK


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(site, new_page):
    page = new_page()
    page.goto(site.url("typical/home"))
    expected = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, [tabindex=\"0\"]')]"
        ".filter(e => e.tabIndex >= 0 && (e.offsetParent || e.matches('.skip'))).length"
    )
    seen = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();"
                " e.dataset.order = (e.dataset.order || '') + '.'; return { name: e.textContent.trim(),"
                " ring: s.outlineStyle === 'solid' ? parseFloat(s.outlineWidth) : 0, twice: e.dataset.order,"
                " top: box.top, inside: box.left >= 0 && box.right <= innerWidth } })()"
            )
        )
    assert seen[0]["name"] == "跳到正文"
    assert seen[0]["top"] >= 0
    assert [one for one in seen if one["ring"] < 2 or one["twice"] != "." or not one["inside"]] == []


def test_the_skip_link_skips(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_an_address_outside_the_state_asks_before_it_opens(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    link = page.locator(".rich a[href^='https://example.org']").first
    link.click()
    dialog = page.get_by_role("dialog", name="您将离开本网站")
    assert "https://example.org/report" in dialog.inner_text()
    dialog.get_by_role("button", name="留在本站").click()
    expect(dialog).to_have_count(0)
    assert link.evaluate("e => e === document.activeElement")
    assert page.url == site.url("typical/news")


def test_without_scripts_the_arrow_says_that_a_link_leaves(site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(site.url("typical/news"))
    arrow = "e => getComputedStyle(e, '::after').content"
    assert page.locator(".rich a[href^='https://example.org']").first.evaluate(arrow) == '"↗"'


def test_printing_asks_the_browser_and_the_link_can_be_copied(site, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(site.url("typical/news"))
    page.get_by_role("button", name="打印本页").click()
    assert page.evaluate("printed") is True
    page.get_by_role("button", name="复制链接").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://www.example.gov.cn/page/news/"


@pytest.mark.parametrize("name", ["news", "policy", "meeting", "legislative", "picture_story"])
def test_on_paper_an_item_is_black_on_white_with_source_and_address(name, site, new_page):
    page = new_page(color_scheme="dark")
    page.goto(site.url(f"typical/{name}"))
    page.get_by_role("link", name="长辈版").click()
    page.emulate_media(media="print")
    look = page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('.prose')); return [s.color, s.fontSize,"
        " getComputedStyle(document.body).backgroundColor] })()"
    )
    assert look == ["rgb(0, 0, 0)", "16px", "rgb(255, 255, 255)"]
    for gone in (".nav", ".util", ".foot", ".in-rail", ".tools", ".search"):
        assert page.locator(gone).first.is_hidden(), gone
    for kept in ("h1", ".byline", ".name strong", ".source"):
        assert page.locator(kept).first.is_visible(), kept
    assert "https://www.example.gov.cn/page/" in page.locator(".source").inner_text()


def test_nothing_moves_for_readers_who_asked_for_stillness(site, new_page):
    page = new_page(reduced_motion="reduce")
    page.goto(site.url("typical/home"))
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
    assert page.evaluate(f"{moving} return s.animationName !== 'none' }}).length") == 0


def test_forced_colours_keep_the_current_place_and_the_buttons_visible(site, new_page):
    page = new_page(forced_colors="active")
    page.goto(site.url("typical/news"))
    look = "e => { const s = getComputedStyle(e); return [s.borderTopStyle, s.textDecorationLine] }"
    assert page.locator(".search button").first.evaluate(look)[0] == "solid"
    assert page.locator(".nav a[aria-current]").first.evaluate(look)[1] == "underline"
