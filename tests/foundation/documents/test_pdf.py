"""Writing PDF: nothing is fetched, limits hold, a machine without Pango says so."""

import subprocess
from datetime import date

import pytest

from foundation.documents.errors import PdfFailed, PdfUnavailable
from foundation.documents.limits import Limits
from foundation.documents.pdf import write
from foundation.documents.pdf.write import write_pdf

LIMITS = Limits(characters=60000, cells=20000, seconds=30, memory_mb=2000, template_kb=2048)
DAY = date(2026, 5, 6)


def test_neither_a_file_nor_an_address_nor_a_data_url_is_opened(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>')
    html = f"""<title>x</title><link rel="stylesheet" href="file://{secret}"><img src="file://{secret}" alt="a">
        <img src="http://127.0.0.1:9/x.png" alt="b"><img src="data:image/png;base64,AAAA" alt="c"><p>正文</p>"""
    made = write_pdf(f"<html lang=zh>{html}</html>", made_on=DAY, limits=LIMITS)
    assert made.pages == 1
    assert b"/Image" not in made.data
    assert b"SECRET" not in made.data


def test_a_character_no_font_has_is_named():
    made = write_pdf("<html lang=zh><title>x</title><p>字\U000e9999</p>", made_on=DAY, limits=LIMITS)
    assert made.missing == "\U000e9999"
    assert made.fonts


def test_a_page_that_takes_too_long_is_given_up_with_advice():
    endless = "<html lang=zh><title>x</title>" + "<table><tr><td>" * 400 + "字" * 400
    hurried = Limits(characters=1, cells=1, seconds=1, memory_mb=2000, template_kb=1)
    with pytest.raises(PdfFailed, match=r"太多.*改用 Word"):
        write_pdf(endless + "<p>字</p>" * 30_000, made_on=DAY, limits=hurried)


def test_without_pango_the_sentence_says_what_to_install_and_that_word_works(monkeypatch):
    class Gone:
        def __init__(self, name):
            raise OSError(name)

    monkeypatch.setattr(write.ctypes, "CDLL", Gone)
    with pytest.raises(PdfUnavailable, match=r"Word 不受影响.*apt-get install -y libpangoft2"):
        write.assert_available()
    monkeypatch.setattr(
        write, "_run", lambda asked, seconds: subprocess.CompletedProcess([], write.NO_PANGO, b"", b"")
    )
    with pytest.raises(PdfUnavailable, match="Word 不受影响"):
        write_pdf("<p>", made_on=DAY, limits=LIMITS)
