"""Sizes and reflow as computed by the browser, on every template, with little, ordinary and far too much content."""

from pathlib import Path

import pytest

from tests.services.browser import PHONE

from .contexts import pages
from .samples import EMPTY, ENGLISH, HUGE, TYPICAL

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")
NAMES = [f"{fill.name}/{page.name}" for fill in (TYPICAL, EMPTY, HUGE) for page in pages(fill)]
NAMES += [f"{ENGLISH.name}/{name}" for name in ("home", "legislative", "column", "search", "gone")]
# 1440 at 200 % zoom is 720 wide, 1280 at 400 % is 320
WIDTHS = (1440, 960, 720, 390, 320)


def measured(page, width: int) -> dict:
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(MEASURE)


def small(measure: dict, text: float, target: float) -> list:
    """What is smaller than it may be."""
    texts = {(one["name"], one["size"]) for one in measure["texts"] if one["size"] < text}
    return [*texts, *(one for one in measure["targets"] if min(one["width"], one["height"]) < target)]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_its_window_and_nothing_is_too_small(name, site, scriptless):
    page = scriptless.open(site.url(name))
    for width in WIDTHS:
        measure = measured(page, width)
        assert measure["wide"] <= 0, f"{width} px: scrolls sideways"
        assert small(measure, 16, 44) == [], f"{width} px"


@pytest.mark.parametrize("name", NAMES)
def test_large_print_is_large_without_any_script(name, site, scriptless):
    page = scriptless.open(site.url(name) + "#elder", 390)
    for width in (390, 1440):
        measure = measured(page, width)
        assert measure["wide"] <= 0, f"{width} px: scrolls sideways"
        assert small(measure, 24, 60) == [], f"{width} px"
        assert [one for one in measure["texts"] if one["prose"] and one["line"] < 1.3] == []
    page = scriptless.open(site.url(name) + "#elder-40", 390)
    measure = measured(page, 390)
    assert measure["wide"] <= 0, "40 px: scrolls sideways"
    assert [one for one in measure["texts"] if one["prose"] and one["size"] < 40] == []


def test_text_spacing_as_readers_set_it_loses_nothing(site, new_page):
    """WCAG 1.4.12: lines 1.5, paragraphs 2, letters 0.12, words 0.16."""
    page = new_page(viewport=PHONE)
    page.goto(site.url("typical/home"))
    page.evaluate(
        "for (const e of document.body.querySelectorAll('*')) {"
        " e.style.setProperty('line-height', '1.5', 'important');"
        " e.style.setProperty('letter-spacing', '.12em', 'important');"
        " e.style.setProperty('word-spacing', '.16em', 'important'); }"
    )
    assert page.evaluate(MEASURE)["wide"] <= 0


def test_a_line_holds_at_most_forty_han(site, new_page):
    page = new_page()
    page.goto(site.url("typical/news"))
    width, size = page.evaluate(
        "(() => { const p = document.querySelector('.rich p');"
        " return [p.getBoundingClientRect().width, parseFloat(getComputedStyle(p).fontSize)] })()"
    )
    assert 30 <= width / size <= 40


def test_headline_text_and_lists_hang_on_one_axis(site, new_page):
    page = new_page()
    for name, selectors in {
        "typical/news": (
            ".name strong",
            ".nav li:first-child a",
            ".crumbs a",
            "h1",
            ".rich",
            "figure img",
            ".files a",
        ),
        "typical/home": (".name strong", ".lead-story h2", ".bigbox", ".second img", ".items", ".rail-h"),
    }.items():
        page.goto(site.url(name))
        edges = [
            page.locator(
                f"{'main ' if s not in ('.name strong', '.nav li:first-child a') else ''}{s}"
            ).first.evaluate(
                "e => { const box = e.getBoundingClientRect(), style = getComputedStyle(e);"
                " return Math.round(box.left + parseFloat(style.paddingLeft)) }"
            )
            for s in selectors
            if s != ".rail-h"
        ]
        assert set(edges) == {120 + 104}, dict(zip(selectors, edges, strict=False))
