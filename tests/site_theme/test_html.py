"""The markup: valid, without inline script or style, in the right language, linking only to what is there."""

import json
import re
import subprocess

import pytest

from .conftest import MODULES
from .harness import THEME

TEXTS = re.compile(r'_\("([^"]+)"\)')


def test_the_nu_checker_has_no_error_and_no_warning(site):
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    files = sorted(str(site.folder / path[1:]) for path in site.pages.values())
    run = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", *files], capture_output=True, text=True, check=False
    )
    messages = json.loads(run.stderr or run.stdout)["messages"]
    assert [(m["url"].rsplit("/", 2)[1:], m.get("lastLine"), m["message"]) for m in messages] == []


def test_nothing_is_inline_that_a_strict_policy_refuses(site):
    for name in site.pages:
        text = site.text(name)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), name
        scripts = re.findall(r"<script([^>]*)>", text)
        assert all("src=" in one or "application/ld+json" in one for one in scripts), name


def test_every_text_has_its_english():
    words = json.loads((THEME / "translations/en.json").read_text("utf-8"))
    used = {
        text
        for file in (THEME / "templates").rglob("*.html")
        for text in TEXTS.findall(file.read_text("utf-8"))
    }
    assert used - set(words) == set(), "missing in translations/en.json"
    assert set(words) - used == set(), "no longer used"


def test_chinese_words_on_an_english_page_say_that_they_are_chinese(site):
    text = site.text("english/legislative")
    assert '<html lang="en">' in text
    assert '<dd lang="zh-Hans-CN">市人大常委会办公厅</dd>' in text
    assert re.search(r'hreflang="zh-Hans-CN"[^>]*>中文', text)


def test_the_heading_says_exactly_the_title(site):
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", site.text("typical/news"), re.S)[1]
    assert re.sub(r"<[^>]+>", "", heading) == "名城保护新条例获批准 明年三月一日起施行"


@pytest.mark.parametrize("name", ["home", "column", "topic", "search", "tags", "tag", "sitemap", "page"])
def test_an_empty_page_says_so(name, site):
    text = site.text(f"empty/{name}")
    assert re.search(r'class="empty"[^>]*>\s*[^<\s]', text)
    assert "None" not in re.sub(r"<[^>]+>", "", text)


def test_a_script_cannot_be_smuggled_in_through_the_data(site):
    assert "a\\u003cb" in site.text("typical/news")  # JSON-LD
    assert "<mark>" in site.text("typical/search")
