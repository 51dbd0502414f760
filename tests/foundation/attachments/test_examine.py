"""What is kept of a file, and which files are not taken: the examination alone, without a database."""

import io
import json
import struct
import subprocess
import sys
import zlib

import pikepdf
import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from PIL import Image

from foundation.attachments.examine.__main__ import answer, examine
from foundation.attachments.examine.faults import Unfit
from foundation.attachments.kinds import KINDS, sniff

from .samples import EVIL, GOOD, pdf, photo, picture

LIMITS = {"kinds": list(KINDS), "pixels": 2_000_000, "pages": 3, "unpacked": 60 * 2**20}


@pytest.fixture
def look(tmp_path):
    def look(content: bytes, **limits) -> tuple[dict, bytes]:
        source, target = tmp_path / "given", tmp_path / "kept"
        source.write_bytes(content)
        told = examine(source, target, LIMITS | limits)
        return told, target.read_bytes()

    return look


@pytest.mark.parametrize("name", GOOD)
def test_what_people_hand_in_is_taken_for_what_it_is(look, name):
    content, kind = GOOD[name]
    assert look(content)[0]["kind"] == kind


@pytest.mark.parametrize("name", EVIL)
def test_what_may_do_harm_is_refused_with_what_and_why(tmp_path, name):
    content, word = EVIL[name]
    (tmp_path / "given").write_bytes(content)
    assert word in answer(tmp_path / "given", tmp_path / "kept", LIMITS)["refused"]
    assert not (tmp_path / "kept").exists()


def test_a_photo_keeps_neither_place_nor_phone_and_stands_upright(look):
    told, kept = look(photo())
    drawn = Image.open(io.BytesIO(kept))
    assert (told["width"], told["height"]) == (48, 64)
    assert not drawn.getexif()
    assert b"Secret Phone" not in kept


def test_what_hides_behind_a_picture_is_left_behind(look):
    _, kept = look(picture("PNG") + b"<?php evil() ?>")
    assert b"php" not in kept


def test_a_signed_pdf_is_kept_to_the_byte(look):
    content = pdf()
    assert look(content) == ({"kind": "pdf", "pages": 1}, content)


def test_a_book_of_too_many_pages_and_a_picture_of_too_many_points_are_told_so(look):
    def four(document: pikepdf.Pdf) -> None:
        for _ in range(3):
            document.add_blank_page()

    with pytest.raises(Unfit, match="4 页，超过 3 页"):
        look(pdf(four))
    with pytest.raises(Unfit, match="百万点"):
        look(picture("PNG", "L", (2000, 1500)))


def test_a_kind_that_is_not_taken_here_names_those_that_are(look):
    with pytest.raises(Unfit, match=r"这里不收PDF。可以上传：JPG 图片、PNG 图片。"):
        look(pdf(), kinds=["jpeg", "png"])


def test_text_becomes_utf8(look):
    assert look("窨井盖\r\n第二行".encode("gb18030"))[1].decode() == "窨井盖\n第二行"


@how(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    start=st.sampled_from([content[:400] for content, _ in (*GOOD.values(), *EVIL.values())]),
    rest=st.binary(max_size=300),
)
def test_no_bytes_make_the_sniffing_fall_over(tmp_path, start, rest):
    (tmp_path / "x").write_bytes(start + rest)
    assert sniff(tmp_path / "x") is None or True


def test_a_file_that_eats_memory_gets_an_answer_and_no_worker_dies(tmp_path, monkeypatch):
    """The picture of a thousand million points in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )
    (tmp_path / "given").write_bytes(bomb)
    limits = json.dumps(LIMITS | {"pixels": 10**10, "memory": 2**30, "seconds": 20})
    command = [sys.executable, "-m", "foundation.attachments.examine"]
    files = [str(tmp_path / "given"), str(tmp_path / "kept")]
    done = subprocess.run([*command, *files, limits], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert "检查不完" in json.loads(done.stdout)["refused"]
