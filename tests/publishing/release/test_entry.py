"""A line of the manifest: what is written is what is read; what is no line is refused."""

import hashlib

import pytest

from publishing.release.entry import Entry

PACKED = {".gz": (hashlib.sha256(b"gz").hexdigest(), 2), ".br": (hashlib.sha256(b"br").hexdigest(), 1)}
WHOLE = Entry(hashlib.sha256(b"page").hexdigest(), 4, "text/html", PACKED)


@pytest.mark.parametrize("packed", [{}, PACKED, {".gz": PACKED[".gz"]}, {".br": PACKED[".br"]}])
def test_a_line_says_everything_about_a_file_and_its_copies(packed):
    entry = Entry(WHOLE.sha256, 4, "text/html", packed)
    file, read = Entry.read(entry.line('要闻/"一".html'))
    assert (file, read) == ('要闻/"一".html', entry)
    assert (read.size, read.type, read.packed) == (4, "text/html", packed)
    assert read.disk == 4 + sum(size for _, size in packed.values())
    assert {name for name, _, _ in read.copies("a")} == {"a", *("a" + suffix for suffix in packed)}


def test_the_line_is_canonical():
    digest, brotli, gzip = WHOLE.sha256, PACKED[".br"][0], PACKED[".gz"][0]
    assert WHOLE.line("a").decode() == (
        f'{{"brotli":{{"sha256":"{brotli}","size":1}},"gzip":{{"sha256":"{gzip}","size":2}},'
        f'"path":"a","sha256":"{digest}","size":4,"type":"text/html"}}'
    )


@pytest.mark.parametrize(
    ("digest", "size"),
    [
        ("", 1),
        ("0" * 63, 1),
        ("AB" * 32, 1),
        ("zz" * 32, 1),
        ("00" * 32, -1),
        ("00" * 32, "1"),
        ("00" * 32, 1 << 64),
    ],
)
def test_what_is_no_hash_or_no_size_is_refused(digest, size):
    with pytest.raises((ValueError, TypeError)):
        Entry(digest, size, "text/html")
