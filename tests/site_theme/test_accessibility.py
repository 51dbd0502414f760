"""axe finds nothing, on any template, however much or little it holds, in any mode."""

import pytest

from tests.services.browser import PHONE

from .conftest import CONTRAST_ONLY
from .contexts import pages
from .samples import EMPTY, ENGLISH, HUGE, TYPICAL

#: English differs in words and faces only: a few templates stand for all.
NAMES = [f"{fill.name}/{page.name}" for fill in (TYPICAL, EMPTY, HUGE) for page in pages(fill)]
NAMES += [f"{ENGLISH.name}/{name}" for name in ("home", "legislative", "column", "search", "gone")]


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_on_desktop_on_a_phone_in_large_print_and_in_the_dark(name, site, axe, reader):
    page = reader.open(site.url(name))
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, CONTRAST_ONLY) == []
    page.set_viewport_size(PHONE)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == []
        page.locator(".to-elder a").click()
        assert axe(page) == []
        page.locator(".to-standard a").click()
    assert reader.problems == []


def test_axe_does_find_what_is_wrong(site, axe, new_page):
    page = new_page()
    page.goto(site.url("typical/home"))
    page.evaluate("document.querySelector('.standfirst').style.color = '#999'")
    page.evaluate("document.querySelector('#site-q').labels[0].remove()")
    assert {line.split(":")[0] for line in axe(page)} >= {"color-contrast"}
