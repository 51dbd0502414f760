"""The code on paper is the code that was asked for."""

import io

from PIL import Image

from foundation.documents import qr

ADDRESS = "https://portal.example/motions/3f0e4a52-4d0e-4a37-b4f3-0d6a0c7c2f11/"


def test_the_picture_shows_the_modules_of_the_code():
    picture = Image.open(io.BytesIO(qr.png(ADDRESS))).convert("1")
    rows = qr.rows(ADDRESS)
    middle = qr.PIXELS // 2
    seen = [
        [picture.getpixel((x * qr.PIXELS + middle, y * qr.PIXELS + middle)) == 0 for x in range(len(rows))]
        for y in range(len(rows))
    ]
    assert seen == rows


def test_there_is_a_quiet_border_of_four_modules():
    rows = qr.rows(ADDRESS)
    assert not any(any(row) for row in (*rows[:4], *rows[-4:]))
    assert not any(any(row[:4]) or any(row[-4:]) for row in rows)


def test_the_same_address_gives_the_same_file():
    assert qr.png(ADDRESS) == qr.png(ADDRESS)
    assert qr.svg(ADDRESS).startswith("<svg")
