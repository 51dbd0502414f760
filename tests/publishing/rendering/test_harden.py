"""What a page may not contain, and that reading it in pieces finds what reading it whole finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publishing.rendering import harden
from publishing.rendering.harden import HardenError, Scan, check_page, scan
from publishing.rendering.keep import Kept

GOOD = '<main id="main"><a href="/news/#top">要闻</a><img src="/a.jpg" srcset="/a.jpg 1x, /b.jpg 2x" alt=""></main>'


def test_links_and_anchors_of_a_good_page_are_found():
    assert scan(GOOD) == Scan({"main"}, {"/news/#top", "/a.jpg", "/b.jpg"})


@pytest.mark.parametrize(
    "bad",
    [
        "<style>a{}</style>",
        '<STYLE media="all">',
        "<script>1</script>",
        '<script href="/theme/a.js">1</script>',
        '<p style="color:red">',
        "<p onclick=go()>",
        '<a href="javascript:go()">',
        '<b id="x"></b><b id="x"></b>',
        '<script src="https://elsewhere.example/a.js" integrity="x"></script>',
        '<link rel="stylesheet" href="/theme/a.css">',
    ],
)
def test_what_a_strict_policy_refuses_is_a_fault(bad):
    found = scan(bad)
    assert found.faults
    with pytest.raises(HardenError):
        check_page(found, [])


def test_a_meta_tag_must_be_there_once_with_the_words_of_the_plan():
    wanted = [{"name": "SiteName", "content": "示例 & 市"}]
    check_page(scan('<meta name="SiteName" content="示例 &amp; 市">'), wanted)
    for text in (
        "",
        '<meta name="SiteName" content="别的">',
        '<meta name="SiteName" content="示例 &amp; 市">' * 2,
    ):
        with pytest.raises(HardenError, match="SiteName"):
            check_page(scan(text), wanted)
    with pytest.raises(HardenError, match="占位"):
        check_page(scan('<meta name="Author" content=" ">'), [])


PIECES = st.sampled_from(
    [
        '<a href="/x/">',
        '<a href="/y/?a=1&amp;b=2#c">',
        "<b id=one>",
        '<i id="one">',
        "<p>",
        "<p class='a b'>",
        "text ' with quotes \" in it",
        "<",
        ">",
        '"',
        "'",
        '<p title="',
        "<script",
        " src=/z>",
        "<style>",
        '<meta name="a" content="b">',
        "\n  ",
        "<!-- <p onclick=x> -->",
    ]
)
TEXT = st.lists(PIECES, max_size=8).map("".join)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_reading_quickly_finds_what_reading_closely_finds(page):
    assert harden._read(page, "/theme/") == harden._read_closely(page, "/theme/")


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), TEXT, st.booleans())
def test_reading_in_pieces_finds_what_reading_whole_finds(pairs, tail, shuffled):
    filler = "字" * 200  # a part worth looking for
    parts = [Kept(Markup(part + filler), frozenset()) for _, part in pairs]
    page = "".join(before + part.text for (before, _), part in zip(pairs, parts, strict=True)) + tail
    whole = scan(page)
    for _ in range(2):  # the second time the parts are known already
        found = scan(page, parts=parts[::-1] if shuffled else parts)
        assert (found.anchors, found.links, found.faults) == (whole.anchors, whole.links, whole.faults)
        assert found.meta == whole.meta
