"""The body readers get: final HTML, resolved links, pictures in several sizes, files with their checksum."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cms.library.models import SiteRendition
from cms.pages.export import draft_document
from cms.pages.export.rich_text import final_html
from cms.pages.setup import manuscript


def blocks(site, *pairs):
    page = site.add(title="正文")
    page.body = [{"type": kind, "value": value} for kind, value in pairs]
    return site.document(site.live(page))


def test_a_link_to_a_live_page_leads_to_its_public_address(site):
    target = site.news("目标")
    document = blocks(site, ("rich_text", f'<p>见<a linktype="page" id="{target.pk}">报道</a>。</p>'))
    assert document.body[0]["value"]["html"] == f'<p>见<a href="{target.public_path}">报道</a>。</p>'


def test_a_link_to_an_unpublished_page_becomes_plain_text_and_is_reported(site):
    draft = site.add(title="草稿")
    page = site.add(title="正文")
    page.body = [{"type": "rich_text", "value": f'<p>见<a linktype="page" id="{draft.pk}">草稿</a>。</p>'}]
    shown = draft_document(page)
    assert shown.document.body[0]["value"]["html"] == "<p>见草稿。</p>"
    assert shown.dead_links == (f"page:{draft.pk}",)


def test_a_link_to_a_file_leads_to_the_file_in_the_release(site, add_file):
    file = add_file(content=b"content")
    document = blocks(site, ("rich_text", f'<p><a linktype="document" id="{file.pk}">全文</a></p>'))
    sha = hashlib.sha256(b"content").hexdigest()
    assert f'href="/files/{sha[:16]}.pdf"' in document.body[0]["value"]["html"]
    assert [asset.sha256 for asset in document.assets] == [sha]


def test_what_editors_paste_is_cleaned_but_keeps_its_meaning(site):
    dirty = '<p data-block-key="x" style="color:red"><b>粗</b><i>斜</i><script>x()</script><a href="javascript:x()">点</a></p>'
    assert final_html(dirty, lambda a: a.get("href")) == "<p><strong>粗</strong><em>斜</em><a>点</a></p>"


def test_links_to_the_site_itself_become_paths(site, settings):
    html = (
        f'<p><a href="{settings.SITE_BASE_URL}/yaowen/">要闻</a> <a href="https://flk.npc.gov.cn/">库</a></p>'
    )
    document = blocks(site, ("rich_text", html))
    assert 'href="/yaowen/"' in document.body[0]["value"]["html"]
    assert 'href="https://flk.npc.gov.cn/"' in document.body[0]["value"]["html"]


@given(st.text(alphabet="<>&\"'=/abcpi草案 \n", max_size=80))
def test_no_text_however_broken_yields_script_or_style(text):
    html = final_html(f"{text}<script>alert(1)</script><p onclick='x'>好</p>", lambda a: a.get("href"))
    assert "<script" not in html
    assert "<style" not in html
    assert "<p onclick" not in html


def test_a_heading_keeps_its_anchor_when_its_words_change(site):
    page = site.add(title="正文")
    block = {
        "type": "heading",
        "value": {"text": "旧", "level": "2"},
        "id": "1a2b3c4d-0000-0000-0000-000000000000",
    }
    page.body = [block]
    before = site.document(site.live(page)).body[0]["value"]
    block["value"]["text"] = "新"
    page = type(page).objects.get(pk=page.pk)
    page.body = [block]
    page.save_revision()
    page.has_unpublished_changes = True
    after = site.document(site.live(page)).body[0]["value"]
    assert (before["anchor"], after["anchor"], after["text"]) == ("h-1a2b3c4d", "h-1a2b3c4d", "新")
    assert after["level"] == 2


def test_tables_quotations_and_videos_come_as_values(site, add_image):
    poster = add_image(width=320, height=180)
    table = {
        "caption": "进展",
        "row_header": True,
        "table": {
            "columns": [{"type": "text", "heading": "项目"}, {"type": "text", "heading": "数量"}],
            "rows": [{"values": ["泊位", "3000"]}],
            "caption": "",
        },
    }
    video = {
        "title": "湿地",
        "url": "https://media.example.gov.cn/a.mp4",
        "poster": poster.pk,
        "seconds": 186,
    }
    document = blocks(
        site, ("table", table), ("quotation", {"text": "说得好", "by": "代表"}), ("video", video)
    )
    values = [block["value"] for block in document.body]
    assert values[0] == {
        "caption": "进展",
        "header": ["项目", "数量"],
        "rows": [["泊位", "3000"]],
        "row_header": True,
    }
    assert values[1] == {"text": "说得好", "by": "代表"}
    assert (values[2]["seconds"], values[2]["poster"]["alt"]) == (186, "会场全景")


def test_related_items_name_only_live_documents(site):
    live, draft = site.news("一"), site.add(title="草稿")
    document = blocks(site, ("related", {"title": "相关", "pages": [live.pk, draft.pk]}))
    assert document.body[0]["value"]["documents"] == [f"page:{live.pk}"]
    assert blocks(site, ("related", {"title": "相关", "pages": [draft.pk]})).body == ()


def test_attachments_say_type_size_and_checksum_and_are_named_in_chinese(site, add_file):
    file = add_file(title="停车条例：草案/全文", content=b"x" * 1234)
    (value,) = [b["value"] for b in blocks(site, ("attachments", {"title": "附件", "files": [file.pk]})).body]
    (attachment,) = value["files"]
    assert attachment["filename"] == "停车条例：草案 全文.pdf"
    assert (attachment["type"], attachment["size"]) == ("PDF", 1234)
    assert attachment["sha256"] == hashlib.sha256(b"x" * 1234).hexdigest()


def test_a_picture_comes_in_sizes_never_larger_than_the_original(site, add_image, settings):
    image = add_image(width=1000, height=500)
    document = blocks(site, ("image", {"image": image.pk, "alt": "", "caption": "会场"}))
    picture = document.body[0]["value"]["picture"]
    assert [r["width"] for r in picture["renditions"]] == [480, 960, 1000]
    assert (picture["fallback"]["width"], picture["fallback"]["type"]) == (1000, "image/jpeg")
    assert picture["alt"] == "会场全景"
    for asset in document.assets:
        stored = Path(settings.SITE_DIR) / "assets" / asset.sha256
        assert hashlib.sha256(stored.read_bytes()).hexdigest() == asset.sha256
        assert stored.stat().st_size == asset.size
        assert asset.path.startswith(f"/media/{asset.sha256[:16]}-")


def test_readers_do_not_learn_where_a_picture_was_taken(site, add_image, settings):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    image = add_image(exif=exif.tobytes())
    document = blocks(site, ("image", {"image": image.pk, "alt": "", "caption": ""}))
    for asset in document.assets:
        stored = (Path(settings.SITE_DIR) / "assets" / asset.sha256).read_bytes()
        assert b"SecretCamera" not in stored
        assert not Image.open(io.BytesIO(stored)).getexif()


def test_a_size_whose_file_was_lost_is_drawn_again(site, add_image, settings):
    image = add_image()
    first = blocks(site, ("image", {"image": image.pk, "alt": "", "caption": ""}))
    for asset in first.assets:
        (Path(settings.SITE_DIR) / "assets" / asset.sha256).unlink()
    SiteRendition.objects.first().file.delete(save=False)
    again = blocks(site, ("image", {"image": image.pk, "alt": "", "caption": ""}))
    assert [a.path for a in again.assets] == [a.path for a in first.assets]


def test_a_page_whose_picture_file_is_gone_is_still_exported(site, add_image):
    image = add_image()
    image.file.delete(save=False)
    document = blocks(
        site, ("image", {"image": image.pk, "alt": "", "caption": ""}), ("rich_text", "<p>文</p>")
    )
    assert [block["type"] for block in document.body] == ["rich_text"]


def test_a_manuscript_becomes_the_blocks_it_describes(site, add_image):
    image = add_image()
    text = """
## 标题

第一段，**重点**。

- 一
- 二

> 说得好 —— 代表

!image key | 图说

!table= 表
甲 | 乙
1 | 2
"""
    document = blocks(site, *manuscript.read(text, lambda kind, key: image.pk))
    assert [b["type"] for b in document.body] == ["heading", "rich_text", "quotation", "image", "table"]
    assert document.body[1]["value"]["html"] == (
        "<p>第一段，<strong>重点</strong>。</p><ul><li>一</li><li>二</li></ul>"
    )
    assert document.body[4]["value"]["row_header"] is True


@pytest.mark.parametrize("line", ["!image nothing | 图", "[文](page:nothing)"])
def test_a_manuscript_that_points_at_nothing_is_refused(line):
    with pytest.raises(KeyError):
        manuscript.read(line, lambda kind, key: {}[key])
