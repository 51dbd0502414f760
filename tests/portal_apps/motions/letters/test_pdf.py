"""The PDF letter, its text read back by another program."""

import subprocess
from dataclasses import replace

import pytest

from foundation.documents.errors import TooLarge
from foundation.documents.limits import Limits
from portal_apps.motions.letters.pdf import page, write
from portal_apps.motions.letters.reading import blocks_of_text
from portal_apps.motions.letters.sample import LETTER

LIMITS = Limits(characters=60000, cells=20000, seconds=60, memory_mb=2000, template_kb=2048)
HOSTILE = "<script>alert(1)</script><img src=file:///etc/passwd> {{ 7*7 }} 㛃𠮷 \x00\x1b\n" + "长" * 10_000


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def made():
    return write(LETTER, LIMITS)


def test_the_text_comes_back(made):
    text = text_of(made.data)
    for wanted in (
        "办理结果：B",
        "第41号建议的答复",
        "张示例代表：",
        "改造旧场地",
        "2026年5月6日",
        "抄送：市人大常委会",
        "扫码查看办理情况",
    ):
        assert wanted in text
    assert "—1—" in text.replace(" ", "")


def test_the_paper_is_a4_and_the_fonts_are_embedded(made):
    said = subprocess.run(["pdffonts", "-"], input=made.data, capture_output=True, check=True).stdout.decode()
    rows = said.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)  # the column "emb"
    info = subprocess.run(["pdfinfo", "-"], input=made.data, capture_output=True, check=True).stdout.decode()
    assert "A4" in info
    assert "Tagged:          yes" in info
    assert made.missing == ""


def test_the_same_letter_gives_the_same_bytes(made):
    assert write(LETTER, LIMITS).data == made.data


def test_hostile_text_stays_text_and_is_printed_whole():
    letter = replace(LETTER, body=blocks_of_text(HOSTILE), deputy="<b>张</b>", subject="&lt;", unit="𠮷局")
    done = write(letter, LIMITS)
    text = text_of(done.data).replace("\n", "").replace(" ", "")
    assert "<script>alert(1)</script>" in text
    assert "<b>张</b>代表" in text
    assert "{{7*7}}" in text
    assert text.count("长") == 10_000
    assert "root:" not in text
    assert done.missing == ""


def test_a_draft_says_it_is_not_signed():
    assert "送审稿 · 未签发" in page(replace(LETTER, signed_on=None))
    assert "未签发" not in page(LETTER)


def test_too_much_text_is_refused_before_it_is_set():
    with pytest.raises(TooLarge, match="请精简"):
        write(replace(LETTER, body=blocks_of_text("字" * 60_001)), LIMITS)
